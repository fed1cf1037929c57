import { epochsOf, type InstantColumn, instantValues, plainEpochs, type Zone } from '../../calendar/open.ts';
import { isMissing } from '../../read/index.ts';
import {
  badCode,
  type Column,
  type ColumnRules,
  type Columns,
  codeColumn,
  distinctTexts,
  type IdColumn,
  type IdTable,
  idTable,
  isPresent,
  type NumberColumn,
  noCode,
  ownColumn,
  readColumns,
  type TextColumn,
  valueReader,
} from '../../table/index.ts';
import { isCount, isDuration, rejectEvent } from './read-events.ts';
import type { EventColumns } from './timeline.ts';
import type { UsageEvent } from './usage-event.ts';

/**
 * Usage events as columns of equal length; every field except `customerId` and `at` can also be one value for all events. Columns with
 * other names are fields of your own.
 */
export interface UsageEventColumns {
  /** The customer of each event. */
  readonly customerId: IdColumn;
  /** The instant of each event. */
  readonly at: InstantColumn;
  /** The user of each event. Default: none is known. */
  readonly userId?: IdColumn | string | number | bigint | null | undefined;
  /** The feature of each event. Default: the product in general. */
  readonly feature?: TextColumn | string | null | undefined;
  /** The duration of each event, in seconds. Default: unknown. */
  readonly durationSeconds?: NumberColumn | number | null | undefined;
  /** How many events each row stands for. Default 1. */
  readonly count?: NumberColumn | number | null | undefined;
}

const rules = {
  kinds: { customerId: 'id', at: 'instant', userId: 'id', feature: 'text', durationSeconds: 'number', count: 'number' },
  required: ['customerId', 'at'],
  columnsOnly: ['customerId', 'at'],
} as const satisfies ColumnRules & { readonly kinds: { readonly [field in keyof UsageEvent]-?: unknown } };

/** What a row has in the columns that are the caller's own. */
export type OwnReaders = (readonly [name: string, valueAt: (row: number) => unknown])[];

/** Checks columns and brings them to codes; those of the caller's own are kept. The first row that breaks a rule stops it. */
export function encodeColumns(columns: unknown, zone: Zone, own: OwnReaders): EventColumns {
  const { length, byName } = readColumns(columns, rules);
  const [customers, users, features] = [idTable(), idTable(), idTable()];
  const codesOf = (field: 'customerId' | 'userId' | 'feature', ids: typeof customers) => {
    const column = byName.get(field);
    return column === undefined ? new Uint32Array(0) : codesOfColumn(column, rules.kinds[field], length, ids);
  };
  const customer = codesOf('customerId', customers);
  const plain = plainEpochs(byName.get('at'));
  const at = plain?.epochs ?? epochsOf(byName.get('at'), length, zone);
  const user = codesOf('userId', users);
  const feature = codesOf('feature', features);
  const seconds = numbersOf(byName.get('durationSeconds'), length, isDuration);
  let total = 0;
  const stated = numbersOf(byName.get('count'), length, (value): value is number => {
    if (typeof value === 'number') total += value;
    return isCount(value, total);
  });
  const hasCounts = stated.some((count) => count > 1);
  const isInOrder = plain?.isRising ?? isRising(at);
  const areInstants = plain !== null || (isInOrder && Number.isFinite(at[length - 1] ?? 0));
  const given = byName.get('customerId');
  // Every row has a value, and every value has become an id.
  const areIds = given?.form === 'coded' && given.isFull === true && customers.ids.length === given.values.length;
  const broken = Math.min(
    areIds ? Number.POSITIVE_INFINITY : firstOutside(customer, badCode - 1),
    areInstants ? Number.POSITIVE_INFINITY : firstOutside(at, Number.MAX_VALUE),
    ...[user, feature].map((codes) => rowOrNone(codes.indexOf(badCode))),
    ...[seconds, stated].map((numbers) => rowOrNone(numbers.indexOf(bad))),
  );
  if (broken < length) rejectEvent(rowOf(byName, at, broken), broken, at[broken] as number);
  for (const [name, column] of byName) {
    if (Object.hasOwn(rules.kinds, name)) continue;
    own.push([name, valueReader(ownColumn(column) as Exclude<Column, { form: 'epochs' }>, undefined)]);
  }
  return {
    length,
    customerIds: customers.texts(),
    customer,
    at,
    userIds: users.texts(),
    user,
    features: features.texts(),
    feature,
    seconds,
    counts: hasCounts ? stated.map((count) => (Number.isNaN(count) ? 1 : count)) : new Float64Array(0),
    isInOrder,
    firstWithoutUser: user.length === 0 && length > 0 ? 0 : user.indexOf(noCode),
  };
}

/**
 * The codes of a column. A log says nothing in the order of its codes, and nobody asks it who has no row: so a dictionary without the same
 * text twice is taken as it is, where `codeColumn` looks up the code of each row.
 */
function codesOfColumn(column: Column, kind: 'id' | 'text', length: number, ids: IdTable): Uint32Array {
  if (column.form !== 'coded' || column.values.length > length) return codeColumn(column, kind, length, ids).codes;
  const { codes, values, valid } = column;
  const distinct = distinctTexts(values);
  const own =
    distinct !== null ? null : codeColumn({ form: 'list', values, valid: undefined }, kind, values.length, ids).codes;
  // No id is added to these.
  if (distinct !== null) ids.ids = distinct as string[];
  // Codes below 0 come out above all others.
  const coded = new Uint32Array(codes);
  if (column.isFull === true && own === null) return coded;
  const count = values.length;
  for (let row = 0; row < length; row += 1) {
    const code = coded[row] as number;
    if (code >= count || !isPresent(valid, row)) coded[row] = noCode;
    else if (own !== null) coded[row] = own[code] as number;
  }
  return coded;
}

/** Whether no value is below the one before it, or NaN. */
function isRising(column: Float64Array): boolean {
  const { length } = column;
  let before = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < length; row += 1) {
    const value = column[row] as number;
    if (!(before <= value)) return false;
    before = value;
  }
  return true;
}

/** The first row whose value is NaN or greater. */
function firstOutside(column: Uint32Array | Float64Array, greatest: number): number {
  const { length } = column;
  for (let row = 0; row < length; row += 1) if (!((column[row] as number) <= greatest)) return row;
  return Number.POSITIVE_INFINITY;
}

function rowOrNone(row: number): number {
  return row < 0 ? Number.POSITIVE_INFINITY : row;
}

/** Stands for a number that is none of its kind: those of events are not negative. */
const bad = -1;

/** The numbers of a column: NaN where one is missing. */
function numbersOf(
  column: Column | undefined,
  length: number,
  isSound: (value: unknown) => value is number,
): Float64Array {
  if (column === undefined || column.form === 'epochs') return new Float64Array(0);
  const readRow = valueReader(column, 'number');
  const numbers = new Float64Array(length);
  for (let row = 0; row < length; row += 1) {
    const value = readRow(row);
    numbers[row] = isMissing(value) ? Number.NaN : isSound(value) ? value : bad;
  }
  return numbers;
}

/** A row as an object of its own, for the message that refuses it. */
function rowOf(byName: Columns['byName'], at: Float64Array, row: number): Record<string, unknown> {
  const fields = Array.from(byName, ([field, column]) => {
    const kind = rules.kinds[field as keyof UsageEvent];
    const readRow =
      column.form === 'epochs' || kind === 'instant'
        ? instantValues(column, (row) => at[row] as number)
        : valueReader(column, kind);
    return [field, readRow(row)];
  });
  return Object.fromEntries(fields);
}
