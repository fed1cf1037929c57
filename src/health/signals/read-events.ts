import type { Zone } from '../../calendar/open.ts';
import type { IdTable } from '../../table/index.ts';
import { noFeature, readEvents, rowsOf, type UsageEvents } from '../../usage/open.ts';
import { type RowsByCustomer, rowsByCustomer } from './rows-by-customer.ts';

/** Usage events by customer. */
export interface EventRecords {
  readonly at: Float64Array;
  readonly features: readonly string[];
  /** A place among `features`, or `noFeature`. */
  readonly feature: Uint32Array;
  userOf(row: number): string | undefined;
  /** When any customer's event first named a feature, or a user: before it the data did not have them. Infinity where they never do. */
  readonly featuresSince: number;
  readonly usersSince: number;
  readonly rows: RowsByCustomer;
}

/** Gives the records once all customers are known. */
export function readEventRecords(events: unknown, zone: Zone, customers: IdTable): () => EventRecords {
  const { at, entity, feature, features } = readEvents(events as UsageEvents, { zone, features: true, customers });
  const since = (isNamed: (row: number) => boolean) => {
    let earliest = Number.POSITIVE_INFINITY;
    for (let row = 0; row < at.length; row += 1) if (isNamed(row)) earliest = Math.min(earliest, at[row] as number);
    return earliest;
  };
  const rows = rowsOf(events);
  const userOf = (row: number) => rows?.rowAt(row).userId as string | undefined;
  return () => ({
    at,
    features,
    feature,
    userOf,
    featuresSince: since((row) => feature[row] !== noFeature),
    usersSince: since((row) => userOf(row) !== undefined),
    rows: rowsByCustomer(entity, at, customers.ids.length),
  });
}
