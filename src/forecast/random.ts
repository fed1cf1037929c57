/** Numbers that look random, the same ones for the same seed: drawn one after another. */
export interface Random {
  /** Between 0 and 1, neither of them included. */
  uniform(): number;
  /** Of the standard normal distribution. */
  normal(): number;
}

/** Weyl's step of SplitMix: the golden ratio in 32 bits. */
const goldenStep = 0x9e3779b9;

/**
 * xoshiro128** of D. Blackman and S. Vigna (2021), Scrambled linear pseudorandom number generators, ACM TOMS 47(4), 36; its state comes from the seed by
 * SplitMix32, so that neighbouring seeds have nothing in common.
 */
export function randomFrom(seed: number): Random {
  // Seeds are whole numbers up to 2^53: both halves count.
  let state = (seed >>> 0) ^ Math.imul(Math.floor(seed / 0x1_0000_0000), 0x85ebca6b);
  const seedWord = () => {
    state = (state + goldenStep) | 0;
    let word = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    return word ^ (word >>> 15);
  };
  let [a, b, c, d] = [seedWord(), seedWord(), seedWord(), seedWord()] as [number, number, number, number];
  let spare: number | null = null;

  function uniform(): number {
    const product = Math.imul(b, 5);
    const word = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return (word + 0.5) / 0x1_0000_0000;
  }

  return {
    uniform,
    // The polar method of G. Marsaglia and T. A. Bray (1964) makes two at once.
    normal() {
      if (spare !== null) {
        const kept = spare;
        spare = null;
        return kept;
      }
      for (;;) {
        const x = 2 * uniform() - 1;
        const y = 2 * uniform() - 1;
        const square = x * x + y * y;
        if (square >= 1 || square === 0) continue;
        const scale = Math.sqrt((-2 * Math.log(square)) / square);
        spare = y * scale;
        return x * scale;
      }
    },
  };
}

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
