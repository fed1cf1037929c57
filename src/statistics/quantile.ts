import { add, multiply, type Rational, subtract } from '../exact/index.ts';

/**
 * The value below which a share `p` of sorted values lies, by type 7 of Hyndman and Fan: linear interpolation between the two values
 * around place (n - 1)p, counted from 0. It is the default of R, NumPy and spreadsheets (PERCENTILE.INC). Null when there are no values.
 *
 * Source: R. J. Hyndman, Y. Fan (1996), Sample quantiles in statistical packages, The American Statistician 50(4), 361-365.
 */
export function quantile(sorted: ArrayLike<number>, p: number): number | null {
  if (sorted.length === 0) return null;
  const place = (sorted.length - 1) * p;
  const below = Math.floor(place);
  const lower = sorted[below] as number;
  // Without the shortcut the last place would ask for a value behind the end.
  return place === below ? lower : lower + (place - below) * ((sorted[below + 1] as number) - lower);
}

/** The same for exact amounts, which are then rounded once, on the way out. */
export function exactQuantile(sorted: readonly Rational[], p: Rational): Rational | null {
  if (sorted.length === 0) return null;
  const place = { n: BigInt(sorted.length - 1) * p.n, d: p.d };
  const below = place.n / place.d;
  const lower = sorted[Number(below)] as Rational;
  const rest = { n: place.n - below * place.d, d: place.d };
  if (rest.n === 0n) return lower;
  return add(lower, multiply(rest, subtract(sorted[Number(below) + 1] as Rational, lower)));
}
