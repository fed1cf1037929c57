import { dateKey, rejectInstant, toEpoch, type Zone } from '../calendar/open.ts';

/** Reads the instants of many rows: epoch milliseconds, or NaN for what is not an instant. */
export type InstantReader = (value: unknown) => number;

/** Each date is looked up in the calendar of the zone once, since the rows of a file share few of them. */
export function instantReader(zone: Zone): InstantReader {
  const byDate = new Map<number, number>();
  return (value) => {
    const key = typeof value === 'string' ? dateKey(value) : -1;
    if (key < 0) return toEpoch(value, zone);
    let epoch = byDate.get(key);
    if (epoch === undefined) {
      epoch = toEpoch(value, zone);
      byDate.set(key, epoch);
    }
    return epoch;
  };
}

/** The instant of a row's field. `list` and `index` name the row, and make a path only where it is refused. */
export function instantOf(read: InstantReader, value: unknown, list: string, index: number, field: string): number {
  const epoch = read(value);
  return Number.isNaN(epoch) ? rejectInstant(value, `${list}[${index}].${field}`) : epoch;
}
