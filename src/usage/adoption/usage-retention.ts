import { type BySegment, eachSegment, type Keyed } from '../../activity/open.ts';
import { widestEpoch } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import type { CohortAverage, CohortCell } from '../../statistics/open.ts';
import { lowerBound, type SegmentKey } from '../../table/index.ts';
import type { UsageEvents } from '../events/event-log.ts';
import { type SegmentOption, segmentsOf } from '../events/options.ts';
import { readEvents } from '../events/read-events.ts';
import type { UsageEvent } from '../events/usage-event.ts';
import { countRetained, type RetainedCounts, type UnitsInRow, unitsBetween } from './retention-counts.ts';
import { type RetentionRules, readRetentionRules, type UsageRetentionOptions } from './retention-rules.ts';

/** Retention by cohort of first use, and over all cohorts. */
export interface UsageRetention {
  /** One per cohort and age, oldest cohort first. */
  readonly cells: readonly (CohortCell & AgeBracket)[];
  /** One per age. */
  readonly average: readonly (CohortAverage & AgeBracket)[];
}

/** With `brackets`, an age is the first of several. */
export interface AgeBracket {
  /** With `brackets`: the last age that the row covers. */
  readonly lastAge?: number;
}

/**
 * Usage retention: of the customers who began in a day, week or month, the share who used the product again N units later (day-N, week-N,
 * month-N retention).
 *
 * Formula: customers of the cohort with an event in unit N after that of their first event (rule 'on'), or in unit N or any later one
 * ('onOrAfter') / customers of the cohort. The average adds numerators and denominators of the cohorts that have reached the age. In:
 * calendar days, ISO weeks or months of the time zone; age 0, which is 1 unless `start` or `minimumEvents` is given. Out: cells whose unit
 * is not over at `asOf`, which are null, never 0.
 *
 * @param events - Usage events, in any order, or a log of them; the first one of a customer is its first use.
 * @param options - `unit`: 'hour', 'day', 'week' or 'month'; `periods`: the highest age, 1 to 10000; `rule`: 'on' (the default) or
 * 'onOrAfter'; `start`, `feature`, `minimumEvents`: the events that start a cohort, and those that count as a return; `brackets`: ages
 * counted together; `ages`: 'calendar' or 'elapsed'; `weekStart`; `cohorts`: the labels of the cohorts to return; `emptyCohorts`; `asOf`;
 * `timeZone`: 'UTC' by default; `of`: 'customers' (the default) or 'users'; `by`: a key of each event, or a Map from customers to keys: the
 * result is then a list of `{ key, cells, average }`, in which a customer is in one segment, that of its start.
 * @returns `cells`: a flat list for heat maps, one per cohort and age, oldest cohort first, each with `size`, `retained` and `retention`;
 * units without new customers have none. `average`: one per age, over the cohorts that have reached it.
 * @throws MetricsError `INVALID_TYPE`, `INVALID_INSTANT`, `INVALID_NUMBER` and `SKIPPED_DAY` for an event; `INVALID_OPTION` for a word that
 * is not listed, and for a label that is not a cohort; `SKIPPED_DAY` for a cohort of a day that the zone skipped; `INVALID_NUMBER` for `periods`, `brackets`, `minimumEvents`; `EMPTY` for an empty
 * list of brackets; `INVALID_INSTANT`, `INVALID_TIME_ZONE`, `UNKNOWN_KEY`.
 *
 * Cost: O(events + units x periods). Source: N-day and unbounded retention, as Amplitude and Mixpanel document them.
 *
 * @see docs/metrics/usage-retention.md
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

export function usageRetentionOf(counts: UsageCohorts, rules: RetentionRules): UsageRetention {
  const { brackets, isBracketed } = rules;
  const cohorts = withEmpty(counts, rules);
  const cells: (CohortCell & AgeBracket)[] = [];
  const ages = brackets.slice(0, -1).map((age, place) => ({
    age,
    ...(isBracketed && { lastAge: (brackets[place + 1] as number) - 1 }),
  }));
  const sums = ages.map((age) => ({ ...age, cohorts: 0, size: 0, retained: 0 }));
  for (const { cohort, size, retained } of cohorts) {
    for (const [place, sum] of sums.entries()) {
      const count = retained[place] ?? null;
      const retention = count === null || size === 0 ? null : count / size;
      cells.push({ cohort, ...(ages[place] as AgeBracket & { age: number }), size, retained: count, retention });
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
  if (ordinals.length === 0) return [];
  const row = unitsOf(rules, ordinals[0] as number, ordinals.at(-1) as number, until);
  return row.ordinals.flatMap((ordinal, slot) => {
    const isAsked = chosen?.includes(ordinal) ?? true;
    return isAsked ? (known.get(ordinal) ?? cohortOf(rules, row, slot, until, 0, () => 0)) : [];
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
    const isOver = elapsed === undefined ? slot + end <= over : elapsed(unit.startOf(ordinal + 1), until) >= end;
    return isOver ? countAt(bracket) : null;
  });
  return { cohort: unit.label(ordinal), size, retained };
}

/** An event at a default date far away, asked for by day and for many days, would take all memory. */
const mostCells = 1e8;

function unitsOf({ unit, ages }: RetentionRules, first: number, last: number, asOf: number | undefined): UnitsInRow {
  // A day that was skipped is no unit, and there are few of them.
  const count = last - first + 1;
  if (count * ages > mostCells)
    reject('INVALID_OPTION', 'options.periods', `be fewer: the events are ${count} units apart`, ages - 1);
  return unitsBetween(unit, first, last, { asOf, ages });
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
  let until = asOf ?? -widestEpoch;
  if (count > 0) {
    const [first, last] = [unit.at(columns.at[0] as number), unit.at(columns.at[count - 1] as number)];
    row = unitsOf(rules, first, last, asOf);
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
  return eachSegment(counts, cohortsOf) as UsageCohorts | Keyed<UsageCohorts>[];
}
