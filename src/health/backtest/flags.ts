import { type Rational, sum } from '../../exact/index.ts';
import { type Ratio, ratio, ratioOf } from '../../ratio/open.ts';
import { standardErrorsAt, wilsonBounds } from '../../statistics/open.ts';
import type { OutcomeColumns } from './outcomes.ts';

/** Wilson's bounds of a share of counts; null where nothing is counted. */
export interface ShareInterval {
  readonly lower: number | null;
  readonly upper: number | null;
  readonly confidence: number;
}

export function shareInterval(hits: number, n: number, confidence: number): ShareInterval {
  if (n === 0) return { lower: null, upper: null, confidence };
  return { ...wilsonBounds(hits, n, standardErrorsAt(confidence)), confidence };
}

/** How well a band or a threshold flags the customers that leave. */
export interface FlagBacktest extends ShareInterval {
  readonly flagged: number;
  /** Flagged, and left. */
  readonly truePositives: number;
  /** Flagged, and stayed. */
  readonly falsePositives: number;
  /** Not flagged, and left; those without a score included. */
  readonly falseNegatives: number;
  readonly trueNegatives: number;
  /** The share of the flagged customers that left; null value if none was flagged. */
  readonly precision: Ratio;
  /** The share of the lost customers that had been flagged; null value if none left. */
  readonly recall: Ratio;
  /**
   * The share of the flagged customers that left, over the share of all customers that left; null if none was flagged or none
   * left.
   */
  readonly lift: number | null;
  /** The lost MRR that had been flagged over all lost MRR. */
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

export function flagBacktest({ churned, mrr }: OutcomeColumns, rows: Uint32Array, totals: FlagTotals): FlagBacktest {
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
    ...shareInterval(truePositives, flagged, totals.confidence),
    recall: ratio(truePositives, totals.churned),
    lift: Number.isNaN(lift) ? null : lift,
    churnedMrr: ratioOf(sum(Array.from(left, (row) => mrr[row] as Rational)), totals.churnedMrr),
  };
}
