import { ledger, mrr, type Subscription } from 'tenure';
import { describe, expect, test } from 'vitest';
import { zoneOf } from '../../../src/calendar/zone.ts';
import { monthlyPrice, timesPerMonth } from '../../../src/ledger/rows/monthly-price.ts';
import { refusal } from '../../support/caught.ts';
import { row } from '../../support/row.ts';

test('amounts of every type stand beside each other, each at its own price', () => {
  const amounts = [1, 2, 3, 4, 5, '6', '7', '8', '9', 10n, 11n, 12n, '1', 2n];
  const rows = amounts.map((amount) => row({ amount }));
  expect(mrr([...rows, ...rows], '2026-02-01')).toBe(2 * (78 + 3));
});

test.each<[string, Partial<Subscription>, string, string]>([
  ['a term without an end', { interval: 'term' }, 'INVALID_INSTANT', "end must be present if interval is 'term'"],
  [
    'a term that is counted',
    { interval: 'term', end: '2027-01-01', intervalCount: 2 },
    'INVALID_NUMBER',
    "intervalCount must be left out if interval is 'term'; received 2",
  ],
  [
    'more than numbers hold',
    { amount: 1e308, quantity: 100 },
    'INVALID_AMOUNT',
    'amount must give an MRR within the range of numbers; received 1e+308',
  ],
  ['a quantity below 0', { quantity: -1 }, 'INVALID_NUMBER', 'quantity must be a finite number >= 0; received -1'],
])('%s is no price', (_, fields, code, message) => {
  const error = refusal(() => ledger([row({}), row(fields)]));
  expect(error).toMatchObject({ code });
  expect(error?.message).toContain(`subscriptions[1].${message}`);
});

test('a term of no time at all is paid for no time, and is no error', () => {
  const term = row({ interval: 'term', start: '2026-02-01', end: '2026-02-01', amount: 30 });
  expect(mrr([row({}), term], '2026-02-01')).toBe(10);
});

test.each<[object, string]>([
  [{ amount: 10 }, "amount must be left out if policy.amounts is 'none'; received 10"],
  [{ interval: 'month' }, "interval must be left out if policy.amounts is 'none'; received 'month'"],
  [{ intervalCount: 1 }, "intervalCount must be left out if policy.amounts is 'none'; received 1"],
  [{ discount: { percent: 5 } }, "discount must be left out if policy.amounts is 'none'; received "],
  [{ quantity: -1 }, 'quantity must be a finite number >= 0; received -1'],
  [{ quantity: '2' }, "quantity must be a finite number >= 0; received '2'"],
])('rows without amounts: %j is refused', (fields, message) => {
  const rows = [{}, fields].map((own) => ({ customerId: 'ada', start: '2026-01-01', ...own }));
  expect(refusal(() => ledger(rows as never, { amounts: 'none' }))?.message).toContain(`subscriptions[1].${message}`);
});

describe('the price of an amount that is a number is that of its text', () => {
  const term = { start: 0, end: Number.POSITIVE_INFINITY, zone: zoneOf('UTC', 'timeZone') };
  const factors = [
    timesPerMonth({ weeksPerMonth: '4', daysPerMonth: '30' }),
    timesPerMonth({ weeksPerMonth: '52/12', daysPerMonth: '365/12' }),
  ];
  // Whole cents and what is none, and on both sides of what is worked out in plain numbers. The doubles near the last but one are so far apart
  // that it prints as ...00.1, though ...00.09 is nearer.
  const amounts = [
    ...[0, 0.01, 0.1, 0.29, 1.1, 9.99, 10.005, 0.001, 1e-7, 19.99, 120, 9_999_999_999_999, 1e13],
    ...[9_999_999_999_999.99, 80_000_000_000_000.09, 1e15],
    1e21,
  ];
  const quantities = [undefined, null, 0, 1, 3, 7, 0.5, 2.5, 100, 1_000_003, 2 ** 53 - 1, 2 ** 53, 1e20];

  test.each(['day', 'week', 'month', 'quarter', 'year'] as const)('by the %s', (interval) => {
    for (const [i, times] of factors.entries())
      for (const amount of amounts)
        for (const quantity of quantities) {
          const priced = row({ amount, interval, quantity });
          const plain = monthlyPrice({ ...priced, amount: String(amount) }, term, times, 0);
          expect([i, amount, quantity, monthlyPrice(priced, term, times, 0)]).toEqual([i, amount, quantity, plain]);
        }
  });

  test('also where a discount is off, or several intervals are paid at once', () => {
    const [times] = factors as [(typeof factors)[0]];
    for (const fields of [{ discount: { percent: 50 } }, { discount: { amount: 3 } }, { intervalCount: 2 }]) {
      expect(monthlyPrice(row({ amount: 12, ...fields }), term, times, 0)).toEqual(
        monthlyPrice(row({ amount: '12', ...fields }), term, times, 0),
      );
    }
    expect(monthlyPrice(row({ amount: 12, discount: { amount: 3 } }), term, times, 0)).toEqual({ n: 9n, d: 1n });
    expect(monthlyPrice(row({ amount: 12, discount: { percent: 50 } }), term, times, 0)).toEqual({ n: 6n, d: 1n });
    expect(monthlyPrice(row({ amount: 12, intervalCount: 2 }), term, times, 0)).toEqual({ n: 6n, d: 1n });
  });

  test.each([-0.01, -1, Number.NaN, Number.POSITIVE_INFINITY])('and %s is none', (amount) => {
    const [times] = factors as [(typeof factors)[0]];
    for (const quantity of [undefined, 0]) {
      const error = refusal(() => monthlyPrice(row({ amount, quantity }), term, times, 3));
      expect(error?.path).toEqual(['subscriptions', 3, 'amount']);
    }
  });

  test.each(['fortnight', 'toString', '__proto__', null])('and %s is no interval', (interval) => {
    const [times] = factors as [(typeof factors)[0]];
    const error = refusal(() => monthlyPrice(row({ interval: interval as 'month' }), term, times, 3));
    expect(error).toMatchObject({ code: 'INVALID_OPTION', path: ['subscriptions', 3, 'interval'] });
  });
});
