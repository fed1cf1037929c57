import { addMonths, msPerDay } from '../../calendar/civil.ts';

/** The same time of day, by UTC, so many months later: Stripe counts in UTC. */
export function addUtcMonths(instant: number, months: number): number {
  const day = Math.floor(instant / msPerDay);
  return instant + (addMonths(day, months) - day) * msPerDay;
}
