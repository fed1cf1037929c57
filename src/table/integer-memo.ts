const blockBits = 12;
/** Of fewer answers a Map keeps each alone: a block has room for 4,096, and a ledger of three rows would make one for each of its dates. */
const mostAlone = 64;

/**
 * A function of whole numbers that is asked once for each of those from `from` up to `to`, however often it is called; of all other numbers
 * each time. It may give any number but -Infinity, which stands for what was not asked for. Answers are kept in blocks, made when one of
 * them is met.
 */
export function integerMemo(from: number, to: number, of: (integer: number) => number): (number: number) => number {
  let alone: Map<number, number> | null = new Map();
  const blocks: Float64Array[] = [];
  const count = to - from;

  function blockOf(place: number): Float64Array {
    let block = blocks[place >> blockBits];
    if (block === undefined) {
      block = new Float64Array(1 << blockBits).fill(Number.NEGATIVE_INFINITY);
      blocks[place >> blockBits] = block;
    }
    return block;
  }
  const within = (place: number) => place & ((1 << blockBits) - 1);

  function answerAlone(known: Map<number, number>, place: number): number {
    let answer = known.get(place);
    if (answer !== undefined) return answer;
    answer = of(place + from);
    known.set(place, answer);
    if (known.size > mostAlone) {
      for (const [place, answer] of known) blockOf(place)[within(place)] = answer;
      alone = null;
    }
    return answer;
  }

  return (number) => {
    const place = number - from;
    if (!(place >= 0 && place < count)) return of(number);
    const whole = place | 0;
    if (whole !== place) return of(number);
    if (alone !== null) return answerAlone(alone, whole);
    const block = blockOf(whole);
    let answer = block[within(whole)] as number;
    if (answer === Number.NEGATIVE_INFINITY) {
      answer = of(number);
      block[within(whole)] = answer;
    }
    return answer;
  };
}
