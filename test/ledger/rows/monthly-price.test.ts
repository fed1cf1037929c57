import { ledger, mrr, type Subscription } from 'tenure';
import { expect, test } from 'vitest';
import { refusal } from '../../support/caught.ts';
import { row } from '../../support/row.ts';

test('amounts of every type stand beside each other, each at its own price', () => {
  const amounts = [1, 2, 3, 4, 5, '6', '7', '8', '9', 10n, 11n, 12n, '1', 2n];
  const rows = amounts.map((amount) => row({ amount }));
  expect(mrr([...rows, ...rows], '2026-02-01')).toBe(2 * (78 + 3));
});

test.each<[string, Partial<Subscription>, string, string]>([
  ['a term without an end', { interval: 'term' }, 'INVALID_INSTANT', "end must be present where interval is 'term'"],
  [
    'a term that is counted',
    { interval: 'term', end: '2027-01-01', intervalCount: 2 },
    'INVALID_NUMBER',
    "intervalCount must be left out where interval is 'term'; received 2",
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
