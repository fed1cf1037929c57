/** Parts of a second in one, and as many smaller ones in each: a double of a millisecond has no finer ones. */
const parts = 2 ** 52;

/** Sums of seconds, one a customer. */
export interface SecondsSums {
  add(index: number, seconds: number): void;
  total(index: number): number;
}

/**
 * Whole seconds, their parts and the parts of these are added apart, each as whole numbers: the sums are exact, whatever the order, and
 * rounded when they are read. Added as they come, the last digits of a total would depend on the order of the events.
 */
export function secondsSums(count: number): SecondsSums {
  const whole = new Float64Array(count);
  const coarse = new Float64Array(count);
  const fine = new Float64Array(count);
  return {
    add(index, seconds) {
      const full = Math.floor(seconds);
      const rest = (seconds - full) * parts;
      const ofRest = Math.floor(rest);
      const fineSum = (fine[index] as number) + Math.round((rest - ofRest) * parts);
      const fineCarry = fineSum >= parts ? 1 : 0;
      fine[index] = fineSum - fineCarry * parts;
      const coarseSum = (coarse[index] as number) + ofRest + fineCarry;
      const carry = coarseSum >= parts ? 1 : 0;
      coarse[index] = coarseSum - carry * parts;
      whole[index] = (whole[index] as number) + full + carry;
    },
    total(index) {
      const [full, rest] = [whole[index] as number, (coarse[index] as number) / parts];
      const sum = full + rest;
      // What the sum lost joins the finest parts, so that it is they all that are rounded.
      const lost = rest - (sum - full);
      return sum + (lost + (fine[index] as number) / parts / parts);
    },
  };
}
