import { type Rational, zero } from '../../exact/index.ts';
import { firstIndex } from '../../table/index.ts';
import { comparePartKeys, leadsOf, mergeKeys, orderOfKeys, type SortedKeys, textOf } from './keys.ts';
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

/** Values by key, which are in order and each there once. */
interface SortedTable extends SortedKeys {
  readonly columns: readonly Column[];
}

/** Keys and values are columns, in order of their keys for as long as they are added in it, as most are. */
interface Table {
  readonly names: readonly string[];
  readonly kinds: readonly CellKind[];
  keys: PartKey[];
  /** Of the keys as they were when others were last merged with them. */
  leads: Float64Array;
  columns: Column[];
  isSorted: boolean;
  /** By the text of a key; made when one is added out of order. */
  places: Map<string, number> | null;
}

export function newTally(shape: PartShape): Tally {
  const tables = new Map(
    Object.entries(shape).map(([name, kindOf]): [string, Table] => {
      const [names, kinds] = [Object.keys(kindOf), Object.values(kindOf)];
      const columns = names.map((): Column => ({ over: 1n, values: [] }));
      return [name, { names, kinds, keys: [], leads: leadsOf([]), columns, isSorted: true, places: null }];
    }),
  );
  const tableOf = (name: string) => tables.get(name) as Table;
  return {
    shape,
    add(name, key, cells) {
      const table = tableOf(name);
      const row = placeOf(table, key);
      for (let place = 0; place < table.kinds.length; place += 1) {
        const kind = table.kinds[place] as CellKind;
        const column = table.columns[place] as Column;
        const cell = cells[table.names[place] as string];
        const isSum = kind === 'sum' && cell !== undefined;
        const value = isSum ? unitsIn(column as UnitColumn, cell as Rational) : (cell as number | undefined);
        column.values[row] = combine(kind, column.values[row], value);
      }
    },
    addColumns(name, keys, columns) {
      mergeColumns(sortTable(tableOf(name)), sortedBy(keys, columns));
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

/** Keys in order, and their values. Those of a part are, and stay as they are. */
function sortedBy(keys: readonly PartKey[], columns: SortedTable['columns']): SortedTable {
  const leads = leadsOf(keys);
  const order = orderOfKeys({ keys, leads });
  if (order === null) return { keys, leads, columns };
  return {
    keys: order.map((row) => keys[row] as PartKey),
    leads: Float64Array.from(order, (row) => leads[row] as number),
    columns: columns.map(({ over, values }) => ({ over, values: order.map((row) => values[row]) })),
  };
}

function mergeColumns(table: Table, given: SortedTable): void {
  if (table.leads.length !== table.keys.length) table.leads = leadsOf(table.keys);
  const { keys, leads, ofOld, ofNew } = mergeKeys(table, given);
  for (const [index, kind] of table.kinds.entries()) {
    const column = table.columns[index] as Column;
    const { over, values } = given.columns[index] as Column;
    const more =
      kind === 'sum' ? multiplied(values as UnitColumn['values'], shareUnit(column as UnitColumn, over)) : values;
    if (ofOld !== null) column.values = spread(column.values, ofOld, keys.length);
    for (let row = 0; row < ofNew.length; row += 1) {
      const place = ofNew[row] as number;
      column.values[place] = combine(kind, column.values[place], more[row]);
    }
  }
  if (ofOld !== null) Object.assign(table, { keys, leads, places: null });
}

function spread(values: readonly CellValue[], places: Uint32Array, length: number): CellValue[] {
  const all = new Array<CellValue>(length).fill(undefined);
  for (let row = 0; row < places.length; row += 1) all[places[row] as number] = values[row];
  return all;
}

/** Brings a table that keys were added to into order. */
function sortTable(table: Table): Table {
  const { keys, columns, isSorted } = table;
  return isSorted ? table : Object.assign(table, sortedBy(keys, columns), { isSorted: true, places: null });
}

/** The first row whose key is not before this one. */
function lowerKey(keys: readonly PartKey[], key: PartKey): number {
  return firstIndex(keys.length, (row) => comparePartKeys(keys[row] as PartKey, key) >= 0);
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
