import type { Period, PerPeriod } from '../calendar/open.ts';
import type { Frame } from './frame.ts';
import { outside } from './timeline.ts';

/** The result over some rows, given by their numbers in any order; `period` is its place in the list asked for. */
export type Summary<Result> = (rows: Uint32Array, period: number) => Result;

/** One result a period, over the rows whose cell it has. `cells` has a cell for each row, or `outside`. */
export function perPeriod<P extends Period | readonly Period[], Result>(
  { isList, timeline: { cellCount, ranges } }: Frame,
  cells: Int32Array,
  summary: Summary<Result>,
): PerPeriod<P, Result> {
  const { order, offsets } = arranged(cells, cellCount);
  const results = ranges.map(({ first, next }, period) =>
    summary(order.subarray(offsets[first], offsets[next]), period),
  );
  return (isList ? results : results[0]) as PerPeriod<P, Result>;
}

/** The numbers of the rows, those of one code together: the rows of code c stand from offsets[c] up to offsets[c + 1]. */
export function arranged(codes: Int32Array, codeCount: number): { order: Uint32Array; offsets: Uint32Array } {
  const offsets = new Uint32Array(codeCount + 2);
  for (const code of codes) if (code !== outside) offsets[code + 2] = (offsets[code + 2] as number) + 1;
  for (let code = 2; code < offsets.length; code += 1) {
    offsets[code] = (offsets[code] as number) + (offsets[code - 1] as number);
  }
  const order = new Uint32Array(offsets[codeCount + 1] as number);
  // offsets[c + 1] runs from the start of code c to its end, and so becomes the start of the next one.
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] as number;
    if (code === outside) continue;
    const place = offsets[code + 1] as number;
    order[place] = row;
    offsets[code + 1] = place + 1;
  }
  return { order, offsets };
}
