import type { Rational } from '../exact/index.ts';
import { quantileOf, type SortedValues } from './quantile.ts';

/** How values are distributed; every distribution has this shape. Without values, everything except `count` is null. */
export interface Distribution<Value = number> {
  /** The number of values. */
  readonly count: number;
  /** The mean; null without values. */
  readonly mean: Value | null;
  /** The quantile at 0.5; null without values. */
  readonly median: Value | null;
  /** For each share `p`, the value below which that share of the values lies, by type 7 of Hyndman and Fan; null without values. */
  readonly quantiles: readonly {
    /** The share, 0..1. */
    readonly p: number;
    /** The quantile, in the unit of the values. */
    readonly value: Value | null;
  }[];
}

/** `total` is the exact sum of the values; every figure is exact, and rounded once, by `out`. */
export function distributionOf<Value>(
  values: SortedValues,
  total: Rational,
  shares: readonly number[],
  out: (exact: Rational) => Value,
): Distribution<Value> {
  const { count } = values;
  const quantile = (p: number) => {
    const value = quantileOf(values, p);
    return value === null ? null : out(value);
  };
  return {
    count,
    mean: count === 0 ? null : out({ n: total.n, d: total.d * BigInt(count) }),
    median: quantile(0.5),
    quantiles: shares.map((p) => ({ p, value: quantile(p) })),
  };
}
