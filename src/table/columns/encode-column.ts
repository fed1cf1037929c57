import { isFiniteNumber, isMissing, isText } from '../../read/index.ts';
import { idTable } from '../texts/id-table.ts';
import type { CodedTexts } from './columns.ts';

/** Texts as codes; a value that is neither text nor missing keeps the list as it is, for its reader to refuse. */
export function encodeTexts<T>(values: readonly T[]): CodedTexts | T[] {
  const texts = idTable();
  const codes = new Int32Array(values.length);
  for (const [row, value] of values.entries()) {
    if (isMissing(value)) codes[row] = -1;
    else if (isText(value)) codes[row] = texts.codeOf(value);
    else return values.slice();
  }
  return { codes, values: [...texts.ids] };
}

/** Numbers as doubles, NaN for what is missing; anything else, NaN included, keeps the list as it is. */
export function encodeNumbers<T>(values: readonly T[]): Float64Array | T[] {
  const isPlain = values.every((value) => isMissing(value) || isFiniteNumber(value));
  return isPlain
    ? Float64Array.from(values, (value) => (isMissing(value) ? Number.NaN : Number(value)))
    : values.slice();
}

/** What a callback is to see must not change on the way, so only texts and numbers that all rows have are coded. */
export function encodeOwn(values: readonly unknown[]): unknown {
  if (values.every(isText)) return encodeTexts(values);
  return values.some(isMissing) ? values.slice() : encodeNumbers(values);
}
