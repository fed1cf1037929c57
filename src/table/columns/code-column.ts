import { idText, isMissing, isText } from '../../read/index.ts';
import { numberTable } from '../number-table.ts';
import { codeTexts } from '../texts/code-texts.ts';
import { distinctTexts } from '../texts/distinct.ts';
import { type IdTable, idTable } from '../texts/id-table.ts';
import { textOfUnits } from '../texts/read-utf8.ts';
import { badCode, noCode, textsOfList, textsOfUnits } from '../texts/text-blocks.ts';
import { type CodedColumn, type CodedTexts, type Column, isPresent, type UnitTexts } from './columns.ts';

/** Stands for a value that no row had so far. */
const unseen = 0xffff_fffd;

/**
 * What became of the dictionaries of earlier columns: chunks of one source share theirs, which can be longer than all rows of a chunk. The
 * codes of its values, or how many of them have their places for codes.
 */
export type KnownDictionaries = WeakMap<object, Uint32Array | number>;

/** The codes of a column, by row. */
export interface ColumnCodes {
  readonly codes: Uint32Array;
  /** Whether its values are known to be the texts of their codes, where others can be numbers. */
  readonly areTexts: boolean;
}

/**
 * The code that a table of ids has for each value of a column, in order of first sight. A dictionary is trusted in nothing: a text that it
 * holds twice has one code, one that no row uses has none, and one that changed since an earlier column is looked up again.
 */
export function codeColumn(
  column: Column | undefined,
  kind: 'id' | 'text',
  length: number,
  ids: IdTable,
  dictionaries?: KnownDictionaries,
): ColumnCodes {
  const codes = new Uint32Array(length);
  let areTexts = column?.form === 'coded' || column?.form === 'units';
  if (column?.form === 'units' && codeTexts(textsOfUnits(column), codes, ids)) return { codes, areTexts };
  // What comes in another form is compared with strings.
  ids.texts();
  // In a list of the caller's own, as in a row, NaN is no missing value but a wrong one.
  const isTyped = column?.form === 'list' && !Array.isArray(column.values);
  const codeOf = (value: unknown): number => {
    const text = kind === 'id' ? idText(value) : isText(value) ? value : undefined;
    if (text !== undefined) return ids.codeOf(text);
    return isMissing(value) || (isTyped && Number.isNaN(value)) ? noCode : badCode;
  };
  const append = (id: unknown): number => ids.ids.push(`${id}`) - 1;
  if (column?.form === 'coded') {
    const { values } = column;
    const distinct = ids.ids.length === 0 && values.length <= length ? distinctTexts(values) : null;
    const used = distinct === null ? 0 : sameCodes(codes, column);
    if (distinct !== null && used > 0) {
      ids.ids = distinct.slice(0, used);
      dictionaries?.set(values, used);
      return { codes, areTexts };
    }
    const earlier = dictionaries?.get(values);
    const first = typeof earlier === 'number' ? firstCodes(earlier, values.length) : earlier;
    const isKnown = first?.length === values.length;
    const known = isKnown ? (first as Uint32Array) : new Uint32Array(values.length).fill(unseen);
    dictionaries?.set(values, known);
    if (distinct === null) codeDictionary(codes, column, known, codeOf, isKnown ? ids.ids : undefined);
    else ids.ids = codeDistinct(codes, column, known, distinct);
  } else if (column?.form === 'list') {
    const { values, valid } = column;
    areTexts = Array.isArray(values) && !valid && codeTexts(textsOfList(values), codes, ids);
    // Other numbers have other texts, so in an empty table there is nothing to look for.
    const areNew = kind === 'id' && ids.ids.length === 0 && isWholeNumbers(values);
    if (!areTexts) codeList(codes, values, valid, areNew ? append : codeOf);
  } else if (column?.form === 'units') {
    const { offsets, units, valid } = column;
    for (let row = 0; row < length; row += 1) {
      const text = textOfUnits(units, offsets[row] as number, offsets[row + 1] as number);
      codes[row] = isPresent(valid, row) ? codeOf(text) : noCode;
    }
  } else if (length > 0) codes.fill(codeOf(column?.form === 'one' ? column.value : undefined));
  return { codes, areTexts };
}

/** Texts of few kinds as a dictionary of their own. An empty text is one of its values, for the reader of rows to refuse. */
export function codedUnits(texts: UnitTexts): CodedColumn {
  const ids = idTable();
  const length = Math.max(0, texts.offsets.length - 1);
  const codes = new Int32Array(codeColumn({ form: 'units', ...texts }, 'text', length, ids).codes.buffer);
  const [missing, empty] = [codes.includes(noCode | 0), codes.includes(badCode | 0)];
  if (empty) {
    const code = ids.texts().push('') - 1;
    for (let row = 0; row < codes.length; row += 1) if (codes[row] === (badCode | 0)) codes[row] = code;
  }
  return { codes, values: ids.texts(), isFull: !missing };
}

/** Of a dictionary whose first values have their places for codes. */
function firstCodes(used: number, length: number): Uint32Array {
  const codes = new Uint32Array(length).fill(unseen, used);
  for (let code = 0; code < used; code += 1) codes[code] = code;
  return codes;
}

/**
 * Takes the codes of a dictionary as they are, where they come in order of first sight and none is missing, and says how many of its values
 * are used; 0 where they do not.
 */
function sameCodes(into: Uint32Array, { codes, valid }: CodedTexts): number {
  let used = 0;
  if (valid) return 0;
  for (let row = 0; row < into.length; row += 1) {
    const own = codes[row] as number;
    if (own >= used) {
      if (own > used) return 0;
      used += 1;
    } else if (own < 0) return 0;
    into[row] = own;
  }
  return used;
}

/** Codes values that no other one equals, and gives the texts of the codes. */
function codeDistinct(
  into: Uint32Array,
  { codes, valid }: CodedTexts,
  known: Uint32Array,
  distinct: readonly string[],
): string[] {
  const texts = distinct.slice();
  let used = 0;
  for (let row = 0; row < into.length; row += 1) {
    const own = codes[row] as number;
    if (own < 0 || !isPresent(valid, row)) {
      into[row] = noCode;
      continue;
    }
    let code = known[own] as number;
    if (code >= unseen) {
      code = used;
      known[own] = code;
      texts[code] = distinct[own] as string;
      used += 1;
    }
    into[row] = code;
  }
  texts.length = used;
  return texts;
}

function codeDictionary(
  into: Uint32Array,
  { codes, values, valid }: CodedTexts,
  known: Uint32Array,
  codeOf: (value: unknown) => number,
  earlierIds: readonly string[] | undefined,
): void {
  for (let row = 0; row < into.length; row += 1) {
    const own = codes[row] as number;
    if (own < 0 || !isPresent(valid, row)) {
      into[row] = noCode;
      continue;
    }
    let code = known[own] as number;
    if (code >= unseen || (earlierIds !== undefined && earlierIds[code] !== values[own])) {
      code = codeOf(values[own]);
      known[own] = code;
    }
    into[row] = code;
  }
}

function codeList(
  into: Uint32Array,
  values: ArrayLike<unknown>,
  valid: Uint8Array | undefined,
  codeOf: (value: unknown) => number,
): void {
  if (isWholeNumbers(values)) {
    codeNumbers(into, values, valid, codeOf);
    return;
  }
  for (let row = 0; row < into.length; row += 1) {
    into[row] = isPresent(valid, row) ? codeOf(values[row]) : noCode;
  }
}

function isWholeNumbers(values: ArrayLike<unknown>): values is Int32Array | Uint32Array {
  return values instanceof Int32Array || values instanceof Uint32Array;
}

/** How many places numbers take that are places themselves, as those are that a database counted up; 0 where they are too far apart. */
function placesOf(values: Int32Array | Uint32Array): number {
  const most = values.length * 4;
  let places = 0;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] as number;
    if (value < 0 || value >= most) return 0;
    if (value >= places) places = value + 1;
  }
  return places;
}

/** Each number is made a text once. */
function codeNumbers(
  into: Uint32Array,
  values: Int32Array | Uint32Array,
  valid: Uint8Array | undefined,
  codeOf: (value: unknown) => number,
): void {
  const places = placesOf(values);
  const placeOf = places > 0 ? (value: number) => value : numberTable().codeOf;
  const known = new Uint32Array(places || values.length).fill(unseen);
  for (let row = 0; row < into.length; row += 1) {
    if (!isPresent(valid, row)) {
      into[row] = noCode;
      continue;
    }
    const place = placeOf(values[row] as number);
    if (known[place] === unseen) known[place] = codeOf(values[row]);
    into[row] = known[place] as number;
  }
}
