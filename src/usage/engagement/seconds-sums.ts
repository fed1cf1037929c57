import { add, keyedSums, ofNumber, type Rational } from '../../exact/index.ts';

/** Exact sums of seconds, as the decimals they print as, one per index. */
export interface SecondsSums {
  add(index: number, seconds: number): void;
  total(index: number): Rational;
}

const perSecond = 1000;

/** Whole seconds and thousandths are added as whole numbers, which nearly all durations are; what is finer costs a fraction each. */
export function secondsSums(count: number): SecondsSums {
  const whole = new Float64Array(count);
  const thousandths = new Float64Array(count);
  const finer = keyedSums<number>();
  return {
    add(index, seconds) {
      const full = Math.floor(seconds);
      const rest = Math.round((seconds - full) * perSecond);
      // Up to 1e9 seconds three decimals are twelve digits: the double nearest to such a decimal prints as it.
      if ((full * perSecond + rest) / perSecond !== seconds) {
        finer.add(index, ofNumber(seconds));
        return;
      }
      whole[index] = (whole[index] as number) + full;
      thousandths[index] = (thousandths[index] as number) + rest;
    },
    total(index) {
      const n = BigInt(whole[index] as number) * BigInt(perSecond) + BigInt(thousandths[index] as number);
      return add({ n, d: BigInt(perSecond) }, finer.get(index));
    },
  };
}
