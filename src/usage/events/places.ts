/** Numbers from 0 on for the codes that a period has, in order of first sight. */
export interface Places {
  /** Begins with the next period. */
  clear(): void;
  /** The place of a code, which is a new one where it is equal to `count` before the call. */
  of(code: number): number;
  count(): number;
}

/** What a period costs depends on its own rows alone, so that many of them can be gone through in turn. */
export function placesOf(codeCount: number): Places {
  const seenIn = new Uint32Array(codeCount);
  const places = new Uint32Array(codeCount);
  let period = 1;
  let count = 0;
  return {
    clear() {
      period += 1;
      count = 0;
    },
    of(code) {
      if (seenIn[code] !== period) {
        seenIn[code] = period;
        places[code] = count;
        count += 1;
      }
      return places[code] as number;
    },
    count: () => count,
  };
}
