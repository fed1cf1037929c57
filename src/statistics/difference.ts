/** An estimate with its own interval. */
export interface Estimate {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * The interval of the difference of two independent estimates, from the interval of each: the distances to the bounds that make the difference
 * smaller, and those that make it larger, squared, added and rooted. Of two shares with Wilson's bounds it is Newcombe's interval.
 *
 * Source: R. G. Newcombe (1998), Interval estimation for the difference between independent proportions, Statistics in Medicine 17, 873-890, method
 * 10; G. Y. Zou and A. Donner (2008), Construction of confidence limits about effect measures, Statistics in Medicine 27, 1693-1702, for any estimates.
 */
export function differenceOf(a: Estimate, b: Estimate): Estimate {
  const value = a.value - b.value;
  return {
    value,
    lower: value - Math.hypot(a.value - a.lower, b.upper - b.value),
    upper: value + Math.hypot(a.upper - a.value, b.value - b.lower),
  };
}
