import { describe, expect, test } from 'vitest';
import { isDecimal } from '../../src/money/amount.ts';
import { currencyName, refuseCurrency } from '../../src/money/currencies.ts';
import { refusal } from '../support/caught.ts';

test('a currency is named in quotes, and none as none', () => {
  expect([currencyName('EUR'), currencyName(null)]).toEqual(["'EUR'", 'none']);
});

test.each<[string | null, string | null, string, unknown]>([
  ['USD', 'EUR', "'USD' cannot be added to 'EUR'", 'USD'],
  [null, 'EUR', "none cannot be added to 'EUR'", undefined],
  ['USD', null, "'USD' cannot be added to none", 'USD'],
])('%s beside %s is refused by both names', (own, common, words, received) => {
  const error = refusal(() => refuseCurrency('rows[3].currency', 'the currency of all rows', own, common));
  expect(error).toMatchObject({ code: 'MIXED_CURRENCIES', path: ['rows', 3, 'currency'] });
  expect(error?.message).toBe(`rows[3].currency must be the currency of all rows: ${words}`);
  expect(error?.received).toBe(received);
});

describe('a Decimal is told by its shape', () => {
  const decimalClass = Object.assign(() => undefined, { isDecimal: () => true });
  const of = (fields: object) => ({ ...fields, constructor: decimalClass });

  test('with all of d, e and s, and a class that knows Decimals', () => {
    expect(isDecimal(of({ d: [1], e: 0, s: 1 }))).toBe(true);
  });

  test.each([[{ d: [1], e: 0 }], [{ d: [1], s: 1 }], [{ e: 0, s: 1 }], [{}]])('not with %o alone', (fields) => {
    expect(isDecimal(of(fields))).toBe(false);
  });

  test('not without such a class, or without any', () => {
    const fields = { d: [1], e: 0, s: 1 };
    expect(isDecimal(fields)).toBe(false);
    expect(isDecimal(Object.assign(Object.create(null), fields))).toBe(false);
    for (const value of [null, undefined, 5, 'a', [fields]]) expect(isDecimal(value)).toBe(false);
  });
});
