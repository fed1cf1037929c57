import {
  backtestHealthScore,
  type HealthModel,
  ledger,
  mergeMovements,
  month,
  mrrMovements,
  type Policy,
  type Subscription,
  suggestWeights,
} from 'tenure';
import { fromStripe, type StripeData } from 'tenure/stripe';
import { describe, expect, test } from 'vitest';
import { coupon, discount, item, price, subscription } from '../stripe/objects.ts';
import { refusal } from '../support/caught.ts';

// Keys that come from data may hold what the text of a path is made of.
const odd = "a.b['c']";
const rows: Subscription[] = [
  { customerId: 'ada', start: '2026-01-01', amount: 10, interval: 'month', currency: odd },
  { customerId: 'ben', start: '2026-01-01', amount: 10, interval: 'month', currency: 'EUR' },
];
const rates = (exchangeRates: object) => ({ currency: 'EUR', exchangeRates }) as Policy;
const model: HealthModel = {
  signals: [{ key: 'cancelRequested', weight: 1, normalise: { type: 'linear', worst: 0, best: 1 } }],
};
const book = { subscriptions: [{ ...(rows[1] as Subscription), customerId: odd }] };
const left = { ...(rows[1] as Subscription), end: '2026-02-05' };
const stripe = (fields: object) => () => fromStripe({ subscriptions: [{ ...euro, ...fields }] } as StripeData);
const euro = subscription([item(price('p', 10))]);

const cases: [string, () => unknown, string, (string | number)[]][] = [
  ['a currency', () => ledger(rows, rates({ [odd]: -1 })), 'INVALID_AMOUNT', ['policy', 'exchangeRates', odd]],
  [
    'a month',
    () => ledger(rows, rates({ [odd]: { [odd]: 1 } })),
    'INVALID_PERIOD',
    ['policy', 'exchangeRates', odd, odd],
  ],
  [
    'the currency of the statements',
    () => ledger(rows, { currency: odd, exchangeRates: { EUR: 1, [odd]: 2 } }),
    'INVALID_AMOUNT',
    ['policy', 'exchangeRates', odd],
  ],
  [
    'a missing exchange rate',
    () => mrrMovements(rows, month('2026-02'), rates({ [odd]: { '2026-03': 1 } })),
    'MISSING_EXCHANGE_RATE',
    ['policy', 'exchangeRates', odd, '2026-01'],
  ],
  [
    'a customer of a backtest',
    () => backtestHealthScore(book, model, { dates: ['2026-02-01'], horizonDays: 10, asOf: '2026-06-01' }),
    'INVALID_NUMBER',
    ['signals', odd, 'cancelRequested'],
  ],
  [
    'a customer of a suggestion',
    () =>
      suggestWeights({ subscriptions: [...book.subscriptions, left] }, model, {
        fit: ['2026-02-01'],
        test: ['2026-03-01'],
        horizonDays: 10,
        asOf: '2026-06-01',
      }),
    'INVALID_NUMBER',
    ['signals', odd, 'cancelRequested'],
  ],
  [
    'a currency of a price in Stripe',
    stripe({
      currency: odd,
      items: { data: [item(price('p', 10, { currency_options: { [odd.toLowerCase()]: { unit_amount: -1 } } }))] },
    }),
    'INVALID_AMOUNT',
    ['data', 'subscriptions', 0, 'items', 'data', 0, 'price', 'currency_options', odd, 'unit_amount'],
  ],
  [
    'a currency of a coupon in Stripe',
    stripe({
      discounts: [
        discount('d', coupon('c', { amount_off: 1, currency: 'usd', currency_options: { [odd]: { amount_off: -1 } } })),
      ],
    }),
    'INVALID_AMOUNT',
    ['data', 'subscriptions', 0, 'discounts', 0, 'coupon', 'currency_options', odd, 'amount_off'],
  ],
  [
    'a term that is not known',
    () => mergeMovements([{ ...mrrMovements([], month('2026-02')), ...{ [odd]: 1 } }]),
    'UNKNOWN_KEY',
    ['statements', 0, odd],
  ],
];

describe('a key of the data stands in a path whole', () => {
  test.each(cases)('%s', (_, call, code, path) => {
    expect(refusal(call)).toMatchObject({ code, path });
  });
});
