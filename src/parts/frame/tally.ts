import { add, type Rational, zero } from '../../exact/index.ts';
import { compareKeys, getOrAdd, groupByKey } from '../../table/index.ts';
import type { PartKey } from './part.ts';

/** How two values of a column become one: added as whole numbers, added exactly, the smaller, or the greater one. */
export type CellKind = 'count' | 'sum' | 'least' | 'most';

/** The columns of a table, and the tables of a part. */
export type TableShape = { readonly [column: string]: CellKind };
export type PartShape = { readonly [table: string]: TableShape };

/** The values of one key. What is not there is nothing: 0, or null for the smallest and the greatest of none. */
type Cells = { readonly [column: string]: number | Rational };
export type CellValue = number | Rational | null | undefined;

export interface TallyRow {
  readonly key: PartKey;
  count(column: string): number;
  sum(column: string): Rational;
  /** The smallest or the greatest of some values. */
  extreme(column: string): number | null;
}

/** The tables of a part while they are added to. */
export interface Tally {
  readonly shape: PartShape;
  add(table: string, key: PartKey, cells: Cells): void;
  /** The same of many keys, with a column of values for each column of the table. */
  addColumns(table: string, keys: readonly PartKey[], columns: readonly (readonly CellValue[])[]): void;
  /** All keys in order, with their values in the order of the columns. */
  entries(table: string): readonly Entry[];
  /** The row of a key, also where nothing was added to it. */
  row(table: string, key: PartKey): TallyRow;
  /** Those that were added to, by key; with `first` those whose key begins like it. */
  rows(table: string, first?: PartKey): readonly TallyRow[];
}

interface Entry {
  readonly key: PartKey;
  readonly values: CellValue[];
  /** One with a greater key, mostly the next: parts come with sorted keys, which are found along them sooner than by their text. */
  after: Entry | null;
}

interface Table {
  readonly columns: readonly string[];
  readonly kinds: readonly CellKind[];
  readonly entries: Map<string, Entry>;
  /** Before the first of them. */
  readonly head: Entry;
  /** By how keys begin, of each length that was asked for: results ask period by period. */
  sorted: Map<string, TallyRow[]>[] | null;
}

export function newTally(shape: PartShape): Tally {
  const tables = new Map(
    Object.entries(shape).map(([name, columns]): [string, Table] => {
      const [names, kinds] = [Object.keys(columns), Object.values(columns)];
      return [name, { columns: names, kinds, entries: new Map(), head: newEntry([]), sorted: null }];
    }),
  );
  const tableOf = (name: string) => tables.get(name) as Table;
  const addColumns: Tally['addColumns'] = (name, keys, columns) => {
    const table = tableOf(name);
    table.sorted = null;
    let before = table.head;
    const entries = keys.map((key) => {
      before = entryAfter(table, before, key);
      return before;
    });
    for (const [place, kind] of table.kinds.entries()) {
      const column = columns[place] as readonly CellValue[];
      for (const [row, { values }] of entries.entries()) values[place] = combine(kind, values[place], column[row]);
    }
  };
  return {
    shape,
    addColumns,
    add(name, key, cells) {
      const table = tableOf(name);
      table.sorted = null;
      const { values } = entryFor(table, key);
      for (const [place, kind] of table.kinds.entries()) {
        values[place] = combine(kind, values[place], cells[table.columns[place] as string]);
      }
    },
    entries: (name) => sortedEntries(tableOf(name)),
    row(name, key) {
      const table = tableOf(name);
      return rowOf(table, table.entries.get(textOf(key)) ?? { key, values: [] });
    },
    rows(name, first = []) {
      const table = tableOf(name);
      table.sorted ??= [new Map([['[]', sortedEntries(table).map((entry) => rowOf(table, entry))]])];
      const { sorted } = table;
      sorted[first.length] ??= groupByKey(sorted[0]?.get('[]') ?? [], ({ key }) =>
        JSON.stringify(key.slice(0, first.length)),
      );
      return sorted[first.length]?.get(JSON.stringify(first)) ?? [];
    },
  };
}

function newEntry(key: PartKey): Entry {
  return { key, values: [], after: null };
}

/** The entry of a key, made where it is not there. */
function entryFor({ entries }: Table, key: PartKey): Entry {
  return getOrAdd(entries, textOf(key), () => newEntry(key));
}

/** So many entries are passed over before a key is looked up by its text. */
const mostSteps = 12;

/** The same of a key that comes after another one, as far as keys come in order. */
function entryAfter(table: Table, first: Entry, key: PartKey): Entry {
  let before = first;
  for (let steps = 0; steps < mostSteps; steps += 1) {
    const { after } = before;
    const order = after === null ? 1 : comparePartKeys(after.key, key);
    if (order === 0) return after as Entry;
    if (order > 0) {
      const found = entryFor(table, key);
      // Links lead to greater keys only, so that no list of keys, however it is sorted, makes a circle of them.
      if (found.after === null && (before === table.head || comparePartKeys(before.key, key) < 0)) {
        found.after = after;
        before.after = found;
      }
      return found;
    }
    before = after as Entry;
  }
  return entryFor(table, key);
}

/** One text for each key; that of numbers alone, of which most are, takes less time and begins as no other does. */
function textOf(key: PartKey): string {
  return key.length > 0 && key.every((part) => typeof part === 'number') ? key.join() : JSON.stringify(key);
}

function sortedEntries({ entries }: Table): Entry[] {
  return [...entries.values()].sort((a, b) => comparePartKeys(a.key, b.key));
}

function rowOf({ columns }: Table, { key, values }: Pick<Entry, 'key' | 'values'>): TallyRow {
  return {
    key,
    count: (column) => (values[columns.indexOf(column)] ?? 0) as number,
    sum: (column) => (values[columns.indexOf(column)] ?? zero) as Rational,
    extreme: (column) => (values[columns.indexOf(column)] ?? null) as number | null,
  };
}

function combine(kind: CellKind, a: CellValue, b: CellValue): CellValue {
  if (a === undefined || a === null) return b;
  if (b === undefined || b === null) return a;
  if (kind === 'sum') return addOver(a as Rational, b as Rational);
  if (kind === 'count') return (a as number) + (b as number);
  return kind === 'least' ? Math.min(a as number, b as number) : Math.max(a as number, b as number);
}

/** Units of shards are mostly parts of each other: no lowest terms have to be found then. */
function addOver(a: Rational, b: Rational): Rational {
  if (a.d === b.d) return { n: a.n + b.n, d: a.d };
  if (a.d % b.d === 0n) return { n: a.n + b.n * (a.d / b.d), d: a.d };
  return b.d % a.d === 0n ? { n: a.n * (b.d / a.d) + b.n, d: b.d } : add(a, b);
}

function comparePartKeys(a: PartKey, b: PartKey): number {
  for (let place = 0; place < Math.max(a.length, b.length); place += 1) {
    const [one, other] = [a[place], b[place]];
    const order = typeof one === 'number' && typeof other === 'number' ? one - other : compareKeys(one, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
