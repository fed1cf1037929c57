import { type Rational, sum } from '../../exact/index.ts';
import { type Ratio, ratio, ratioOf } from '../../ratio/open.ts';
import { effectiveCount, standardErrorsAt, wilsonBounds } from '../../statistics/open.ts';
import type { OutcomeColumns } from './outcomes.ts';

/**
 * Wilson's bounds of the share of customers who left; wider if customers have several rows, because these vary together; null without rows.
 */
export interface ShareInterval {
  /** The lower bound, 0..1, of the share who left among the customers flagged or in the score range; null if there are none. */
  readonly lower: number | null;
  /** The upper bound, 0..1, of the share who left among the customers flagged or in the score range; null if there are none. */
  readonly upper: number | null;
  /** The share of such intervals that contain the true share, 0..1. */
  readonly confidence: number;
}

/** Of some rows; `left` of them are of customers who left. */
export function shareInterval(
  { churned, owners }: OutcomeColumns,
  rows: Uint32Array,
  left: number,
  confidence: number,
): ShareInterval {
  const n = rows.length;
  if (n === 0) return { lower: null, upper: null, confidence };
  const size = effectiveCount(churned, owners, rows);
  return { ...wilsonBounds(left, n, standardErrorsAt(confidence), size), confidence };
}

/** How well a band or a threshold flags customers who leave. */
export interface FlagBacktest extends ShareInterval {
  /** Customers flagged, each once per date. */
  readonly flagged: number;
  /** Customers who were flagged and left. */
  readonly truePositives: number;
  /** Customers who were flagged and stayed. */
  readonly falsePositives: number;
  /** Customers who were not flagged and left, including those without a score. */
  readonly falseNegatives: number;
  /** Customers who were not flagged and stayed, including those without a score. */
  readonly trueNegatives: number;
  /** The share of flagged customers who left; its value is null if none was flagged. */
  readonly precision: Ratio;
  /** The share of lost customers who had been flagged; its value is null if none left. */
  readonly recall: Ratio;
  /** The share of flagged customers who left, over the share of all customers who left; null if none was flagged or none left. */
  readonly lift: number | null;
  /** The lost MRR of flagged customers, over all lost MRR. */
  readonly churnedMrr: Ratio;
}

/** All that every rule is held against. */
export interface FlagTotals {
  readonly observations: number;
  readonly churned: number;
  readonly churnedMrr: Rational;
  readonly confidence: number;
}

export function totalsOf(columns: OutcomeColumns, confidence: number): FlagTotals {
  const { churned, mrr } = columns;
  return {
    observations: churned.length,
    churned: churned.reduce((count, left) => count + left, 0),
    churnedMrr: sum(mrr.filter((_, row) => churned[row] === 1)),
    confidence,
  };
}

export function flagBacktest(columns: OutcomeColumns, rows: Uint32Array, totals: FlagTotals): FlagBacktest {
  const { churned, mrr } = columns;
  const flagged = rows.length;
  const left = rows.filter((row) => churned[row] === 1);
  const truePositives = left.length;
  const lift = (truePositives * totals.observations) / (flagged * totals.churned);
  return {
    flagged,
    truePositives,
    falsePositives: flagged - truePositives,
    falseNegatives: totals.churned - truePositives,
    trueNegatives: totals.observations - totals.churned - (flagged - truePositives),
    precision: ratio(truePositives, flagged),
    ...shareInterval(columns, rows, truePositives, totals.confidence),
    recall: ratio(truePositives, totals.churned),
    lift: Number.isNaN(lift) ? null : lift,
    churnedMrr: ratioOf(sum(Array.from(left, (row) => mrr[row] as Rational)), totals.churnedMrr),
  };
}
