import type { Zone } from '../calendar/open.ts';

/** How many calendar days one instant comes before another: midnights between them, whatever the time of day. */
export function daysBetween(zone: Zone, from: number, to: number): number {
  return zone.dayOf(to) - zone.dayOf(from);
}
