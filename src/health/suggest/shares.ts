/** The share of a signal in all weights. */
export interface WeightShare {
  readonly share: number;
  readonly isAtMinimum: boolean;
}

/** Of an equal share. */
const leastPart = 0.1;

/**
 * Shares in proportion to strengths (>= 0), which add up to 1, and none below a tenth of an equal share: what falls below has the minimum, and
 * the others share the rest. Where no signal has any strength the shares are equal.
 */
export function sharesOf(strengths: readonly number[]): WeightShare[] {
  const minimum = leastPart / strengths.length;
  if (strengths.every((strength) => strength === 0)) {
    return strengths.map(() => ({ share: 1 / strengths.length, isAtMinimum: true }));
  }
  let low = strengths.map((strength) => strength === 0);
  for (;;) {
    const sum = strengths.reduce((total, strength, index) => (low[index] ? total : total + strength), 0);
    const rest = 1 - minimum * low.filter(Boolean).length;
    const shares = strengths.map((strength, index) => (low[index] ? minimum : (strength / sum) * rest));
    const next = shares.map((share, index) => low[index] || share < minimum);
    if (next.every((isLow, index) => isLow === low[index])) {
      return shares.map((share, index) => ({ share, isAtMinimum: low[index] as boolean }));
    }
    low = next;
  }
}
