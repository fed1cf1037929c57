/**
 * Wilson's bounds of the share `hits / n`, n > 0, `z` standard errors wide; two fractions in 0..1. `size` is how many rows on their own the n rows
 * count as.
 */
export function wilsonBounds(
  hits: number,
  n: number,
  z: number,
  size = n,
): { readonly lower: number; readonly upper: number } {
  const share = hits / n;
  const scale = 1 + (z * z) / size;
  const middle = share + (z * z) / (2 * size);
  const half = z * Math.sqrt((share * (1 - share)) / size + (z * z) / (4 * size * size));
  // At the ends the bound is the share itself; computed, it would miss 0 or 1 by a rounding.
  return { lower: hits === 0 ? 0 : (middle - half) / scale, upper: hits === n ? 1 : (middle + half) / scale };
}

/**
 * As how many rows on their own rows count whose owners vary as wholes: the size of a sample in which a share would have the variance that it
 * has between owners, at most the number of rows. That number if each owner has one row; the number of owners if all that an owner has is alike, and
 * where all rows are, since then nothing shows how alike an owner's are.
 *
 * Source: L. Kish (1965), Survey Sampling, 5.4 and 8.2, for the design effect; E. L. Korn and B. I. Graubard (1998), Confidence intervals for
 * proportions with small expected number of positive counts estimated from survey data, Survey Methodology 24(2), for intervals by it.
 */
export function effectiveCount(isHit: ArrayLike<number>, owners: ArrayLike<number>, rows: Uint32Array): number {
  const byOwner = new Map<number, { rows: number; hits: number }>();
  let hits = 0;
  for (const row of rows) {
    const owner = owners[row] as number;
    const own = byOwner.get(owner) ?? { rows: 0, hits: 0 };
    byOwner.set(owner, own);
    own.rows += 1;
    own.hits += isHit[row] as number;
    hits += isHit[row] as number;
  }
  const n = rows.length;
  if (byOwner.size === n || hits === 0 || hits === n) return byOwner.size;
  // Sorted, so that the order of the owners changes no digit.
  const deviations = Float64Array.from(byOwner.values(), (own) => (own.hits * n - hits * own.rows) ** 2).sort();
  return Math.min(n, (hits * (n - hits) * n * n) / deviations.reduce((sum, deviation) => sum + deviation, 0));
}
