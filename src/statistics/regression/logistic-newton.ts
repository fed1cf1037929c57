import { solvePositiveDefinite } from './cholesky.ts';
import { objective, type Problem, slopes } from './logistic-problem.ts';

/** All coefficients 0, and the intercept that fits then. */
export function startOf({ features, isPositive }: Problem): number[] {
  const positives = Float64Array.from(isPositive).reduce((sum, value) => sum + value, 0);
  return [Math.log(positives / (isPositive.length - positives)), ...features.map(() => 0)];
}

const mostSteps = 200;
/** The longest step of the standardised coefficients that is taken unasked. */
const nearby = 1e-4;

/** The best coefficients of the columns `free`, the others staying 0. */
export function newton(problem: Problem, from: readonly number[], free: readonly number[]): number[] {
  const places = [0, ...free.map((column) => column + 1)];
  let beta = from.slice();
  for (let step = 0; step < mostSteps; step += 1) {
    const { gradient, curvature } = slopes(problem, beta, places);
    const direction = solvePositiveDefinite(curvature, gradient);
    const longest = Math.max(...direction.map(Math.abs));
    // Near the maximum the objective is too flat to judge a step by, and far from it a whole step can lead too far.
    let size = 1;
    if (longest > nearby) while (size > 1e-10 && !rises(problem, beta, moved(beta, places, direction, size))) size /= 2;
    beta = moved(beta, places, direction, size);
    if (longest < 1e-11) return beta;
  }
  return beta;
}

function rises(problem: Problem, from: readonly number[], to: readonly number[]): boolean {
  return objective(problem, to) >= objective(problem, from);
}

function moved(beta: readonly number[], places: readonly number[], direction: readonly number[], size: number) {
  const next = beta.slice();
  for (const [index, place] of places.entries())
    next[place] = (next[place] as number) + size * (direction[index] as number);
  return next;
}

/** Columns come in one by one, the one with most to gain first, and leave where they would rise above 0 on the way. */
export function fitAtMostZero(problem: Problem, usable: readonly number[]): number[] {
  let free: number[] = [];
  let beta = newton(problem, startOf(problem), free);
  for (let round = 0; round < mostSteps; round += 1) {
    const all = [0, ...usable.map((column) => column + 1)];
    const { gradient } = slopes(problem, beta, all);
    const gain = (column: number) => -(gradient[usable.indexOf(column) + 1] as number);
    const [best] = usable.filter((column) => !free.includes(column)).sort((a, b) => gain(b) - gain(a) || a - b);
    if (best === undefined || gain(best) <= 1e-9 * problem.isPositive.length) return beta;
    free = [...free, best];
    for (;;) {
      const target = newton(problem, beta, free);
      const share = Math.min(
        1,
        ...free.map((column) => shareBelowZero(beta[column + 1] as number, target[column + 1] as number)),
      );
      const reached = beta.map((value, place) => value + share * ((target[place] as number) - value));
      if (share === 1) {
        beta = target;
        break;
      }
      free = free.filter((column) => (reached[column + 1] as number) < -1e-15);
      beta = reached.map((value, place) => (place === 0 || free.includes(place - 1) ? value : 0));
      if (free.length === 0) {
        beta = newton(problem, beta, free);
        break;
      }
    }
  }
  return beta;
}

/** How much of the way from one value (at most 0) to another stays at most 0. */
function shareBelowZero(from: number, to: number): number {
  return to <= 0 ? 1 : from / (from - to);
}
