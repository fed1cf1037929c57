import { dateKey, rejectInstant, toEpoch, type Zone } from '../calendar/open.ts';

/** Reads instants to epoch milliseconds, NaN for what is none. */
export type InstantReader = (value: unknown) => number;

/** Month and day of a date key. */
const daysOfYear = 512;

/** A date alone costs the zone's calendar once, however many rows are dated to it. */
export function instantReader(zone: Zone): InstantReader {
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

/** The instant of a row's field. `list` and `index` name the row, and make a path only where it is refused. */
export function instantOf(read: InstantReader, value: unknown, list: string, index: number, field: string): number {
  const epoch = read(value);
  return Number.isNaN(epoch) ? rejectInstant(value, `${list}[${index}].${field}`) : epoch;
}
