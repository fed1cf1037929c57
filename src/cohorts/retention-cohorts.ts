import { type BySegment, eachSegment, type Keyed, resultsByKey, type SegmentBy } from '../activity/open.ts';
import { type Period, periodOfDays, units } from '../calendar/open.ts';
import { reject } from '../errors.ts';
import { add, type Rational, subtract, sum, zero } from '../exact/index.ts';
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
import type { SegmentKey } from '../table/index.ts';
import { type CohortFrame, elapsedAges, firstPaidKeys, gridOf } from './grid.ts';
import { triangleOf } from './triangle.ts';

/** All options of a policy, and how cohorts and ages are defined. */
export type CohortOptions<
  K extends Money = Money,
  Row extends Subscription = Subscription,
  Key extends SegmentKey = never,
> = Policy<K> & {
  /** The calendar unit in which the customers of a cohort first paid, and the unit of ages. Default 'month'. */
  readonly unit?: 'month' | 'quarter' | 'year' | undefined;
  /** Whether age 1 ends with the calendar unit after the cohort's, or one unit after each customer's first payment. Default 'calendar'. */
  readonly ages?: 'calendar' | 'elapsed' | undefined;
  /** A key of each customer, from its first paid row, or a Map: the result is then a list with the cohorts of each key. Default: no split. */
  readonly by?: SegmentBy<Row, Key> | undefined;
};

/** The customers who first paid in one calendar unit. */
export interface RetentionCohort<M = number> {
  /** The label of the cohort's period, such as '2026-03'. */
  readonly cohort: string;
  /** The calendar unit of the first payments. */
  readonly period: Period;
  /** The number of customers in the cohort. */
  readonly size: number;
  /** The MRR of these customers at their first payment, in major units. */
  readonly mrr: M;
}

/** A cohort at one age; everything except the size is null while the cohort is younger. */
export interface RetentionCohortCell<M = number> extends CohortCell {
  /** What the cohort pays at this age, in major units. */
  readonly mrr: M | null;
  /** `mrr` over what the cohort paid first, as a fraction; above 1 where upgrades outweigh losses. */
  readonly mrrRetention: number | null;
  /** `mrr`, with each customer capped at its first MRR. */
  readonly grossMrr: M | null;
  /** `grossMrr` over what the cohort paid first, as a fraction; above 1 only if exchange rates change. */
  readonly grossMrrRetention: number | null;
}

/** All cohorts that are old enough, at one age. */
export interface RetentionCohortAverage<M = number> extends CohortAverage {
  /** The MRR at this age of all cohorts that have reached it, in major units. */
  readonly mrr: M;
  /** `mrr` over what these cohorts paid first, as a fraction; null if no cohort with members has reached the age. */
  readonly mrrRetention: number | null;
  /** `mrr`, with each customer capped at its first MRR. */
  readonly grossMrr: M;
  /** `grossMrr` over what these cohorts paid first, as a fraction; null if `mrrRetention` is. */
  readonly grossMrrRetention: number | null;
}

/** Cohorts, their cells by age, and the average of all. */
export interface RetentionCohorts<M = number> {
  /** One per unit, from the earliest first payment to the latest; empty ones included. */
  readonly cohorts: readonly RetentionCohort<M>[];
  /** One per cohort and age, sorted by cohort, then age. */
  readonly cells: readonly RetentionCohortCell<M>[];
  /** One per age: the average over all cohorts that have reached it. */
  readonly average: readonly RetentionCohortAverage<M>[];
}

const known = /* @__PURE__ */ optionNames('unit', 'ages', 'by');

/**
 * Retention cohorts: how many of the customers who first paid in a month, quarter or year still pay one, two or more units later, and how
 * much they pay.
 *
 * Formula: customer retention = customers of the cohort who pay / all customers of the cohort; MRR retention = what they pay / what the
 * cohort paid first; gross MRR retention = the same, each customer's MRR capped at what that customer paid first, so that upgrades hide no
 * losses. With `ages: 'calendar'` age k is the state at the end of the k-th calendar unit after the cohort's own, so that the cells of one
 * unit add up to `customerCount`, without free plans, and `mrr`; with 'elapsed' it is each customer's state just before k units after its
 * own first payment, and age 0 is the whole cohort. In: every customer who ever paid, by its first payment, also after a return. Out: free
 * customers.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param options - `asOf`: the instant up to which the data is known; required unless the ledger has one. `unit`: 'month', 'quarter' or
 * 'year'. `ages`: 'calendar' or 'elapsed'. `by`: a key of each customer, from its first paid row, or a Map from customers to keys; the
 * result is then a list of `{ key, ... }`, sorted by key, each with cohorts of its own. Customers and amounts add up to the whole. All
 * options of a policy are accepted too.
 * @returns `cohorts`, one per unit from the earliest first payment to the latest, empty ones too; `cells`, one per cohort and age, fit for
 * a heat map; `average`, the curve of all cohorts weighted by their size. Cells that end after `asOf` are null, never 0. Amounts are in
 * major currency units, in the form that `money` names, converted at the rate just before a cell's end; so are the caps of `grossMrr`.
 * @throws MetricsError `INVALID_INSTANT` if no `asOf` is given, `CONFLICTING_POLICY` for one later than the ledger's, `INVALID_OPTION`,
 * also for more than 2,000,000 cells; and as `mrr` does.
 *
 * Cost: O(changes + cells) from a ledger. Source: the cohort analyses of ChartMogul and Stripe, by first payment.
 *
 * @see docs/metrics/retention-cohorts.md
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
export function retentionCohorts<
  K extends Money = 'number',
  C extends Money = K,
  Row extends Subscription = Subscription,
  Key extends SegmentKey = never,
>(
  source: SubscriptionSource<Row, K>,
  options: CohortOptions<C, Row, Key>,
): BySegment<Key, RetentionCohorts<MoneyOf<C>>> {
  const { asOf, policy, unit, isElapsed, by } = readCohortOptions(options);
  const { ledger, statement, until } = openUntil(source, asOf, policy, 'options.asOf', 'options');
  checkPriced(ledger);
  const frame = { unit, zone: ledger.rules.zone, until };
  const out = moneyOut(statement.money) as (amount: Rational) => MoneyOf<C>;
  const sums = cohortSums(ledger, frame, isElapsed, by);
  return (
    sums === null || 'cohorts' in sums
      ? cohortsOf(sums, frame, out)
      : eachSegment(sums, (own) => cohortsOf(own, frame, out))
  ) as BySegment<Key, RetentionCohorts<MoneyOf<C>>>;
}

export function readCohortOptions(options: unknown) {
  const { asOf, unit: unitName, ages, by, ...policy } = checkKeys(options, known, 'options') as CohortOptions;
  const unit = units[readOptionalChoice(unitName, 'options.unit', ['month', 'quarter', 'year'])];
  const isElapsed = readOptionalChoice(ages, 'options.ages', ['calendar', 'elapsed']) === 'elapsed';
  return { asOf, policy, unit, isElapsed, by };
}

/** A start in the year 1, which is a slip of the pen, must not fill the memory; a hundred years of months are fewer. */
const mostCells = 2_000_000;

export function checkCells(
  { cohorts, ages, first }: { readonly cohorts: number; readonly ages: number; readonly first: number },
  { unit }: CohortFrame,
): void {
  if (cohorts * ages <= mostCells) return;
  const rule = `be longer, or the first payments later: from ${unit.label(first)} on there are ${cohorts} cohorts of ${ages} ages`;
  reject('INVALID_OPTION', 'options.unit', rule, unit.name);
}

/** The exact cohorts, from the ordinal of the first one on, and cells: `cohort * ages + age`, null for those not yet over. */
export interface CohortSums {
  readonly first: number;
  readonly ages: number;
  readonly cohorts: readonly CohortSum[];
  readonly cells: readonly (CellSum | null)[];
}

interface CohortSum {
  readonly size: number;
  readonly mrr: Rational;
}

interface CellSum {
  readonly retained: number;
  readonly mrr: Rational;
  readonly gross: Rational;
}

const nobody: CellSum = { retained: 0, mrr: zero, gross: zero };

/** Null where nobody paid; with `by` those of each key, by which somebody did. */
export function cohortSums(
  ledger: CompiledLedger,
  frame: CohortFrame,
  isElapsed: boolean,
  by: unknown,
): CohortSums | null | Keyed<CohortSums>[] {
  const keys = firstPaidKeys(ledger, frame.until, by);
  if (keys === undefined) return sumsOf(ledger, frame, isElapsed);
  return resultsByKey(new Map(keys.map((key) => [key, key])), (own) => {
    return sumsOf(ledger, { ...frame, holds: (entity) => keys[entity] === own }, isElapsed) ?? [];
  });
}

function sumsOf(ledger: CompiledLedger, frame: CohortFrame, isElapsed: boolean): CohortSums | null {
  const { unit, until } = frame;
  const grid = gridOf(ledger, frame);
  if (grid === null) return null;
  checkCells(grid, frame);
  // Each is that of many cells.
  const ends = Array.from({ length: grid.cohorts + Math.max(grid.ages, 0) }, (_, index) => grid.endOf(index));
  const worthAt = (amounts: readonly (Rational | null)[], end: number) =>
    inReportingCurrency(ledger, amounts, (ends[end] as number) - 1);
  const triangle = triangleOf(ledger, isElapsed ? elapsedAges(ledger, unit, grid) : grid, worthAt);
  const cells = Array.from({ length: grid.cohorts * grid.ages }, (_, cell): CellSum | null => {
    const end = ends[Math.floor(cell / grid.ages) + (cell % grid.ages)] as number;
    if (end > until) return null;
    const retained = triangle.customers[cell] as number;
    if (retained === 0) return nobody;
    const mrr = inReportingCurrency(ledger, triangle.amounts(cell), end - 1);
    const excess = add(inReportingCurrency(ledger, triangle.excess(cell), end - 1), triangle.mixed(cell));
    const gross = excess.n === 0n ? mrr : subtract(mrr, excess);
    return { retained, mrr, gross };
  });
  const cohorts = Array.from({ length: grid.cohorts }, (_, cohort) => ({
    size: triangle.sizes[cohort] as number,
    mrr: inReportingCurrency(ledger, triangle.initial(cohort), (ends[cohort] as number) - 1),
  }));
  return { first: grid.first, ages: grid.ages, cohorts, cells };
}

/** The result of exact sums. */
export function cohortsOf<M>(
  sums: CohortSums | null,
  { unit, zone }: CohortFrame,
  out: (amount: Rational) => M,
): RetentionCohorts<M> {
  if (sums === null) return { cohorts: [], cells: [], average: [] };
  const { first, ages } = sums;
  const list = sums.cohorts.map(({ size, mrr }, cohort): RetentionCohort<M> => {
    const label = unit.label(first + cohort);
    const period = periodOfDays(unit.firstDay(first + cohort), unit.firstDay(first + cohort + 1), zone, label);
    return { cohort: label, period, size, mrr: out(mrr) };
  });
  const cells = sums.cells.map((cell, at): ExactCell | null => {
    const { size, mrr: initial } = sums.cohorts[Math.floor(at / ages)] as CohortSum;
    return cell && { ...cell, size, initial };
  });
  return {
    cohorts: list,
    cells: cells.map((cell, at) => {
      const { cohort, size } = list[Math.floor(at / ages)] as RetentionCohort<M>;
      return { cohort, age: at % ages, size, ...(cell === null ? unknownCell : printed(cell, out)) };
    }),
    average: averages(cells, ages, out),
  };
}

interface ExactCell extends CellSum {
  readonly size: number;
  readonly initial: Rational;
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
  ages: number,
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
