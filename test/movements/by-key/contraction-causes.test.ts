import { ledger, mergeMovements, month, mrrMovementsBy, type Policy, roundMovements, type Subscription } from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../../support/caught.ts';
import { row } from '../../support/row.ts';

const march = month('2026-03');
const none = { price: 0, quantity: 0, discount: 0, billingPeriod: 0, subscription: 0, other: 0 };

/** One subscription before and after 10 March; 60 a month before, if nothing else is said. */
function changed(before: Partial<Subscription>, after: Partial<Subscription>): Subscription[] {
  const plan = { subscriptionId: 's', amount: 12, quantity: 5 };
  return [row({ ...plan, end: '2026-03-10', ...before }), row({ ...plan, start: '2026-03-10', ...after })];
}

const all = (rows: readonly Subscription[], policy: Policy = {}) =>
  mrrMovementsBy(rows, march, () => 'all', policy)[0] ?? expect.fail('no statement');
const causes = (rows: readonly Subscription[], policy: Policy = {}) => all(rows, policy).contractionCauses;

describe('causes of a contraction of one subscription', () => {
  test.each<[string, readonly Subscription[], object]>([
    ['a lower price', changed({}, { amount: 10 }), { price: 10 }],
    ['fewer seats', changed({}, { quantity: 3 }), { quantity: 24 }],
    // 5 x 12 to 3 x 10: 2 less for each of five seats, and two seats less at 10.
    ['both', changed({}, { amount: 10, quantity: 3 }), { price: 10, quantity: 20 }],
    ['fewer seats at a higher price', changed({}, { amount: 15, quantity: 3 }), { quantity: 15 }],
    ['more seats at a lower price', changed({}, { amount: 6, quantity: 6 }), { price: 24 }],
    ['a discount', changed({}, { discount: { percent: 25 } }), { discount: 15 }],
    ['a larger discount', changed({ discount: { percent: 25 } }, { discount: { amount: 20 } }), { discount: 5 }],
    [
      'a discount of the same price, written otherwise',
      changed({}, { amount: '12.00', discount: { amount: 6 } }),
      { discount: 6 },
    ],
    ['a discount on a lower price', changed({}, { amount: 11, discount: { percent: 50 } }), { other: 32.5 }],
    ['a discount, and fewer seats', changed({}, { quantity: 4, discount: { percent: 50 } }), { other: 36 }],
    // 12 a month, 120 a year: 10 a month.
    ['a year after months', changed({}, { interval: 'year', amount: 120 }), { billingPeriod: 10 }],
    ['a quarter after months', changed({}, { interval: 'quarter', amount: 30 }), { billingPeriod: 10 }],
    ['three months after one', changed({}, { intervalCount: 3, amount: 30 }), { billingPeriod: 10 }],
    ['a month after weeks', changed({ interval: 'week', amount: 3 }, { amount: 10 }), { billingPeriod: 15 }],
    [
      'two years after one',
      changed({ interval: 'year', amount: 144 }, { interval: 'year', intervalCount: 2, amount: 240 }),
      { billingPeriod: 10 },
    ],
    // 60 to 4 x 10: 2 less for each of five, and a seat less at 10.
    [
      'a year, and a seat less',
      changed({}, { interval: 'year', amount: 120, quantity: 4 }),
      { billingPeriod: 10, quantity: 10 },
    ],
    [
      'a year at the same rate, and a seat less',
      changed({}, { interval: 'year', amount: 144, quantity: 4 }),
      { quantity: 12 },
    ],
    [
      'a year at a discount',
      changed({}, { interval: 'year', amount: 144, discount: { percent: 25 } }),
      { billingPeriod: 15 },
    ],
    [
      'a year at a discount, and a seat less',
      changed({}, { interval: 'year', amount: 144, quantity: 4, discount: { percent: 25 } }),
      { other: 24 },
    ],
    ['a term of a year', changed({}, { interval: 'term', end: '2027-03-10', amount: 120 }), { billingPeriod: 10 }],
    [
      'a term of three years after one',
      changed(
        { interval: 'term', start: '2025-03-10', amount: 144 },
        { interval: 'term', end: '2029-03-10', amount: 360 },
      ),
      { billingPeriod: 10 },
    ],
    // 2027 to 2028 has a 29 February; both are twelve months.
    [
      'a leap year after a year',
      changed(
        { interval: 'term', start: '2025-03-10', amount: 144 },
        { interval: 'term', end: '2027-03-10', amount: 120 },
      ),
      { price: 10 },
    ],
    ['a shorter period', changed({ interval: 'year', amount: 144 }, { amount: 10 }), { other: 10 }],
    ['as long a one', changed({ interval: 'year', amount: 144 }, { intervalCount: 12, amount: 120 }), { other: 10 }],
    ['no units', changed({}, { quantity: 0 }), { subscription: 60 }],
  ])('%s', (_, rows, expected) => {
    // Another subscription, so that losing all of this one is a contraction too.
    const book = [...rows, row({ subscriptionId: 'other', amount: 7 })];
    const { contraction, contractionCauses } = all(book);
    expect(contractionCauses).toEqual({ ...none, ...expected });
    expect(Object.values(contractionCauses).reduce((sum, amount) => sum + amount, 0)).toBe(contraction);
    expect(all(book).expansionCauses).toEqual({ price: 0, quantity: 0, subscription: 0, other: 0 });
  });

  test('another currency', () => {
    const policy = { currency: 'USD', exchangeRates: { EUR: 2 } };
    expect(causes(changed({ currency: 'EUR' }, { currency: 'USD' }), policy)).toEqual({ ...none, other: 60 });
    expect(causes(changed({ currency: 'EUR' }, { currency: 'EUR', amount: 10 }), policy)).toEqual({
      ...none,
      price: 20,
    });
  });

  test('several rows of it at once', () => {
    const rows = [...changed({}, { amount: 10 }), row({ subscriptionId: 's', start: '2026-03-10', amount: 1 })];
    expect(causes(rows)).toEqual({ ...none, other: 9 });
  });
});

describe('causes of a contraction of several', () => {
  const monthly = row({ end: '2026-03-10', amount: 12 });
  const yearly = row({ start: '2026-03-10', amount: 120, interval: 'year' });

  test('one that ends while another goes on', () => {
    expect(causes([monthly, row({ amount: 30 })])).toEqual({ ...none, subscription: 12 });
  });

  test('one that is followed by another, with and without ids, is that one', () => {
    expect(causes([monthly, yearly])).toEqual({ ...none, billingPeriod: 2 });
    expect(
      causes([
        { ...monthly, subscriptionId: 'a' },
        { ...yearly, subscriptionId: 'b' },
      ]),
    ).toEqual({ ...none, billingPeriod: 2 });
    expect(causes([monthly, { ...yearly, start: '2026-03-25' }])).toEqual({ ...none, billingPeriod: 2 });
    expect(causes([monthly, row({ amount: 30 }), yearly])).toEqual({ ...none, billingPeriod: 2 });
  });

  test('of two that end and one that begins none is told to be the follower', () => {
    expect(causes([monthly, { ...monthly, amount: 8 }, yearly])).toEqual({ ...none, subscription: 10 });
  });

  test('each bears its share of a loss that gains of others have lowered', () => {
    // Loses 10 by price and 20 by seats, gains 12 elsewhere: 18, in proportion.
    const more = [
      row({ subscriptionId: 't', end: '2026-03-12', amount: 4 }),
      row({ subscriptionId: 't', start: '2026-03-12', amount: 16 }),
    ];
    const rows = [...changed({}, { amount: 10, quantity: 3 }), ...more];
    expect(all(rows)).toMatchObject({ contraction: 18, contractionCauses: { ...none, price: 6, quantity: 12 } });
  });

  test('of events each has the causes of its own', () => {
    const rows = [
      ...changed({}, { amount: 10, end: '2026-03-20' }),
      row({ subscriptionId: 's', start: '2026-03-20', amount: 110, quantity: 5, interval: 'year' }),
    ];
    expect(causes(rows)).toEqual({ ...none, billingPeriod: 85 / 6 });
    const [by] = [causes(rows, { movements: 'event' })];
    expect(by).toEqual({ ...none, price: 10, billingPeriod: 25 / 6 });
  });

  test('what moves to another key is transferred, and what is lost on the way has no cause of its own', () => {
    const rows = changed({ plan: 'a' }, { plan: 'b', amount: 10 });
    const [a, b] = mrrMovementsBy(rows, march, ({ plan }) => plan ?? null);
    expect(a).toMatchObject({ transferOut: 50, contraction: 10, contractionCauses: { ...none, other: 10 } });
    expect(b).toMatchObject({ transferIn: 50, contraction: 0, contractionCauses: none });
  });

  test('churn is no contraction', () => {
    expect(causes([monthly])).toEqual(none);
  });
});

describe('through merging, rounding and JSON', () => {
  const rows = changed({}, { amount: '10.005', quantity: 3 });

  test('causes add up', () => {
    const parts = ['ada', 'ben'].map((customerId) =>
      mrrMovementsBy(
        rows.map((own) => ({ ...own, customerId })),
        march,
        () => 'all',
        { money: 'fraction' } as const,
      ),
    );
    const whole = mergeMovements(parts.map(([part]) => part ?? expect.fail('no part')));
    expect(whole.contractionCauses).toEqual({
      price: '399/20',
      quantity: '2001/50',
      discount: '0',
      billingPeriod: '0',
      subscription: '0',
      other: '0',
    });
    expect(mergeMovements([JSON.parse(JSON.stringify(whole))])).toEqual(whole);
  });

  test('printed ones foot', () => {
    const rounded = roundMovements(all(ledger(rows) as never), 1);
    // 29.985 of 9.975 by price and 20.01 by seats.
    expect(rounded).toMatchObject({ contraction: 30, contractionCauses: { ...none, price: 10, quantity: 20 } });
  });

  test('that do not add up to the contraction are refused, unknown ones too', () => {
    const part = all(rows);
    const wrong = { ...part, contractionCauses: { ...none, price: 1 } };
    expect(refusal(() => roundMovements(wrong, 2))).toMatchObject({
      code: 'NOT_FOOTING',
      path: keysOf('statement.contractionCauses'),
    });
    const unknown = { ...part, contractionCauses: { ...none, prize: 1 } };
    expect(refusal(() => roundMovements(unknown, 2))).toMatchObject({
      code: 'UNKNOWN_KEY',
      path: keysOf('statement.contractionCauses.prize'),
    });
    expect(refusal(() => mergeMovements([unknown]))).toMatchObject({
      code: 'UNKNOWN_KEY',
      path: keysOf('statements[0].contractionCauses.prize'),
    });
  });
});
