import { quantile } from '../../statistics/open.ts';

/** How values spread. All but the count is null when there are none. */
export interface UsageDistribution {
  /** How many values there are. */
  readonly count: number;
  readonly mean: number | null;
  readonly median: number | null;
  /** The values below which these shares lie, by type 7 of Hyndman and Fan. */
  readonly quantiles: readonly { readonly p: number; readonly value: number | null }[];
}

/** Sorts the values where they are. `total` is their sum, in the one way of adding that does not depend on their order. */
export function distribution(values: Float64Array, total: number, shares: readonly number[]): UsageDistribution {
  values.sort();
  return {
    count: values.length,
    mean: values.length === 0 ? null : total / values.length,
    median: quantile(values, 0.5),
    quantiles: shares.map((p) => ({ p, value: quantile(values, p) })),
  };
}

/** Of whole numbers, which add up to the same in any order. */
export function distributionOfCounts(values: Float64Array, shares: readonly number[]): UsageDistribution {
  return distribution(
    values,
    values.reduce((sum, value) => sum + value, 0),
    shares,
  );
}
