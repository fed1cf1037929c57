import { getOrAdd } from './group-by-code.ts';

const blockBits = 12;
const mask = (1 << blockBits) - 1;

/** So many answers are kept one by one: a block has room for 4,096, and a ledger of three rows would make one for each of its dates. */
const mostAlone = 64;

/**
 * A function of whole numbers that is asked once for each of those from `from` up to `to`, however often it is called; of all other numbers
 * each time. It may give any number but -Infinity, which stands for what was not asked for. Answers are kept in blocks, made when one of
 * them is met.
 */
export function integerMemo(from: number, to: number, of: (integer: number) => number): (number: number) => number {
  const alone = new Map<number, number>();
  const blocks: Float64Array[] = [];
  const count = to - from;
  const answerAlone = (place: number) => getOrAdd(alone, place, () => of(place + from));

  function madeBlock(index: number): Float64Array {
    const block = new Float64Array(1 << blockBits).fill(Number.NEGATIVE_INFINITY);
    for (const [place, known] of alone) if (place >> blockBits === index) block[place & mask] = known;
    blocks[index] = block;
    return block;
  }

  return (number) => {
    const place = number - from;
    if (!(place >= 0 && place < count)) return of(number);
    const whole = place | 0;
    if (whole !== place) return of(number);
    let block = blocks[whole >> blockBits];
    if (block === undefined) {
      if (alone.size < mostAlone) return answerAlone(whole);
      block = madeBlock(whole >> blockBits);
    }
    let known = block[whole & mask] as number;
    if (known === Number.NEGATIVE_INFINITY) {
      known = of(number);
      block[whole & mask] = known;
    }
    return known;
  };
}
