import { quantile } from '../statistics/open.ts';

/** The mean of drawn amounts. */
export function meanOf(drawn: Float64Array): number {
  return drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
}

/** The bounds that leave as many drawn amounts below as above. */
export function boundsOf(drawn: Float64Array, confidence: number): { lower: number; upper: number } {
  const sorted = drawn.slice().sort();
  const at = (share: number) => quantile(sorted, share) as number;
  return { lower: at((1 - confidence) / 2), upper: at((1 + confidence) / 2) };
}
