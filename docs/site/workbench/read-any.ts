import { parquetReadObjects } from 'hyparquet';
import { fromStripe, type StripeData } from 'tenure/stripe';
import { type LedgerFlags, ledgerChoices } from '../../examples/support/flags/ledger-flags.ts';
import { InputError } from '../../examples/support/input-error.ts';
import { csvText } from '../../examples/support/out/csv-text.ts';
import type { FileBytes } from '../../examples/support/read/choices.ts';
import type { LedgerRow } from '../../examples/support/read/ledger/ledger-row.ts';
import { type LedgerFile, readLedgerFile } from '../../examples/support/read/ledger/read-ledger.ts';

/** A ledger from CSV, JSON or Parquet, or from objects of Stripe's API. */
export async function readAny(file: FileBytes, flags: LedgerFlags): Promise<LedgerFile> {
  const { name, bytes } = file;
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  if (start.startsWith('PAR1')) return readRows(name, await parquetReadObjects({ file: bytes.slice().buffer }), flags);
  if (!/^[[{]/.test(start)) return readLedgerFile(file, ledgerChoices(flags));
  const objects = objectsIn(name, new TextDecoder().decode(bytes));
  const { subscription: subscriptions = [], invoice: invoices = [], event: events = [] } = byStripeKind(objects);
  const isStripe = subscriptions.length + invoices.length + events.length > 0;
  return isStripe
    ? stripeLedger(name, { subscriptions, invoices, events } as StripeData)
    : readRows(name, objects, flags);
}

type Plain = Readonly<Record<string, unknown>>;

/** A list, one in `data` as APIs answer, lists under any names, or an object per line. */
function objectsIn(name: string, text: string): Plain[] {
  const parsed = parsedJson(name, text);
  const lists = Array.isArray(parsed) ? parsed : listsOf(parsed as Plain);
  const objects = lists.filter((item): item is Plain => typeof item === 'object' && item !== null);
  if (objects.length === 0) throw new InputError(`${name} is JSON without a list of rows`);
  return objects;
}

function parsedJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    try {
      return lines.map((line) => JSON.parse(line));
    } catch {
      throw new InputError(`${name} is not JSON: ${(error as Error).message}`);
    }
  }
}

function listsOf(object: Plain): unknown[] {
  if (typeof object.object === 'string' && object.object !== 'list') return [object];
  return Object.values(object).flatMap((value) => {
    if (Array.isArray(value)) return value;
    const { data } = (typeof value === 'object' && value !== null ? value : {}) as { data?: unknown };
    return Array.isArray(data) ? data : [];
  });
}

function byStripeKind(objects: readonly Plain[]): Partial<Record<string, Plain[]>> {
  const kinds: Partial<Record<string, Plain[]>> = {};
  for (const item of objects) {
    const kind = String(item.object);
    const list = kinds[kind] ?? [];
    list.push(item);
    kinds[kind] = list;
  }
  return kinds;
}

function stripeLedger(name: string, data: StripeData): LedgerFile {
  const { subscriptions, skipped, notes } = fromStripe(data);
  if (subscriptions.length === 0) throw new InputError(`${name}: no subscription is left to compute with`);
  const left = skipped.length === 0 ? [] : [`${skipped.length} subscriptions were left out`];
  return {
    file: name,
    map: { columns: new Map(), unused: [], notes: [], fixedInterval: undefined },
    rows: subscriptions as readonly LedgerRow[],
    lines: subscriptions.map((_, index) => index + 1),
    open: new Map(),
    notes: ['Recognised: objects of the API of Stripe', ...left, ...notes.map(({ text }) => text)],
  };
}

/** Rows of objects take the way of a file: columns by their names, values as they are written. */
function readRows(name: string, rows: readonly Plain[], flags: LedgerFlags): LedgerFile {
  const names = [...new Set(rows.flatMap((row) => Object.keys(flat(name, row))))];
  const table = rows.map((row) => {
    const own = flat(name, row);
    return Object.fromEntries(names.map((key) => [key, own[key] ?? null]));
  });
  const choices = ledgerChoices(flags);
  const bytes = new TextEncoder().encode(csvText(table));
  return readLedgerFile({ name, bytes }, {
    numbers: '1,234.56',
    ...definedOf(choices),
    delimiter: ',',
  } as typeof choices);
}

function definedOf<T extends object>(object: T): Partial<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** `discount: { percent: 5 }` as `discountPercent`, and so the one pause of a list. */
function flat(name: string, row: Plain): Plain {
  const cells = Object.entries(row).flatMap(([key, value]): [string, unknown][] => {
    if (value instanceof Date) return [[key, value.toISOString()]];
    if (typeof value === 'bigint') return [[key, String(value)]];
    if (Array.isArray(value) && value.length > 1) {
      throw new InputError(
        `${name}: ${key} is a list of ${value.length}, and a table has room for one; give a row for each`,
      );
    }
    const inner: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof inner !== 'object' || inner === null) return [[key, inner]];
    const stem = Array.isArray(value) ? key.replace(/s$/, '') : key;
    return Object.entries(inner).map(([own, cell]) => [`${stem}${own.charAt(0).toUpperCase()}${own.slice(1)}`, cell]);
  });
  return Object.fromEntries(cells);
}
