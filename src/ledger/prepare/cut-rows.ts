import { rejectInstant, toEpoch, type Zone, zoneOf } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { checkKeys, isMissing, isRecord } from '../../read/index.ts';
import { pathOf } from '../rows/row-path.ts';
import type { Subscription } from '../rows/subscription.ts';

/** A bound of a row, as it was given: a date without a time is still the ledger's to read. */
export interface Bound {
  readonly epoch: number;
  readonly given: Subscription['start'] | null | undefined;
}

export interface Span {
  readonly start: Bound;
  readonly end: Bound;
}

/** The zone in which dates are compared. */
export function readZone(options: unknown, ...keys: readonly string[]): Zone {
  const { timeZone } = checkKeys(options, ['timeZone', ...keys], 'options');
  return zoneOf(timeZone === undefined ? 'UTC' : timeZone, 'options.timeZone');
}

export function checkRowList(rows: unknown): asserts rows is readonly Subscription[] {
  if (!Array.isArray(rows)) reject('INVALID_TYPE', 'subscriptions', 'be an array of subscriptions', rows);
}

/** When a row begins and ends; Infinity where it still runs. */
export function spanOf(row: Subscription, index: number, zone: Zone): Span {
  if (!isRecord(row)) reject('INVALID_TYPE', pathOf(index), 'be an object', row);
  const start = boundOf(row.start, zone, () => `${pathOf(index)}.start`);
  if (isMissing(row.end)) return { start, end: { epoch: Number.POSITIVE_INFINITY, given: row.end } };
  const end = boundOf(row.end, zone, () => `${pathOf(index)}.end`);
  if (end.epoch < start.epoch) reject('END_BEFORE_START', `${pathOf(index)}.end`, 'not come before its start', row.end);
  return { start, end };
}

export function boundOf(given: Subscription['start'], zone: Zone, path: () => string): Bound {
  const epoch = toEpoch(given, zone);
  return Number.isNaN(epoch) ? rejectInstant(given, path()) : { epoch, given };
}

/** The part of a row between two bounds; where one of these is its own, it stays as it is. */
export function partOf<Row extends Subscription>(row: Row, own: Span, { start, end }: Span, fields?: object): Row {
  return {
    ...row,
    ...(start.epoch !== own.start.epoch && { start: start.given }),
    ...(end.epoch !== own.end.epoch && { end: end.given }),
    ...fields,
  };
}
