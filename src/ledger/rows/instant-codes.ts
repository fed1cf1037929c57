import { dateKey, msPerDay, toEpoch, type Zone } from '../../calendar/open.ts';
import { numberTable } from '../../table/index.ts';

/** The distinct instants of a ledger. While rows are read each has a provisional code, in order of first sight. */
export interface InstantTable {
  readonly zone: Zone;
  /** Epoch milliseconds by provisional code. */
  readonly epochs: readonly number[];
  /** The code of a value, or -1 when it is not an instant. */
  codeOf(value: unknown): number;
  codeOfEpoch(epoch: number): number;
}

/** Dates in these years are found by their digits; others, such as 9999-12-31, are read each time. */
const firstYear = 1970;
const yearCount = 130;
/** Month and day of a date key. */
const daysOfYear = 512;
/** The days of these years, by number. */
const dayCount = 47_482;

export function instantTable(zone: Zone): InstantTable {
  const table = numberTable();
  // Code + 1 of each day met, by its digits, which takes no calendar arithmetic; 0 for one not met yet.
  const byDate = new Uint32Array(yearCount * daysOfYear);
  // The same by the number of the day, for its start in UTC: most instants of most ledgers are no more exact.
  const byDay = new Uint32Array(dayCount);

  function codeOfEpoch(epoch: number): number {
    const day = epoch / msPerDay;
    if (!(day >= 0 && day < dayCount && Math.floor(day) === day)) return table.codeOf(epoch);
    const known = byDay[day] as number;
    if (known !== 0) return known - 1;
    const code = table.codeOf(epoch);
    byDay[day] = code + 1;
    return code;
  }

  function codeOfAny(value: unknown): number {
    const epoch = toEpoch(value, zone);
    return Number.isNaN(epoch) ? -1 : codeOfEpoch(epoch);
  }

  return {
    zone,
    epochs: table.numbers,
    codeOfEpoch,
    codeOf(value) {
      const key = typeof value === 'string' ? dateKey(value) - firstYear * daysOfYear : -1;
      if (key < 0 || key >= byDate.length) return codeOfAny(value);
      const known = byDate[key] as number;
      if (known !== 0) return known - 1;
      const code = codeOfAny(value);
      byDate[key] = code + 1;
      return code;
    },
  };
}

/** The instants in order, and for each provisional code its place among them. */
export function sortInstants({ epochs, codeOfEpoch }: InstantTable): { instants: Float64Array; places: Uint32Array } {
  const instants = Float64Array.from(epochs).sort();
  const places = new Uint32Array(instants.length);
  for (let place = 0; place < instants.length; place += 1) places[codeOfEpoch(instants[place] as number)] = place;
  return { instants, places };
}
