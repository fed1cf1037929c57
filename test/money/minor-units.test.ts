import { describe, expect, test } from 'vitest';
import { currencyCode, minorAmounts } from '../../src/money/index.ts';
import { refusal } from '../support/caught.ts';

describe('amounts in minor units', () => {
  test.each([
    // As ISO 4217 has them: a yen and a CFA franc have no minor unit, a dinar has 1,000, an unidad de fomento 10,000.
    ['EUR', { n: 4999n, d: 100n }],
    ['JPY', { n: 4999n, d: 1n }],
    ['BIF', { n: 4999n, d: 1n }],
    ['XPF', { n: 4999n, d: 1n }],
    ['KWD', { n: 4999n, d: 1000n }],
    ['TND', { n: 4999n, d: 1000n }],
    ['CLF', { n: 4999n, d: 10_000n }],
    // None that is known, or none at all.
    ['ABC', { n: 4999n, d: 100n }],
    ['JP', { n: 4999n, d: 100n }],
    [null, { n: 4999n, d: 100n }],
  ])('4999 of %s', (currency, expected) => {
    const read = minorAmounts(currency);
    for (const amount of [4999, 4999n, '4999', '4999.00', '9998/2']) expect(read(amount, 'amount')).toEqual(expected);
  });

  test('are whole numbers: 49.99 is a price in major units', () => {
    expect(refusal(() => minorAmounts('EUR')(49.99, 'rows[3].amount'))).toMatchObject({
      code: 'INVALID_AMOUNT',
      path: ['rows', 3, 'amount'],
      message: "rows[3].amount must be a whole number of minor units, because amounts is 'minor'; received 49.99",
    });
  });
});

test('codes of currencies are given back in upper case, and none stays none', () => {
  expect(['eur', 'Eur', 'EUR', null, undefined].map(currencyCode)).toEqual(['EUR', 'EUR', 'EUR', null, undefined]);
});
