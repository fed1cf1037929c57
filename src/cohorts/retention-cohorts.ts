import { type Period, periodOfDays, units } from '../calendar/open.ts';
import { add, type Rational, toNumber, zero } from '../exact/index.ts';
import {
  type CompiledLedger,
  openUntil,
  optionNames,
  type Policy,
  type Subscription,
  type SubscriptionSource,
} from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import { inReportingCurrency } from '../movements/open.ts';
import { ratio, ratioOf } from '../ratio/open.ts';
import { checkKeys, readOptionalChoice } from '../read/index.ts';
import { elapsedAges, type Grid, gridOf } from './grid.ts';
import { type Triangle, triangleOf } from './triangle.ts';

/** The whole policy, and how cohorts and ages are told apart. */
export type CohortOptions = Policy<Money> & {
  /** What a cohort is: all who first paid in the same month, quarter or year. Ages are counted in it too. Default 'month'. */
  readonly by?: 'month' | 'quarter' | 'year' | undefined;
  /** Whether age 1 ends with the calendar unit after the cohort's, or one unit after each customer's own first payment. */
  readonly ages?: 'calendar' | 'elapsed' | undefined;
};

/** The customers who first paid in one calendar unit. */
export interface RetentionCohort {
  readonly cohort: string;
  readonly period: Period;
  readonly customers: number;
  /** What they paid first. */
  readonly mrr: number;
}

/** A cohort at one age; all null where it is not that old yet. One cell of a heat map. */
export interface CohortCell {
  readonly cohort: string;
  readonly age: number;
  readonly customers: number | null;
  /** Of the cohort's customers; null also for a cohort without any. */
  readonly customerRetention: number | null;
  readonly mrr: number | null;
  /** Of what the cohort paid first. */
  readonly mrrRetention: number | null;
}

/** All cohorts that are old enough, at one age. */
export interface CohortAverage {
  readonly age: number;
  /** How many cohorts are old enough. */
  readonly cohorts: number;
  readonly customers: number;
  /** Of all customers of these cohorts, so that a large cohort weighs more. */
  readonly customerRetention: number | null;
  readonly mrr: number;
  readonly mrrRetention: number | null;
}

export interface RetentionCohorts {
  readonly cohorts: RetentionCohort[];
  /** Cohort by cohort and age by age. */
  readonly rows: CohortCell[];
  readonly average: CohortAverage[];
}

const known = /* @__PURE__ */ optionNames('by', 'ages');

/**
 * Retention cohorts: of the customers who first paid in a month, quarter or year, how many still pay one, two, three units later, and how
 * much.
 *
 * Formula: customer retention = customers of the cohort who pay / all customers of the cohort; MRR retention = what they pay / what the
 * cohort paid first. With `ages: 'calendar'` age k is the state at the end of the k-th calendar unit after the cohort's own, so that the
 * cells of one unit add up to `customerCount` and `mrr`; with 'elapsed' it is each customer's state just before k units after its own
 * first payment, and age 0 is the whole cohort. In: all who ever paid, by their first payment, with their returns. Out: free customers.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param options - `asOf`: the instant up to which the data is known, required unless the ledger has one. `by`: 'month', 'quarter' or 'year'.
 * `ages`: 'calendar' or 'elapsed'. And the options of a policy.
 * @returns `cohorts`, one for each unit from the first payment to the last, empty ones too; `rows`, one a cohort and age, fit for a heat map;
 * `average`, the curve of all cohorts weighted by their size. Cells that end after `asOf` are null, never 0. Amounts in major currency
 * units, converted at the rate just before a cell's end.
 * @throws MetricsError `INVALID_INSTANT` where no `asOf` is given, `CONFLICTING_POLICY` for one later than the ledger's, `INVALID_OPTION`;
 * and as `mrr` does.
 *
 * Cost: O(changes) from a ledger, and the cells. Source: the cohort analyses of ChartMogul and Stripe, by first payment.
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ada', start: '2026-01-10', amount: 100, interval: 'month' },
 *   { customerId: 'ben', start: '2026-01-20', end: '2026-02-20', amount: 100, interval: 'month' },
 *   { customerId: 'eve', start: '2026-02-05', amount: 50, interval: 'month' },
 * ];
 * const { rows, average } = retentionCohorts(subscriptions, { asOf: '2026-03-01' });
 * rows.map((row) => row.customerRetention); // => [1, 0.5, 1, null]
 * average[1].customerRetention; // => 0.5
 * ```
 */
export function retentionCohorts(
  source: SubscriptionSource<Subscription, Money>,
  options: CohortOptions,
): RetentionCohorts {
  const { asOf, by, ages, ...policy } = checkKeys(options, known, 'options') as CohortOptions;
  const unit = units[readOptionalChoice(by, 'options.by', ['month', 'quarter', 'year'])];
  const isElapsed = readOptionalChoice(ages, 'options.ages', ['calendar', 'elapsed']) === 'elapsed';
  const { ledger, until } = openUntil(source, asOf, policy, 'options.asOf');
  const grid = gridOf(ledger, unit, until);
  if (grid === null) return { cohorts: [], rows: [], average: [] };
  const triangle = triangleOf(ledger, isElapsed ? elapsedAges(ledger, unit, grid) : grid);
  const list = Array.from({ length: grid.cohorts }, (_, cohort) => cohortOf(ledger, grid, cohort, triangle));
  const cells = list.flatMap(({ customers, mrr }, cohort) =>
    Array.from({ length: grid.ages }, (_, age): ExactCell | null => {
      const end = grid.endOf(cohort + age);
      if (end > until) return null;
      const cell = cohort * grid.ages + age;
      return {
        size: customers,
        initial: mrr,
        customers: triangle.customers[cell] as number,
        mrr: inReportingCurrency(ledger, triangle.amounts[cell] as readonly Rational[], end - 1),
      };
    }),
  );
  const cohorts = list.map((cohort) => ({ ...cohort, mrr: toNumber(cohort.mrr) }));
  return {
    cohorts,
    rows: cells.map((cell, at) => {
      const { cohort } = cohorts[Math.floor(at / grid.ages)] as RetentionCohort;
      return { cohort, age: at % grid.ages, ...(cell === null ? unknownCell : printed(cell)) };
    }),
    average: averages(cells, grid),
  };
}

interface ExactCohort extends Omit<RetentionCohort, 'mrr'> {
  readonly mrr: Rational;
}

function cohortOf(
  ledger: CompiledLedger,
  { first, unit, zone, endOf }: Grid,
  cohort: number,
  { sizes, initial }: Triangle,
): ExactCohort {
  const ordinal = first + cohort;
  const label = unit.label(ordinal);
  return {
    cohort: label,
    period: periodOfDays(unit.firstDay(ordinal), unit.firstDay(ordinal + 1), zone, label),
    customers: sizes[cohort] as number,
    mrr: inReportingCurrency(ledger, initial[cohort] as readonly Rational[], endOf(cohort) - 1),
  };
}

interface ExactCell {
  readonly size: number;
  readonly initial: Rational;
  readonly customers: number;
  readonly mrr: Rational;
}

const unknownCell = { customers: null, customerRetention: null, mrr: null, mrrRetention: null };

function printed({ size, initial, customers, mrr }: ExactCell) {
  return {
    customers,
    customerRetention: ratio(customers, size).value,
    mrr: toNumber(mrr),
    mrrRetention: ratioOf(mrr, initial).value,
  };
}

function averages(cells: readonly (ExactCell | null)[], { ages }: Grid): CohortAverage[] {
  const knownOf = Array.from({ length: ages }, (): ExactCell[] => []);
  for (const [at, cell] of cells.entries()) if (cell !== null) knownOf[at % ages]?.push(cell);
  return knownOf.map((known, age) => {
    const sum = known.reduce(
      (a, b) => ({
        size: a.size + b.size,
        initial: add(a.initial, b.initial),
        customers: a.customers + b.customers,
        mrr: add(a.mrr, b.mrr),
      }),
      { size: 0, initial: zero, customers: 0, mrr: zero },
    );
    return { age, cohorts: known.length, ...printed(sum) };
  });
}
