/** Numbers brought to codes, in order of first sight. */
export interface NumberTable {
  readonly numbers: readonly number[];
  codeOf(number: number): number;
}

/** More numbers than this in a row of one table's places come from numbers made to collide. */
const mostProbes = 64;

/** The table of ids for numbers: a Map of millions of doubles takes five times as long, since each of them is an object. */
export function numberTable(): NumberTable {
  const numbers: number[] = [];
  const collided = new Map<number, number>();
  let keys = new Float64Array(8);
  // The code + 1 by place; 0 where the place is free.
  let codes = new Uint32Array(8);

  function place(number: number, code: number): void {
    const mask = keys.length - 1;
    let at = hashOf(number) & mask;
    for (let probes = 0; codes[at] !== 0; probes += 1, at = (at + 1) & mask) {
      if (probes === mostProbes) {
        collided.set(number, code);
        return;
      }
    }
    keys[at] = number;
    codes[at] = code + 1;
  }

  function add(number: number): number {
    const code = numbers.push(number) - 1;
    if (numbers.length * 2 > keys.length) {
      keys = new Float64Array(keys.length * 2);
      codes = new Uint32Array(keys.length);
      collided.clear();
      for (let own = 0; own < code; own += 1) place(numbers[own] as number, own);
    }
    place(number, code);
    return code;
  }

  return {
    numbers,
    codeOf(number) {
      const mask = keys.length - 1;
      let at = hashOf(number) & mask;
      for (let probes = 0; probes <= mostProbes; probes += 1, at = (at + 1) & mask) {
        const code = (codes[at] as number) - 1;
        if (code < 0) return add(number);
        if (keys[at] === number) return code;
      }
      return collided.get(number) ?? add(number);
    },
  };
}

const bits = /* @__PURE__ */ (() => {
  const double = new Float64Array(1);
  return { double, halves: new Uint32Array(double.buffer) };
})();

function hashOf(number: number): number {
  const { double, halves } = bits;
  double[0] = number;
  let hash = Math.imul((halves[0] as number) ^ Math.imul(halves[1] as number, 0x9e37_79b1), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d);
  return hash ^ (hash >>> 13);
}
