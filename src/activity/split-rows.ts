import { groupBy } from '../table/index.ts';

/** Rows put together by code: those of `codes[i]` are `rows` from `offsets[i]` to `offsets[i + 1]`. */
export interface SplitRows {
  /** The codes that occur, in order of first sight. */
  readonly codes: readonly number[];
  readonly offsets: Uint32Array;
  readonly rows: Uint32Array;
}

/** Splits some rows by the codes of all. What a split costs depends on its own rows alone, so that many periods can be split in turn. */
export function rowSplitter(codes: ArrayLike<number>, codeCount: number): (rows: Uint32Array) => SplitRows {
  const seenIn = new Uint32Array(codeCount);
  const places = new Uint32Array(codeCount);
  let splits = 0;
  return (rows) => {
    splits += 1;
    const own: number[] = [];
    const placeOfRow = new Uint32Array(rows.length);
    for (let index = 0; index < rows.length; index += 1) {
      const code = codes[rows[index] as number] as number;
      if (seenIn[code] !== splits) {
        seenIn[code] = splits;
        places[code] = own.push(code) - 1;
      }
      placeOfRow[index] = places[code] as number;
    }
    const { order, offsets } = groupBy(placeOfRow, own.length);
    return { codes: own, offsets, rows: order.map((index) => rows[index] as number) };
  };
}
