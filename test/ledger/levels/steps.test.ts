import {
  customerMovements,
  ledger,
  ledgerBuilder,
  month,
  mrr,
  mrrMovements,
  mrrMovementsByCustomer,
  type Policy,
  type Subscription,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { row } from '../../support/row.ts';

const march = month('2026-03');
const sliver = '1/4503599627370497';

// Would catch: a churn and a return, or a gain and a loss, that nobody saw, because they lie in one instant.
describe('what changes at one instant is one step', () => {
  test('of rows that overlap', () => {
    const rows = [
      row({}),
      row({ end: '2026-03-10', amount: 5 }),
      row({ start: '2026-03-10', end: '2026-03-20', amount: 8 }),
      row({ start: '2026-03-20', amount: 8 }),
    ];
    expect(mrrMovements(rows, march, { movements: 'event' })).toMatchObject({ expansion: 3, contraction: 0 });
    expect(mrrMovementsByCustomer(rows, march, { movements: 'event' })).toHaveLength(1);
  });

  test('of free plans that follow one another', () => {
    const free = (fields: Partial<Subscription>) => row({ amount: 0, ...fields });
    const rows = [
      free({ end: '2026-03-10' }),
      free({ start: '2026-03-10', end: '2026-03-20' }),
      free({ start: '2026-03-21' }),
    ];
    const counts = customerMovements(rows, march, { freePlans: 'include', movements: 'event' });
    expect(counts).toMatchObject({ opening: 1, churned: 1, reactivated: 1, closing: 1 });
  });

  test.each<[string, readonly Subscription[]]>([
    ['in units', [row({ end: '2026-03-05' }), row({ start: '2026-03-10' })]],
    [
      'in fractions',
      [1000, sliver].flatMap((amount) => [row({ amount, end: '2026-03-05' }), row({ amount, start: '2026-03-10' })]),
    ],
  ])('and none where a gap is filled with what comes after it (%s)', (_, rows) => {
    const policy: Policy = { churnGraceDays: 30, movements: 'event' };
    const [only, ...others] = mrrMovementsByCustomer(rows, march, policy);
    expect(others).toEqual([]);
    expect(only).not.toHaveProperty('at');
    expect(only).toMatchObject({ kind: 'retained', change: 0 });
  });
});

// Would catch: a level that goes on from that of another customer, or of another time, than the one before it.
test('levels in two currencies are those of each customer and time, in whatever order they are asked for', () => {
  const ada = ['EUR', 'USD'].map((currency) => row({ currency, amount: 4 }));
  const ben = [
    row({ customerId: 'ben', currency: 'USD', amount: 5 }),
    row({ customerId: 'ben', currency: 'EUR', amount: 3, start: '2026-02-10' }),
  ];
  const retained = (customerId: string, amount: number) => ({
    customerId,
    kind: 'retained',
    opening: amount,
    closing: amount,
    change: 0,
  });
  const grown = { customerId: 'ben', kind: 'expansion', opening: 10, closing: 13, change: 3 };
  const policy: Policy = { currency: 'EUR', exchangeRates: { USD: 2 } };
  for (const [rows, others] of [
    [[...ada, ...ben], [retained('ada', 12)]],
    [ben, []],
  ] as const) {
    const book = ledger(rows, policy);
    expect(mrrMovementsByCustomer(book, [march, month('2026-02'), march])).toEqual([
      [...others, retained('ben', 13)],
      [...others, grown],
      [...others, retained('ben', 13)],
    ]);
  }
});

// Would catch: spans that are lost where there are more of them than rows, or more rows in a chunk than in all before it.
describe('every span is kept', () => {
  test('of a row with many pauses', () => {
    const day = (number: number) => new Date(Date.UTC(2026, 0, 2 * number));
    const pauses = Array.from({ length: 40 }, (_, i) => ({
      start: day(i + 1),
      end: new Date(+day(i + 1) + 86_400_000),
    }));
    const book = ledger([row({ pauses })]);
    for (const [i, { start, end }] of pauses.entries()) {
      expect([i, mrr(book, start), mrr(book, end)]).toEqual([i, 0, 10]);
    }
  });

  test('of chunks of columns that grow', () => {
    const builder = ledgerBuilder();
    for (const [chunk, count] of [2, 7, 30, 3].entries()) {
      const customerId = Array.from({ length: count }, (_, i) => `${chunk}-${i}`);
      const start = customerId.map(() => '2026-01-01');
      builder.addColumns({ customerId, start, amount: 10, interval: 'month' } as never);
    }
    expect(mrr(builder.build(), march)).toBe(420);
  });
});
