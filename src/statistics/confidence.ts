import { reject } from '../errors.ts';
import { normalQuantile } from './normal-quantile.ts';

/** The distance from the middle, in standard errors, that a two-sided interval of a confidence such as 0.95 reaches: 1.96. */
export function criticalValue(confidence: unknown, path: string): number {
  // The last double below 1 has a quantile beyond what a double can tell from 1.
  if (typeof confidence !== 'number' || !(confidence > 0 && (1 + confidence) / 2 < 1)) {
    reject('INVALID_NUMBER', path, 'be between 0 and 1', confidence);
  }
  return normalQuantile((1 + confidence) / 2);
}
