import { dateKey, dayOfKey, dayStarts, toEpoch, type Zone } from '../../calendar/open.ts';
import { integerMemo, numberTable } from '../../table/index.ts';

/** The distinct instants of a ledger. While rows are read each has a provisional code, in order of first sight. */
export interface InstantTable {
  /** Epoch milliseconds by provisional code. */
  readonly epochs: readonly number[];
  /** The code of a value; below 0 when it is not an instant. */
  codeOf(value: unknown): number;
  codeOfEpoch(epoch: number): number;
  /** That of a calendar day: -1 for NaN, which stands for none, and -2 for one that does not exist. */
  codeOfDay(day: number): number;
}

/** Past the digits of the last day of the year 9999. */
const lastDate = 10_000 * 512;

export function instantTable(zone: Zone): InstantTable {
  const { numbers: epochs, codeOf } = numberTable();

  // A zero with a sign is none.
  const codeOfEpoch = (epoch: number) => codeOf(epoch + 0);

  function codeOfAny(epoch: number): number {
    if (Number.isNaN(epoch)) return -2;
    return epoch === Number.POSITIVE_INFINITY ? -1 : codeOfEpoch(epoch);
  }

  const codeOfDay = dayStarts(zone, codeOfAny);

  // By the digits of a date, which takes no calendar arithmetic.
  const codeOfDate = integerMemo(0, lastDate, (key) => {
    const day = dayOfKey(key);
    return Number.isNaN(day) ? -2 : codeOfDay(day);
  });

  return {
    epochs,
    codeOfEpoch,
    codeOfDay,
    codeOf(value) {
      const key = typeof value === 'string' ? dateKey(value) : -1;
      return key < 0 ? codeOfAny(toEpoch(value, zone)) : codeOfDate(key);
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
