/** A column brought to mean 0 and deviation 1. */
export interface StandardColumn {
  /** A value that is not known is 0, the mean. */
  readonly values: Float64Array;
  readonly mean: number;
  /** 0 where the known values do not differ; the column is then 0 throughout. */
  readonly deviation: number;
}

/** Standardises a column by its known values, those that are not NaN; the deviation divides by their number. */
export function standardise(column: ArrayLike<number>): StandardColumn {
  const known = Float64Array.from(column).filter((value) => !Number.isNaN(value));
  const first = known[0] ?? 0;
  if (known.every((value) => value === first)) {
    return { values: new Float64Array(column.length), mean: first, deviation: 0 };
  }
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const deviation = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length);
  const values = Float64Array.from(column, (value) => (Number.isNaN(value) ? 0 : (value - mean) / deviation));
  return { values, mean, deviation };
}
