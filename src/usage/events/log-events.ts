import { encodeEpochs, encodeInstants, type Zone, zoneOf } from '../../calendar/open.ts';
import { checkKeys } from '../../read/index.ts';
import { type CodedInstants, type CodedTexts, encodeOwn, noCode, ownFields } from '../../table/index.ts';
import { encodeColumns, type OwnReaders, type UsageEventColumns } from './event-columns.ts';
import { type EventLog, makeLog } from './event-log.ts';
import { eventFields, readArray } from './read-events.ts';
import { type EventColumns, type EventOf, timelineOf } from './timeline.ts';
import type { UsageEvent } from './usage-event.ts';

const everything = { users: true, features: true, seconds: true };

/**
 * A log of usage events: they are checked and stored as columns of integers once, and every function over usage events takes the log in
 * place of an array. Questions to it read no event again.
 *
 * @param events - An array of usage events, in any order; or one column per field, all of equal length, as Arrow, Parquet and DuckDB give
 * them: arrays, typed arrays, `{ codes, values }` or `{ bytes, offsets }` for texts, `{ epochs, unit }` for instants, `{ values, valid }`
 * with a bitmap. Every field except `customerId` and `at` can be one value for all events. NaN in a typed array is a missing value. The log keeps
 * no reference to what you pass.
 * @param options - `timeZone`: an IANA name, the zone of dates without a time, and then also of every question. Without it, dates are read
 * in UTC; a log with such dates answers only questions in UTC, a log without them those in every zone.
 * @returns An opaque log. It cannot be sent or stored: use the result of `eventColumns` for that.
 * @throws MetricsError `INVALID_TYPE`, `INVALID_INSTANT`, `INVALID_NUMBER` and `SKIPPED_DAY` for the first event that breaks a rule, with a
 * path such as `events[17].at`; `INVALID_TYPE` and `UNKNOWN_KEY` for columns, with a path such as `columns.at`; `INVALID_TIME_ZONE`. The
 * functions that take the log throw `CONFLICTING_TIME_ZONES` for a question in another zone.
 *
 * Cost: O(events). What only some questions need (the order by time, and by customer) is computed for the first of them and kept. Source:
 * the definitions are those of the functions over events.
 *
 * @see docs/concepts/usage-events.md
 *
 * @example
 * ```ts
 * const log = eventLog({
 *   customerId: { codes: Int32Array.of(0, 0, 1), values: ['ada', 'ben'] },
 *   at: Float64Array.of(Date.UTC(2026, 2, 1), Date.UTC(2026, 2, 2), Date.UTC(2026, 2, 2)),
 *   feature: ['search', null, 'search'],
 *   count: Int32Array.of(5, 1, 2),
 * });
 * activeCustomers(log, days('2026-03-01', '2026-03-02')); // => [1, 2]
 * usageFrequency(log, month('2026-03')).events; // => 8
 * ```
 */
export function eventLog<Row extends UsageEvent = UsageEvent>(
  events: readonly Row[] | UsageEventColumns,
  options: {
    /** The zone of days and of dates without a time. Default 'UTC'. */
    readonly timeZone?: string | undefined;
  } = {},
): EventLog<Row> {
  const { timeZone } = checkKeys(options, ['timeZone'], 'options');
  const zone = zoneOf(timeZone === undefined ? 'UTC' : timeZone, 'options.timeZone');
  const watch = watched(zone);
  const own = ownFields(new Set(eventFields));
  const others: OwnReaders = [];
  const columns = Array.isArray(events)
    ? readArray(events, watch.zone, { ...everything, own })
    : encodeColumns(events, watch.zone, others);
  const eventOf: EventOf = (place, row, held) => {
    const event = madeEvent(held, row);
    for (const [name, valueAt] of others) event[name] = valueAt(place);
    return own.addTo(event, place) as unknown as UsageEvent;
  };
  const isZoneFixed = timeZone !== undefined || watch.isAsked();
  return makeLog({ version: 1, timeline: timelineOf(columns, eventOf), zone, isZoneFixed }) as EventLog<Row>;
}

/** An event made again of its columns: ids as texts, the instant as a Date, without the fields that are missing. */
function madeEvent(columns: EventColumns, row: number): Record<string, unknown> {
  const { customerIds, customer, at, userIds, user, features, feature, seconds, counts } = columns;
  const event: Record<string, unknown> = {
    customerId: customerIds[customer[row] as number],
    at: new Date(at[row] as number),
  };
  const userId = userIds[user[row] ?? noCode];
  if (userId !== undefined) event.userId = userId;
  const name = features[feature[row] ?? noCode];
  if (name !== undefined) event.feature = name;
  const durationSeconds = seconds[row] ?? Number.NaN;
  if (!Number.isNaN(durationSeconds)) event.durationSeconds = durationSeconds;
  if (counts.length > 0) event.count = counts[row];
  return event;
}

/** A zone that knows whether an instant depended on it. */
function watched(zone: Zone): { readonly zone: Zone; readonly isAsked: () => boolean } {
  let asked = false;
  const startOfDay = (day: number) => {
    asked = true;
    return zone.startOfDay(day);
  };
  return { zone: { ...zone, startOfDay }, isAsked: () => asked };
}

/** Columns of usage events that `structuredClone` and `postMessage` can send; a field that no event has is left out. */
export interface CodedEventColumns extends UsageEventColumns {
  /** The customer of each event. */
  readonly customerId: CodedTexts & { readonly codes: Uint32Array };
  /** Epoch milliseconds; days if all instants are dates without a time; the instants as given if only some are. */
  readonly at: Float64Array | CodedInstants | readonly UsageEvent['at'][];
  /** The user of each event. */
  readonly userId?: CodedTexts & { readonly codes: Int32Array };
  /** The feature of each event. */
  readonly feature?: CodedTexts & { readonly codes: Int32Array };
  /** The duration of each event, in seconds; NaN if unknown. */
  readonly durationSeconds?: Float64Array;
  /** How many events each row stands for. */
  readonly count?: Float64Array;
}

/**
 * Usage events as columns for a worker or a cache: `structuredClone` and `postMessage` can send them, and `eventLog` accepts them.
 *
 * @param events - An array of usage events, in any order.
 * @returns One column per field that any event has, in the order of the events: texts coded, numbers in typed arrays, instants as epoch
 * milliseconds. Dates without a time stay days, because the time zone that you pass to `eventLog` decides when they begin.
 * @throws MetricsError as `eventLog` does.
 *
 * Cost: O(events). Source: dictionary-coded columns, as in Apache Arrow.
 *
 * @see docs/concepts/workers.md
 *
 * @example
 * ```ts
 * const columns = eventColumns([
 *   { customerId: 'ada', at: '2026-03-01T09:00:00Z', feature: 'search' },
 *   { customerId: 'ben', at: '2026-03-02T10:00:00Z' },
 * ]);
 * columns.customerId.values; // => ['ada', 'ben']
 * const sent = structuredClone(columns); // or worker.postMessage(columns)
 * activeCustomers(eventLog(sent), month('2026-03')); // => 2
 * ```
 */
export function eventColumns(events: readonly UsageEvent[]): CodedEventColumns {
  const { zone, isAsked } = watched(zoneOf('UTC', 'timeZone'));
  const own = ownFields(new Set(eventFields));
  const { customer, customerIds, at, user, userIds, feature, features, seconds, counts } = readArray(events, zone, {
    ...everything,
    own,
  });
  const others = Array.from(own.columns, ([name, values]) => [name, encodeOwn(events.map((_, row) => values[row]))]);
  return {
    ...Object.fromEntries(others),
    customerId: { codes: customer, values: customerIds },
    at: isAsked() ? encodeInstants(events.map((event) => event.at)) : encodeEpochs(at),
    // `noCode` is -1 then, which is how dictionaries say that nothing is there.
    ...(userIds.length > 0 && { userId: { codes: new Int32Array(user.buffer), values: userIds } }),
    ...(features.length > 0 && { feature: { codes: new Int32Array(feature.buffer), values: features } }),
    ...(!seconds.every(Number.isNaN) && { durationSeconds: seconds }),
    ...(counts.length > 0 && { count: counts }),
  };
}
