import { type Instant, units } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { checkKeys } from '../../read/index.ts';
import { type ActivityUnit, activityUnits } from '../active/average-active-customers.ts';
import { readEvents } from '../events/event-columns.ts';
import { readAsOf, readChoice, readOf, readZone } from '../events/options.ts';
import type { UsageEntity, UsageEvents } from '../events/usage-event.ts';
import { countRetained, type RetentionRule, unitsOf } from './retention-counts.ts';

/** Which cohorts, how many units they are followed for, and who counts as retained. */
export interface UsageRetentionOptions {
  /** The length of a cohort, and of a step of its age. */
  readonly unit: ActivityUnit;
  /** The highest age: a whole number of units from 1 to 10000. */
  readonly periods: number;
  /** 'on' (the default): active in unit N. 'onOrAfter': active in unit N or any later one. */
  readonly rule?: RetentionRule | undefined;
  /** When the data was taken; missing: the end of the unit with the last event. Events from then on are left out. */
  readonly asOf?: Instant | undefined;
  /** An IANA name, 'UTC' by default. */
  readonly timeZone?: string | undefined;
  /** Customers (the default), or the distinct users of each customer. */
  readonly of?: UsageEntity | undefined;
}

/** One cell of the triangle: a cohort at an age. */
export interface UsageRetentionRow {
  /** The label of the day, week or month of first use. */
  readonly cohort: string;
  /** Units since then. */
  readonly age: number;
  /** The size of the cohort. */
  readonly customers: number;
  /** Null, as `retention`, when the unit was not over at `asOf`. */
  readonly retained: number | null;
  readonly retention: number | null;
}

/** All cohorts at one age, each weighted by its size. */
export interface UsageRetentionPoint {
  readonly age: number;
  /** Of the cohorts that have reached the age. */
  readonly customers: number;
  readonly retained: number;
  /** Null when no cohort has reached the age. */
  readonly retention: number | null;
}

/** Retention by cohort of first use, and over all cohorts. */
export interface UsageRetention {
  readonly rows: readonly UsageRetentionRow[];
  readonly curve: readonly UsageRetentionPoint[];
}

/**
 * Usage retention: which share of the customers who began in a day, week or month used the product again N units later (day-N, week-N,
 * month-N retention).
 *
 * Formula: customers of the cohort with an event in unit N after that of their first event (rule 'on'), or in unit N or any later one
 * ('onOrAfter') / customers of the cohort. The curve adds numerators and denominators of the cohorts that have reached the age. In: calendar
 * days, ISO weeks or months of the time zone; age 0, which is 1. Out: cells whose unit is not over at `asOf`: null, never 0.
 *
 * @param events - Usage events, in any order; the first one of a customer is its first use.
 * @param options - `unit`: 'day', 'week' or 'month'; `periods`: the highest age, 1 to 10000; `rule`: 'on' (the default) or 'onOrAfter'; `asOf`; `timeZone`:
 * 'UTC' by default; `of`: 'customers' (the default) or 'users'.
 * @returns `rows`, one a cohort and age, flat as a heat map takes them, oldest cohort first (units in which nobody began have none), and
 * `curve`, one point an age.
 * @throws MetricsError `INVALID_TYPE`, `INVALID_INSTANT`, `INVALID_NUMBER` and `SKIPPED_DAY` for an event; `INVALID_OPTION` for `unit` and
 * `rule`; `INVALID_NUMBER` for `periods`; `INVALID_INSTANT`, `INVALID_TIME_ZONE`, `UNKNOWN_KEY`.
 *
 * Cost: O(events + units x periods). Source: N-day and unbounded retention, as Amplitude and Mixpanel document them.
 *
 * @example
 * ```ts
 * const events: UsageEvent[] = [
 *   { customerId: 'ada', at: '2026-01-05' },
 *   { customerId: 'ben', at: '2026-01-20' },
 *   { customerId: 'ada', at: '2026-02-03' },
 *   { customerId: 'cem', at: '2026-02-10' },
 * ];
 * const { rows, curve } = usageRetention(events, { unit: 'month', periods: 1 });
 * rows.map(({ cohort, age, retention }) => [cohort, age, retention]);
 * // => [['2026-01', 0, 1], ['2026-01', 1, 0.5], ['2026-02', 0, 1], ['2026-02', 1, null]]
 * curve[1]; // => { age: 1, customers: 2, retained: 1, retention: 0.5 }
 * ```
 */
export function usageRetention(events: UsageEvents, options: UsageRetentionOptions): UsageRetention {
  checkKeys(options, ['unit', 'periods', 'rule', 'asOf', 'timeZone', 'of'], 'options');
  const unit = units[readChoice(options.unit, activityUnits, 'options.unit')];
  const ages = readPeriods(options.periods) + 1;
  const rule = readChoice<RetentionRule>(options.rule ?? 'on', ['on', 'onOrAfter'], 'options.rule');
  const zone = readZone(options.timeZone);
  const asOf = readAsOf(options.asOf, zone);
  const columns = readEvents(events, { zone, of: readOf(options.of) });
  const { ordinals, bounds, over } = unitsOf(columns, unit, zone, { asOf, ages });
  if (ordinals.length * ages > mostCells) {
    reject('INVALID_OPTION', 'options.periods', `be fewer for events ${ordinals.length} units apart`, options.periods);
  }
  const { sizes, retained } = countRetained(columns, bounds, ages, rule);
  const rows: UsageRetentionRow[] = [];
  const curve = Array.from({ length: ages }, (_, age) => ({ age, customers: 0, retained: 0 }));
  for (const [slot, ordinal] of ordinals.entries()) {
    const customers = sizes[slot] as number;
    if (customers === 0) continue;
    for (const point of curve) {
      const { age } = point;
      const count = slot + age < over ? (retained[slot * ages + age] as number) : null;
      const retention = count === null ? null : count / customers;
      rows.push({ cohort: unit.label(ordinal), age, customers, retained: count, retention });
      if (count === null) continue;
      point.customers += customers;
      point.retained += count;
    }
  }
  return {
    rows,
    curve: curve.map((point) => ({
      ...point,
      retention: point.customers === 0 ? null : point.retained / point.customers,
    })),
  };
}

/** Twenty-seven years of days: each cohort has a cell for every age, so that a slip of the pen must not fill the memory. */
const oldestAge = 10_000;
/** An event at a default date far away, asked for by day and for many days, would take all memory. */
const mostCells = 1e8;

function readPeriods(value: unknown): number {
  if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > oldestAge) {
    reject('INVALID_NUMBER', 'options.periods', `be a whole number from 1 to ${oldestAge}`, value);
  }
  return value as number;
}
