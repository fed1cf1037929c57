import { addDays, msPerDay, type Zone } from '../calendar/open.ts';

/** More than the clocks of a zone were ever put forward or back, the crossing of the date line included. */
// Two days; a product would stay in every bundle.
const widestShift = 172_800_000;

/**
 * Whether an instant comes before the same local time `days` calendar days after another one: windows end just before it, as periods do.
 * The calendar is asked only near the end of the window, since it costs more than all the rest.
 */
export function isWithinDays(zone: Zone, from: number, instant: number, days: number): boolean {
  const usualEnd = from + days * msPerDay;
  if (instant < usualEnd - widestShift) return true;
  return instant < usualEnd + widestShift && instant < addDays(zone, from, days);
}
