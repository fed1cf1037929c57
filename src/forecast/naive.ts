/** What somebody would say without a model, from MRR by period up to the last one known. */
export interface NaiveForecasts {
  readonly lastValue: number | null;
  /** The last change, over and over. */
  readonly lastGrowth: number | null;
  /** What it was in the same period of the year before, or the last one that is known. */
  readonly seasonal: number | null;
}

/** `closings` are those of all periods known; `ahead` is 1 for the next one. */
export function naiveForecasts(closings: readonly number[], ahead: number, season: number): NaiveForecasts {
  const last = closings.at(-1) ?? null;
  const before = closings.at(-2) ?? null;
  const back = season - ((ahead - 1) % season);
  return {
    lastValue: last,
    // MRR does not fall below nothing.
    lastGrowth: last === null || before === null ? null : Math.max(0, last + ahead * (last - before)),
    seasonal: closings.at(-back) ?? null,
  };
}

/** How far the last value was off on average so many periods ahead, over all periods known: the yardstick of a scaled error. Null without one. */
export function naiveError(closings: readonly number[], ahead: number): number | null {
  const errors = closings.slice(ahead).map((closing, index) => Math.abs(closing - (closings[index] as number)));
  const sum = errors.reduce((all, error) => all + error, 0);
  return sum === 0 ? null : sum / errors.length;
}
