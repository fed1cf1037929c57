import { idText, isMissing, isOptionalText, isText } from '../../read/index.ts';
import {
  badCode,
  type Column,
  type Columns,
  codeColumn,
  idTable,
  isPresent,
  noCode,
  valueReader,
} from '../../table/index.ts';
import { none } from './column-prices.ts';

/** Stands for what is none of the words of a choice. */
const badChoice = 255;

/** The place of each value among a few words, from 1; 0 where there is none. */
export function choiceCodes(column: Column | undefined, length: number, choices: readonly string[]): Uint8Array {
  const words = idTable();
  const codes = codeColumn(column, 'text', length, words);
  const placeOf = words.ids.map((word) => choices.indexOf(word) + 1 || badChoice);
  const places = new Uint8Array(length);
  for (let row = 0; row < length; row += 1) {
    const code = codes[row] as number;
    if (code !== noCode) places[row] = placeOf[code] ?? badChoice;
  }
  return places;
}

/** 1 for rows that cannot be read column by column: those with an interruption or with `replaces`, and those with a text or word that is none. */
export function rareRows({ byName, length }: Columns, customers: Uint32Array, churnType: Uint8Array): Uint8Array {
  const isRare = new Uint8Array(length);
  for (let row = 0; row < length; row += 1) {
    if ((customers[row] as number) >= badCode || churnType[row] === badChoice) isRare[row] = 1;
  }
  for (const name of ['pauses', 'pastDue', 'replaces']) markWhere(isRare, byName.get(name), isMissing);
  for (const name of ['plan', 'churnReason', 'segment', 'currency'])
    markWhere(isRare, byName.get(name), isOptionalText);
  return isRare;
}

/** Marks the rows whose value does not pass a test. */
function markWhere(marks: Uint8Array, column: Column | undefined, isFine: (value: unknown) => boolean): void {
  if (column === undefined) return;
  if (column.form === 'one') {
    if (!isFine(column.value)) marks.fill(1);
    return;
  }
  const isShort = column.form === 'coded' && column.values.length <= marks.length;
  if (isShort && column.values.every(isFine)) return;
  const valueAt = valueReader(column as Exclude<Column, { form: 'epochs' }>, 'text');
  for (let row = 0; row < marks.length; row += 1) if (!isFine(valueAt(row))) marks[row] = 1;
}

/** Writes the text of each subscriptionId, from a row on; rows in which something else stands are marked. */
export function readSubscriptionIds(
  column: Column | undefined,
  into: (string | undefined)[],
  first: number,
  marks: Uint8Array,
): void {
  if (column?.form === 'coded' && column.values.length <= marks.length && column.values.every(isText)) {
    const { codes, values, valid } = column;
    for (let row = 0; row < marks.length; row += 1) {
      into[first + row] = valid === undefined || isPresent(valid, row) ? values[codes[row] as number] : undefined;
    }
    return;
  }
  const valueAt = valueReader((column ?? none) as Exclude<Column, { form: 'epochs' }>, 'id');
  for (let row = 0; row < marks.length; row += 1) {
    const value = valueAt(row);
    into[first + row] = idText(value);
    if (!isMissing(value) && into[first + row] === undefined) marks[row] = 1;
  }
}
