import { type BySegment, eachSegment, type Keyed } from '../../activity/open.ts';
import type { Instant, Zone } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import {
  checkKeys,
  checkText,
  readChoice,
  readCount,
  readFilledList,
  readList,
  readOptionalChoice,
} from '../../read/index.ts';
import type { CohortAverage, CohortCell } from '../../statistics/open.ts';
import { lowerBound, type SegmentKey } from '../../table/index.ts';
import { activityUnits } from '../active/average-active-customers.ts';
import type { UsageEvents } from '../events/event-log.ts';
import { readOf, readZoneAndAsOf, type SegmentOption, segmentsOf } from '../events/options.ts';
import { readEvents } from '../events/read-events.ts';
import type { UsageEntity, UsageEvent } from '../events/usage-event.ts';
import {
  countRetained,
  type RetainedCounts,
  type RetentionCountRules,
  type RetentionRule,
  type UnitsInRow,
  unitsBetween,
} from './retention-counts.ts';
import { type RetentionUnit, type RetentionUnitName, retentionUnit, type Weekday } from './retention-units.ts';

/** The cohorts, the number of units they are followed for, and which customers count as retained. */
export interface UsageRetentionOptions {
  /** The length of a cohort, and the unit of its age. Hours are those of UTC. */
  readonly unit: RetentionUnitName;
  /** The highest age: a whole number of units from 1 to 10000. */
  readonly periods: number;
  /** 'on' (the default): active in unit N. 'onOrAfter': active in unit N or any later one. */
  readonly rule?: RetentionRule | undefined;
  /** The event that begins: `{ feature }`, or `{}` for any. Default: the event that counts as a return. Then age 0 is counted as the others are. */
  readonly start?: { readonly feature?: string | undefined } | undefined;
  /** Only events of this feature count; missing: all events. */
  readonly feature?: string | undefined;
  /** The fewest events in a unit, or a bracket, that make a customer retained: a whole number above 0, 1 by default. */
  readonly minimumEvents?: number | undefined;
  /** Ages counted together: the first age of each bracket, rising. Each goes on to the next one, and the last to `periods`. */
  readonly brackets?: readonly number[] | undefined;
  /** 'calendar' (the default): units of the calendar. 'elapsed': units from each customer's own start, days of 24 hours. */
  readonly ages?: 'calendar' | 'elapsed' | undefined;
  /** The day that weeks begin with, 'monday' by default. Other weeks are named by their first day. */
  readonly weekStart?: Weekday | undefined;
  /** Only these cohorts, by label, those without customers among them. Default: all that have any. */
  readonly cohorts?: readonly string[] | undefined;
  /** 'include': also cohorts without customers, from the first one to the last. 'exclude' by default. */
  readonly emptyCohorts?: 'exclude' | 'include' | undefined;
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
  readonly cells: readonly (CohortCell & AgeBracket)[];
  /** One per age. */
  readonly average: readonly (CohortAverage & AgeBracket)[];
}

/** With `brackets` an age is the first of several. */
export interface AgeBracket {
  readonly lastAge?: number;
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
export function usageRetention<Row extends UsageEvent = UsageEvent, Key extends SegmentKey = never>(
  events: UsageEvents<Row>,
  options: UsageRetentionOptions & SegmentOption<Row, Key>,
): BySegment<Key, UsageRetention> {
  const rules = readRetentionRules(events, options);
  const counts = usageCohorts(events, rules, options.by);
  return eachSegment(counts, (own) => usageRetentionOf(own, rules)) as BySegment<Key, UsageRetention>;
}

/** A cohort, and how many of it are retained at each age; null while it is younger. */
interface UsageCohort {
  readonly cohort: string;
  readonly size: number;
  readonly retained: readonly (number | null)[];
}

export interface UsageCohorts {
  /** Oldest first, without empty ones. */
  readonly cohorts: readonly UsageCohort[];
  /** Up to when the data is known. */
  readonly until: number;
}

interface RetentionRules extends RetentionCountRules {
  readonly zone: Zone;
  readonly asOf: number | undefined;
  readonly of: UsageEntity;
  readonly unit: RetentionUnit;
  readonly ages: number;
  /** By number, rising. */
  readonly chosen: readonly number[] | undefined;
  readonly hasEmpty: boolean;
  readonly isBracketed: boolean;
}

const optionNames = [
  'unit',
  'periods',
  'rule',
  'start',
  'feature',
  'minimumEvents',
  'brackets',
  'ages',
  'weekStart',
  'cohorts',
  'emptyCohorts',
  'asOf',
  'timeZone',
  'of',
  'by',
];

export function readRetentionRules(events: UsageEvents, options: UsageRetentionOptions): RetentionRules {
  checkKeys(options, optionNames, 'options');
  const name = readChoice<RetentionUnitName>(options.unit, 'options.unit', [...activityUnits, 'hour']);
  const ages = readPeriods(options.periods) + 1;
  const { zone, asOf } = readZoneAndAsOf(options, events);
  const unit = retentionUnit(name, options.weekStart, zone);
  const featureOf = (value: unknown, path: string) => (value === undefined ? null : checkText(value, path));
  const returning = featureOf(options.feature, 'options.feature');
  const { start, brackets = Array.from({ length: ages }, (_, age) => age), cohorts } = options;
  let next = 0;
  const firsts = readFilledList(brackets, 'options.brackets', 'be an array of ages').map((age, place) => {
    next = readCount(age, `options.brackets[${place}]`, next, ages - 1) + 1;
    return next - 1;
  });
  const chosen =
    cohorts &&
    readList(cohorts, 'options.cohorts', 'be an array of labels').map((label, place) => {
      const ordinal = unit.parse(label as string);
      if (Number.isInteger(ordinal) && unit.label(ordinal) === label) return ordinal;
      return reject(
        'INVALID_OPTION',
        `options.cohorts[${place}]`,
        `be the label of a cohort, like '${unit.label(0)}'`,
        label,
      );
    });
  return {
    zone,
    asOf,
    unit,
    ages,
    of: readOf(options.of),
    rule: readOptionalChoice(options.rule, 'options.rule', ['on', 'onOrAfter']),
    returning,
    starting:
      start === undefined
        ? returning
        : featureOf(checkKeys(start, ['feature'], 'options.start').feature, 'options.start.feature'),
    minimumEvents: readCount(options.minimumEvents ?? 1, 'options.minimumEvents'),
    brackets: [...firsts, ages],
    elapsed:
      readOptionalChoice(options.ages, 'options.ages', ['calendar', 'elapsed']) === 'elapsed'
        ? unit.elapsed
        : undefined,
    chosen: chosen?.sort((a, b) => a - b),
    hasEmpty: readOptionalChoice(options.emptyCohorts, 'options.emptyCohorts', ['exclude', 'include']) === 'include',
    isBracketed: options.brackets !== undefined,
  };
}

export function usageRetentionOf(counts: UsageCohorts, rules: RetentionRules): UsageRetention {
  const { brackets, isBracketed } = rules;
  const cohorts = withEmpty(counts, rules);
  const cells: (CohortCell & AgeBracket)[] = [];
  const sums = brackets.slice(0, -1).map((age, place) => ({
    age,
    ...(isBracketed && { lastAge: (brackets[place + 1] as number) - 1 }),
    cohorts: 0,
    size: 0,
    retained: 0,
  }));
  for (const { cohort, size, retained } of cohorts) {
    for (const [place, sum] of sums.entries()) {
      const count = retained[place] ?? null;
      const { age, lastAge } = sum;
      const retention = count === null || size === 0 ? null : count / size;
      cells.push({ cohort, age, ...(lastAge !== undefined && { lastAge }), size, retained: count, retention });
      if (count === null) continue;
      sum.cohorts += 1;
      sum.size += size;
      sum.retained += count;
    }
  }
  const average = sums.map((sum) => ({ ...sum, retention: sum.size === 0 ? null : sum.retained / sum.size }));
  return { cells, average };
}

/** The cohorts asked for: those without customers are put where they belong, and those not chosen left out. */
function withEmpty({ cohorts, until }: UsageCohorts, rules: RetentionRules): readonly UsageCohort[] {
  const { unit, chosen, hasEmpty } = rules;
  if (chosen === undefined && !hasEmpty) return cohorts;
  const known = new Map(cohorts.map((own) => [unit.parse(own.cohort), own]));
  const ordinals = chosen ?? [...known.keys()];
  const [first, last] = [ordinals[0], ordinals.at(-1)];
  if (first === undefined || last === undefined) return [];
  const row = unitsBetween(unit, first, last, checkedRange(first, last, rules, until));
  return row.ordinals.flatMap((ordinal, slot) => {
    if (chosen !== undefined && !chosen.includes(ordinal)) return [];
    return known.get(ordinal) ?? cohortOf(rules, row, slot, until, 0, () => 0);
  });
}

/** Ages that are not over are null; counted from the start of each customer, those that the last one that can have begun has not reached. */
function cohortOf(
  { unit, brackets, elapsed }: RetentionRules,
  { ordinals, over }: UnitsInRow,
  slot: number,
  until: number,
  size: number,
  countAt: (bracket: number) => number,
): UsageCohort {
  const ordinal = ordinals[slot] as number;
  const retained = brackets.slice(1).map((end, bracket) => {
    const isOver = elapsed === undefined ? slot + end <= over : unit.add(unit.startOf(ordinal + 1), end) <= until;
    return isOver ? countAt(bracket) : null;
  });
  return { cohort: unit.label(ordinal), size, retained };
}

/** An event at a default date far away, asked for by day and for many days, would take all memory. */
const mostCells = 1e8;

function checkedRange(first: number, last: number, { ages }: RetentionRules, asOf: number | undefined) {
  // A day that was skipped is no unit, and there are few of them.
  const count = last - first + 1;
  if (count * ages > mostCells)
    reject('INVALID_OPTION', 'options.periods', `be fewer: the events are ${count} units apart`, ages - 1);
  return { asOf, ages };
}

export function usageCohorts(
  events: UsageEvents,
  rules: RetentionRules,
  by: unknown,
): UsageCohorts | Keyed<UsageCohorts>[] {
  const { zone, asOf, of, unit, starting, returning } = rules;
  const timeline = readEvents(events, zone, { of, features: (starting ?? returning) !== null }, 'options.timeZone');
  const segments = segmentsOf(timeline, by);
  const columns = timeline.columns();
  const count = lowerBound(columns.at, asOf ?? Number.POSITIVE_INFINITY, 0, columns.length);
  let row: UnitsInRow = { ordinals: [], bounds: [], over: 0 };
  let until = asOf ?? Number.NEGATIVE_INFINITY;
  if (count > 0) {
    const [first, last] = [unit.at(columns.at[0] as number), unit.at(columns.at[count - 1] as number)];
    row = unitsBetween(unit, first, last, checkedRange(first, last, rules, asOf));
    until = asOf ?? (row.bounds.at(-1) as number);
  }
  const width = rules.brackets.length - 1;
  const counts = countRetained(columns, timeline.entities(of), row.bounds, rules, segments);
  const cohortsOf = ({ sizes, retained }: RetainedCounts): UsageCohorts => ({
    until,
    cohorts: row.ordinals.flatMap((_, slot) => {
      const size = sizes[slot] as number;
      const countAt = (bracket: number) => retained[slot * width + bracket] as number;
      return size === 0 ? [] : cohortOf(rules, row, slot, until, size, countAt);
    }),
  });
  if (segments === undefined) return cohortsOf(counts[0] as RetainedCounts);
  return segments.list(Object.keys(counts).map(Number), (code) => cohortsOf(counts[code] as RetainedCounts));
}

/** Twenty-seven years of days: each cohort has a cell for every age, so that a slip of the pen must not fill the memory. */
const oldestAge = 10_000;

function readPeriods(value: unknown): number {
  if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > oldestAge) {
    reject('INVALID_NUMBER', 'options.periods', `be a whole number from 1 to ${oldestAge}`, value);
  }
  return value as number;
}
