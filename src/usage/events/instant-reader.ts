import { dateKey, toEpoch, type Zone } from '../../calendar/open.ts';

/** Month and day of a date key. */
const daysOfYear = 512;

/** Reads instants to epoch milliseconds, NaN for what is none; a date alone costs the zone's calendar once a day. */
export function instantReader(zone: Zone): (value: unknown) => number {
  const years: (Float64Array | undefined)[] = [];
  return (value) => {
    const key = typeof value === 'string' ? dateKey(value) : -1;
    if (key < 0) return toEpoch(value, zone);
    const year = Math.floor(key / daysOfYear);
    let starts = years[year];
    if (starts === undefined) {
      starts = new Float64Array(daysOfYear).fill(Number.NaN);
      years[year] = starts;
    }
    const known = starts[key % daysOfYear] as number;
    if (!Number.isNaN(known)) return known;
    const start = toEpoch(value, zone);
    starts[key % daysOfYear] = start;
    return start;
  };
}
