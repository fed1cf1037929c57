const coefficients = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680];

/** The logarithm of the gamma function above 0, to about 12 digits: Stirling's series, from 8 on. */
export function logGamma(x: number): number {
  let product = 1;
  let shifted = x;
  for (; shifted < 8; shifted += 1) product *= shifted;
  const square = 1 / (shifted * shifted);
  let series = 0;
  for (let i = coefficients.length - 1; i >= 0; i -= 1) series = series * square + (coefficients[i] as number);
  const half = 0.5 * Math.log(2 * Math.PI);
  return (shifted - 0.5) * Math.log(shifted) - shifted + half + series / shifted - Math.log(product);
}

/** The logarithm of the chance of a series of hits and misses whose chance follows a beta distribution. */
export function logBetaBinomial(hits: number, misses: number, alpha: number, beta: number): number {
  const logBeta = (a: number, b: number) => logGamma(a) + logGamma(b) - logGamma(a + b);
  return logBeta(alpha + hits, beta + misses) - logBeta(alpha, beta);
}
