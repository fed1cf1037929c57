import { reject } from '../../errors.ts';
import { isRecord } from '../../read/index.ts';
import type { PartKey, PartSums, PartTable } from './part.ts';
import type { CellKind, Column, TableShape, Tally } from './tally.ts';
import { overLargestUnit, type UnitColumn, unitsOfText } from './units.ts';

/** The tables of a tally as JSON: one text for equal sums, whatever they were added up from. */
export function tablesOf(tally: Tally): { readonly [name: string]: PartTable } {
  return Object.fromEntries(
    Object.entries(tally.shape).map(([table, columns]) => {
      const { keys, columns: values } = tally.sorted(table);
      const made = Object.entries(columns).map(([name, kind], place) => [
        name,
        columnOf(kind, values[place] as Column),
      ]);
      return [table, { keys: [...keys], ...Object.fromEntries(made) }];
    }),
  );
}

function columnOf(kind: CellKind, column: Column): PartSums | (number | null)[] {
  if (kind === 'sum') return overLargestUnit(column as UnitColumn);
  return column.values.map((value) => (value ?? (kind === 'count' ? 0 : null)) as number | null);
}

/** Adds the tables of a part to a tally; what is not of its shape is refused. */
export function addTables(tally: Tally, tables: unknown, path: string): void {
  if (!isRecord(tables)) reject('INVALID_TYPE', path, 'be the tables of a part', tables);
  for (const [name, columns] of Object.entries(tally.shape)) {
    const own = `${path}.${name}`;
    const table = tables[name];
    if (!isRecord(table)) reject('INVALID_TYPE', own, 'be a table', table);
    const keys = table.keys;
    if (!Array.isArray(keys) || !keys.every(Array.isArray))
      reject('INVALID_TYPE', `${own}.keys`, 'be a list of keys', keys);
    const read = Object.entries(columns).map(([column, kind]) =>
      readColumn(table[column], kind, keys.length, `${own}.${column}`),
    );
    tally.addColumns(name, keys as readonly PartKey[], read);
  }
}

function readColumn(column: unknown, kind: TableShape[string], length: number, path: string): Column {
  const values = kind === 'sum' && isRecord(column) ? column.sums : column;
  if (!Array.isArray(values) || values.length !== length) {
    reject('INVALID_TYPE', path, `be a column of ${length} values`, column);
  }
  if (kind !== 'sum') {
    const wrong = values.find((value) => typeof value !== 'number' && (kind === 'count' || value !== null));
    if (wrong !== undefined) reject('INVALID_TYPE', path, 'be a column of numbers', wrong);
    return { over: 1n, values };
  }
  const { over } = column as { readonly over?: unknown };
  const rule = 'be sums over one denominator, whole numbers as text';
  const unit = unitsOfText(over);
  if (unit === undefined || unit <= 0) reject('INVALID_TYPE', path, rule, over);
  const units = values.map(unitsOfText);
  const wrong = units.indexOf(undefined);
  if (wrong >= 0) reject('INVALID_TYPE', path, rule, values[wrong]);
  return { over: BigInt(unit), values: units };
}
