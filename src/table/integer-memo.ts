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

  function ask(number: number): number {
    const place = number - from;
    if (!(place >= 0 && place < count) || (place | 0) !== place) return of(number);
    const index = place >> blockBits;
    if (blocks[index] === undefined && alone.size < mostAlone) return answerAlone(place);
    const block = blocks[index] ?? madeBlock(index);
    if (block[place & mask] === Number.NEGATIVE_INFINITY) block[place & mask] = of(number);
    return block[place & mask] as number;
  }

  return (number) => {
    const place = (number - from) | 0;
    const block = place >= 0 ? blocks[place >> blockBits] : undefined;
    if (block === undefined || place !== number - from) return ask(number);
    const known = block[place & mask] as number;
    return known === Number.NEGATIVE_INFINITY ? ask(number) : known;
  };
}
