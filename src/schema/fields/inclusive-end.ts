import { dateKey, dayLabel, type Instant, toEpoch, type Zone } from '../../calendar/open.ts';

/**
 * When a row ends of which the last day is given: where the next day of the zone begins, whatever time of the last day is given. A date
 * stays a date. What is no instant comes back as it is.
 */
export function inclusiveEndReader(zone: Zone): (value: unknown) => unknown {
  // The dates of a file are few: the calendar is asked about each once.
  const known = new Map<string, Instant>();
  return (value) => {
    const isDay = typeof value === 'string' && dateKey(value) >= 0;
    const end = isDay ? known.get(value) : undefined;
    if (end !== undefined) return end;
    const epoch = toEpoch(value, zone);
    if (Number.isNaN(epoch)) return value;
    const next = zone.startOfDay(zone.dayOf(epoch) + 1);
    if (!isDay) return new Date(next);
    // The day that comes next, which is not always the next date: zones have skipped days. Behind the year 9999 dates have no text.
    const label = dayLabel(zone.dayOf(next));
    const after = dateKey(label) < 0 ? new Date(next) : label;
    known.set(value, after);
    return after;
  };
}
