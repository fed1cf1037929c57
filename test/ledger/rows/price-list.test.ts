import { Decimal } from 'decimal.js';
import type { MetricsError, Subscription } from 'tenure';
import { describe, expect, test } from 'vitest';
import { compare, type Rational } from '../../../src/exact/index.ts';
import { ledgerRules } from '../../../src/ledger/policy/read-policy.ts';
import { currencyTable } from '../../../src/ledger/rows/currencies.ts';
import { priceList } from '../../../src/ledger/rows/price-list.ts';
import { caught } from '../../support/caught.ts';

const rules = ledgerRules({}, undefined);
const [start, end] = [Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)];
const intervals: Subscription['interval'][] = ['day', 'week', 'month', 'quarter', 'year', 'term'];
const discounts: Subscription['discount'][] = [
  undefined,
  { percent: 2 },
  { amount: 2 },
  { percent: '2' },
  { percent: 20 },
  { amount: new Decimal(2) },
];

/** Every price beside every other. */
const rows = intervals
  .flatMap((interval) =>
    [undefined, 1, 2, 12].flatMap((intervalCount) =>
      discounts.flatMap((discount) =>
        [undefined, 1, 12].flatMap((quantity) =>
          ([10, '10', 101, new Decimal(10)] as const).map(
            (amount) =>
              ({ customerId: 'a', start, interval, intervalCount, discount, quantity, amount }) as Subscription,
          ),
        ),
      ),
    ),
  )
  .filter(({ interval, intervalCount }) => interval !== 'term' || intervalCount === undefined);
const isLookedUp = ({ interval, amount, discount }: Subscription) =>
  interval !== 'term' && !(amount instanceof Decimal) && !(discount?.amount instanceof Decimal);

describe('the distinct prices of a ledger', () => {
  const book = priceList(rules, currencyTable(rules));
  const codesIn = (currency: number) => rows.map((row, index) => book.priceOf(row, currency, start, end, index));
  const codes = [codesIn(0), codesIn(1)];

  test('are what each row alone comes to, in its own currency', () => {
    const { values, billings, quantities, currencies } = book.prices;
    for (const [currency, ofRows] of codes.entries()) {
      for (const [i, code] of ofRows.entries()) {
        const alone = priceList(rules, currencyTable(rules));
        alone.priceOf(rows[i] as Subscription, currency, start, end, i);
        const [value] = alone.prices.values;
        expect(compare(values[code] as Rational, value as Rational)).toBe(0);
        // An interval count of 1 and none, and a quantity of 1 and none, are one price.
        expect([billings[code], quantities[code]]).toEqual([alone.prices.billings[0], alone.prices.quantities[0]]);
        expect(currencies[code]).toBe(currency);
      }
    }
  });

  test('are one for what is missing as undefined and as null', () => {
    const [row] = rows as [Subscription];
    const priceOf = (fields: Partial<Subscription>) =>
      book.priceOf({ ...row, interval: 'month', ...fields }, 0, start, end, 0);
    expect(priceOf({ quantity: null, intervalCount: null, discount: null })).toBe(priceOf({}));
    expect(priceOf({ discount: { percent: 2, amount: null } })).toBe(priceOf({ discount: { percent: 2 } }));
  });

  test('are one for an interval count of 1 and none, and for bigints alike', () => {
    const [row] = rows as [Subscription];
    const priceOf = (fields: Partial<Subscription>) => book.priceOf({ ...row, ...fields }, 0, start, end, 0);
    expect(priceOf({ intervalCount: 1 })).toBe(priceOf({}));
    expect(priceOf({ amount: 10n })).toBe(priceOf({ amount: 10n }));
    expect(priceOf({ amount: 11n })).not.toBe(priceOf({ amount: 10n }));
  });

  test('are one for all rows without amounts, by quantity', () => {
    const counted = ledgerRules({ amounts: 'none' }, undefined);
    const { priceOf, prices } = priceList(counted, currencyTable(counted));
    const codeOf = (fields: object) => priceOf({ customerId: 'a', start, ...fields } as Subscription, 0, start, end, 0);
    expect([codeOf({}), codeOf({}), codeOf({ quantity: 3 }), codeOf({ quantity: null })]).toEqual([0, 0, 1, 0]);
    expect(prices.values).toEqual([
      { n: 1n, d: 1n },
      { n: 3n, d: 1n },
    ]);
  });

  test('are found again, but for those that can change or that depend on the dates of a row', () => {
    const before = book.prices.values.length;
    const again = codesIn(0);
    for (const [i, row] of rows.entries()) expect([row, again[i] === codes[0]?.[i]]).toEqual([row, isLookedUp(row)]);
    expect(book.prices.values).toHaveLength(before + rows.filter((row) => !isLookedUp(row)).length);
  });

  test('say how a row was billed, and whether something came off', () => {
    const priceOf = (row: Subscription) => {
      const price = book.priceOf(row, 0, start, end, 0);
      return [book.prices.quantities[price], book.prices.billings[price]];
    };
    const [row] = rows as [Subscription];
    expect(priceOf({ ...row, interval: 'quarter', intervalCount: 2, quantity: 3, discount: { percent: 2 } })).toEqual([
      3,
      { interval: 'quarter', intervalCount: 2, cycle: { unit: 'month', count: 6 }, discount: { percent: 2 } },
    ]);
    expect(priceOf({ ...row, interval: 'term' })).toEqual([
      1,
      { interval: 'term', intervalCount: 1, cycle: { unit: 'term', end }, discount: undefined },
    ]);
  });

  test.each([
    { discount: { percent: 2, reason: 'loyal' } },
    { discount: { percent: 2, amount: 2 } },
    { discount: {} },
    { discount: 2 },
    { discount: { percent: true } },
    { intervalCount: true },
    { intervalCount: 1n },
    { interval: 'fortnight' },
    { quantity: true },
    { amount: true },
  ])('and what is no price never passes for one that was: %o', (wrong) => {
    const row = { ...rows[0], ...wrong } as unknown as Subscription;
    const { path } = caught(() => book.priceOf(row, 0, start, end, 7)) as MetricsError;
    expect(path.slice(0, 2)).toEqual(['subscriptions', 7]);
  });
});
