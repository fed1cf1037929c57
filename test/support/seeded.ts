/** Numbers that look random, the same ones for the same seed on every machine. */
export interface Seeded {
  /** In [0, 1). */
  next(): number;
  chance(probability: number): boolean;
  /** Of mean 0 and deviation 1. */
  normal(): number;
  shuffled<T>(list: readonly T[]): T[];
}

/** Mulberry32, a public-domain generator. */
export function seeded(seed: number): Seeded {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    chance: (probability) => next() < probability,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffled<T>(list: readonly T[]): T[] {
      const mixed = list.slice();
      for (let place = mixed.length - 1; place > 0; place -= 1) {
        const other = Math.floor(next() * (place + 1));
        [mixed[place], mixed[other]] = [mixed[other] as T, mixed[place] as T];
      }
      return mixed;
    },
  };
}
