import type { Id } from '../../read/index.ts';
import { columnRows, type InstantColumn, type NumberColumn } from '../../table/index.ts';
import { makeTable, type UsageEvent, type UsageEventTable } from './usage-event.ts';

/** Usage events as columns, all of one length; every field except `customerId` and `at` can also be one value for all events. */
export interface UsageEventColumns {
  readonly customerId: ArrayLike<Id>;
  readonly at: ArrayLike<UsageEvent['at']> | InstantColumn;
  readonly userId?: ArrayLike<Id | null | undefined> | null | undefined;
  readonly feature?: ArrayLike<string | null | undefined> | string | null | undefined;
  readonly durationSeconds?: ArrayLike<number | null | undefined> | NumberColumn | null | undefined;
}

const known: readonly (keyof UsageEvent)[] = ['customerId', 'at', 'userId', 'feature', 'durationSeconds'];

/**
 * Usage events from columns: arrays and typed arrays, as readers of Arrow and Parquet give them, without an object for each event. Every
 * function over usage events takes the result in place of an array.
 *
 * @param columns - One array per field of `UsageEvent`, all of one length. Instants are what `UsageEvent` takes, or epoch
 * milliseconds in a Float64Array or BigInt64Array. Null and undefined, and NaN in a typed array, are missing values. The columns
 * are read again for each question, so do not change them in between.
 * @returns An opaque source of events.
 * @throws MetricsError `INVALID_TYPE` for a column that is missing or of another length, `UNKNOWN_KEY` for one that is not a
 * field. The functions that read the values check them.
 *
 * Cost: O(1). Source: the definition of the functions over events.
 *
 * @example
 * ```ts
 * const events = usageEventsFromColumns({
 *   customerId: ['ada', 'ada', 'ben'],
 *   at: Float64Array.of(Date.UTC(2026, 2, 1), Date.UTC(2026, 2, 2), Date.UTC(2026, 2, 2)),
 *   feature: 'search',
 * });
 * activeCustomers(events, day('2026-03-02')); // => 2
 * ```
 */
export function usageEventsFromColumns(columns: UsageEventColumns): UsageEventTable {
  return makeTable(columnRows(columns, known, ['customerId', 'at']));
}
