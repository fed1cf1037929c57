import type { SegmentBy } from '../../activity/open.ts';
import { checkKeys, readOptionalChoice } from '../../read/index.ts';
import { standardErrorsAt } from '../../statistics/open.ts';
import type { SegmentKey } from '../../table/index.ts';
import type { ObservedDuration } from './read-durations.ts';

/** The scale on which an interval of survival is symmetric. */
export type SurvivalIntervalType = 'log-log' | 'log' | 'plain';

/** How the bounds of a survival curve are computed. */
export interface SurvivalIntervalOptions {
  /** The confidence of the bounds, between 0 and 1. Default 0.95. */
  readonly confidence?: number | undefined;
  /** How the bounds are computed; those of 'log-log' lie within 0..1 without being cut. Default 'log-log'. */
  readonly intervalType?: SurvivalIntervalType | undefined;
}

/** How a survival curve, or one per segment, is computed. */
export interface SurvivalCurveOptions<Row = ObservedDuration, Key extends SegmentKey = SegmentKey>
  extends SurvivalIntervalOptions {
  /**
   * A key of each row, such as `(row) => row.plan`, or a Map from customers to keys: the result is then a list with the curve of each key.
   * Default: no split.
   */
  readonly by?: SegmentBy<Row, Key> | undefined;
}

/** The bounds of a survival between 0 and 1, given the standard error of its logarithm. */
export type Bounds = (survival: number, logError: number) => { readonly lower: number; readonly upper: number };

/** `others` are the options that a function has besides. */
export function readInterval(options: SurvivalIntervalOptions, ...others: string[]): Bounds {
  checkKeys(options, ['confidence', 'intervalType', ...others], 'options');
  const { confidence, intervalType } = options;
  const z = standardErrorsAt(confidence);
  const shape = shapes[readOptionalChoice(intervalType, 'options.intervalType', ['log-log', 'log', 'plain'])];
  return (survival, logError) => shape(survival, z * logError);
}

const shapes: { readonly [type in SurvivalIntervalType]: Bounds } = {
  plain: (survival, reach) => ({
    lower: Math.max(survival - survival * reach, 0),
    upper: Math.min(survival + survival * reach, 1),
  }),
  log: (survival, reach) => ({
    lower: survival * Math.exp(-reach),
    upper: Math.min(survival * Math.exp(reach), 1),
  }),
  'log-log': (survival, reach) => {
    const factor = Math.exp(-reach / Math.log(survival));
    return { lower: survival ** factor, upper: survival ** (1 / factor) };
  },
};
