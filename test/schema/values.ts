import { Decimal } from 'decimal.js';
import fc from 'fast-check';

const dates = ['2026-01-01', '2026-03-01', '2026-03-31', '2026-02-30', '2011-12-30', '0000-01-01', '9999-12-31'];
const dateTimes = ['2026-03-01T10:00:00Z', '2026-03-01T10:00', '2026-03-01 10:00:00Z', '2026-02-28T23:30:00+02:00'];
const numbers = [0, -0, 1, -1, 2.5, 10, 11, 100, 1e9, 1e9 + 1, 1e300, 1e308, 2 ** 53, 8.64e15, 8.64e15 + 1, Number.NaN];
const amounts = ['49.99', '1/3', '1/0', '-5', '+5', '1e3', '1e400', '1.', '.5', '1,5', '1.234,5', '1'.repeat(40), '0'];
const decimals = [new Decimal('1.5'), new Decimal(-1), new Decimal(Number.NaN), new Decimal('Infinity')];
const words = [
  '',
  ' ',
  'x',
  'day',
  'month',
  'term',
  'voluntary',
  'failed',
  'csat',
  'writtenOff',
  'true',
  'EUR',
  'UTC',
  'retain',
];
const spans = [
  { start: '2026-03-01' },
  { start: '2026-03-01', end: null },
  { start: '2026-03-01', end: '2026-02-01' },
  { start: '2026-03-01', end: undefined, note: 'more' },
  { end: '2026-03-01' },
  { start: '2026-02-30' },
];
const discounts = [
  { percent: 10 },
  { percent: '100' },
  { percent: 100.5 },
  { percent: -1 },
  { amount: '1/3' },
  { amount: -1 },
  { percent: 10, amount: 1 },
  { percent: undefined, amount: 1 },
  { percent: 10, months: 3 },
  { percent: null },
  { percent: null, amount: 1 },
];
const rates = [{ USD: '0.9' }, { USD: 0 }, { USD: { '2026-03': 1 } }, { USD: { '2026-3': 1 } }, { EUR: 2 }];
const others = [undefined, null, true, false, 5n, Symbol('s'), () => 1, /x/, new Map(), new Date(Number.NaN), Infinity];

/** Values of which each field takes some and refuses others. */
export const values: readonly unknown[] = [
  ...dates,
  ...dateTimes,
  ...numbers,
  ...amounts,
  ...decimals,
  ...words,
  ...spans,
  ...spans.map((span) => [span]),
  spans.slice(0, 2),
  ...discounts,
  ...rates,
  ...others,
  new Date('2026-03-15'),
  [],
  {},
  [''],
  ['price', 'support'],
  [5],
  [null],
];

/** Rows with the fields of a good one, some of them with other values, some without. */
export function rowsLike(
  good: Readonly<Record<string, unknown>>,
  extra: readonly unknown[] = [],
): fc.Arbitrary<unknown> {
  const value = fc.oneof({ arbitrary: fc.constantFrom(...values, ...extra), weight: 9 }, fc.anything());
  const entries = Object.entries(good).map(([name, own]) =>
    fc.oneof(
      { arbitrary: fc.constant<[string, unknown][]>([[name, own]]), weight: 12 },
      { arbitrary: fc.constant<[string, unknown][]>([]), weight: 3 },
      { arbitrary: value.map((other): [string, unknown][] => [[name, other]]), weight: 2 },
    ),
  );
  const row = fc.tuple(...entries).map((list) => Object.fromEntries(list.flat()));
  return fc.oneof({ arbitrary: row, weight: 30 }, fc.anything());
}

/** The good row with each of its fields in turn, or of these alone, holding each of the values. */
export function* variants(
  good: Readonly<Record<string, unknown>>,
  isVaried: (name: string) => boolean = () => true,
): Generator<Record<string, unknown>> {
  for (const name of Object.keys(good).filter(isVaried)) {
    const { [name]: _, ...rest } = good;
    yield rest;
    for (const value of values) yield { ...good, [name]: value };
  }
}
