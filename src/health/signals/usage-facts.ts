import { addDays } from '../../calendar/open.ts';
import { noFeature } from '../../usage/open.ts';
import { daysBetween } from '../days.ts';
import type { EventRecords } from './read-events.ts';
import type { HealthSettings } from './read-options.ts';
import { type HealthRecords, startOf } from './records.ts';

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

export function usageFacts(
  records: HealthRecords,
  events: EventRecords,
  asOf: number,
): (customer: number) => UsageFacts {
  const { zone, windowDays } = records.settings;
  const windowStart = addDays(zone, asOf, -windowDays);
  const baselineStart = addDays(zone, asOf, -2 * windowDays);
  return (customer) => {
    const recent = events.rows.within(customer, windowStart, asOf);
    const baseline = events.rows.within(customer, baselineStart, windowStart).length;
    const last = events.rows.before(customer, asOf).at(-1);
    // A window that began before the customer did would make any usage look like growth.
    const hasBaseline = baseline > 0 && startOf(records, customer, asOf) <= baselineStart;
    return {
      usageTrend: hasBaseline ? (recent.length - baseline) / baseline : null,
      activeDays: activeDaysOf(events, recent, records.settings).length,
      featureBreadth: events.featuresSince < asOf ? distinct(recent, (row) => featureOf(events, row)) : null,
      activeUsers: events.usersSince < asOf ? distinct(recent, events.userOf) : null,
      daysSinceLastUse: last === undefined ? null : daysBetween(zone, events.at[last] as number, asOf),
    };
  };
}

/** The local days, oldest first, on which rows that are in order of time happened. */
export function activeDaysOf(events: EventRecords, rows: Uint32Array, { zone }: HealthSettings): number[] {
  const days: number[] = [];
  for (const row of rows) {
    const day = zone.dayOf(events.at[row] as number);
    if (day !== days.at(-1)) days.push(day);
  }
  return days;
}

/** How many different things rows name; those that name none count for nothing. */
export function distinct(rows: Uint32Array, of: (row: number) => unknown): number {
  const seen = new Set<unknown>();
  for (const row of rows) {
    const thing = of(row);
    if (thing !== undefined) seen.add(thing);
  }
  return seen.size;
}

function featureOf({ feature }: EventRecords, row: number): number | undefined {
  return feature[row] === noFeature ? undefined : feature[row];
}
