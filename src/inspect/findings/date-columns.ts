import { instantReader } from '../../activity/open.ts';
import type { Zone } from '../../calendar/open.ts';
import { isDate } from '../../errors.ts';
import { isMissing, isRecord } from '../../read/index.ts';
import { type Places, textOf } from './finding.ts';

/** One date field of the readable rows. */
export interface DateColumn {
  readonly field: string;
  /** Epoch milliseconds by place; NaN if missing. */
  readonly epochs: Float64Array;
  /** The value given. */
  readonly given: (place: number) => unknown;
}

export function readDates(rows: readonly unknown[], { length, index }: Places, field: string, zone: Zone): DateColumn {
  const epochOf = instantReader(zone);
  const given = (place: number) => (rows[index[place] as number] as Record<string, unknown>)[field];
  const epochs = new Float64Array(length);
  for (let place = 0; place < length; place += 1) {
    const value = given(place);
    epochs[place] = isMissing(value) ? Number.NaN : epochOf(value);
  }
  return { field, epochs, given };
}

/** A date without a time is read in the zone in force, so it is never a midnight of another zone. */
export function isDay(value: unknown): boolean {
  return (typeof value === 'string' || (isRecord(value) && !isDate(value))) && textOf(value).length === 10;
}
