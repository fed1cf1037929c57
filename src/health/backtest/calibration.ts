import { type Ratio, ratio } from '../../ratio/open.ts';
import { fallingShares, shareAt, wilsonBounds } from '../../statistics/open.ts';
import { type BacktestColumns, orderedSum, rowsWhere } from './backtest-columns.ts';

/** How many left of those whose scores lie between two bounds. */
export interface CalibrationRow {
  /** Included. */
  readonly from: number;
  /** Excluded, but for a score of 100. */
  readonly to: number;
  readonly observations: number;
  readonly churned: number;
  readonly churnRate: Ratio;
  /** Wilson's bounds of the rate; null where no score lies here. */
  readonly lower: number | null;
  readonly upper: number | null;
  readonly meanScore: number | null;
  /** The mean chance of leaving that these scores stood for, of those before which anything was known; null where there are none. */
  readonly expected: number | null;
}

/** How far the chances of leaving that scores stood for were from what happened. */
export interface BrierScore {
  /** The mean of (chance - outcome)^2, where the outcome is 1 for a customer who left. 0 is best. */
  readonly value: number;
  /** The same for those who knew no score, and gave everyone the share who had left before. */
  readonly reference: number;
  /** 1 - value / reference: above 0 the scores told something; null where the reference is 0. */
  readonly skill: number | null;
  /** Only those with a score, for which there was something before to calibrate it by. */
  readonly observations: number;
}

export function calibrationOf(columns: BacktestColumns, bins: number, z: number): CalibrationRow[] {
  const { scores, churned, chances } = columns;
  const edges = Array.from({ length: bins + 1 }, (_, bin) => (100 * bin) / bins);
  return edges.slice(0, -1).map((from, bin) => {
    const to = edges[bin + 1] as number;
    const rows = rowsWhere(columns, (row) => {
      const score = scores[row] as number;
      return score >= from && (score < to || (score === 100 && to === 100));
    });
    const left = rows.filter((row) => churned[row] === 1).length;
    const { lower, upper } = rows.length === 0 ? { lower: null, upper: null } : wilsonBounds(left, rows.length, z);
    const expected = Float64Array.from(rows, (row) => chances[row] as number).filter((chance) => !Number.isNaN(chance));
    return {
      from,
      to,
      observations: rows.length,
      churned: left,
      churnRate: ratio(left, rows.length),
      lower,
      upper,
      meanScore: meanOf(Float64Array.from(rows, (row) => scores[row] as number)),
      expected: meanOf(expected),
    };
  });
}

function meanOf(values: Float64Array): number | null {
  return values.length === 0 ? null : orderedSum(values) / values.length;
}

export function brierOf(columns: BacktestColumns): BrierScore | null {
  const { churned, chances, baseChances } = columns;
  const rows = rowsWhere(columns, (row) => !Number.isNaN(chances[row] as number));
  if (rows.length === 0) return null;
  const errorOf = (forecasts: Float64Array) =>
    orderedSum(Float64Array.from(rows, (row) => ((forecasts[row] as number) - (churned[row] as number)) ** 2)) /
    rows.length;
  const [value, reference] = [errorOf(chances), errorOf(baseChances)];
  return { value, reference, skill: reference === 0 ? null : 1 - value / reference, observations: rows.length };
}

/** What scores stand for, by earlier ones and what followed on them. */
export interface ChanceOfChurn {
  readonly of: (score: number) => number;
  readonly base: number;
}

/**
 * The chance of leaving by score, from outcomes that were known before: the shares who left that fit best among all that fall as the score
 * rises (isotonic regression). It assumes no form, and heeds only the order of the scores. Null where no earlier outcome has a score.
 */
export function chanceOfChurn(scores: Float64Array, churned: Uint8Array): ChanceOfChurn | null {
  const known = Uint32Array.from(scores.keys()).filter((row) => !Number.isNaN(scores[row] as number));
  if (known.length === 0) return null;
  const outcomes = Float64Array.from(known, (row) => churned[row] as number);
  const steps = fallingShares(
    Float64Array.from(known, (row) => scores[row] as number),
    outcomes,
  );
  return { of: (score) => shareAt(steps, score), base: outcomes.reduce((sum, left) => sum + left, 0) / known.length };
}
