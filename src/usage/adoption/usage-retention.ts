import { type Instant, units } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { checkKeys, readChoice, readOptionalChoice } from '../../read/index.ts';
import type { CohortAverage, CohortCell } from '../../statistics/open.ts';
import { type ActivityUnit, activityUnits } from '../active/average-active-customers.ts';
import type { UsageEvents } from '../events/event-log.ts';
import { readOf, readZoneAndAsOf } from '../events/options.ts';
import { readEvents } from '../events/read-events.ts';
import type { UsageEntity } from '../events/usage-event.ts';
import { countRetained, type RetentionRule, unitsOf } from './retention-counts.ts';

/** The cohorts, the number of units they are followed for, and which customers count as retained. */
export interface UsageRetentionOptions {
  /** The length of a cohort, and the unit of its age. */
  readonly unit: ActivityUnit;
  /** The highest age: a whole number of units from 1 to 10000. */
  readonly periods: number;
  /** 'on' (the default): active in unit N. 'onOrAfter': active in unit N or any later one. */
  readonly rule?: RetentionRule | undefined;
  /** When the data was taken; later events are left out. Default: the end of the unit with the last event. */
  readonly asOf?: Instant | undefined;
  /** An IANA name, 'UTC' by default. */
  readonly timeZone?: string | undefined;
  /** Customers (the default), or the distinct users of each customer. */
  readonly of?: UsageEntity | undefined;
}

/** Retention by cohort of first use, and over all cohorts. */
export interface UsageRetention {
  /** One per cohort and age, oldest cohort first. */
  readonly cells: readonly CohortCell[];
  /** One per age. */
  readonly average: readonly CohortAverage[];
}

/**
 * Usage retention: the share of the customers that began in a day, week or month and used the product again N units later (day-N,
 * week-N, month-N retention).
 *
 * Formula: customers of the cohort with an event in unit N after that of their first event (rule 'on'), or in unit N or any later one
 * ('onOrAfter') / customers of the cohort. The average adds numerators and denominators of the cohorts that have reached the age. In:
 * calendar days, ISO weeks or months of the time zone; age 0, which is 1. Out: cells whose unit is not over at `asOf`: null, never 0.
 *
 * @param events - Usage events, in any order, or a log of them; the first one of a customer is its first use.
 * @param options - `unit`: 'day', 'week' or 'month'; `periods`: the highest age, 1 to 10000; `rule`: 'on' (the default) or 'onOrAfter';
 * `asOf`; `timeZone`: 'UTC' by default; `of`: 'customers' (the default) or 'users'.
 * @returns `cells`, one per cohort and age, flat as a heat map takes them, oldest cohort first (units without new customers have
 * none): its `size`, how many are `retained`, `retention`; and `average`, one per age, over the cohorts that have reached it.
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
 * const { cells, average } = usageRetention(events, { unit: 'month', periods: 1 });
 * cells.map(({ cohort, age, retention }) => [cohort, age, retention]);
 * // => [['2026-01', 0, 1], ['2026-01', 1, 0.5], ['2026-02', 0, 1], ['2026-02', 1, null]]
 * average[1]; // => { age: 1, cohorts: 1, size: 2, retained: 1, retention: 0.5 }
 * ```
 */
export function usageRetention(events: UsageEvents, options: UsageRetentionOptions): UsageRetention {
  return usageRetentionOf(usageCohorts(events, options));
}

/** A cohort, and how many of it are retained at each age; null while it is younger. */
interface UsageCohort {
  readonly cohort: string;
  readonly size: number;
  readonly retained: readonly (number | null)[];
}

export interface UsageCohorts {
  readonly ages: number;
  /** Oldest first, without empty ones. */
  readonly cohorts: readonly UsageCohort[];
}

export function usageRetentionOf({ cohorts, ages }: UsageCohorts): UsageRetention {
  const cells: CohortCell[] = [];
  const sums = Array.from({ length: ages }, (_, age) => ({ age, cohorts: 0, size: 0, retained: 0 }));
  for (const { cohort, size, retained } of cohorts) {
    for (const sum of sums) {
      const count = retained[sum.age] ?? null;
      cells.push({ cohort, age: sum.age, size, retained: count, retention: count === null ? null : count / size });
      if (count === null) continue;
      sum.cohorts += 1;
      sum.size += size;
      sum.retained += count;
    }
  }
  const average = sums.map((sum) => ({ ...sum, retention: sum.size === 0 ? null : sum.retained / sum.size }));
  return { cells, average };
}

export function usageCohorts(events: UsageEvents, options: UsageRetentionOptions): UsageCohorts {
  checkKeys(options, ['unit', 'periods', 'rule', 'asOf', 'timeZone', 'of'], 'options');
  const unit = units[readChoice(options.unit, 'options.unit', activityUnits)];
  const ages = readPeriods(options.periods) + 1;
  const rule = readOptionalChoice<RetentionRule>(options.rule, 'options.rule', ['on', 'onOrAfter']);
  const of = readOf(options.of);
  const { zone, asOf } = readZoneAndAsOf(options, events);
  const timeline = readEvents(events, zone, { of }, 'options.timeZone');
  const columns = timeline.columns();
  const { ordinals, bounds, over } = unitsOf(columns, unit, zone, { asOf, ages });
  if (ordinals.length * ages > mostCells) {
    reject(
      'INVALID_OPTION',
      'options.periods',
      `be fewer: the events are ${ordinals.length} units apart`,
      options.periods,
    );
  }
  const { sizes, retained } = countRetained(columns, timeline.entities(of), bounds, ages, rule);
  const cohorts = ordinals.flatMap((ordinal, slot): UsageCohort[] => {
    const size = sizes[slot] as number;
    if (size === 0) return [];
    const countAt = (age: number) => (slot + age < over ? (retained[slot * ages + age] as number) : null);
    return [{ cohort: unit.label(ordinal), size, retained: Array.from({ length: ages }, (_, age) => countAt(age)) }];
  });
  return { ages, cohorts };
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
