import { addDays, type Zone } from '../../calendar/open.ts';
import { type IdTable, noCode } from '../../table/index.ts';
import { type EventColumns, readEvents, type UsageEvents } from '../../usage/open.ts';
import { daysBetween } from '../days-between.ts';
import type { HealthSettings } from './read-options.ts';
import { type RowsByCustomer, rowsByCustomer } from './rows-by-customer.ts';

/** Usage events, in order of time, and by customer. */
export interface EventRecords {
  readonly at: Float64Array;
  readonly features: readonly string[];
  /** Codes of a row's feature and user; undefined where it names none. */
  featureOf(row: number): number | undefined;
  userOf(row: number): number | undefined;
  /** How many events rows stand for. */
  count(rows: Uint32Array): number;
  /** When any customer's event first named a feature, or a user: before it the data did not have them. Infinity where they never do. */
  readonly featuresSince: number;
  readonly usersSince: number;
  readonly rows: RowsByCustomer;
}

/** Gives the records once all customers are known. */
export function readEventRecords(events: unknown, zone: Zone, customers: IdTable): () => EventRecords {
  const needs = { features: true, users: true };
  const columns = readEvents(events as UsageEvents, zone, needs, 'options.timeZone').columns();
  const { at, customerIds, features, feature, user, counts } = columns;
  const codes = Uint32Array.from(customerIds, customers.codeOf);
  const customerOf = columns.customer.map((customer) => codes[customer] as number);
  return () => ({
    at,
    features,
    featureOf: codeIn(feature),
    userOf: codeIn(user),
    count: (rows) => (counts.length === 0 ? rows.length : rows.reduce((sum, row) => sum + (counts[row] as number), 0)),
    featuresSince: firstNamed(columns, feature),
    usersSince: firstNamed(columns, user),
    rows: rowsByCustomer(customerOf, at, customers.ids.length),
  });
}

function codeIn(codes: Uint32Array): (row: number) => number | undefined {
  return (row) => (codes[row] === noCode ? undefined : codes[row]);
}

function firstNamed({ at }: EventColumns, codes: Uint32Array): number {
  return at[codes.findIndex((code) => code !== noCode)] ?? Number.POSITIVE_INFINITY;
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
    const baseline = events.count(events.rows.within(customer, baselineStart, windowStart));
    const last = events.rows.before(customer, asOf).at(-1);
    // A window that began before the customer did would make any usage look like growth.
    const hasBaseline = baseline > 0 && startOf(customer) <= baselineStart;
    return {
      usageTrend: hasBaseline ? (events.count(recent) - baseline) / baseline : null,
      activeDays: activeDaysOf(events, recent, zone).length,
      featureBreadth: events.featuresSince < asOf ? distinct(recent, events.featureOf) : null,
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
