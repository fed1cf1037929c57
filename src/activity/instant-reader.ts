import { dateKey, rejectInstant, toEpoch, type Zone } from '../calendar/open.ts';

/** Reads instants to epoch milliseconds, NaN for what is none. */
export type InstantReader = (value: unknown) => number;

/** A date alone costs the zone's calendar once, however many rows are dated to it. */
export function instantReader(zone: Zone): InstantReader {
  // By year, and in it by month and day, as a date key has them.
  const years: Float64Array[] = [];
  return (value) => {
    const key = typeof value === 'string' ? dateKey(value) : -1;
    if (key < 0) return toEpoch(value, zone);
    years[key >> 9] ??= new Float64Array(512).fill(Number.NaN);
    const starts = years[key >> 9] as Float64Array;
    const start = starts[key & 511] as number;
    if (!Number.isNaN(start)) return start;
    starts[key & 511] = toEpoch(value, zone);
    return starts[key & 511] as number;
  };
}

/** The instant of a row's field. `list` and `index` name the row, and make a path only where it is refused. */
export function instantOf(read: InstantReader, value: unknown, list: string, index: number, field: string): number {
  const epoch = read(value);
  return Number.isNaN(epoch) ? rejectInstant(value, `${list}[${index}].${field}`) : epoch;
}
