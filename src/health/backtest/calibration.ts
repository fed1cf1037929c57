import { type Ratio, ratio } from '../../ratio/open.ts';
import { fallingShares, type RowsByValue, rowsByValue, shareAt } from '../../statistics/open.ts';
import { type ShareInterval, shareInterval } from './flags.ts';
import { type BacktestColumns, type OutcomeColumns, rowsWhere } from './outcomes.ts';

/** The number of customers with scores between two bounds, and of those among them who left. */
export interface CalibrationRow extends ShareInterval {
  /** The lowest score in the range; included. */
  readonly from: number;
  /** The score at which the range ends; excluded, except 100. */
  readonly to: number;
  /** Customers with a score between the bounds, each once per date. */
  readonly observations: number;
  /** The number of these customers who left within the horizon. */
  readonly churned: number;
  /** churned / observations. */
  readonly churnRate: Ratio;
  /** The mean score of these customers, 0..100; null without any. */
  readonly meanScore: number | null;
  /** The mean predicted chance of leaving at these scores, over customers with earlier outcomes to predict from; null without any. */
  readonly expected: number | null;
}

/** The distance between the predicted chances of leaving and the outcomes. */
export interface BrierScore {
  /** The mean of (chance - outcome)^2, where the outcome is 1 for a customer who left and 0 otherwise. 0 is best. */
  readonly value: number;
  /** The same for a forecast without scores, which gives every customer the share of customers who had left before. */
  readonly reference: number;
  /** 1 - value / reference: above 0, the scores were informative; null if the reference is 0. */
  readonly skill: number | null;
  /** Customers with a score and earlier outcomes to calibrate it by. */
  readonly observations: number;
}

export function calibrationOf(columns: BacktestColumns, bins: number, confidence: number): CalibrationRow[] {
  const { scores, churned, chances } = columns;
  const edges = Array.from({ length: bins + 1 }, (_, bin) => (100 * bin) / bins);
  return edges.slice(0, -1).map((from, bin) => {
    const to = edges[bin + 1] as number;
    const rows = rowsWhere(columns, (row) => {
      const score = scores[row] as number;
      return score >= from && (score < to || (score === 100 && to === 100));
    });
    const left = rows.filter((row) => churned[row] === 1).length;
    const expected = Float64Array.from(rows, (row) => chances[row] as number).filter((chance) => !Number.isNaN(chance));
    return {
      from,
      to,
      observations: rows.length,
      churned: left,
      churnRate: ratio(left, rows.length),
      ...shareInterval(columns, rows, left, confidence),
      meanScore: meanOf(Float64Array.from(rows, (row) => scores[row] as number)),
      expected: meanOf(expected),
    };
  });
}

/** A sum that the order of its values does not change. */
function orderedSum(values: Float64Array): number {
  return values
    .slice()
    .sort()
    .reduce((sum, value) => sum + value, 0);
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

/** Outcomes that have a score, put together by it. */
export function outcomesByScore({ scores, churned }: Pick<OutcomeColumns, 'scores' | 'churned'>): RowsByValue {
  const known = Uint32Array.from(scores.keys()).filter((row) => !Number.isNaN(scores[row] as number));
  return rowsByValue(
    Float64Array.from(known, (row) => scores[row] as number),
    Float64Array.from(known, (row) => churned[row] as number),
  );
}

/**
 * The chances of leaving that scores stand for, by outcomes that were known before: the shares that left which fit best among all that fall
 * as the score rises (isotonic regression). It assumes no form, and heeds only the order of the scores. NaN where no earlier outcome has a
 * score.
 */
export function chancesOf(
  scores: Float64Array,
  before: RowsByValue | null,
): Pick<BacktestColumns, 'chances' | 'baseChances'> {
  if (before === null || before.values.length === 0) {
    const unknown = new Float64Array(scores.length).fill(Number.NaN);
    return { chances: unknown, baseChances: unknown };
  }
  const steps = fallingShares(before);
  const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
  const base = total(before.positives) / total(before.rows);
  return {
    chances: scores.map((score) => (Number.isNaN(score) ? score : shareAt(steps, score))),
    baseChances: scores.map((score) => (Number.isNaN(score) ? score : base)),
  };
}
