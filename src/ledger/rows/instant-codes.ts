import { dateKey, epochOfDate, toEpoch, type Zone } from '../../calendar/open.ts';
import { numberTable } from '../../table/index.ts';

/** The distinct instants of a ledger. While rows are read each has a provisional code, in order of first sight. */
export interface InstantTable {
  /** Epoch milliseconds by provisional code. */
  readonly epochs: readonly number[];
  /** The code of a value, or -1 when it is not an instant. */
  codeOf(value: unknown): number;
  codeOfEpoch(epoch: number): number;
}

/** Rows of many years have no more days than these; other instants find room when they come. */
const mostDays = 2048;

/** `rows`: how many there will be, more or less. */
export function instantTable(zone: Zone, rows = 0): InstantTable {
  const expected = Math.max(4, Math.min(rows, mostDays));
  const table = numberTable(expected);
  // The code of each day met by the digits of its date, which takes no calendar arithmetic: most instants of most ledgers are days.
  const dates = numberTable(expected);
  const codes: number[] = [];

  function codeOfAny(value: unknown): number {
    const epoch = toEpoch(value, zone);
    return Number.isNaN(epoch) ? -1 : table.codeOf(epoch);
  }

  return {
    epochs: table.numbers,
    codeOfEpoch: table.codeOf,
    codeOf(value) {
      const key = typeof value === 'string' ? dateKey(value) : -1;
      if (key < 0) return codeOfAny(value);
      const date = dates.codeOf(key);
      if (date < codes.length) return codes[date] as number;
      const epoch = epochOfDate(key, zone);
      return codes[codes.push(Number.isNaN(epoch) ? -1 : table.codeOf(epoch)) - 1] as number;
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
