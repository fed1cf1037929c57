import { parquetReadObjects } from 'hyparquet';
import { fromStripe, type StripeData } from 'tenure/stripe';
import { isModel } from '../../examples/support/health/model-file.ts';
import { InputError } from '../../examples/support/input-error.ts';
import { count } from '../../examples/support/language/formats.ts';
import { say } from '../../examples/support/language/language.ts';
import { csvText } from '../../examples/support/out/csv-text.ts';
import type { FileBytes } from '../../examples/support/read/choices.ts';
import { fileKindOf } from '../../examples/support/read/file-kind.ts';
import type { LedgerRow } from '../../examples/support/read/ledger/ledger-row.ts';
import type { LedgerFile } from '../../examples/support/read/ledger/read-ledger.ts';
import type { OpenKind } from './controls.ts';

/** A file as the readers of the programs take it: a table as text, or rows that need no reading. */
export interface Tabular {
  readonly kind: OpenKind | undefined;
  /** What is said of a ledger of objects is said in the language of when it is asked for. */
  readonly table: FileBytes | (() => LedgerFile);
}

/** CSV as it is; JSON and Parquet as the CSV that says the same; objects of Stripe's API as a ledger. */
export async function tabular(file: FileBytes): Promise<Tabular> {
  const { name, bytes } = file;
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  if (start.startsWith('PAR1')) return ofTable(asTable(name, await parquetReadObjects({ file: bytes.slice().buffer })));
  if (!/^[[{]/.test(start)) return ofTable(file);
  const parsed = parsedJson(name, new TextDecoder().decode(bytes));
  if (isModel(parsed)) return { kind: 'model', table: file };
  const objects = objectsIn(name, parsed);
  const { subscription: subscriptions = [], invoice: invoices = [], event: events = [] } = byStripeKind(objects);
  const isStripe = subscriptions.length + invoices.length + events.length > 0;
  if (!isStripe) return ofTable(asTable(name, objects));
  return { kind: 'ledger', table: stripeLedger(name, { subscriptions, invoices, events } as StripeData) };
}

function ofTable(table: FileBytes): Tabular {
  return { kind: fileKindOf(table, table.written), table };
}

type Plain = Readonly<Record<string, unknown>>;

/** A list, one in `data` as APIs answer, lists under any names, or an object per line. */
function objectsIn(name: string, parsed: unknown): Plain[] {
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

function stripeLedger(name: string, data: StripeData): () => LedgerFile {
  const { subscriptions, skipped, notes } = fromStripe(data);
  if (subscriptions.length === 0) throw new InputError(`${name}: no subscription is left to compute with`);
  return () => ({
    file: name,
    map: { columns: new Map(), unused: [], notes: [], fixedInterval: undefined },
    rows: subscriptions as readonly LedgerRow[],
    lines: subscriptions.map((_, index) => index + 1),
    open: new Map(),
    notes: [
      say('Recognised: objects of the API of Stripe'),
      ...leftOut(skipped.length),
      ...notes.map(({ text }) => text),
    ],
  });
}

function leftOut(subscriptions: number): string[] {
  if (subscriptions === 0) return [];
  return [
    subscriptions === 1
      ? say('1 subscription was left out')
      : say('{count} subscriptions were left out', { count: count(subscriptions) }),
  ];
}

/** Rows of objects take the way of a file: columns by their names, values as they are written. */
function asTable(name: string, rows: readonly Plain[]): FileBytes {
  const names = [...new Set(rows.flatMap((row) => Object.keys(flat(name, row))))];
  const table = rows.map((row) => {
    const own = flat(name, row);
    return Object.fromEntries(names.map((key) => [key, own[key] ?? null]));
  });
  return {
    name,
    bytes: new TextEncoder().encode(csvText(table)),
    written: { delimiter: ',', numbers: '1,234.56' },
  };
}

/** `discount: { percent: 5 }` as `discountPercent`, and so the one pause of a list. */
function flat(name: string, row: Plain): Plain {
  const cells = Object.entries(row).flatMap(([key, value]): [string, unknown][] => {
    if (value instanceof Date) return [[key, value.toISOString()]];
    if (typeof value === 'bigint') return [[key, String(value)]];
    // Themes, and the like.
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return [[key, value.join(';')]];
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
