const blockBits = 12;

/**
 * A function of whole numbers that is asked once for each of those from `from` up to `to`, however often it is called; of all other numbers
 * each time. It may give any number but -Infinity, which stands for what was not asked for. Answers are kept in blocks, made when one of
 * them is met.
 */
export function integerMemo(from: number, to: number, of: (integer: number) => number): (number: number) => number {
  const blocks: Float64Array[] = [];
  const count = to - from;
  return (number) => {
    const place = number - from;
    if (!(place >= 0 && place < count)) return of(number);
    const whole = place | 0;
    if (whole !== place) return of(number);
    let block = blocks[whole >> blockBits];
    if (block === undefined) {
      block = new Float64Array(1 << blockBits).fill(Number.NEGATIVE_INFINITY);
      blocks[whole >> blockBits] = block;
    }
    const within = whole & ((1 << blockBits) - 1);
    let known = block[within] as number;
    if (known === Number.NEGATIVE_INFINITY) {
      known = of(number);
      block[within] = known;
    }
    return known;
  };
}
