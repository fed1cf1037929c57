import { toNumber } from '../../exact/index.ts';
import { joinByValue, type RowsByValue } from '../../statistics/open.ts';
import { compareTexts } from '../../table/index.ts';
import { scoreValues } from '../score/score-values.ts';
import type { Scorecard } from '../score/scorecard.ts';
import { chancesOf, outcomesByScore } from './calibration.ts';
import { type EvaluationRules, evaluate, type ScoreBacktest } from './evaluation.ts';
import { type BacktestColumns, type OutcomeColumns, ownerCodes } from './outcomes.ts';
import type { BacktestPlan, DateCustomers } from './plan.ts';
import type { CustomerAtRisk } from './risk.ts';

/** One customer at one date: what its score said, and what became of it. */
export interface HealthBacktestRow {
  readonly date: Date;
  readonly customerId: string;
  readonly score: number | null;
  readonly band: string | null;
  readonly churned: boolean;
  /** Just before the date. */
  readonly mrr: number;
}

/** The customers of one date. */
export interface DateBacktest extends ScoreBacktest {
  readonly date: Date;
  /** Customers who paid at the date, and of whom it is not known whether they left within the horizon. They are in no other figure. */
  readonly undecided: number;
}

export interface HealthBacktest {
  readonly horizonDays: number;
  /** In order of time. */
  readonly dates: readonly DateBacktest[];
  /** All dates together: a customer counts once for each date. */
  readonly pooled: ScoreBacktest;
  readonly undecided: number;
  /** Every customer at every date, by date and customerId: what the figures are made of. */
  readonly rows: readonly HealthBacktestRow[];
}

/** The customers of one date, scored. */
export interface ScoredDate {
  readonly date: number;
  readonly undecided: number;
  /** By customerId. */
  readonly customers: readonly ScoredCustomer[];
}

interface ScoredCustomer extends CustomerAtRisk {
  readonly score: number | null;
  readonly band: string | null;
}

export function scoreDate({ date, undecided, customers }: DateCustomers, model: Scorecard): ScoredDate {
  const sorted = [...customers].sort((a, b) => compareTexts(a.customerId, b.customerId));
  return {
    date,
    undecided,
    customers: sorted.map(({ values, ...customer }) => {
      const { score, band } = scoreValues(values, model, `signals['${customer.customerId}']`);
      return { ...customer, score, band };
    }),
  };
}

/**
 * Holds dates against what followed. What chance of leaving a score stood for at a date is taken from the dates of which it was known by
 * then, of `earlier` and of its own: never from the outcomes that it is held against. All dates are in order of time.
 */
export function backtestOf(
  dates: readonly ScoredDate[],
  earlier: readonly ScoredDate[],
  plan: BacktestPlan,
  rules: EvaluationRules,
): HealthBacktest {
  const owners = ownerCodes();
  const all = [...earlier, ...dates].map((scored) => ({ ...scored, columns: columnsOf(scored, owners.codeOf) }));
  tieScores(all.map(({ columns }) => columns.scores));
  let before: RowsByValue = { values: [], rows: [], positives: [] };
  let known = 0;
  const columns = all.slice(earlier.length).map(({ date, columns: own }) => {
    // Each date is joined once: their number times that of the scores would be the cost otherwise.
    for (; known < all.length && plan.knownFrom((all[known] as ScoredDate).date) <= date; known += 1) {
      before = joinByValue(before, outcomesByScore((all[known] as (typeof all)[number]).columns));
    }
    return { ...own, ...chancesOf(own.scores, before), ownerCount: owners.count() };
  });
  return {
    horizonDays: plan.horizonDays,
    dates: dates.map(({ date, undecided }, index) => ({
      date: new Date(date),
      undecided,
      ...evaluate(columns[index] as BacktestColumns, rules),
    })),
    pooled: evaluate({ ...joined(columns), ownerCount: owners.count() }, rules),
    undecided: dates.reduce((sum, { undecided }) => sum + undecided, 0),
    rows: dates.flatMap(({ date, customers }, index) =>
      customers.map(({ customerId, score, band, churned, mrr }, row) => ({
        date: new Date(date),
        customerId,
        score: score === null ? null : (columns[index]?.scores[row] as number),
        band,
        churned,
        mrr: toNumber(mrr),
      })),
    ),
  };
}

/** Far more than two sums of one score differ by, and less than two scores do. */
const sameScore = 1e-12;

/** Makes scores equal that differ by rounding alone: whether two customers tie must not depend on the order of additions. */
function tieScores(dates: readonly Float64Array[]): void {
  const sorted = Float64Array.from(dates.flatMap((scores) => [...scores])).sort();
  const first = new Map<number, number>();
  for (const [place, score] of sorted.entries()) {
    const before = sorted[place - 1] as number;
    const isSame = place > 0 && score - before < sameScore;
    first.set(score, isSame ? (first.get(before) as number) : score);
  }
  for (const scores of dates) for (const [row, score] of scores.entries()) scores[row] = first.get(score) as number;
}

function columnsOf({ customers }: ScoredDate, codeOf: (customerId: string) => number): OutcomeColumns {
  return {
    scores: Float64Array.from(customers, ({ score }) => score ?? Number.NaN),
    churned: Uint8Array.from(customers, ({ churned }) => Number(churned)),
    mrr: customers.map(({ mrr }) => mrr),
    owners: Uint32Array.from(customers, ({ customerId }) => codeOf(customerId)),
  };
}

function joined(dates: readonly BacktestColumns[]): Omit<BacktestColumns, 'ownerCount'> {
  const length = dates.reduce((sum, { scores }) => sum + scores.length, 0);
  const all = <Column extends Float64Array | Uint8Array | Uint32Array>(
    to: Column,
    own: (date: BacktestColumns) => Column,
  ) => {
    let place = 0;
    for (const date of dates) {
      to.set(own(date), place);
      place += date.scores.length;
    }
    return to;
  };
  return {
    scores: all(new Float64Array(length), ({ scores }) => scores),
    churned: all(new Uint8Array(length), ({ churned }) => churned),
    mrr: dates.flatMap(({ mrr }) => mrr),
    owners: all(new Uint32Array(length), ({ owners }) => owners),
    chances: all(new Float64Array(length), ({ chances }) => chances),
    baseChances: all(new Float64Array(length), ({ baseChances }) => baseChances),
  };
}
