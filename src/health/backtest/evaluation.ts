import { type Ratio, ratio } from '../../ratio/open.ts';
import { checkKeys, readCount, readList } from '../../read/index.ts';
import { type AreaUnderCurve, areaUnderCurve, defaultConfidence, standardErrorsAt } from '../../statistics/open.ts';
import { readBands } from '../score/read-model.ts';
import { readPoints } from '../score/read-normalisation.ts';
import { type BrierScore, brierOf, type CalibrationRow, calibrationOf } from './calibration.ts';
import { type FlagBacktest, flagBacktest, totalsOf } from './flags.ts';
import { type BacktestColumns, rowsWhere } from './outcomes.ts';

/** The backtest of a band, with scores from `from` (included) to `to` (excluded, except 100). */
export interface BandBacktest extends FlagBacktest {
  /** The name of the band. */
  readonly band: string;
  /** The lowest score in the band; included. */
  readonly from: number;
  /** The score at which the band ends; excluded, except 100. */
  readonly to: number;
}

/** How well a threshold flags the customers that leave: those with a score below it. */
export interface ThresholdBacktest extends FlagBacktest {
  /** The threshold: scores below it are flagged. */
  readonly below: number;
}

/** Scores compared with the outcomes that followed. */
export interface ScoreBacktest {
  /** The number of customers, each once per date. */
  readonly observations: number;
  /** The number of these customers who left within the horizon. */
  readonly churned: number;
  /** churned / observations. */
  readonly churnRate: Ratio;
  /** Customers without a score: they are never flagged, and area, calibration and Brier score leave them out. */
  readonly unscored: {
    /** The number of these customers. */
    readonly observations: number;
    /** The number of these customers who left within the horizon. */
    readonly churned: number;
  };
  /** The area under the ROC curve: how often a customer who left had a lower score than one who stayed. */
  readonly auc: AreaUnderCurve;
  /** The backtests of the bands, lowest first. */
  readonly bands: readonly BandBacktest[];
  /** The backtests of the thresholds, lowest first. */
  readonly thresholds: readonly ThresholdBacktest[];
  /** The outcomes by range of scores, lowest first. */
  readonly calibration: readonly CalibrationRow[];
  /** The Brier score; null without earlier outcomes to calibrate by. */
  readonly brier: BrierScore | null;
  /** The lost MRR of customers in the lowest band, over all lost MRR. */
  readonly churnedMrrFlagged: Ratio;
}

/** How scores are compared with the outcomes that followed. */
export interface EvaluationOptions {
  /** Scores below which customers are flagged. Default: the scores at which all bands except the lowest begin. */
  readonly thresholds?: readonly number[] | undefined;
  /** The number of bins of equal width in the calibration, over 0..100. Default 10. */
  readonly bins?: number | undefined;
  /** The confidence of all intervals, between 0 and 1. Default 0.95. */
  readonly confidence?: number | undefined;
}

export const evaluationKeys = ['thresholds', 'bins', 'confidence'] as const;

export interface EvaluationRules {
  readonly bands: readonly { readonly name: string; readonly from: number }[];
  readonly thresholds: readonly number[];
  readonly bins: number;
  readonly confidence: number;
}

const mostBins = 100;

/** Checks the options of an evaluation; `bands` are those of the model, or the default ones. */
export function readEvaluation(options: EvaluationOptions, bands: unknown, bandPath: string): EvaluationRules {
  const { thresholds, bins = 10, confidence = defaultConfidence } = checkKeys(options, evaluationKeys, 'options');
  const read = readBands(bands, bandPath);
  const given =
    thresholds === undefined
      ? read.slice(1).map(({ from }) => from)
      : readList(thresholds, 'options.thresholds', 'be a list of scores').map((value, index) =>
          readPoints(value, `options.thresholds[${index}]`),
        );
  // Refuses what is no confidence.
  standardErrorsAt(confidence);
  return {
    bands: read,
    thresholds: [...new Set(given)].sort((a, b) => a - b),
    bins: readCount(bins, 'options.bins', 1, mostBins),
    confidence: confidence as number,
  };
}

export function evaluate(
  columns: BacktestColumns,
  { bands, thresholds, bins, confidence }: EvaluationRules,
): ScoreBacktest {
  const { scores, churned } = columns;
  const totals = totalsOf(columns, confidence);
  const unscored = rowsWhere(columns, (row) => Number.isNaN(scores[row] as number));
  const flag = (holds: (score: number) => boolean) =>
    flagBacktest(
      columns,
      rowsWhere(columns, (row) => holds(scores[row] as number)),
      totals,
    );
  const ofBands = bands.map(({ name, from }, index) => {
    const to = bands[index + 1]?.from ?? 100;
    const isLast = index === bands.length - 1;
    return { band: name, from, to, ...flag((score) => score >= from && (isLast || score < to)) };
  });
  return {
    observations: totals.observations,
    churned: totals.churned,
    churnRate: ratio(totals.churned, totals.observations),
    unscored: { observations: unscored.length, churned: unscored.filter((row) => churned[row] === 1).length },
    auc: aucOf(columns, confidence),
    bands: ofBands,
    thresholds: thresholds.map((below) => ({ below, ...flag((score) => score < below) })),
    calibration: calibrationOf(columns, bins, confidence),
    brier: brierOf(columns),
    churnedMrrFlagged: (ofBands[0] as BandBacktest).churnedMrr,
  };
}

/** A low score speaks for leaving, so that what rises with the chance of it is the score with its sign turned. */
function aucOf(columns: BacktestColumns, confidence: number): AreaUnderCurve {
  const { scores, churned, owners, ownerCount } = columns;
  const scored = rowsWhere(columns, (row) => !Number.isNaN(scores[row] as number));
  return areaUnderCurve(
    {
      values: Float64Array.from(scored, (row) => -(scores[row] as number)),
      isPositive: Uint8Array.from(scored, (row) => churned[row] as number),
      owners: Uint32Array.from(scored, (row) => owners[row] as number),
      ownerCount,
    },
    confidence,
  );
}
