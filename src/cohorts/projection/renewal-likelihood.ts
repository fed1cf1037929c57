import type { Renewals } from './read-survivors.ts';

/**
 * The log-likelihood of a shifted-beta-geometric model, by how much customers differ: spread = 1 / (alpha + beta), mean = alpha /
 * (alpha + beta). The chance to leave at an age (0 at the first renewal) is mean / (1 + age x spread).
 *
 * In these terms it is concave in the mean, for each spread, so that the best mean is found from any side; what is left to search is one
 * number. Alpha and beta themselves lie on a long curved ridge.
 */
export function logLikelihood({ lost, kept }: Renewals, mean: number, spread: number): number {
  let sum = 0;
  for (let age = 0; age < kept.length; age += 1) {
    const leaving = mean / (1 + age * spread);
    // A period in which nobody was lost, or kept, says nothing of that; 0 x the logarithm of 0 would be NaN.
    if (lost[age] !== 0) sum += (lost[age] as number) * Math.log(leaving);
    if (kept[age] !== 0) sum += (kept[age] as number) * Math.log1p(-leaving);
  }
  return sum;
}

/** The mean that fits best for a spread: where sum of lost = sum of kept x mean / (1 + age x spread - mean). */
export function bestMean({ lost, kept }: Renewals, spread: number): number {
  const allLost = lost.reduce((sum, count) => sum + count, 0);
  // Newton's method falls to the root without overshooting it: the difference is concave, and this start is above the root.
  let mean = allLost / (allLost + (kept[0] as number));
  for (;;) {
    let excess = allLost;
    let slope = 0;
    for (let age = 0; age < kept.length; age += 1) {
      const whole = 1 + age * spread;
      const odds = (kept[age] as number) / (whole - mean);
      excess -= odds * mean;
      slope += (odds * whole) / (whole - mean);
    }
    const next = mean + excess / slope;
    if (!(next < mean)) return mean;
    mean = next;
  }
}

/** How the log-likelihood, at the best mean, changes with the spread. */
export function slopeBySpread(renewals: Renewals, spread: number): number {
  const { lost, kept } = renewals;
  const mean = bestMean(renewals, spread);
  let slope = 0;
  for (let age = 1; age < kept.length; age += 1) {
    const whole = 1 + age * spread;
    const stayed = kept[age] as number;
    slope += age * (stayed / (whole - mean) - (stayed + (lost[age] as number)) / whole);
  }
  return slope;
}
