import { add, type Rational, zero } from '../../exact/index.ts';
import { compareKeys, getOrAdd, groupByKey } from '../../table/index.ts';
import type { PartKey } from './part.ts';

/** How two values of a column become one: added as whole numbers, added exactly, the smaller, or the greater one. */
export type CellKind = 'count' | 'sum' | 'least' | 'most';

/** The columns of a table, and the tables of a part. */
export type TableShape = { readonly [column: string]: CellKind };
export type PartShape = { readonly [table: string]: TableShape };

/** The values of one key. What is not there is nothing: 0, or null for the smallest and the greatest of none. */
export type Cells = { readonly [column: string]: number | Rational };

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
  /** The row of a key, also where nothing was added to it. */
  row(table: string, key: PartKey): TallyRow;
  /** Those that were added to, by key; with `first` those whose key begins like it. */
  rows(table: string, first?: PartKey): readonly TallyRow[];
}

interface Entry {
  readonly key: PartKey;
  readonly cells: Map<string, number | Rational>;
}

export function newTally(shape: PartShape): Tally {
  const tables = new Map(Object.keys(shape).map((table) => [table, new Map<string, Entry>()]));
  // Asked for once a period: by how keys begin, of each length that was asked for.
  const sorted = new Map<string, Map<string, TallyRow[]>[]>();
  const entriesOf = (table: string) => tables.get(table) as Map<string, Entry>;
  return {
    shape,
    add(table, key, cells) {
      sorted.delete(table);
      const { cells: own } = getOrAdd(entriesOf(table), JSON.stringify(key), () => ({ key, cells: new Map() }));
      for (const column of Object.keys(cells)) {
        const kind = (shape[table] as TableShape)[column] as CellKind;
        own.set(column, combine(kind, own.get(column), cells[column] as number | Rational));
      }
    },
    row(table, key) {
      return rowOf(entriesOf(table).get(JSON.stringify(key)) ?? { key, cells: new Map() });
    },
    rows(table, first = []) {
      const byLength = getOrAdd(sorted, table, () => {
        const rows = [...entriesOf(table).values()].map(rowOf).sort((a, b) => comparePartKeys(a.key, b.key));
        return [new Map([['[]', rows]])];
      });
      byLength[first.length] ??= groupByKey(byLength[0]?.get('[]') ?? [], ({ key }) =>
        JSON.stringify(key.slice(0, first.length)),
      );
      return byLength[first.length]?.get(JSON.stringify(first)) ?? [];
    },
  };
}

function rowOf({ key, cells }: Entry): TallyRow {
  return {
    key,
    count: (column) => (cells.get(column) ?? 0) as number,
    sum: (column) => (cells.get(column) ?? zero) as Rational,
    extreme: (column) => (cells.get(column) ?? null) as number | null,
  };
}

function combine(kind: CellKind, a: number | Rational | undefined, b: number | Rational): number | Rational {
  if (a === undefined) return b;
  if (kind === 'sum') return add(a as Rational, b as Rational);
  if (kind === 'count') return (a as number) + (b as number);
  return kind === 'least' ? Math.min(a as number, b as number) : Math.max(a as number, b as number);
}

function comparePartKeys(a: PartKey, b: PartKey): number {
  for (let place = 0; place < a.length; place += 1) {
    const order = compareKeys(a[place], b[place]);
    if (order !== 0) return order;
  }
  return 0;
}
