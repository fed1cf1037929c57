const logOfTwoPi = Math.log(2 * Math.PI);

/**
 * The standard normal value below which a share `p` of all values lies, for 0 < p < 1, to about 15 digits: Newton's method on the share
 * between 0 and z, a power series, and in the tails on the logarithm of the share beyond z, a continued fraction. Tables of coefficients
 * would be three times the code.
 *
 * Source: M. Abramowitz and I. A. Stegun (1964), Handbook of Mathematical Functions, 26.2.11 and 26.2.14.
 */
export function normalQuantile(p: number): number {
  const fromMiddle = Math.abs(p - 0.5);
  const logOfTail = Math.log(Math.min(p, 1 - p));
  const isTail = fromMiddle > 0.45;
  let z = isTail ? Math.sqrt(-2 * logOfTail) : 0;
  // Each step doubles the digits, and so many terms are enough for either expansion on its side of the border.
  for (let step = 0; step < 7; step += 1) {
    const logOfDensity = -(z * z + logOfTwoPi) / 2;
    const sum = expansion(z, isTail);
    z += isTail ? (logOfDensity - Math.log(sum) - logOfTail) / sum : fromMiddle * Math.exp(-logOfDensity) - sum;
  }
  return p < 0.5 ? -z : z;
}

/** The share of all values above `z`, for z >= 0, by the same expansions. */
export function normalTail(z: number): number {
  const isTail = z > 1.6;
  const density = Math.exp(-(z * z + logOfTwoPi) / 2);
  return isTail ? density / expansion(z, isTail) : 0.5 - density * expansion(z, isTail);
}

/** The share between 0 and z over the density at z, or in the tail the density over the share beyond. */
function expansion(z: number, isTail: boolean): number {
  let sum = z;
  for (let term = 120; term > 0; term -= 1) sum = z + (isTail ? term / sum : (sum * z * z) / (2 * term + 1));
  return sum;
}
