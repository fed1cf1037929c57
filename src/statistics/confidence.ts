import { reject } from '../errors.ts';
import { isFiniteNumber } from '../read/index.ts';
import { normalQuantile } from './normal-quantile.ts';

export const defaultConfidence = 0.95;

/** How many standard errors lie on either side of an estimate at the confidence that a call was given as an option: 1.96 at 95 %. */
export function standardErrorsAt(confidence: unknown = defaultConfidence): number {
  // The last double below 1 has a quantile beyond what a double can tell from 1.
  if (!isFiniteNumber(confidence) || confidence <= 0 || (1 + confidence) / 2 >= 1) {
    reject('INVALID_NUMBER', 'options.confidence', 'be between 0 and 1', confidence);
  }
  return normalQuantile((1 + confidence) / 2);
}
