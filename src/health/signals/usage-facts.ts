import { addDays, type Zone } from '../../calendar/open.ts';
import { idText } from '../../read/index.ts';
import type { IdTable } from '../../table/index.ts';
import { noFeature, readEvents, rowsOf, type UsageEvents } from '../../usage/open.ts';
import { daysBetween } from '../days-between.ts';
import type { HealthSettings } from './read-options.ts';
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
  const rows = rowsOf(events);
  const userOf = (row: number) => idText(rows?.rowAt(row).userId);
  const since = (isNamed: (row: number) => boolean) =>
    at.reduce((earliest, instant, row) => (instant < earliest && isNamed(row) ? instant : earliest), Infinity);
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

/** What the usage of a customer says just before an instant. */
export interface UsageFacts {
  readonly usageTrend: number | null;
  readonly activeDays: number | null;
  readonly featureBreadth: number | null;
  /** Null where no customer's events name users. */
  readonly activeUsers: number | null;
  readonly daysSinceLastUse: number | null;
}

export const noUsageFacts: UsageFacts = {
  usageTrend: null,
  activeDays: null,
  featureBreadth: null,
  activeUsers: null,
  daysSinceLastUse: null,
};

/** Answers for each customer; `startOf` says when one started, as known then. */
export function usageFacts(
  events: EventRecords,
  { zone, windowDays }: HealthSettings,
  startOf: (customer: number) => number,
  asOf: number,
): (customer: number) => UsageFacts {
  const windowStart = addDays(zone, asOf, -windowDays);
  const baselineStart = addDays(zone, asOf, -2 * windowDays);
  return (customer) => {
    const recent = events.rows.within(customer, windowStart, asOf);
    const baseline = events.rows.within(customer, baselineStart, windowStart).length;
    const last = events.rows.before(customer, asOf).at(-1);
    // A window that began before the customer did would make any usage look like growth.
    const hasBaseline = baseline > 0 && startOf(customer) <= baselineStart;
    return {
      usageTrend: hasBaseline ? (recent.length - baseline) / baseline : null,
      activeDays: activeDaysOf(events, recent, zone).length,
      featureBreadth: events.featuresSince < asOf ? distinct(recent, (row) => featureOf(events, row)) : null,
      activeUsers: events.usersSince < asOf ? distinct(recent, events.userOf) : null,
      daysSinceLastUse: last === undefined ? null : daysBetween(zone, events.at[last] as number, asOf),
    };
  };
}

/** The local days, oldest first, on which rows that are in order of time happened. */
export function activeDaysOf(events: EventRecords, rows: Uint32Array, zone: Zone): number[] {
  const days: number[] = [];
  for (const row of rows) {
    const day = zone.dayOf(events.at[row] as number);
    if (day !== days.at(-1)) days.push(day);
  }
  return days;
}

/** How many different things rows name; those that name none count for nothing. */
export function distinct(rows: Uint32Array, of: (row: number) => unknown): number {
  const seen = new Set(Array.from(rows, of));
  return seen.size - (seen.has(undefined) ? 1 : 0);
}

function featureOf({ feature }: EventRecords, row: number): number | undefined {
  return feature[row] === noFeature ? undefined : feature[row];
}
