import { type Period, periodOfDays, units } from '../calendar/open.ts';
import { reject } from '../errors.ts';
import { add, type Rational, subtract, sum } from '../exact/index.ts';
import {
  type CompiledLedger,
  checkPriced,
  openUntil,
  optionNames,
  type Policy,
  type Subscription,
  type SubscriptionSource,
} from '../ledger/query.ts';
import { type Money, type MoneyOf, moneyOut } from '../money/index.ts';
import { inReportingCurrency } from '../movements/open.ts';
import { quotientOf } from '../ratio/open.ts';
import { checkKeys, readOptionalChoice } from '../read/index.ts';
import type { CohortAverage, CohortCell } from '../statistics/open.ts';
import { elapsedAges, type Grid, gridOf } from './grid.ts';
import { type Triangle, triangleOf } from './triangle.ts';

/** The whole policy, and how cohorts and ages are defined. */
export type CohortOptions<K extends Money = Money> = Policy<K> & {
  /**
   * The length of a cohort: customers that first paid in the same month, quarter or year. Ages are counted in the same unit.
   * Default 'month'.
   */
  readonly unit?: 'month' | 'quarter' | 'year' | undefined;
  /** Whether age 1 ends with the calendar unit after the cohort's, or one unit after each customer's own first payment. */
  readonly ages?: 'calendar' | 'elapsed' | undefined;
};

/** The customers who first paid in one calendar unit. */
export interface RetentionCohort<M = number> {
  readonly cohort: string;
  readonly period: Period;
  /** How many customers. */
  readonly size: number;
  /** What they paid first. */
  readonly mrr: M;
}

/** A cohort at one age; everything but the size is null while the cohort is younger. */
export interface RetentionCohortCell<M = number> extends CohortCell {
  readonly mrr: M | null;
  /** Of what the cohort paid first. */
  readonly mrrRetention: number | null;
  /** `mrr` without what any customer pays more than at first. */
  readonly grossMrr: M | null;
  /** Of what the cohort paid first. */
  readonly grossMrrRetention: number | null;
}

/** All cohorts that are old enough, at one age. */
export interface RetentionCohortAverage<M = number> extends CohortAverage {
  readonly mrr: M;
  readonly mrrRetention: number | null;
  readonly grossMrr: M;
  readonly grossMrrRetention: number | null;
}

export interface RetentionCohorts<M = number> {
  readonly cohorts: readonly RetentionCohort<M>[];
  /** Cohort by cohort and age by age. */
  readonly cells: readonly RetentionCohortCell<M>[];
  readonly average: readonly RetentionCohortAverage<M>[];
}

const known = /* @__PURE__ */ optionNames('unit', 'ages');

/**
 * Retention cohorts: how many of the customers that first paid in a month, quarter or year still pay one, two, three units later,
 * and how much.
 *
 * Formula: customer retention = customers of the cohort who pay / all customers of the cohort; MRR retention = what they pay /
 * what the cohort paid first; gross MRR retention = the same, each customer's MRR capped at what that customer paid first, so that
 * upgrades hide no losses. With `ages: 'calendar'` age k is the state at the end of the k-th calendar unit after the cohort's
 * own, so that the cells of one unit add up to `customerCount`, without free plans, and `mrr`; with 'elapsed' it is each
 * customer's state just before k units after its own first payment, and age 0 is the whole cohort. In: every customer that ever
 * paid, by its first payment, returns included. Out: free customers.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param options - `asOf`: the instant up to which the data is known, required unless the ledger has one. `unit`: 'month', 'quarter' or 'year'.
 * `ages`: 'calendar' or 'elapsed'. And the options of a policy.
 * @returns `cohorts`, one per unit from the first payment to the last, empty ones too; `cells`, one per cohort and age, fit for a heat map;
 * `average`, the curve of all cohorts weighted by their size. Cells that end after `asOf` are null, never 0. Amounts in major currency
 * units, in the form that `money` names, converted at the rate just before a cell's end, the caps of `grossMrr` too.
 * @throws MetricsError `INVALID_INSTANT` where no `asOf` is given, `CONFLICTING_POLICY` for one later than the ledger's, `INVALID_OPTION`, also for
 * more than 2,000,000 cells; and as `mrr` does.
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
 * const { cells, average } = retentionCohorts(subscriptions, { asOf: '2026-03-01' });
 * cells.map(({ retention }) => retention); // => [1, 0.5, 1, null]
 * average[1].retention; // => 0.5
 * ```
 */
export function retentionCohorts<K extends Money = 'number', C extends Money = K>(
  source: SubscriptionSource<Subscription, K>,
  options: CohortOptions<C>,
): RetentionCohorts<MoneyOf<C>> {
  const { asOf, unit: unitName, ages, ...policy } = checkKeys(options, known, 'options') as CohortOptions;
  const unit = units[readOptionalChoice(unitName, 'options.unit', ['month', 'quarter', 'year'])];
  const isElapsed = readOptionalChoice(ages, 'options.ages', ['calendar', 'elapsed']) === 'elapsed';
  const { ledger, statement, until } = openUntil(source, asOf, policy, 'options.asOf', 'options');
  checkPriced(ledger);
  const grid = gridOf(ledger, unit, until);
  if (grid === null) return { cohorts: [], cells: [], average: [] };
  if (grid.cohorts * grid.ages > mostCells) {
    const { first, cohorts, ages: count } = grid;
    const rule = `be longer, or the first payments later: from ${unit.label(first)} on there are ${cohorts} cohorts of ${count} ages`;
    reject('INVALID_OPTION', 'options.unit', rule, unit.name);
  }
  const out = moneyOut(statement.money) as (amount: Rational) => MoneyOf<C>;
  const worthAt = (amounts: readonly (Rational | null)[], end: number) =>
    inReportingCurrency(ledger, amounts, grid.endOf(end) - 1);
  const triangle = triangleOf(ledger, isElapsed ? elapsedAges(ledger, unit, grid) : grid, worthAt);
  const list = Array.from({ length: grid.cohorts }, (_, cohort) => cohortOf(ledger, grid, cohort, triangle));
  const cells = list.flatMap(({ size, mrr }, cohort) =>
    Array.from({ length: grid.ages }, (_, age): ExactCell | null => {
      const end = grid.endOf(cohort + age);
      if (end > until) return null;
      const cell = cohort * grid.ages + age;
      const paid = inReportingCurrency(ledger, triangle.amounts(cell), end - 1);
      const excess = add(inReportingCurrency(ledger, triangle.excess(cell), end - 1), triangle.mixed(cell));
      return {
        size,
        initial: mrr,
        retained: triangle.customers[cell] as number,
        mrr: paid,
        gross: excess.n === 0n ? paid : subtract(paid, excess),
      };
    }),
  );
  return {
    cohorts: list.map((cohort) => ({ ...cohort, mrr: out(cohort.mrr) })),
    cells: cells.map((cell, at) => {
      const { cohort, size } = list[Math.floor(at / grid.ages)] as ExactCohort;
      return { cohort, age: at % grid.ages, size, ...(cell === null ? unknownCell : printed(cell, out)) };
    }),
    average: averages(cells, grid, out),
  };
}

/** A start in the year 1, which is a slip of the pen, must not fill the memory; a hundred years of months are fewer. */
const mostCells = 2_000_000;

type ExactCohort = RetentionCohort<Rational>;

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
    size: sizes[cohort] as number,
    mrr: inReportingCurrency(ledger, initial(cohort), endOf(cohort) - 1),
  };
}

interface ExactCell {
  readonly size: number;
  readonly initial: Rational;
  readonly retained: number;
  readonly mrr: Rational;
  readonly gross: Rational;
}

const unknownCell = {
  retained: null,
  retention: null,
  mrr: null,
  mrrRetention: null,
  grossMrr: null,
  grossMrrRetention: null,
};

function printed<M>({ size, initial, retained, mrr, gross }: ExactCell, out: (amount: Rational) => M) {
  const mrrRetention = quotientOf(mrr, initial);
  return {
    retained,
    retention: size === 0 ? null : retained / size,
    mrr: out(mrr),
    mrrRetention,
    grossMrr: out(gross),
    grossMrrRetention: gross === mrr ? mrrRetention : quotientOf(gross, initial),
  };
}

function averages<M>(
  cells: readonly (ExactCell | null)[],
  { ages }: Grid,
  out: (amount: Rational) => M,
): RetentionCohortAverage<M>[] {
  const knownOf = Array.from({ length: ages }, (): ExactCell[] => []);
  for (const [at, cell] of cells.entries()) if (cell !== null) knownOf[at % ages]?.push(cell);
  return knownOf.map((known, age) => {
    const total = {
      size: known.reduce((all, { size }) => all + size, 0),
      initial: sum(known.map(({ initial }) => initial)),
      retained: known.reduce((all, { retained }) => all + retained, 0),
      mrr: sum(known.map(({ mrr }) => mrr)),
      gross: sum(known.map(({ gross }) => gross)),
    };
    return { age, cohorts: known.length, size: total.size, ...printed(total, out) };
  });
}
