import {
  type CustomerMovements,
  customerMovements,
  mergeMovements,
  month,
  mrrMovements,
  mrrMovementsByCustomer,
  type Policy,
  type Subscription,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { readPeriod } from '../../src/calendar/period.ts';
import { openSource } from '../../src/ledger/query.ts';
import { toFraction } from '../../src/money/money-out.ts';
import { noTerms, termsByCustomer } from '../../src/movements/by-customer/terms-by-customer.ts';
import { mrrTermNames } from '../../src/movements/statement/mrr-statement.ts';

const march = month('2026-03');
const policy: Policy<'fraction'> = {
  currency: 'EUR',
  exchangeRates: { USD: { '2026-02': '0.9', '2026-03': '0.8' }, SEK: { '2026-02': '0.09', '2026-03': '0.1' } },
  money: 'fraction',
};

type Stretch = readonly [amount: Subscription['amount'], start: string, end: string | null, currency?: string];

/** Fractions that share no unit with a whole euro are summed in BigInt, each customer over a denominator of its own. */
const [sliver, otherSliver] = ['1/4503599627370497', '1/4503599627370517'];

const customers: { readonly [customerId: string]: readonly Stretch[] } = {
  'left in January': [[10, '2025-06-01', '2026-01-20']],
  'comes in April': [[10, '2026-04-01', null]],
  stays: [[20, '2025-06-01', null]],
  'stays through a change to and fro': [
    [20, '2025-06-01', '2026-03-05'],
    [30, '2026-03-05', '2026-03-09'],
    [20, '2026-03-09', null],
  ],
  grows: [
    [30, '2025-06-01', null],
    [3, '2026-03-10', null],
  ],
  shrinks: [
    [40, '2025-06-01', '2026-03-31'],
    [35, '2026-03-31', null],
  ],
  leaves: [[50, '2025-06-01', '2026-03-01']],
  'is new': [[60, '2026-03-01', null]],
  returns: [
    [70, '2025-06-01', '2025-09-01'],
    [70, '2026-03-31', null],
  ],
  'returns and grows': [
    [70, '2025-06-01', '2025-09-01'],
    [70, '2026-03-10', '2026-03-20'],
    [90, '2026-03-20', null],
  ],
  'returns, leaves and returns': [
    [70, '2025-06-01', '2025-09-01'],
    [60, '2026-03-10', '2026-03-12'],
    [50, '2026-03-20', null],
  ],
  'is new and lost': [[80, '2026-03-02', '2026-03-30']],
  'stays in dollars': [[100, '2025-06-01', null, 'USD']],
  'grows in dollars': [
    [100, '2025-06-01', null, 'USD'],
    [11, '2026-03-10', null, 'USD'],
  ],
  'shrinks in kronor': [
    [1000, '2025-06-01', '2026-03-10', 'SEK'],
    [900, '2026-03-10', null, 'SEK'],
  ],
  'leaves in kronor': [[1000, '2025-06-01', '2026-03-10', 'SEK']],
  'pays in two currencies': [
    [10, '2025-06-01', null, 'EUR'],
    [100, '2025-06-01', null, 'USD'],
  ],
  'adds a currency': [
    [10, '2025-06-01', null, 'EUR'],
    [100, '2026-03-20', null, 'SEK'],
  ],
  'moves to another currency, for as much': [
    [10, '2025-06-01', '2026-03-12', 'USD'],
    [9, '2026-03-12', null, 'EUR'],
  ],
  'drops a currency': [
    [10, '2025-06-01', null, 'EUR'],
    [100, '2025-06-01', '2026-03-20', 'SEK'],
  ],
  'left in two currencies': [
    [10, '2025-06-01', '2026-01-01', 'EUR'],
    [100, '2025-06-01', '2026-01-01', 'SEK'],
  ],
  'grows by a sliver': [
    [1000, '2025-06-01', null],
    [sliver, '2026-03-10', null],
  ],
  'shrinks by a sliver, and once more': [
    [1000, '2025-06-01', null],
    [otherSliver, '2025-06-01', '2026-03-10'],
    [otherSliver, '2025-06-01', '2026-03-12'],
  ],
  'returns with a sliver of a dollar': [
    [1000, '2025-06-01', '2025-09-01', 'USD'],
    [sliver, '2025-06-01', '2025-09-01', 'USD'],
    [1000, '2026-03-10', null, 'USD'],
    [otherSliver, '2026-03-10', null, 'USD'],
  ],
  'slivers to and fro': [
    [1000, '2025-06-01', null],
    [sliver, '2025-06-01', '2026-03-10'],
    [otherSliver, '2026-03-10', '2026-03-11'],
    [sliver, '2026-03-11', null],
  ],
};

const rowsOf = (names: readonly string[]): Subscription[] =>
  names.flatMap((customerId) =>
    (customers[customerId] as readonly Stretch[]).map(([amount, start, end, currency]) => ({
      customerId,
      start,
      end,
      amount,
      interval: 'month' as const,
      ...(currency === undefined ? {} : { currency }),
    })),
  );
const names = Object.keys(customers);

describe.each(['net', 'event'] as const)('the whole book with %s movements', (movements) => {
  const rules: Policy<'fraction'> = { ...policy, movements };

  test.each(names)('has for what %s the statement of these rows alone', (name) => {
    const alone = mrrMovements(rowsOf([name]), march, rules);
    const source = openSource(rowsOf(names), rules, undefined);
    const terms = termsByCustomer(source, readPeriod(march, 'period')).get(name) ?? noTerms;
    expect(Object.fromEntries(mrrTermNames.map((term) => [term, toFraction(terms[term])]))).toMatchObject(
      Object.fromEntries(mrrTermNames.map((term) => [term, alone[term]])),
    );
  });

  test('is the sum of what each customer alone comes to', () => {
    expect(mrrMovements(rowsOf(names), march, rules)).toEqual(
      mergeMovements(names.map((name) => mrrMovements(rowsOf([name]), march, rules))),
    );
  });

  test('lists what each customer alone lists', () => {
    const alone = [...names].sort().flatMap((name) => mrrMovementsByCustomer(rowsOf([name]), march, rules));
    expect(mrrMovementsByCustomer(rowsOf(names), march, rules)).toEqual(alone);
  });

  test('counts what each customer alone counts', () => {
    const counted = ['opening', 'new', 'reactivated', 'churned', 'closing', 'retained'] as const;
    const countsOf = (counts: CustomerMovements) => counted.map((name) => counts[name]);
    const alone = names.map((name) => countsOf(customerMovements(rowsOf([name]), march, rules)));
    expect(countsOf(customerMovements(rowsOf(names), march, rules))).toEqual(
      counted.map((_, i) => alone.reduce((sum, counts) => sum + (counts[i] as number), 0)),
    );
  });
});
