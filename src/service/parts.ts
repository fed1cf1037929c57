import { reject } from '../errors.ts';
import { arranged, type Summary } from './per-period.ts';

/** What tickets can be split by: a channel, a priority, a team, a month. */
export type TicketKey = string | number | boolean | null | undefined;

/** The result, and with a key (option `by`) the result of each part beside it. */
export type WithParts<Key, Result> = [Key] extends [never]
  ? Result
  : Result & { readonly parts: readonly (Result & { readonly key: Key })[] };

/** The keys of rows, as codes. */
export interface KeyTable {
  readonly keys: readonly TicketKey[];
  readonly codes: Int32Array;
  note(row: number, key: unknown): void;
}

export function keyTable(rows: number): KeyTable {
  const keys: TicketKey[] = [];
  const codes = new Int32Array(rows);
  const codeOf = new Map<unknown, number>();
  function add(row: number, key: unknown): number {
    if (!isPlain(key)) {
      // Objects have no order, and no two are equal: parts would then depend on the order of the rows.
      reject(
        'INVALID_TYPE',
        `options.by(tickets[${row}])`,
        'be a string, a number, true, false, null or undefined',
        key,
      );
    }
    const code = keys.push(key) - 1;
    codeOf.set(key, code);
    return code;
  }
  return {
    keys,
    codes,
    note(row, key) {
      codes[row] = codeOf.get(key) ?? add(row, key);
    },
  };
}

function isPlain(key: unknown): key is TicketKey {
  return key === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof key);
}

/** The summary of all rows with that of each key beside it: most rows first, then by key. */
export function withParts<Result extends object>({ keys, codes }: KeyTable, summary: Summary<Result>) {
  return (rows: Uint32Array, period: number) => {
    const ownCodes = new Int32Array(rows.length);
    for (let place = 0; place < rows.length; place += 1) ownCodes[place] = codes[rows[place] as number] as number;
    const { order, offsets } = arranged(ownCodes, keys.length);
    const groups: { readonly key: TicketKey; readonly own: Uint32Array }[] = [];
    for (let code = 0; code < keys.length; code += 1) {
      const places = order.subarray(offsets[code], offsets[code + 1]);
      if (places.length === 0) continue;
      groups.push({ key: keys[code], own: places.map((place) => rows[place] as number) });
    }
    groups.sort((a, b) => b.own.length - a.own.length || byKey(a.key, b.key));
    return { ...summary(rows, period), parts: groups.map(({ key, own }) => ({ key, ...summary(own, period) })) };
  };
}

/** By text; of equal texts ('1' and 1) by type, so that the order of the rows decides nothing. */
function byKey(a: TicketKey, b: TicketKey): number {
  return compareTexts(String(a), String(b)) || compareTexts(typeof a, typeof b);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
