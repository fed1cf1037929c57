import { Decimal } from 'decimal.js';
import {
  ledgerBuilder,
  ledgerFromColumns,
  month,
  mrr,
  mrrMovementsBy,
  type Subscription,
  subscriptionColumns,
  trialConversionRate,
} from 'tenure';
import { expect, test } from 'vitest';
import { refusal } from '../../support/caught.ts';
import { row } from '../../support/row.ts';

const march = month('2026-03');

test('trials in columns are those of their rows and customers, chunk after chunk', () => {
  const plain = { customerId: ['zoe', 'yan'], start: ['2026-01-01', '2026-01-01'], amount: 10, interval: 'month' };
  const trials = {
    customerId: ['ada', 'ben', 'cem', 'dia'],
    start: ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-03'],
    // Ben leaves before he pays; of Cem there is no trial, and Dia's is over before it begins.
    trialEnd: ['2026-03-10', '2026-03-12', null, '2026-03-03'],
    end: [null, '2026-03-12', null, null],
    amount: 10,
    interval: 'month',
  };
  const policy = { asOf: '2026-04-01' };
  const alone = ledgerFromColumns(trials as never, policy);
  const builder = ledgerBuilder(policy);
  builder.addColumns(plain as never);
  builder.addColumns(trials as never);
  // A row with a pause is read by itself, between the others.
  builder.addColumns({
    ...trials,
    customerId: ['eve', 'fay', 'gil', 'hal'],
    pauses: [null, null, [{ start: '2026-03-20' }], null],
  } as never);
  expect(trialConversionRate(alone, march)).toMatchObject({ value: 1 / 2, numerator: 1, denominator: 2 });
  expect(trialConversionRate(builder.build(), march)).toMatchObject({ value: 1 / 2, numerator: 2, denominator: 4 });
});

test('more rows than a first table of them holds come back as they were', () => {
  const builder = ledgerBuilder();
  const rows = Array.from({ length: 1100 }, (_, i) =>
    row({ customerId: `c${i}`, amount: i, ...(i % 400 === 0 && { plan: `p${i}`, currency: null }) }),
  );
  builder.add(rows);
  const seen: Subscription[] = [];
  const book = builder.build();
  mrrMovementsBy(book, march, (own) => void seen.push(own as Subscription));
  expect(seen.map(({ customerId, amount, plan }) => [customerId, amount, plan])).toEqual(
    rows.map(({ customerId, amount, plan }) => [customerId, amount, plan]),
  );
  expect(mrr(book, march)).toBe((1099 * 1100) / 2);
});

test('stored rows have the ids and currencies that they were given, and no others', () => {
  const start = '2026-01-01';
  const rows: Subscription[] = [
    row({ start, subscriptionId: 7 }),
    row({ start, subscriptionId: '7', currency: 'EUR', plan: 'a' }),
    row({ start, customerId: 17, plan: 'b' }),
    row({ start, customerId: '17', currency: null, plan: 'a', trialEnd: '2026-01-02' }),
  ];
  const builder = ledgerBuilder({ currency: 'EUR' });
  builder.add(rows);
  const seen: Subscription[] = [];
  mrrMovementsBy(builder.build(), march, (own) => void seen.push(own as Subscription));
  const [a, b, c, { currency: _none, ...d }] = rows as [Subscription, Subscription, Subscription, Subscription];
  expect(seen).toStrictEqual([a, b, c, d].map((own) => ({ ...own, start: new Date(start) })));
});

test.each<[string, unknown, string]>([
  ['no list', 5, 'subscriptions must be an array of subscriptions; received 5'],
  ['what is no row', [row({}), 5], 'subscriptions[1] must be an object; received 5'],
  ['no row at all', [null], 'subscriptions[0] must be an object; received null'],
  [
    'half a discount',
    [{ ...row({}), discountPercent: 5 }],
    'subscriptions[0].discountPercent must be given as discount;',
  ],
  ['the other half', [{ ...row({}), discountAmount: 5 }], 'subscriptions[0].discountAmount must be given as discount;'],
])('columns are not made of %s', (_, rows, message) => {
  const error = refusal(() => subscriptionColumns(rows as never));
  expect(error?.message).toContain(message);
  expect(error?.code).toBe(message.includes('discount') ? 'UNKNOWN_KEY' : 'INVALID_TYPE');
});

test('columns of rows hold what travels, and have the required ones of no rows', () => {
  expect(Object.keys(subscriptionColumns([]))).toEqual(['customerId', 'start', 'amount', 'interval']);
  const rows = [
    row({ amount: new Decimal('0.1'), discount: { percent: new Decimal(10) } }),
    row({ amount: new Decimal('0.2'), discount: { amount: '0.1' } }),
  ];
  const columns = structuredClone(subscriptionColumns(rows));
  expect(columns).toMatchObject({ discount: [{ percent: '10' }, { amount: '0.1' }] });
  expect(mrr(ledgerFromColumns(columns), march, { money: 'fraction' } as never)).toBe('19/100');
});

test('columns of rows are not those rows, which may change afterwards', () => {
  const rows = [
    { ...row({}), note: 'a' as string | null },
    { ...row({}), note: null },
  ];
  const columns = subscriptionColumns(rows);
  Object.assign(rows[0] as object, { note: 'b', amount: 99 });
  expect(mrr(ledgerFromColumns(columns as never), march)).toBe(20);
  expect(columns).toMatchObject({ note: ['a', null] });
});
