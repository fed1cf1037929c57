/** Wilson's bounds of the share `hits / n`, n > 0, `z` standard errors wide; two fractions in 0..1. */
export function wilsonBounds(hits: number, n: number, z: number): { readonly lower: number; readonly upper: number } {
  const share = hits / n;
  const scale = 1 + (z * z) / n;
  const middle = share + (z * z) / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  // At the ends the bound is the share itself; computed, it would miss 0 or 1 by a rounding.
  return { lower: hits === 0 ? 0 : (middle - half) / scale, upper: hits === n ? 1 : (middle + half) / scale };
}
