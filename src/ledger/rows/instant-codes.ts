import { dateKey, dayOfKey, dayStarts, daysOf, epochsOf, readDays, toEpoch, type Zone } from '../../calendar/open.ts';
import { isMissing } from '../../read/index.ts';
import { badCode, type Column, integerMemo, noCode, numberTable } from '../../table/index.ts';

/** The distinct instants of a ledger. While rows are read each has a provisional code, in order of first sight. */
export interface InstantTable {
  /** Epoch milliseconds by provisional code. */
  readonly epochs: readonly number[];
  /** The code of a value, or -1 when it is not an instant. */
  codeOf(value: unknown): number;
  codeOfEpoch(epoch: number): number;
  /** The codes of a column; `noCode` where nothing stands, and `badCode` where what stands is no instant. */
  codesOf(column: Column | undefined, length: number): Uint32Array;
}

/** Nearly all instants of nearly all ledgers are whole ones: hours, and local midnights of every zone. */
const quarterHour = 900_000;
/** Until the year 2089. */
const nearQuarters = 4_194_304;

/** Past the digits of the last day of the year 9999. */
const lastDate = 10_000 * 512;

export function instantTable(zone: Zone): InstantTable {
  const epochs: number[] = [];
  const others = numberTable();
  const codesOfOthers: number[] = [];

  const codeOfQuarter = integerMemo(0, nearQuarters, (quarter) => epochs.push(quarter * quarterHour + 0) - 1);

  function codeOfEpoch(epoch: number): number {
    const quarter = epoch / quarterHour;
    if (quarter >= 0 && quarter < nearQuarters && Math.floor(quarter) === quarter) return codeOfQuarter(quarter);
    const other = others.codeOf(epoch);
    codesOfOthers[other] ??= epochs.push(epoch) - 1;
    return codesOfOthers[other];
  }

  /** The same of what may be missing, or no instant. */
  function codeOfAny(epoch: number): number {
    if (Number.isNaN(epoch)) return badCode;
    return epoch === Number.POSITIVE_INFINITY ? noCode : codeOfEpoch(epoch);
  }

  const codeOfDay = dayStarts(zone, codeOfAny);

  // By the digits of a date, which takes no calendar arithmetic; `badCode` too where they are those of no day.
  const codeOfDate = integerMemo(0, lastDate, (key) => {
    const day = dayOfKey(key);
    return Number.isNaN(day) ? badCode : codeOfDay(day);
  });

  function codeOfValue(value: unknown): number {
    const key = typeof value === 'string' ? dateKey(value) : -1;
    return key < 0 ? codeOfAny(toEpoch(value, zone)) : codeOfDate(key);
  }

  return {
    epochs,
    codeOfEpoch,
    codeOf(value) {
      const code = codeOfValue(value);
      return code >= badCode ? -1 : code;
    },
    codesOf(column, length) {
      const codes = new Uint32Array(length);
      const days = daysOf(column);
      if (days !== undefined) return readDays(codes, days, codeOfDay);
      if (column?.form === 'list' && Array.isArray(column.values) && column.valid === undefined) {
        const { values } = column;
        for (let row = 0; row < length; row += 1)
          codes[row] = isMissing(values[row]) ? noCode : codeOfValue(values[row]);
        return codes;
      }
      const instants = epochsOf(column, length, zone);
      for (let row = 0; row < length; row += 1) codes[row] = codeOfAny(instants[row] as number);
      return codes;
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
