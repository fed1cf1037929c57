import type { StandardColumn } from './standardise.ts';

/** What a logistic regression maximises; its coefficients are the intercept's, then one a feature. */
export interface Problem {
  readonly features: readonly StandardColumn[];
  readonly isPositive: ArrayLike<number>;
  readonly ridge: number;
}

export function objective({ features, isPositive, ridge }: Problem, beta: readonly number[]): number {
  let sum = 0;
  for (let row = 0; row < isPositive.length; row += 1) {
    const odds = logOdds(features, beta, row);
    // ln(1 + e^odds), without overflow.
    sum += (isPositive[row] === 1 ? odds : 0) - Math.max(odds, 0) - Math.log1p(Math.exp(-Math.abs(odds)));
  }
  return beta.slice(1).reduce((rest, value) => rest - (ridge / 2) * value * value, sum);
}

/** Of the objective, at the places asked for: its gradient, and its second derivatives with the sign turned. */
export function slopes({ features, isPositive, ridge }: Problem, beta: readonly number[], places: readonly number[]) {
  const size = places.length;
  const gradient = new Float64Array(size);
  const curvature = places.map(() => new Float64Array(size));
  const own = new Float64Array(size);
  for (let row = 0; row < isPositive.length; row += 1) {
    const chance = 1 / (1 + Math.exp(-logOdds(features, beta, row)));
    for (let i = 0; i < size; i += 1) own[i] = valueAt(features, places[i] as number, row);
    for (let i = 0; i < size; i += 1) {
      const value = own[i] as number;
      gradient[i] = (gradient[i] as number) + ((isPositive[row] as number) - chance) * value;
      const line = curvature[i] as Float64Array;
      for (let j = 0; j <= i; j += 1)
        line[j] = (line[j] as number) + chance * (1 - chance) * value * (own[j] as number);
    }
  }
  for (const [index, place] of places.entries()) {
    if (place === 0) continue;
    gradient[index] = (gradient[index] as number) - ridge * (beta[place] as number);
    const line = curvature[index] as Float64Array;
    line[index] = (line[index] as number) + ridge;
  }
  return { gradient: Array.from(gradient), curvature: curvature.map((line) => Array.from(line)) };
}

function logOdds(features: readonly StandardColumn[], beta: readonly number[], row: number): number {
  let sum = beta[0] as number;
  for (let column = 0; column < features.length; column += 1) {
    sum += (beta[column + 1] as number) * ((features[column] as StandardColumn).values[row] as number);
  }
  return sum;
}

/** Place 0 is the intercept's. */
function valueAt(features: readonly StandardColumn[], place: number, row: number): number {
  return place === 0 ? 1 : ((features[place - 1] as StandardColumn).values[row] as number);
}
