import type { Rational } from '../exact/index.ts';
import { quantileOf, type SortedValues } from './quantile.ts';

/** How values spread: the one shape of every distribution. All but the count is null when there are no values. */
export interface Distribution<Value = number> {
  /** How many values there are. */
  readonly count: number;
  readonly mean: Value | null;
  readonly median: Value | null;
  /** The values below which the shares `p` lie, by type 7 of Hyndman and Fan. */
  readonly quantiles: readonly { readonly p: number; readonly value: Value | null }[];
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
