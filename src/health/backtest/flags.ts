import type { Rational } from '../../exact/index.ts';
import { type Ratio, ratio, ratioOf } from '../../ratio/open.ts';
import { wilsonBounds } from '../../statistics/open.ts';
import { type BacktestColumns, exactSum } from './backtest-columns.ts';

/** How well a rule flags the customers who leave: those of a band, or below a threshold. */
export interface FlagBacktest {
  readonly flagged: number;
  /** Flagged, and left. */
  readonly truePositives: number;
  /** Flagged, and stayed. */
  readonly falsePositives: number;
  /** Not flagged, and left; also those without a score. */
  readonly falseNegatives: number;
  readonly trueNegatives: number;
  /** The share of the flagged who left; null value where nobody was flagged. */
  readonly precision: Ratio;
  /** Wilson's bounds of the precision; null where nobody was flagged. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** The share of those who left that had been flagged; null value where nobody left. */
  readonly recall: Ratio;
  /** How many times as many of the flagged left as of all; null where nobody was flagged, or nobody left. */
  readonly lift: number | null;
  /** The MRR of the flagged who left over that of all who left. */
  readonly churnedMrr: Ratio;
}

/** All that every rule is held against. */
export interface FlagTotals {
  readonly observations: number;
  readonly churned: number;
  readonly churnedMrr: Rational;
  readonly z: number;
}

export function totalsOf(columns: BacktestColumns, z: number): FlagTotals {
  const { churned, mrr } = columns;
  return {
    observations: churned.length,
    churned: churned.reduce((sum, left) => sum + left, 0),
    churnedMrr: exactSum(mrr.filter((_, row) => churned[row] === 1)),
    z,
  };
}

export function flagBacktest({ churned, mrr }: BacktestColumns, rows: Uint32Array, totals: FlagTotals): FlagBacktest {
  const flagged = rows.length;
  const left = rows.filter((row) => churned[row] === 1);
  const truePositives = left.length;
  const { lower, upper } = flagged === 0 ? noBounds : wilsonBounds(truePositives, flagged, totals.z);
  const lift = (truePositives * totals.observations) / (flagged * totals.churned);
  return {
    flagged,
    truePositives,
    falsePositives: flagged - truePositives,
    falseNegatives: totals.churned - truePositives,
    trueNegatives: totals.observations - totals.churned - (flagged - truePositives),
    precision: ratio(truePositives, flagged),
    lower,
    upper,
    recall: ratio(truePositives, totals.churned),
    lift: Number.isNaN(lift) ? null : lift,
    churnedMrr: ratioOf(exactSum(Array.from(left, (row) => mrr[row] as Rational)), totals.churnedMrr),
  };
}

const noBounds = { lower: null, upper: null } as const;
