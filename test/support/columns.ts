import type { Subscription } from 'tenure';
import { toEpoch, zoneOf } from '../../src/calendar/open.ts';
import { subscriptionFields } from '../../src/ledger/rows/fields.ts';

/** Rows as columns, each in a form that `pick` chooses among those that can hold its values. */
export function columnsIn(
  rows: readonly Subscription[],
  timeZone: string,
  pick: (forms: number) => number,
): Record<string, unknown> {
  const names = new Set(['customerId', 'start', 'amount', 'interval', ...rows.flatMap((row) => Object.keys(row))]);
  const columns: Record<string, unknown> = {};
  const choose = (name: string, kind: string | undefined, values: Values) => {
    const forms = formsOf(name, kind, values, timeZone);
    columns[name] = forms[pick(forms.length)];
  };
  for (const name of names) {
    const values = rows.map((row) => row[name as keyof Subscription] ?? null);
    const kind = name in subscriptionFields ? subscriptionFields[name as keyof Subscription].kind : undefined;
    if (kind === 'discount' && values.every((value) => typeof value === 'object') && pick(2) === 0) {
      for (const [own, part] of [
        ['discountPercent', 'percent'],
        ['discountAmount', 'amount'],
      ] as const)
        choose(
          own,
          'amount',
          values.map((value) => (value as Record<string, unknown> | null)?.[part] ?? null),
        );
    } else choose(name, kind, values);
  }
  return columns;
}

type Values = readonly unknown[];

/** Fields that cannot be one value for all rows. */
const columnsOnly = ['customerId', 'start', 'pauses', 'pastDue'];

function formsOf(name: string, kind: string | undefined, values: Values, timeZone: string): unknown[] {
  const forms: unknown[] = [values, { values: values.map((value) => value ?? 'garbage'), valid: bitsOf(values) }];
  const isOne = kind !== undefined && !columnsOnly.includes(name) && values.every((value) => value === values[0]);
  if (isOne && values.length > 0) forms.push(values[0], values[0]);
  if (values.every((value) => typeof value === 'string' || value === null)) {
    if (kind === 'id' || kind === 'text' || kind === 'choice') forms.push(...dictionaries(values));
  }
  const isNumbers = values.every((value) => typeof value === 'number' || value === null);
  if (isNumbers && (kind === 'amount' || kind === 'number')) forms.push(...numberForms(values));
  if (values.every((value) => Number.isInteger(value) && (value as number) >= 0) && kind === 'id')
    forms.push(Int32Array.from(values as number[]), BigInt64Array.from(values as number[], BigInt));
  if (kind === 'instant') forms.push(...instantForms(values, timeZone));
  return forms;
}

function bitsOf(values: Values): Uint8Array {
  const bits = new Uint8Array(Math.ceil(values.length / 8));
  for (const [i, value] of values.entries())
    if (value !== null) bits[i >> 3] = (bits[i >> 3] as number) | (1 << (i & 7));
  return bits;
}

/** A dictionary in another order than the rows, with a value that none has and one that stands in it twice. */
function dictionaries(values: Values): unknown[] {
  const distinct = [...new Set(values.filter((value) => value !== null))] as string[];
  const dictionary = ['nobody', ...distinct.reverse(), ...distinct];
  const codes = values.map((value, i) =>
    value === null ? -1 : i % 2 === 0 ? dictionary.indexOf(value as string) : dictionary.lastIndexOf(value as string),
  );
  const valid = bitsOf(values);
  return [
    { codes: Int32Array.from(codes), values: dictionary },
    { codes: Uint32Array.from(codes, (code) => Math.max(code, 0)), values: dictionary, valid },
    { codes: Int8Array.from(codes, (code) => Math.max(code, 0)), values: dictionary, valid },
  ];
}

function numberForms(values: Values): unknown[] {
  const numbers = values as readonly (number | null)[];
  const forms: unknown[] = [
    Float64Array.from(numbers, (value) => value ?? Number.NaN),
    { values: Float64Array.from(numbers, (value) => value ?? 77), valid: bitsOf(values) },
  ];
  if (numbers.every((value) => value === null || (Number.isInteger(value) && value < 2e6))) {
    const valid = bitsOf(values);
    forms.push({ values: Int32Array.from(numbers, (value) => value ?? 77), valid });
    forms.push({ unscaled: Int32Array.from(numbers, (value) => (value ?? 7) * 1000), scale: 3, valid });
    forms.push({ unscaled: BigInt64Array.from(numbers, (value) => BigInt(value ?? 7)), scale: 0, valid });
    if (!values.includes(null)) forms.push(Int32Array.from(numbers as number[]));
  }
  const cents = numbers.map((value) => Math.round((value ?? 0) * 100));
  if (
    numbers.every((value, i) => value === null || ((cents[i] as number) < 1e15 && (cents[i] as number) / 100 === value))
  ) {
    forms.push({ unscaled: BigInt64Array.from(cents, BigInt), scale: 2, valid: bitsOf(values) });
  }
  return forms;
}

function instantForms(values: Values, timeZone: string): unknown[] {
  const zone = zoneOf(timeZone, 'timeZone');
  const epochs = values.map((value) => (value === null ? null : toEpoch(value, zone)));
  if (epochs.some(Number.isNaN)) return [];
  const valid = bitsOf(values);
  const times = (unit: bigint, rest: bigint) =>
    BigInt64Array.from(epochs, (epoch) => (epoch === null ? -5n : BigInt(epoch) * unit + rest));
  const forms: unknown[] = [
    Float64Array.from(epochs, (epoch) => epoch ?? Number.NaN),
    { epochs: Float64Array.from(epochs, (epoch) => epoch ?? Number.NaN), unit: 'ms' },
    { epochs: times(1n, 0n), unit: 'ms', valid },
    { epochs: times(1000n, 999n), unit: 'us', valid },
    { epochs: times(1_000_000n, 999_999n), unit: 'ns', valid },
  ];
  if (epochs.every((epoch) => epoch === null || epoch % 1000 === 0)) {
    forms.push({ epochs: Int32Array.from(epochs, (epoch) => (epoch ?? 0) / 1000), unit: 's', valid });
  }
  const days = epochs.map((epoch) => (epoch === null ? null : zone.dayOf(epoch)));
  if (epochs.every((epoch, i) => epoch === null || zone.startOfDay(days[i] as number) === epoch)) {
    forms.push({ epochs: Int32Array.from(days, (day) => day ?? -99), unit: 'day', valid });
  }
  return forms;
}
