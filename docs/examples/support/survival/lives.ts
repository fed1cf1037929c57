import type { CustomerDuration } from 'tenure';

/**
 * The survivors that the model is fitted to. Customers with the same life are a cohort: all are there at the start and after each renewal
 * that they made, and none after the one at which they left. The likelihood only adds cohorts up, so it is that of every single life, and
 * nobody who came too late to fill a calendar cohort is left out.
 *
 * A life of 2.5 periods, or of 3 exactly, has made two renewals; whether the third was made is known only of those who left.
 */
export function survivorsOf(durations: readonly CustomerDuration[], periodsEach: number): number[][] {
  const lives = new Map<string, { renewals: number; left: boolean; customers: number }>();
  for (const { duration, event } of durations) {
    const renewals = Math.max(0, Math.ceil(duration / periodsEach) - 1);
    const key = `${renewals} ${event}`;
    const life = lives.get(key) ?? { renewals, left: event, customers: 0 };
    life.customers += 1;
    lives.set(key, life);
  }
  return [...lives.values()].map(({ renewals, left, customers }) => [
    ...Array.from({ length: renewals + 1 }, () => customers),
    ...(left ? [0] : []),
  ]);
}
