import { add, type Rational, zero } from '../../exact/index.ts';
import { compareKeys, firstIndex } from '../../table/index.ts';
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
  /** All keys in order, and their values column by column. */
  sorted(table: string): SortedTable;
  /** The row of a key, also where nothing was added to it. */
  row(table: string, key: PartKey): TallyRow;
  /** Those that were added to, by key; with `first` those whose key begins like it. */
  rows(table: string, first?: PartKey): readonly TallyRow[];
}

interface SortedTable {
  readonly keys: readonly PartKey[];
  readonly columns: readonly (readonly CellValue[])[];
}

/** Keys and values are columns, in order of their keys for as long as they are added in it, as most are. */
interface Table {
  readonly names: readonly string[];
  readonly kinds: readonly CellKind[];
  keys: PartKey[];
  columns: CellValue[][];
  isSorted: boolean;
  /** By the text of a key; made when one is added out of order. */
  places: Map<string, number> | null;
}

export function newTally(shape: PartShape): Tally {
  const tables = new Map(
    Object.entries(shape).map(([name, columns]): [string, Table] => {
      const [names, kinds] = [Object.keys(columns), Object.values(columns)];
      return [name, { names, kinds, keys: [], columns: names.map(() => []), isSorted: true, places: null }];
    }),
  );
  const tableOf = (name: string) => tables.get(name) as Table;
  return {
    shape,
    add(name, key, cells) {
      const table = tableOf(name);
      addCells(table, key, (column) => cells[table.names[column] as string]);
    },
    addColumns(name, keys, columns) {
      const table = tableOf(name);
      const given = sortedBy(keys, columns);
      if (table.isSorted && areDistinct(given.keys)) mergeColumns(table, given.keys, given.columns);
      else for (const [row, key] of keys.entries()) addCells(table, key, (column) => columns[column]?.[row]);
    },
    sorted: (name) => sortTable(tableOf(name)),
    row(name, key) {
      const table = sortTable(tableOf(name));
      return rowOf(table, key, lowerKey(table.keys, key));
    },
    rows(name, first = []) {
      const table = sortTable(tableOf(name));
      const rows: TallyRow[] = [];
      for (let row = lowerKey(table.keys, first); row < table.keys.length; row += 1) {
        const key = table.keys[row] as PartKey;
        if (first.length > 0 && comparePartKeys(key.slice(0, first.length), first) !== 0) break;
        rows.push(rowOf(table, key, row));
      }
      return rows;
    },
  };
}

function addCells(table: Table, key: PartKey, cellOf: (column: number) => CellValue): void {
  const row = placeOf(table, key);
  for (const [column, kind] of table.kinds.entries()) {
    const values = table.columns[column] as CellValue[];
    values[row] = combine(kind, values[row], cellOf(column));
  }
}

/** The row of a key, made where it is not there. */
function placeOf(table: Table, key: PartKey): number {
  const { keys } = table;
  const last = keys.length - 1;
  const order = last < 0 ? 1 : comparePartKeys(key, keys[last] as PartKey);
  if (order === 0) return last;
  if (order < 0 || !table.isSorted) {
    table.places ??= new Map(keys.map((known, place) => [textOf(known), place]));
    const place = table.places.get(textOf(key));
    if (place !== undefined) return place;
    table.isSorted = false;
  }
  table.places?.set(textOf(key), keys.length);
  for (const column of table.columns) column.push(undefined);
  return keys.push(key) - 1;
}

/** Whether each of some keys in order comes before the next. */
function areDistinct(keys: readonly PartKey[]): boolean {
  return keys.every((key, row) => row === 0 || comparePartKeys(keys[row - 1] as PartKey, key) < 0);
}

/** Keys in order, and their values. Those of a part are, and stay as they are. */
function sortedBy(keys: readonly PartKey[], columns: SortedTable['columns']): SortedTable {
  if (areDistinct(keys)) return { keys, columns };
  const order = [...keys.keys()].sort((a, b) => comparePartKeys(keys[a] as PartKey, keys[b] as PartKey));
  return {
    keys: order.map((row) => keys[row] as PartKey),
    columns: columns.map((values) => order.map((row) => values[row])),
  };
}

/** Adds sorted keys to sorted ones in one walk along both; where all are there already, as those of periods are, nothing moves. */
function mergeColumns(table: Table, keys: readonly PartKey[], columns: readonly (readonly CellValue[])[]): void {
  const old = table.keys;
  // For each row of the two together its place among the old ones and among the new ones, or -1.
  const ofOld = new Int32Array(old.length + keys.length);
  const ofNew = new Int32Array(ofOld.length);
  let [rows, one, other] = [0, 0, 0];
  for (; one < old.length || other < keys.length; rows += 1) {
    const isPast = one === old.length;
    const order = isPast || other === keys.length ? 0 : comparePartKeys(old[one] as PartKey, keys[other] as PartKey);
    const takesOld = !isPast && order <= 0;
    const takesNew = other < keys.length && !(takesOld && order < 0);
    ofOld[rows] = takesOld ? one : -1;
    ofNew[rows] = takesNew ? other : -1;
    if (takesOld) one += 1;
    if (takesNew) other += 1;
  }
  const isSame = rows === old.length;
  for (const [column, kind] of table.kinds.entries()) {
    const [values, more] = [table.columns[column] as CellValue[], columns[column] as readonly CellValue[]];
    const merged: CellValue[] = isSame ? values : [];
    for (let row = 0; row < rows; row += 1) {
      const [from, to] = [ofOld[row] as number, ofNew[row] as number];
      if (to < 0) merged[row] = values[from];
      else merged[row] = from < 0 ? more[to] : combine(kind, values[from], more[to]);
    }
    table.columns[column] = merged;
  }
  if (isSame) return;
  table.keys = Array.from({ length: rows }, (_, row) => {
    const from = ofOld[row] as number;
    return (from < 0 ? keys[ofNew[row] as number] : old[from]) as PartKey;
  });
  table.places = null;
}

function sortTable(table: Table): Table {
  if (!table.isSorted) Object.assign(table, sortedBy(table.keys, table.columns), { isSorted: true, places: null });
  return table;
}

/** The first row whose key is not before this one. */
function lowerKey(keys: readonly PartKey[], key: PartKey): number {
  return firstIndex(keys.length, (row) => comparePartKeys(keys[row] as PartKey, key) >= 0);
}

/** One text for each key; that of numbers alone, of which most are, takes less time and begins as no other does. */
function textOf(key: PartKey): string {
  return key.length > 0 && key.every((part) => typeof part === 'number') ? key.join() : JSON.stringify(key);
}

/** The row at a place if it has this key, and otherwise one of nothing. */
function rowOf({ names, keys, columns }: Table, key: PartKey, row: number): TallyRow {
  const known = keys[row];
  const isThere = known !== undefined && comparePartKeys(known, key) === 0;
  const cellOf = (column: string) => (isThere ? columns[names.indexOf(column)]?.[row] : undefined);
  return {
    key: isThere ? known : key,
    count: (column) => (cellOf(column) ?? 0) as number,
    sum: (column) => (cellOf(column) ?? zero) as Rational,
    extreme: (column) => (cellOf(column) ?? null) as number | null,
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
  const shared = Math.min(a.length, b.length);
  for (let place = 0; place < shared; place += 1) {
    const [one, other] = [a[place], b[place]];
    const order = typeof one === 'number' && typeof other === 'number' ? one - other : compareKeys(one, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
