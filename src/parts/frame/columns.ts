import { reject } from '../../errors.ts';
import { greatestCommonDivisor, type Rational, zero } from '../../exact/index.ts';
import { isRecord } from '../../read/index.ts';
import type { PartKey, PartSums, PartTable } from './part.ts';
import type { CellKind, CellValue, TableShape, Tally } from './tally.ts';

/** The tables of a tally as JSON: one text for equal sums, whatever they were added up from. */
export function tablesOf(tally: Tally): { readonly [name: string]: PartTable } {
  return Object.fromEntries(
    Object.entries(tally.shape).map(([table, columns]) => {
      const { keys, columns: values } = tally.sorted(table);
      const made = Object.entries(columns).map(([name, kind], place) => [name, columnOf(kind, values[place] ?? [])]);
      return [table, { keys: [...keys], ...Object.fromEntries(made) }];
    }),
  );
}

function columnOf(kind: CellKind, values: readonly CellValue[]): PartSums | (number | null)[] {
  if (kind === 'sum') return overOneUnit(values.map((value) => (value ?? zero) as Rational));
  return values.map((value) => (value ?? (kind === 'count' ? 0 : null)) as number | null);
}

/** The largest unit of which all sums are whole numbers. */
function overOneUnit(amounts: readonly Rational[]): PartSums {
  let unit = 1n;
  for (const d of new Set(amounts.map((amount) => amount.d))) unit *= d / greatestCommonDivisor(d, unit);
  const units = amounts.map(({ n, d }) => (d === unit ? n : n * (unit / d)));
  const numbers = units.map(Number);
  // Of numbers that are exact as doubles, which most are, a divisor is found in a tenth of the time.
  if (Number(unit) < 2 ** 53 && numbers.every(Number.isSafeInteger)) {
    const common = numbers.reduce(commonDivisor, Number(unit));
    return { over: `${Number(unit) / common}`, sums: numbers.map((n) => `${n / common}`) };
  }
  const common = units.reduce((divisor, n) => (divisor === 1n ? 1n : greatestCommonDivisor(n, divisor)), unit);
  return { over: `${unit / common}`, sums: units.map((n) => `${n / common}`) };
}

function commonDivisor(a: number, b: number): number {
  let [x, y] = [Math.abs(b), a];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
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

const wholeNumber = /^-?\d+$/;

function readColumn(column: unknown, kind: TableShape[string], length: number, path: string): readonly CellValue[] {
  const values = kind === 'sum' && isRecord(column) ? column.sums : column;
  if (!Array.isArray(values) || values.length !== length) {
    reject('INVALID_TYPE', path, `be a column of ${length} values`, column);
  }
  if (kind !== 'sum') {
    const wrong = values.find((value) => typeof value !== 'number' && (kind === 'count' || value !== null));
    if (wrong !== undefined) reject('INVALID_TYPE', path, 'be a column of numbers', wrong);
    return values;
  }
  const { over } = column as { readonly over?: unknown };
  const texts: readonly unknown[] = [over, ...values];
  const wrong = texts.find((text) => typeof text !== 'string' || !wholeNumber.test(text));
  if (wrong !== undefined || BigInt(over as string) <= 0n) {
    reject('INVALID_TYPE', path, 'be sums over one unit, whole numbers as text', wrong ?? over);
  }
  const d = BigInt(over as string);
  return values.map((text) => ({ n: BigInt(text as string), d }));
}
