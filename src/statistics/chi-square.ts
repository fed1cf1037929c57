import { normalTail } from './normal-quantile.ts';

/**
 * The chance that a sum of so many squared standard normal values is above `x`, to about 13 digits. From one degree of freedom, or two, up in steps
 * of two, each of which adds a term of one sign.
 *
 * Source: M. Abramowitz and I. A. Stegun (1964), Handbook of Mathematical Functions, 26.4.4 and 26.4.5.
 */
export function chiSquareTail(x: number, degrees: number): number {
  if (x <= 0) return 1;
  const isOdd = degrees % 2 === 1;
  let tail = isOdd ? 2 * normalTail(Math.sqrt(x)) : Math.exp(-x / 2);
  // In logarithms, as powers and factorials overflow long before their quotient.
  let logOfTerm = -x / 2 + (isOdd ? Math.log((2 * x) / Math.PI) / 2 : Math.log(x / 2));
  for (let step = isOdd ? 1 : 2; step < degrees; step += 2) {
    tail += Math.exp(logOfTerm);
    logOfTerm += Math.log(x / (step + 2));
  }
  return Math.min(1, tail);
}
