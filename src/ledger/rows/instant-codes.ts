import { dateKey, msPerDay, toEpoch, type Zone } from '../../calendar/open.ts';
import { numberTable } from '../../table/index.ts';

/** The distinct instants of a ledger. While rows are read each has a provisional code, in order of first sight. */
export interface InstantTable {
  /** Epoch milliseconds by provisional code. */
  readonly epochs: readonly number[];
  /** The code of a value, or -1 when it is not an instant. */
  codeOf(value: unknown): number;
  codeOfEpoch(epoch: number): number;
}

/** Instants in these years are found by their digits, or by the number of the day; others, such as 9999-12-31, are looked up each time. */
const firstYear = 1970;
const yearCount = 130;
/** The month and day of a date key; nearly as many days as a page of days has. */
const pageBits = 9;
const pageLength = 512;
const daysPerMs = 1 / 86_400_000;

export function instantTable(zone: Zone): InstantTable {
  const table = numberTable();
  // Code + 1 of each day met, which takes no calendar arithmetic; 0 for one not met yet. By the digits of its date, and by the number of the
  // day for its start in UTC, since most instants of most ledgers are no more exact. Pages are made when they are needed: most ledgers are small.
  const dates: Uint32Array[] = [];
  const days: Uint32Array[] = [];

  function codeOfEpoch(epoch: number): number {
    // Multiplied, which takes a fraction of the time; whether it was a whole day is seen on the way back.
    const day = Math.round(epoch * daysPerMs);
    if (!(day >= 0 && day < yearCount * 365 && day * msPerDay === epoch)) return table.codeOf(epoch);
    const page = pageOf(days, day >> pageBits);
    const place = day & (pageLength - 1);
    const known = page[place] as number;
    if (known !== 0) return known - 1;
    const code = table.codeOf(epoch);
    page[place] = code + 1;
    return code;
  }

  function codeOfAny(value: unknown): number {
    const epoch = toEpoch(value, zone);
    return Number.isNaN(epoch) ? -1 : codeOfEpoch(epoch);
  }

  return {
    epochs: table.numbers,
    codeOfEpoch,
    codeOf(value) {
      const key = typeof value === 'string' ? dateKey(value) : -1;
      const year = (key >> pageBits) - firstYear;
      if (year < 0 || year >= yearCount) return codeOfAny(value);
      const page = pageOf(dates, year);
      const place = key & (pageLength - 1);
      const known = page[place] as number;
      if (known !== 0) return known - 1;
      const code = codeOfAny(value);
      page[place] = code + 1;
      return code;
    },
  };
}

function pageOf(pages: Uint32Array[], number: number): Uint32Array {
  let page = pages[number];
  if (page === undefined) {
    page = new Uint32Array(pageLength);
    pages[number] = page;
  }
  return page;
}

/** The instants in order, and for each provisional code its place among them. */
export function sortInstants({ epochs, codeOfEpoch }: InstantTable): { instants: Float64Array; places: Uint32Array } {
  const instants = Float64Array.from(epochs).sort();
  const places = new Uint32Array(instants.length);
  for (let place = 0; place < instants.length; place += 1) places[codeOfEpoch(instants[place] as number)] = place;
  return { instants, places };
}
