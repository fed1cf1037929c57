import type { Rational } from '../../exact/index.ts';
import { type SortedValues, sortedNumbers, sortedRationals } from '../../statistics/open.ts';

/** Parts of a second in one (2^52), and as many smaller ones in each: a double of a millisecond has no finer ones. */
const fractions = 4_503_599_627_370_496;
const inSecond = /* @__PURE__ */ BigInt(fractions);

/** Sums of seconds, one per index. */
export interface SecondsSums {
  add(index: number, seconds: number): void;
  total(index: number): Rational;
  /** All sums, from the smallest on. */
  sorted(): SortedValues;
}

/** Whole seconds, their fractions and the parts of these are added apart, each as whole numbers: the sums are exact, whatever the order. */
export function secondsSums(count: number): SecondsSums {
  const whole = new Float64Array(count);
  const coarse = new Float64Array(count);
  const fine = new Float64Array(count);
  const total = (index: number): Rational => {
    const [full, rest] = [BigInt(whole[index] as number), BigInt(coarse[index] as number)];
    // Of whole seconds, which most durations are, the numbers stay small.
    if (coarse[index] === 0 && fine[index] === 0) return { n: full, d: 1n };
    const smallest = inSecond * inSecond;
    return { n: full * smallest + rest * inSecond + BigInt(fine[index] as number), d: smallest };
  };
  return {
    add(index, seconds) {
      const full = Math.floor(seconds);
      const rest = (seconds - full) * fractions;
      const ofRest = Math.floor(rest);
      const fineSum = (fine[index] as number) + Math.round((rest - ofRest) * fractions);
      const fineCarry = fineSum >= fractions ? 1 : 0;
      fine[index] = fineSum - fineCarry * fractions;
      const coarseSum = (coarse[index] as number) + ofRest + fineCarry;
      const carry = coarseSum >= fractions ? 1 : 0;
      coarse[index] = coarseSum - carry * fractions;
      (whole[index] as number) += full + carry;
    },
    total,
    sorted() {
      const isWhole = (part: number) => part === 0;
      // Doubles then, of which the engine sorts millions.
      if (coarse.every(isWhole) && fine.every(isWhole)) return sortedNumbers(whole.slice().sort());
      return sortedRationals(Array.from(whole, (_, index) => total(index)));
    },
  };
}

/** A duration as the exact sum of itself. */
export function exactSeconds(seconds: number): Rational {
  const sums = secondsSums(1);
  sums.add(0, seconds);
  return sums.total(0);
}
