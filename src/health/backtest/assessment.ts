import { pathTo } from '../../errors.ts';
import { toNumber } from '../../exact/index.ts';
import { joinByValue, type RowsByValue } from '../../statistics/open.ts';
import { compareTexts } from '../../table/index.ts';
import { scoreValues } from '../score/score-values.ts';
import type { Scorecard } from '../score/scorecard.ts';
import { chancesOf, outcomesByScore } from './calibration.ts';
import { type EvaluationRules, evaluate, type ScoreBacktest } from './evaluation.ts';
import { type BacktestColumns, ownerCodes } from './outcomes.ts';
import type { BacktestPlan, DateCustomers } from './plan.ts';
import type { CustomerAtRisk } from './risk.ts';

/** One customer at one date: its score and its outcome. */
export interface HealthBacktestRow {
  /** The date of the score. */
  readonly date: Date;
  /** The customer. */
  readonly customerId: string;
  /** The score, 0..100, 100 = healthy; null if too little was known. */
  readonly score: number | null;
  /** The band of the score; null without a score. */
  readonly band: string | null;
  /** Whether the customer left within the horizon. */
  readonly churned: boolean;
  /** MRR just before the date, in major units. */
  readonly mrr: number;
}

/** The backtest of one date. */
export interface DateBacktest extends ScoreBacktest {
  /** The date. */
  readonly date: Date;
  /**
   * Customers who paid at the date and may still leave within the horizon, or return within the grace period. No other figure counts them.
   */
  readonly undecided: number;
}

/** Health scores of past dates, compared with what followed. */
export interface HealthBacktest {
  /** The horizon: the calendar days after a date within which a customer must leave to count as lost. */
  readonly horizonDays: number;
  /** The results by date, oldest first. */
  readonly dates: readonly DateBacktest[];
  /** All dates together: a customer counts once per date. */
  readonly pooled: ScoreBacktest;
  /** Customers, over all dates, whose outcome is not known yet; no other figure counts them. */
  readonly undecided: number;
  /** Every customer at every date, sorted by date and customerId: the data behind the figures. */
  readonly rows: readonly HealthBacktestRow[];
}

/** The customers of one date, scored. */
export interface ScoredDate {
  readonly date: number;
  readonly undecided: number;
  /** Sorted by customerId. */
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
      const { score, band } = scoreValues(values, model, pathTo('signals', customer.customerId));
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
  const all = [...earlier, ...dates];
  const rows = all.flatMap(({ date, customers }) =>
    customers.map((customer) => ({ ...customer, date: new Date(date) })),
  );
  const starts = [0];
  for (const [place, { customers }] of all.entries()) starts.push((starts[place] as number) + customers.length);
  const first = starts[earlier.length] as number;
  const scores = tiedScores(Float64Array.from(rows, ({ score }) => score ?? Number.NaN));
  const churned = Uint8Array.from(rows, (row) => Number(row.churned));
  const mrr = rows.map((row) => row.mrr);
  const codes = ownerCodes();
  const owners = Uint32Array.from(rows, ({ customerId }, row) => (row < first ? 0 : codes.codeOf(customerId)));
  const [chances, baseChances] = [new Float64Array(rows.length), new Float64Array(rows.length)];
  const within = (from: number, to: number): BacktestColumns => ({
    scores: scores.subarray(from, to),
    churned: churned.subarray(from, to),
    mrr: mrr.slice(from, to),
    owners: owners.subarray(from, to),
    ownerCount: codes.count(),
    chances: chances.subarray(from, to),
    baseChances: baseChances.subarray(from, to),
  });

  let before: RowsByValue = { values: [], rows: [], positives: [] };
  let known = 0;
  const results = dates.map(({ date, undecided }, index): DateBacktest => {
    // Each date is joined once: their number times that of the scores would be the cost otherwise.
    for (; known < all.length && plan.knownFrom((all[known] as ScoredDate).date) <= date; known += 1) {
      before = joinByValue(before, outcomesByScore(within(starts[known] as number, starts[known + 1] as number)));
    }
    const place = earlier.length + index;
    const own = within(starts[place] as number, starts[place + 1] as number);
    const stoodFor = chancesOf(own.scores, before);
    own.chances.set(stoodFor.chances);
    own.baseChances.set(stoodFor.baseChances);
    return { date: new Date(date), undecided, ...evaluate(own, rules) };
  });
  return {
    horizonDays: plan.horizonDays,
    dates: results,
    pooled: evaluate(within(first, rows.length), rules),
    undecided: dates.reduce((sum, { undecided }) => sum + undecided, 0),
    rows: rows.slice(first).map(({ date, customerId, score, band, churned: left, mrr: amount }, row) => ({
      date,
      customerId,
      score: score === null ? null : (scores[first + row] as number),
      band,
      churned: left,
      mrr: toNumber(amount),
    })),
  };
}

/** Far more than two sums of one score differ by, and less than two scores do. */
const sameScore = 1e-12;

/** Scores that differ by rounding alone made equal: whether two customers tie must not depend on the order of additions. */
function tiedScores(scores: Float64Array): Float64Array {
  const order = Uint32Array.from(scores.keys())
    .filter((row) => !Number.isNaN(scores[row]))
    .sort((a, b) => (scores[a] as number) - (scores[b] as number));
  const tied = scores.slice();
  for (let place = 1; place < order.length; place += 1) {
    const [before, row] = [order[place - 1] as number, order[place] as number];
    if ((scores[row] as number) - (scores[before] as number) < sameScore) tied[row] = tied[before] as number;
  }
  return tied;
}
