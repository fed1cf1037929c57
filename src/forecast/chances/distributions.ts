import type { Random } from './random.ts';

/** Of a gamma distribution with scale 1. Source: G. Marsaglia and W. W. Tsang (2000), A simple method for generating gamma variables, ACM TOMS 26(3). */
export function gammaDraw(random: Random, shape: number): number {
  if (shape < 1) return gammaDraw(random, shape + 1) * random.uniform() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const square = x * x;
    const u = random.uniform();
    if (u < 1 - 0.0331 * square * square) return d * v;
    if (Math.log(u) < 0.5 * square + d * (1 - v + Math.log(v))) return d * v;
  }
}

/** Of a beta distribution; its edges where one of the counts behind it is 0. */
export function betaDraw(random: Random, hits: number, misses: number): number {
  if (hits <= 0) return 0;
  if (misses <= 0) return 1;
  const x = gammaDraw(random, hits);
  const sum = x + gammaDraw(random, misses);
  // Two shapes far below 1 can both come to nothing.
  return sum === 0 ? hits / (hits + misses) : x / sum;
}

/** From so many expected on a binomial count is drawn as the normal distribution that it is close to. */
const manyExpected = 20;
/** Up to so many things are drawn one by one. */
const few = 6;

/** How many of `count` things come about, each of them with this chance. `none` is the logarithm of the chance that one does not. */
export function binomialDraw(random: Random, count: number, chance: number, none = Number.NaN): number {
  if (count === 0 || chance <= 0) return 0;
  if (chance >= 1) return count;
  if (count <= few) {
    let drawn = 0;
    for (let i = 0; i < count; i += 1) if (random.uniform() < chance) drawn += 1;
    return drawn;
  }
  if (chance > 0.5) return count - binomialDraw(random, count, 1 - chance);
  const expected = count * chance;
  if (expected > manyExpected) {
    const drawn = Math.round(expected + random.normal() * Math.sqrt(expected * (1 - chance)));
    return Math.min(Math.max(drawn, 0), count);
  }
  let share = Math.exp(count * (Number.isNaN(none) ? Math.log1p(-chance) : none));
  let left = random.uniform();
  if (left < share) return 0;
  const odds = chance / (1 - chance);
  let drawn = 0;
  while (left >= share && drawn < count) {
    left -= share;
    drawn += 1;
    share *= (odds * (count - drawn + 1)) / drawn;
    // Below the last digit of what is left no more can come.
    if (share < 1e-18 && drawn > expected) break;
  }
  return drawn;
}

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
