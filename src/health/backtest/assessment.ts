import { type Rational, toNumber } from '../../exact/index.ts';
import { scoreValues } from '../score/score-values.ts';
import type { Scorecard } from '../score/scorecard.ts';
import type { BacktestColumns } from './backtest-columns.ts';
import { chanceOfChurn } from './calibration.ts';
import { type EvaluationRules, evaluate, type ScoreBacktest } from './evaluation.ts';
import type { BacktestPlan, DateCustomers } from './plan.ts';

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

/** The scores of one date beside what followed. */
export interface ScoredDate {
  readonly date: number;
  readonly undecided: number;
  readonly customerIds: readonly string[];
  readonly bands: readonly (string | null)[];
  /** NaN where there was no score. */
  readonly scores: Float64Array;
  readonly churned: Uint8Array;
  readonly mrr: readonly Rational[];
}

export function scoreDate({ date, undecided, customers }: DateCustomers, model: Scorecard): ScoredDate {
  const sorted = [...customers].sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
  const scored = sorted.map(({ values, customerId }) => scoreValues(values, model, `signals['${customerId}']`));
  return {
    date,
    undecided,
    customerIds: sorted.map(({ customerId }) => customerId),
    bands: scored.map(({ band }) => band),
    scores: Float64Array.from(scored, ({ score }) => score ?? Number.NaN),
    churned: Uint8Array.from(sorted, ({ churned }) => (churned ? 1 : 0)),
    mrr: sorted.map(({ mrr }) => mrr),
  };
}

/**
 * Holds dates against what followed. What chance of leaving a score stood for at a date is taken from the dates of which it was known by
 * then, of `earlier` and of its own: never from the outcomes that it is judged by.
 */
export function judge(
  dates: readonly ScoredDate[],
  earlier: readonly ScoredDate[],
  plan: BacktestPlan,
  rules: EvaluationRules,
): HealthBacktest {
  const owners = new Map<string, number>();
  const columns = dates.map((date) => columnsOf(date, chancesBefore(date, [...earlier, ...dates], plan), owners));
  const all = columns.map((own) => ({ ...own, ownerCount: owners.size }));
  return {
    horizonDays: plan.horizonDays,
    dates: dates.map(({ date, undecided }, index) => ({
      date: new Date(date),
      undecided,
      ...evaluate(all[index] as BacktestColumns, rules),
    })),
    pooled: evaluate(joined(all, owners.size), rules),
    undecided: dates.reduce((sum, { undecided }) => sum + undecided, 0),
    rows: dates.flatMap(rowsOf),
  };
}

function chancesBefore({ date }: ScoredDate, dates: readonly ScoredDate[], { knownFrom }: BacktestPlan) {
  const known = dates.filter((other) => knownFrom(other.date) <= date);
  const rows = known.reduce((sum, { scores }) => sum + scores.length, 0);
  return chanceOfChurn(
    concatenated(
      known.map(({ scores }) => scores),
      new Float64Array(rows),
    ),
    concatenated(
      known.map(({ churned }) => churned),
      new Uint8Array(rows),
    ),
  );
}

function columnsOf(
  { scores, churned, mrr, customerIds }: ScoredDate,
  chance: ReturnType<typeof chanceOfChurn>,
  owners: Map<string, number>,
): Omit<BacktestColumns, 'ownerCount'> {
  const isUnknown = (score: number) => chance === null || Number.isNaN(score);
  return {
    scores,
    churned,
    mrr,
    owners: Uint32Array.from(customerIds, (customerId) => {
      const code = owners.get(customerId) ?? owners.size;
      owners.set(customerId, code);
      return code;
    }),
    chances: scores.map((score) => (isUnknown(score) ? Number.NaN : (chance?.of(score) as number))),
    baseChances: scores.map((score) => (isUnknown(score) ? Number.NaN : (chance?.base as number))),
  };
}

function joined(parts: readonly BacktestColumns[], ownerCount: number): BacktestColumns {
  const rows = parts.reduce((sum, { scores }) => sum + scores.length, 0);
  return {
    scores: concatenated(
      parts.map(({ scores }) => scores),
      new Float64Array(rows),
    ),
    churned: concatenated(
      parts.map(({ churned }) => churned),
      new Uint8Array(rows),
    ),
    mrr: parts.flatMap(({ mrr }) => mrr),
    owners: concatenated(
      parts.map(({ owners }) => owners),
      new Uint32Array(rows),
    ),
    ownerCount,
    chances: concatenated(
      parts.map(({ chances }) => chances),
      new Float64Array(rows),
    ),
    baseChances: concatenated(
      parts.map(({ baseChances }) => baseChances),
      new Float64Array(rows),
    ),
  };
}

function concatenated<Column extends Float64Array | Uint8Array | Uint32Array>(
  parts: readonly Column[],
  to: Column,
): Column {
  let place = 0;
  for (const part of parts) {
    to.set(part, place);
    place += part.length;
  }
  return to;
}

function rowsOf({ date, customerIds, scores, bands, churned, mrr }: ScoredDate): HealthBacktestRow[] {
  return customerIds.map((customerId, row) => ({
    date: new Date(date),
    customerId,
    score: Number.isNaN(scores[row] as number) ? null : (scores[row] as number),
    band: bands[row] as string | null,
    churned: churned[row] === 1,
    mrr: toNumber(mrr[row] as Rational),
  }));
}
