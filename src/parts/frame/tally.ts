import { type Rational, zero } from '../../exact/index.ts';
import { compareKeys, firstIndex } from '../../table/index.ts';
import type { PartKey } from './part.ts';
import { multiplied, plus, shareUnit, type UnitColumn, type Units, unitsIn } from './units.ts';

/** How two values of a column become one: added as whole numbers, added exactly, the smaller, or the greater one. */
export type CellKind = 'count' | 'sum' | 'least' | 'most';

/** The columns of a table, and the tables of a part. */
export type TableShape = { readonly [column: string]: CellKind };
export type PartShape = { readonly [table: string]: TableShape };

/** The values of one key. What is not there is nothing: 0, or null for the smallest and the greatest of none. */
type Cells = { readonly [column: string]: number | Rational };
type CellValue = Units | null | undefined;

/** The values of a column; of sums each is so many times 1 / `over`. */
export interface Column {
  over: bigint;
  values: CellValue[];
}

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
  addColumns(table: string, keys: readonly PartKey[], columns: readonly Column[]): void;
  /** All keys in order, and their values column by column. */
  sorted(table: string): SortedTable;
  /** The row of a key, also where nothing was added to it. */
  row(table: string, key: PartKey): TallyRow;
  /** Those that were added to, by key; with `first` those whose key begins like it. */
  rows(table: string, first?: PartKey): readonly TallyRow[];
}

interface SortedTable {
  readonly keys: readonly PartKey[];
  readonly columns: readonly Column[];
}

/** Keys and values are columns, in order of their keys for as long as they are added in it, as most are. */
interface Table {
  readonly names: readonly string[];
  readonly kinds: readonly CellKind[];
  keys: PartKey[];
  columns: Column[];
  isSorted: boolean;
  /** By the text of a key; made when one is added out of order. */
  places: Map<string, number> | null;
}

export function newTally(shape: PartShape): Tally {
  const tables = new Map(
    Object.entries(shape).map(([name, columns]): [string, Table] => {
      const [names, kinds] = [Object.keys(columns), Object.values(columns)];
      return [
        name,
        { names, kinds, keys: [], columns: names.map(() => ({ over: 1n, values: [] })), isSorted: true, places: null },
      ];
    }),
  );
  const tableOf = (name: string) => tables.get(name) as Table;
  return {
    shape,
    add(name, key, cells) {
      const table = tableOf(name);
      const row = placeOf(table, key);
      for (const [place, kind] of table.kinds.entries()) {
        const column = table.columns[place] as Column;
        const cell = cells[table.names[place] as string];
        const isSum = kind === 'sum' && cell !== undefined;
        const value = isSum ? unitsIn(column as UnitColumn, cell as Rational) : (cell as number | undefined);
        column.values[row] = combine(kind, column.values[row], value);
      }
    },
    addColumns(name, keys, columns) {
      const table = sortTable(tableOf(name));
      const isSame = areSame(table.keys, keys);
      const given = isSame ? { keys, columns } : sortedBy(keys, columns);
      mergeColumns(table, given, isSame ? null : placesOf(table.keys, given.keys));
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
  for (const { values } of table.columns) values.push(undefined);
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
    columns: columns.map(({ over, values }) => ({ over, values: order.map((row) => values[row]) })),
  };
}

/** Adds sorted keys to sorted ones. Where they are the same, as those of periods are, no `places` are needed. */
function mergeColumns(table: Table, { keys, columns }: SortedTable, places: MergedPlaces | null): void {
  for (const [index, kind] of table.kinds.entries()) {
    const column = table.columns[index] as Column;
    const { over, values: given } = columns[index] as Column;
    const more =
      kind === 'sum' ? multiplied(given as UnitColumn['values'], shareUnit(column as UnitColumn, over)) : given;
    const { values } = column;
    if (places === null) {
      for (let row = 0; row < keys.length; row += 1) values[row] = combine(kind, values[row], more[row]);
      continue;
    }
    const merged = new Array<CellValue>(places.ofOld.length);
    for (let row = 0; row < merged.length; row += 1) {
      const [one, other] = [places.ofOld[row] as number, places.ofNew[row] as number];
      if (other < 0) merged[row] = values[one];
      else merged[row] = one < 0 ? more[other] : combine(kind, values[one], more[other]);
    }
    column.values = merged;
  }
  if (places === null) return;
  const { ofOld, ofNew } = places;
  table.keys = Array.from(ofOld, (one, row) => (one < 0 ? keys[ofNew[row] as number] : table.keys[one]) as PartKey);
  table.places = null;
}

function areSame(a: readonly PartKey[], b: readonly PartKey[]): boolean {
  return a.length === b.length && a.every((key, row) => comparePartKeys(key, b[row] as PartKey) === 0);
}

/** For each key of two sorted lists its place in the one and in the other, or -1. */
interface MergedPlaces {
  readonly ofOld: Int32Array;
  readonly ofNew: Int32Array;
}

function placesOf(old: readonly PartKey[], keys: readonly PartKey[]): MergedPlaces {
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
  return { ofOld: ofOld.subarray(0, rows), ofNew: ofNew.subarray(0, rows) };
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
  const columnOf = (name: string) => columns[names.indexOf(name)];
  const cellOf = (name: string) => (isThere ? columnOf(name)?.values[row] : undefined);
  return {
    key: isThere ? known : key,
    count: (column) => (cellOf(column) ?? 0) as number,
    sum(column) {
      const units = cellOf(column);
      return units ? { n: BigInt(units), d: columnOf(column)?.over ?? 1n } : zero;
    },
    extreme: (column) => (cellOf(column) ?? null) as number | null,
  };
}

function combine(kind: CellKind, a: CellValue, b: CellValue): CellValue {
  if (a === undefined || a === null) return b;
  if (b === undefined || b === null) return a;
  if (kind === 'sum') return plus(a, b);
  if (kind === 'count') return (a as number) + (b as number);
  return kind === 'least' ? Math.min(a as number, b as number) : Math.max(a as number, b as number);
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
