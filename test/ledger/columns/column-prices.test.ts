import { ledger, ledgerBuilder, ledgerFromColumns, mrr, type Policy, type Subscription } from 'tenure';
import { describe, expect, test } from 'vitest';
import { refusal } from '../../support/caught.ts';

const at = '2026-02-01';
const policy = {
  currency: 'EUR',
  exchangeRates: { USD: '1/7' },
  money: 'fraction',
} as const satisfies Policy<'fraction'>;

/** Each row beside each other that differs from it in one number alone: enough prices to share places in a table of those met before. */
const combined = ['EUR', 'USD'].flatMap((currency) =>
  (['day', 'month', 'year'] as const).flatMap((interval) =>
    [1, 2, 12].flatMap((intervalCount) =>
      [undefined, { percent: 2 }, { amount: 2 }, { amount: 10 }].flatMap((discount) =>
        [1, 2, 300].flatMap((quantity) =>
          [10, 12, 300].map((amount) => ({
            currency,
            interval,
            intervalCount,
            discount,
            quantity,
            amount,
          })),
        ),
      ),
    ),
  ),
);
const many = Array.from({ length: 300 }, (_, i) => 1000 + i);
const [plain] = combined as [(typeof combined)[0]];
const rows = [
  ...combined,
  ...many.map((amount) => ({ ...plain, amount })),
  ...many.map((quantity) => ({ ...plain, quantity })),
];
/** Twice, in an order in which like stands far from like: 7919 is a prime. */
const mixed = Array.from({ length: 2 * rows.length }, (_, i) => rows[(i * 7919) % rows.length] as (typeof rows)[0]);
const column = <V>(value: (row: (typeof rows)[0]) => V) => mixed.map(value);

// Would catch: a price that is taken for another one, which the rows after it then pay.
test('prices that differ in one number are told apart, however many there are', () => {
  const columns = {
    customerId: mixed.map((_, i) => String(i)),
    start: mixed.map(() => '2026-01-01'),
    amount: Float64Array.from(mixed, ({ amount }) => amount),
    interval: column(({ interval }) => interval),
    intervalCount: column(({ intervalCount }) => intervalCount),
    quantity: column(({ quantity }) => quantity),
    currency: column(({ currency }) => currency),
    discountPercent: column(({ discount }) => discount?.percent ?? null),
    discountAmount: column(({ discount }) => discount?.amount ?? null),
  };
  const each = mixed.map((row, i) => ({ ...row, customerId: String(i), start: '2026-01-01' }) as Subscription);
  expect(mrr(ledgerFromColumns(columns as never, policy), at)).toBe(mrr(ledger(each, policy), at));
});

test('more prices than the table of those met before has places for are still each their own', () => {
  const each = Array.from({ length: 8_400 }, (_, i) => ({
    customerId: String(i),
    start: '2026-01-01',
    interval: 'month' as const,
    amount: 1 + ((i * 7919) % 10_007),
    quantity: 1 + (i % 3) / 2,
  }));
  const columns = Object.fromEntries(
    Object.keys(each[0] as object).map((name) => [name, each.map((row) => row[name as keyof typeof row])]),
  );
  expect(mrr(ledgerFromColumns(columns as never), at)).toBe(mrr(ledger(each), at));
});

test.each(['quantity', 'intervalCount', 'discountAmount'])('prices that share a place are told apart by %s', (name) => {
  const length = 8_400;
  const base = { customerId: Array.from({ length }, (_, i) => String(i)), amount: 10_000, interval: 'month' };
  const numbers = Array.from({ length }, (_, i) => i + 1);
  const start = numbers.map(() => '2026-01-01');
  const whole = mrr(ledgerFromColumns({ ...base, start, [name]: numbers } as never), at);
  const sum = numbers.reduce((total, number) => {
    if (name === 'quantity') return total + 10_000 * number;
    return total + (name === 'intervalCount' ? 10_000 / number : 10_000 - number);
  }, 0);
  expect(whole).toBeCloseTo(sum, 5);
});

describe('a price that was met before does not stand for', () => {
  const base = { customerId: ['ada', 'ben'], start: ['2026-01-01', '2026-01-01'], interval: 'month', amount: 120 };
  const mrrOf = (columns: object) => mrr(ledgerFromColumns({ ...base, ...columns } as never), at);

  test('a term of another length', () => {
    expect(mrrOf({ interval: 'term', end: ['2027-01-01', '2026-07-01'] })).toBe(10 + 20);
  });

  test('one with a discount that is an object', () => {
    expect(mrrOf({ discount: [null, { percent: 50 }] })).toBe(120 + 60);
    expect(mrrOf({ discount: [{ amount: 20 }, { percent: 50 }] })).toBe(100 + 60);
  });

  test('an equal amount that is written otherwise', () => {
    expect(mrrOf({ amount: [0, 120] })).toBe(120);
    expect(mrrOf({ amount: ['10.50', '0.25'] })).toBe(10.75);
    expect(
      mrrOf({
        amount: [10, '10', 10n, '1/2'],
        customerId: ['a', 'b', 'c', 'd'],
        start: Array.from('abcd', () => '2026-01-01'),
      }),
    ).toBe(30.5);
  });

  test('one of another currency, or of another count, however many intervals it counts', () => {
    expect(mrrOf({ intervalCount: [1, 12] })).toBe(120 + 10);
    expect(mrrOf({ intervalCount: [4095, 4096] })).toBeCloseTo(120 / 4095 + 120 / 4096, 12);
    expect(mrrOf({ discountPercent: [null, 0], discountAmount: [0, null] })).toBe(240);
    expect(mrrOf({ discountPercent: [100, null], discountAmount: [null, 100] })).toBe(20);
    expect(mrrOf({ discountPercent: [0, 100], quantity: [0, 2] })).toBe(0);
    expect(mrrOf({ discountAmount: [119, 121] })).toBe(1);
    expect(mrrOf({ quantity: [null, 0.5] })).toBe(180);
    expect(mrrOf({ discountPercent: ['10', '20'] })).toBe(108 + 96);
    expect(mrrOf({ discountAmount: ['10', '20'] })).toBe(110 + 100);
  });

  test.each<[string, object]>([
    ['one and a half intervals that are as long as another', { interval: ['day', 'year'], intervalCount: [2, 1.5] }],
    ['an eighth of an interval', { interval: ['week', 'day'], intervalCount: [1, 1.125] }],
    ['a text where a number belongs', { quantity: [1, '1'] }],
    ['a count of intervals that is a text', { intervalCount: [1, '1'] }],
    ['a percentage and an amount off', { discountPercent: [10, 10], discountAmount: [null, 0] }],
    ['no amount', { amount: [120, null] }],
    ['no number', { amount: [120, Number.NaN] }],
    ['a discount that is a number', { discount: [null, 10] }],
    ['an interval that is none', { interval: ['month', 'fortnight'] }],
    ['no interval', { interval: ['month', null] }],
    ['an interval more than there can be', { intervalCount: [1, Number.POSITIVE_INFINITY] }],
    ['two discounts', { discountPercent: [10, 10], discountAmount: [null, 5] }],
    ['more than 100 percent', { discountPercent: [10, 110] }],
    ['a discount below 0', { discountAmount: [0, -1] }],
    ['no whole number of intervals', { intervalCount: [1, 1.5] }],
    ['no interval at all', { intervalCount: [1, 0] }],
    ['a quantity below 0', { quantity: [1, -1] }],
    ['an amount below 0', { amount: [0, -1] }],
  ])('%s', (_, columns) => {
    expect(refusal(() => mrrOf(columns))?.path.slice(0, 2)).toEqual(['subscriptions', 1]);
  });
});

test.each(['discountPercent', 'discountAmount'])('a discount is not given beside %s', (name) => {
  const columns = {
    customerId: ['ada'],
    start: ['2026-01-01'],
    interval: 'month',
    amount: 1,
    discount: [null],
    [name]: 1,
  };
  const error = refusal(() => ledgerFromColumns(columns as never));
  expect(error).toMatchObject({ code: 'INVALID_TYPE' });
  expect(error?.message).toMatch(/^columns\.discount must be left out if discountPercent or discountAmount is given;/);
});

test('where currencies mix, the first row that differs is named, and what came before it in another chunk', () => {
  const first = { customerId: ['ada'], start: ['2026-01-01'], amount: 1, interval: 'month', currency: 'EUR' };
  const next = { ...first, customerId: ['ben', 'cem'], start: ['2026-01-01', '2026-01-01'] };
  const mixed = (currency: unknown) => {
    const builder = ledgerBuilder();
    builder.addColumns(first as never);
    return refusal(() => builder.addColumns({ ...next, currency } as never));
  };
  expect(mixed(['EUR', 'USD'])).toMatchObject({ code: 'MIXED_CURRENCIES', path: ['subscriptions', 2, 'currency'] });
  expect(mixed('USD')).toMatchObject({ code: 'MIXED_CURRENCIES', path: ['subscriptions', 1, 'currency'] });
  expect(mixed(['EUR', null])).toMatchObject({ code: 'MIXED_CURRENCIES', path: ['subscriptions', 2, 'currency'] });
});

test('a refused price of a later chunk is named at its place among all rows', () => {
  const chunk = { customerId: ['ada', 'ben'], start: ['2026-01-01', '2026-01-01'], interval: 'month' };
  const builder = ledgerBuilder();
  builder.addColumns({ ...chunk, amount: [1, 2] } as never);
  const error = refusal(() => builder.addColumns({ ...chunk, amount: [1, -2] } as never));
  expect(error).toMatchObject({ code: 'INVALID_AMOUNT', path: ['subscriptions', 3, 'amount'] });
});

// Would catch: a table of prices that is never asked, which no result shows, as each price is then worked out again.
test('a row is looked at by itself only if its price was not met before, whatever fields prices are made of', () => {
  let reads = 0;
  const note = new Proxy(Array.from({ length: 400 }, String), {
    get(target, key) {
      if (/^\d+$/.test(String(key))) reads += 1;
      return Reflect.get(target, key);
    },
  });
  const of = (...numbers: (number | null)[]) => note.map((_, i) => numbers[i % numbers.length]);
  const columns = {
    customerId: note.map((_, i) => `c${i % 50}`),
    start: note.map(() => '2026-01-01'),
    interval: 'month',
    note,
  };
  const readsOf = (own: object) => {
    reads = 0;
    ledgerFromColumns({ ...columns, ...own } as never);
    return reads;
  };
  // Each value is copied once, and read once more where a price is new.
  expect(readsOf({ amount: 10 })).toBe(400 + 1);
  expect(readsOf({ amount: of(0, 10) })).toBe(400 + 2);
  expect(readsOf({ amount: Float64Array.from(of(10, 20, 30, 40) as number[]) })).toBe(400 + 4);
  expect(readsOf({ amount: 10, quantity: of(1, 2, 3, null) })).toBe(400 + 3);
  expect(readsOf({ amount: 10, intervalCount: of(1, 2), discountPercent: of(0, 10, null, null) })).toBe(400 + 4);
  expect(readsOf({ amount: 10, discountAmount: of(0, 10, null) })).toBe(400 + 3);
});

test('a chunk without rows says nothing about the currency of the others', () => {
  const builder = ledgerBuilder();
  builder.addColumns({ customerId: [], start: [], amount: 1, interval: 'month', currency: 'EUR' });
  builder.addColumns({ customerId: ['ada'], start: ['2026-01-01'], amount: 1, interval: 'month', currency: 'USD' });
  expect(mrr(builder.build(), at)).toBe(1);
});
