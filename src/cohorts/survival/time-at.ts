import type { SurvivalCurvePoint } from './read-curve.ts';

/** R takes a survival for exactly a half, or another share, when it is this close: the square root of the machine epsilon. */
const tolerance = 2 ** -26;

/**
 * The first time at which a curve is at most at a level; where it is at the level for a while, the middle of that while, if it falls further. Null
 * where it ends above.
 */
export function timeAt(rows: readonly SurvivalCurvePoint[], level: number): number | null {
  const first = rows.find(({ survival }) => survival < level + tolerance);
  if (first === undefined) return null;
  if (first.survival <= level - tolerance) return first.time;
  const below = rows.find(({ survival }) => survival < first.survival);
  return below === undefined ? first.time : (first.time + below.time) / 2;
}
