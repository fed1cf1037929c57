import { pathTo, refuse, reject } from '../errors.ts';
import { checkKeys, isFiniteNumber, isKeyed, isRecord } from '../read/index.ts';

/** The comparison of a value with its target. */
export type TargetComparison = '>' | '>=' | '<' | '<=';

/** The name of a bound: `above` (>), `atLeast` (>=), `below` (<) or `atMost` (<=). */
export type TargetBound = 'above' | 'atLeast' | 'below' | 'atMost';

const comparisons = { above: '>', atLeast: '>=', below: '<', atMost: '<=' } as const satisfies {
  readonly [B in TargetBound]: TargetComparison;
};

/**
 * The target of a metric: one bound, by name. A bare number means at least; for `grossMrrChurnRate`, `netMrrChurnRate` and
 * `customerChurnRate` it means at most.
 */
export type MetricTarget =
  | number
  | {
      readonly [B in TargetBound]: { readonly [K in B]: number } & {
        readonly [K in Exclude<TargetBound, B>]?: undefined;
      };
    }[TargetBound];

/** Targets, by metric. Metrics are the keys of the row whose values are numbers or null. */
export type MetricTargets<R> = {
  readonly [K in keyof R as NonNullable<R[K]> extends number ? K : never]?: MetricTarget | undefined;
};

/** One metric compared with its target. */
export interface TargetAssessment {
  /** The key of the figure in the row. */
  readonly metric: string;
  /** The figure; null when the row's figure is null. */
  readonly value: number | null;
  /** The comparison that the value must pass. */
  readonly comparison: TargetComparison;
  /** The bound of the target, in the unit of the metric. */
  readonly target: number;
  /** Whether the value passes. Null when the value is null: nothing was measured, so no target was missed. */
  readonly met: boolean | null;
}

const defaultTargets: { readonly [metric: string]: MetricTarget } = {
  netRevenueRetention12: { above: 1 },
  grossRevenueRetention12: { above: 0.9 },
  customerRetentionRate12: { atLeast: 0.77 },
  ltvToCac: { atLeast: 3 },
};

const lowerIsBetter: readonly string[] = ['grossMrrChurnRate', 'netMrrChurnRate', 'customerChurnRate'];
/**
 * The maximum of a share; above it, a percentage was given. Over the average of opening and closing customers, churn reaches 2. Retention
 * by headcount and NRR have no limit.
 */
const largest: { readonly [metric: string]: number } = {
  grossRevenueRetention: 1,
  grossRevenueRetention12: 1,
  grossMrrChurnRate: 1,
  customerChurnRate: 2,
};

/**
 * Compares the figures of a row with targets: which are met, which are missed, and which cannot be judged.
 *
 * Formula: met = value comparison target, on the doubles as they are; nothing is rounded first. The default targets are the usual ones of
 * B2B SaaS: NRR above 1, GRR above 0.9, customer retention of at least 0.77 and LTV to CAC of at least 3. The first three are yearly and
 * apply to the twelve-month figures of a report row. Almost every single month keeps 77 % of its customers, so meeting that target in one
 * month means nothing.
 *
 * @param row - One flat object of figures, such as a row of `retentionReport`, with `ltvToCac` added if you know it. Rates are
 * fractions. Keys without a target may hold anything.
 * @param targets - Targets that replace the defaults: per metric, a number, `{ above }`, `{ atLeast }`, `{ below }` or `{ atMost }`. A bare number
 * means at least; for `grossMrrChurnRate`, `netMrrChurnRate` and `customerChurnRate` it means at most.
 * @returns One assessment per target, in the order of the targets. Default targets whose metric is not in the row are left out.
 * @throws MetricsError `UNKNOWN_KEY` for a target without its metric in the row, `INVALID_NUMBER` for a figure or target that is
 * not a finite number (or, for `grossRevenueRetention12`, `grossMrrChurnRate` and `customerChurnRate`, not from 0 to 1),
 * `INVALID_TYPE` for a target that is not exactly one bound.
 *
 * Cost: O(targets). Source: customary targets; see the docs page.
 *
 * @see docs/metrics/assess-targets.md
 *
 * @example
 * ```ts
 * const figures = { netRevenueRetention12: 1.08, grossRevenueRetention12: 0.88, customerChurnRate: 0.12, customerRetentionRate12: null }
 * assessTargets(figures).map(({ metric, met }) => [metric, met]) // => [['netRevenueRetention12', true], ['grossRevenueRetention12', false], ['customerRetentionRate12', null]]
 * assessTargets(figures, { customerChurnRate: 0.15 }) // => [{ metric: 'customerChurnRate', value: 0.12, comparison: '<=', target: 0.15, met: true }]
 * ```
 */
export function assessTargets<R extends object>(row: R, targets?: MetricTargets<R>): TargetAssessment[] {
  const figures = readObject(row, 'row', 'be one object of figures, such as a row of retentionReport');
  if (targets === undefined) {
    const known = Object.keys(defaultTargets).filter((metric) => has(figures, metric));
    return known.map((metric) => assess(metric, figures[metric], defaultTargets[metric]));
  }
  const given = readObject(targets, 'targets', 'be an object of targets by metric');
  const metrics = Object.keys(given).filter((metric) => given[metric] !== undefined);
  for (const metric of metrics) if (!has(figures, metric)) rejectMissing(metric, figures, given[metric]);
  return metrics.map((metric) => assess(metric, figures[metric], given[metric]));
}

/** An object read by key. In a list, a Date or a Map, figures would silently be missing. */
function readObject(value: unknown, path: string, rule: string): Record<string, unknown> {
  if (!isKeyed(value)) reject('INVALID_TYPE', path, rule, value);
  return value;
}

function has(figures: Record<string, unknown>, metric: string): boolean {
  return Object.hasOwn(figures, metric) && figures[metric] !== undefined;
}

function rejectMissing(metric: string, figures: Record<string, unknown>, received: unknown): never {
  const known = Object.keys(figures).filter((key) => figures[key] === null || typeof figures[key] === 'number');
  refuse(
    'UNKNOWN_KEY',
    pathTo('targets', metric),
    `is not a figure of the row, which has ${known.join(', ')}`,
    received,
  );
}

function assess(metric: string, figure: unknown, given: unknown): TargetAssessment {
  const value = figure === null ? null : readFigure(figure, metric, `row.${metric}`, ', or null');
  const { bound, limit, path } = readTarget(given, metric);
  const target = readFigure(limit, metric, path, '');
  const met = value === null ? null : isMet(value, bound, target);
  return { metric, value, comparison: comparisons[bound], target, met };
}

function readTarget(given: unknown, metric: string): { bound: TargetBound; limit: unknown; path: string } {
  const path = pathTo('targets', metric);
  if (!isRecord(given)) return { bound: lowerIsBetter.includes(metric) ? 'atMost' : 'atLeast', limit: given, path };
  const bounds = Object.keys(comparisons);
  const target = checkKeys(given, bounds, path);
  const [bound, second] = bounds.filter((key) => target[key] !== undefined);
  if (bound === undefined || second !== undefined) {
    reject('INVALID_TYPE', path, `have exactly one of ${bounds.join(', ')}`, given);
  }
  return { bound: bound as TargetBound, limit: target[bound], path: `${path}.${bound}` };
}

function readFigure(value: unknown, metric: string, path: string, orNull: string): number {
  const most = largest[metric];
  const isNumber = isFiniteNumber(value);
  if (isNumber && (most === undefined || (value >= 0 && value <= most))) return value + 0;
  const hint = isNumber && value > 1 && value <= 100 ? ` (for ${value} % give ${value / 100})` : '';
  const rule = most === undefined ? 'finite number' : `fraction from 0 to ${most}`;
  return reject('INVALID_NUMBER', path, `be a ${rule}${orNull}${hint}`, value);
}

function isMet(value: number, bound: TargetBound, target: number): boolean {
  if (bound === 'above') return value > target;
  if (bound === 'atLeast') return value >= target;
  return bound === 'below' ? value < target : value <= target;
}
