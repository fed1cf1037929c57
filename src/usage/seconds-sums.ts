/** Parts of a second in one: a double of 1 or more has no finer ones. */
const parts = 2 ** 52;

/** Sums of seconds, one a customer. */
export interface SecondsSums {
  add(index: number, seconds: number): void;
  total(index: number): number;
}

/**
 * Whole seconds and their parts are added apart, both as whole numbers: the sums are exact, whatever the order, and rounded once when
 * they are read. Added as they come, the last digits of a total would depend on the order of the events.
 */
export function secondsSums(count: number): SecondsSums {
  const whole = new Float64Array(count);
  const fraction = new Float64Array(count);
  return {
    add(index, seconds) {
      const full = Math.floor(seconds);
      const sum = (fraction[index] as number) + Math.round((seconds - full) * parts);
      const carry = sum >= parts ? 1 : 0;
      fraction[index] = sum - carry * parts;
      whole[index] = (whole[index] as number) + full + carry;
    },
    total: (index) => (whole[index] as number) + (fraction[index] as number) / parts,
  };
}
