import { idText, isMissing, isOptionalText, isText } from '../../read/index.ts';
import { badCode, type Column, type Columns, isPresent, valueReader } from '../../table/index.ts';
import { churnTypes } from '../rows/subscription.ts';
import { maskOf } from './column-prices.ts';
import { none } from './column-rows.ts';

/**
 * The place of each value among a few words, from 1; 0 where there is none, and one more than the last for what is none of them. One for
 * all rows where they have the same.
 */
export function choiceCodes(column: Column | undefined, length: number, choices: readonly string[]): Uint8Array {
  const badChoice = choices.length + 1;
  const placeOf = (value: unknown) => (isMissing(value) ? 0 : choices.indexOf(value as string) + 1 || badChoice);
  if (column === undefined || column.form === 'one') return Uint8Array.of(placeOf(column?.value));
  const places = new Uint8Array(length);
  if (column.form === 'coded') {
    const { codes, values, valid } = column;
    const placeOfCode = Uint8Array.from(values, placeOf);
    for (let row = 0; row < length; row += 1) {
      if (isPresent(valid, row)) places[row] = placeOfCode[codes[row] as number] ?? 0;
    }
    return places;
  }
  const valueAt = valueReader(column as Exclude<Column, { form: 'epochs' }>, 'text');
  // The last two words: most columns have no more.
  let last: unknown;
  let before: unknown;
  let place = 0;
  let placeBefore = 0;
  for (let row = 0; row < length; row += 1) {
    const value = valueAt(row);
    if (value !== last) {
      const own = value === before ? placeBefore : placeOf(value);
      before = last;
      placeBefore = place;
      last = value;
      place = own;
    }
    places[row] = place;
  }
  return places;
}

/** 1 for rows that cannot be read column by column: those with an interruption or with `replaces`, and those with a text or word that is none. */
export function rareRows({ byName, length }: Columns, customers: Uint32Array, churnType: Uint8Array): Uint8Array {
  const badChoice = churnTypes.length + 1;
  const isRare = new Uint8Array(length);
  for (let row = 0; row < length; row += 1) {
    if ((customers[row] as number) >= badCode) isRare[row] = 1;
  }
  if (churnType.includes(badChoice)) {
    const mask = maskOf(churnType);
    for (let row = 0; row < length; row += 1) if (churnType[row & mask] === badChoice) isRare[row] = 1;
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
  // Undefined is fine wherever this is asked.
  let fine: unknown;
  for (let row = 0; row < marks.length; row += 1) {
    const value = valueAt(row);
    if (value === fine) continue;
    if (isFine(value)) fine = value;
    else marks[row] = 1;
  }
}

/** Marks the rows that have anything but an id, or nothing. */
export function markIds(marks: Uint8Array, column: Column | undefined): void {
  if (column?.form === 'coded' && column.values.every(isText)) return;
  if (column?.form === 'units') {
    const { offsets, valid } = column;
    for (let row = 0; row < marks.length; row += 1) {
      if (offsets[row] === offsets[row + 1] && isPresent(valid, row)) marks[row] = 1;
    }
    return;
  }
  markWhere(marks, column, (value) => isMissing(value) || idText(value) !== undefined);
}

/** Writes the text of each subscriptionId, from a row on. */
export function readSubscriptionIds(
  column: Column | undefined,
  into: (string | undefined)[],
  first: number,
  length: number,
): void {
  const valueAt = valueReader((column ?? none) as Exclude<Column, { form: 'epochs' }>, 'id');
  for (let row = 0; row < length; row += 1) into[first + row] = idText(valueAt(row));
}
