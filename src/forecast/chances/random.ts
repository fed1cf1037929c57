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
