import { ledgerBuilder, ledgerFromColumns, mrr } from 'tenure';
import { expect, test } from 'vitest';

const count = 40;
const rows = Array.from({ length: count }, (_, i) => i);
/** A column in which these values take turns. */
const turns = (...values: readonly unknown[]) => rows.map((i) => values[i % values.length]);
/** A column in which few rows have a value. */
const few = (value: unknown) => rows.map((i) => (i === 0 || i === 17 || i === count - 1 ? value : null));

let reads = 0;
/** A column of your own that counts how often one of its values is read. */
const note = new Proxy(rows.map(String), {
  get(target, key) {
    if (/^\d+$/.test(String(key))) reads += 1;
    return Reflect.get(target, key);
  },
});
const base = { customerId: rows.map((i) => `c${i % 9}`), start: rows.map(() => '2026-01-05'), interval: 'month', note };

/** How many rows were read one by one, but for the one whose price was new: the column is copied, which reads each value once. */
function readAlone(columns: object, policy: object = {}): number {
  reads = 0;
  ledgerFromColumns({ ...base, amount: 10, ...columns } as never, policy);
  return reads - count - 1;
}

/** Each an earlier or later subscription of the same customer. */
const replaced = rows.map((i) => ({ 0: 's9', 17: 's8', 39: 's3' })[i] ?? null);

const [short, long] = [['pro', 'team'], rows.map((i) => `plan ${i}`).concat('more')];
const codes = Int32Array.from(rows, (i) => i % 2);
const gaps = Int32Array.from(rows, (i) => (i % 3) - 1);

// Would catch: rows that take the long way, which no result shows.
test.each<[string, object]>([
  ['no more than they need', {}],
  ['ends, some missing and some at the start', { end: turns(null, '2026-01-05', '2026-02-01', undefined) }],
  ['ends that are days', { end: { epochs: new Int32Array(count).fill(20_600), unit: 'day' } }],
  [
    'trials and requests, some missing',
    { trialEnd: turns('2026-02-01', null), cancelRequestedAt: turns(null, '2026-03-01') },
  ],
  ['signatures that all are missing', { signedAt: turns(null) }],
  ['one plan', { plan: 'pro', churnReason: 'price', segment: 'small' }],
  ['plans as a list', { plan: turns('pro', null, 'team'), segment: turns(undefined, 'x') }],
  ['plans as codes', { plan: { codes, values: short }, churnReason: { codes: gaps, values: short } }],
  ['plans as codes of a long dictionary', { plan: { codes, values: long }, segment: { codes: gaps, values: long } }],
  ['one churn type', { churnType: 'involuntary' }],
  ['churn types as a list', { churnType: turns('voluntary', 'involuntary', null) }],
  ['churn types as codes', { churnType: { codes: gaps, values: ['voluntary', 'involuntary'] } }],
  ['one subscription', { subscriptionId: 's' }],
  ['subscriptions as a list', { subscriptionId: turns('s', null, 7, 8n) }],
  ['subscriptions as codes', { subscriptionId: { codes: gaps, values: ['s', 't'] } }],
  ['subscriptions as codes of a long dictionary', { subscriptionId: { codes: gaps, values: long } }],
  ['pauses that all are missing', { pauses: turns(null), pastDue: turns(undefined), replaces: turns(null) }],
  ['a whole number as its customer', { customerId: Int32Array.from(rows, (i) => i % 9) }],
  ['texts and numbers as customers', { customerId: turns('ada', 7, 8n) }],
  ['currencies', { currency: turns('EUR', 'eur') }],
])('no row is read alone that has %s', (_, columns) => {
  expect(readAlone(columns)).toBe(0);
  expect(readAlone(columns, { grain: 'subscription' })).toBe(0);
});

test.each<[string, object, object, number]>([
  ['a pause', { pauses: few([{ start: '2026-02-01' }]) }, {}, 3],
  ['an overdue payment', { pastDue: few([{ start: '2026-02-01' }]) }, {}, 3],
  ['a subscription that it replaces', { subscriptionId: rows.map((i) => `s${i}`), replaces: replaced }, {}, 3],
  ['a signature', { signedAt: few('2025-12-24') }, {}, 3],
  ['a trial that counts until the first payment', { trialEnd: few('2026-02-01') }, { trials: 'first' }, 3],
  ['others that decide on it', { signedAt: few(null) }, { startAt: 'signed' }, count],
])('only rows are read alone that have %s', (_, columns, policy, expected) => {
  expect(readAlone(columns, policy)).toBe(expected);
});

test('what a dictionary holds that no row uses makes no row one that is read alone', () => {
  const unused = { codes, values: [...short, 5, ''] };
  expect(readAlone({ plan: { ...unused, values: [...unused.values, ...long] } })).toBe(0);
  expect(readAlone({ plan: unused, subscriptionId: unused })).toBe(0);
});

test('rows of a later chunk are not read alone either, as their prices are known', () => {
  reads = 0;
  const builder = ledgerBuilder();
  const chunk = { ...base, amount: Float64Array.from(rows, () => 10) } as never;
  builder.addColumns(chunk).addColumns(chunk);
  expect(reads).toBe(2 * count + 1);
  expect(mrr(builder.build(), '2026-01-05')).toBe(2 * count * 10);
});
