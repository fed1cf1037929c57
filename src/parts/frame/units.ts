import { greatestCommonDivisor, type Rational } from '../../exact/index.ts';

/** A whole number of units: a double as far as that is exact, which takes a tenth of the time, and nearly all are. */
export type Units = number | bigint;

/** The exact sums of a column, each so many times 1 / `over`. */
export interface UnitColumn {
  over: bigint;
  values: (Units | undefined)[];
}

function narrow(units: bigint): Units {
  const number = Number(units);
  return Number.isSafeInteger(number) ? number : units;
}

export function plus(a: Units, b: Units): Units {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return narrow(BigInt(a) + BigInt(b));
}

function times(units: Units, factor: bigint): Units {
  return factor === 1n ? units : narrow(BigInt(units) * factor);
}

/** Brings a column to a unit that an amount over `over` is a whole number of, and gives how many of it one of these is. */
export function shareUnit(column: UnitColumn, over: bigint): bigint {
  const common = greatestCommonDivisor(column.over, over);
  const factor = over / common;
  if (factor !== 1n) {
    column.values = column.values.map((units) => units && times(units, factor));
    column.over *= factor;
  }
  return column.over / over;
}

/** An amount in units of a column, which changes to one that it is a whole number of. */
export function unitsIn(column: UnitColumn, { n, d }: Rational): Units {
  return narrow(d === column.over ? n : n * shareUnit(column, d));
}

export function multiplied(values: readonly (Units | undefined)[], factor: bigint): readonly (Units | undefined)[] {
  return factor === 1n ? values : values.map((units) => units && times(units, factor));
}

const mostDigits = 15;
const [minus, digitZero] = [45, 48];
const wholeNumber = /^-?\d+$/;

/** The whole number that a text writes; undefined for anything else. A zero with a sign is none. */
export function unitsOfText(text: unknown): Units | undefined {
  if (typeof text !== 'string') return undefined;
  const { length } = text;
  if (length > mostDigits) return wholeNumber.test(text) ? narrow(BigInt(text)) : undefined;
  const isNegative = text.charCodeAt(0) === minus;
  let units = 0;
  for (let at = isNegative ? 1 : 0; at < length; at += 1) {
    const digit = text.charCodeAt(at) - digitZero;
    if (!(digit >= 0 && digit <= 9)) return undefined;
    units = units * 10 + digit;
  }
  if (length === (isNegative ? 1 : 0)) return undefined;
  return isNegative ? 0 - units : units;
}

/** The same sums over the largest unit of which they are whole numbers. */
export function overLargestUnit({ over, values }: UnitColumn): { readonly over: string; readonly sums: string[] } {
  const all = values.map((units) => units ?? 0);
  if (Number.isSafeInteger(Number(over)) && all.every((units) => typeof units === 'number')) {
    const common = (all as number[]).reduce(commonDivisor, Number(over));
    return { over: `${Number(over) / common}`, sums: (all as number[]).map((units) => `${units / common}`) };
  }
  const exact = all.map(BigInt);
  const common = exact.reduce((divisor, n) => (divisor === 1n ? 1n : greatestCommonDivisor(n, divisor)), over);
  return { over: `${over / common}`, sums: exact.map((n) => `${n / common}`) };
}

function commonDivisor(a: number, b: number): number {
  let [x, y] = [Math.abs(b), a];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}
