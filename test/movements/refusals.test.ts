import Decimal from 'decimal.js';
import {
  comparePolicies,
  type MrrMovements,
  mergeMovements,
  month,
  mrr,
  mrrGrowthRate,
  mrrMovements,
  mrrMovementsBy,
  mrrMovementsByCustomer,
  netRevenueRetention,
  type Period,
  realizedLifetimeValue,
  roundMovements,
  type Subscription,
} from 'tenure';
import { beforeAll, describe, expect, test } from 'vitest';
import { caught, keysOf } from '../support/caught.ts';

const march = month('2026-03');
const row = (fields: Partial<Subscription> = {}): Subscription => ({
  customerId: 'ada',
  start: '2026-01-01',
  amount: 10,
  interval: 'month',
  ...fields,
});
let statement: MrrMovements;
beforeAll(() => {
  statement = mrrMovements([row()], march);
});
const merge = mergeMovements as (statements: unknown) => MrrMovements;
const round = roundMovements as (statement: unknown, digits: unknown) => MrrMovements;
const message = (action: () => unknown) => (caught(action) as Error).message;

describe('terms of a statement', () => {
  const names = ['opening', 'new', 'reactivation', 'expansion', 'contraction', 'churn', 'closing', 'transferIn'];
  test.each([...names, 'transferOut', 'retainedGross', 'retainedNet', 'fx'])(
    '%s is named when it is no amount',
    (name) => {
      expect(caught(() => netRevenueRetention({ opening: 10, [name]: 'much' }))).toMatchObject({
        code: 'INVALID_AMOUNT',
        path: keysOf(`terms.${name}`),
        received: 'much',
      });
      expect(caught(() => merge([statement, { ...statement, [name]: 'much' }]))).toMatchObject({
        path: keysOf(`statements[1].${name}`),
      });
    },
  );

  test('exchange rates alone may be negative', () => {
    expect(mrrGrowthRate({ opening: 10, fx: -1 }).numerator).toBe(-1);
    expect(caught(() => mrrGrowthRate({ opening: 10, new: -1 }))).toMatchObject({ path: keysOf('terms.new') });
  });

  test('growth goes by the closing, and where there is none by all that moved', () => {
    expect(mrrGrowthRate({ opening: 10, new: 5, closing: 13 }).numerator).toBe(3);
    const moved = {
      new: 1,
      reactivation: 2,
      expansion: 4,
      transferIn: 8,
      fx: 16,
      contraction: 32,
      churn: 64,
      transferOut: 128,
    };
    expect(mrrGrowthRate({ opening: 10, ...moved }).numerator).toBe(1 + 2 + 4 + 8 + 16 - 32 - 64 - 128);
  });
});

describe('merging refuses, word for word', () => {
  const other = (change: object) => () => merge([statement, { ...statement, ...change }]);
  const zoned = month('2026-03', { timeZone: 'Europe/London' });
  test.each<[string, () => unknown, string, string]>([
    ['nothing', () => merge([]), 'EMPTY', 'statements must be a non-empty array of statements; received an array of 0'],
    [
      'no array',
      () => merge(statement),
      'INVALID_TYPE',
      'statements must be an array of statements; received an object with keys',
    ],
    [
      'no statement',
      () => merge([statement, 5]),
      'INVALID_TYPE',
      'statements[1] must be the terms of a statement; received 5',
    ],
    [
      'another end',
      other({ period: { ...march, end: new Date('2026-04-02'), label: 'long' } }),
      'CONFLICTING_POLICY',
      "statements[1].period must be that of the others, '2026-03'; received 'long'",
    ],
    [
      'another start',
      other({ period: { ...march, start: new Date('2026-02-02'), label: 'long' } }),
      'CONFLICTING_POLICY',
      "statements[1].period must be that of the others, '2026-03'; received 'long'",
    ],
    [
      'the same instants of another zone',
      other({ period: { ...zoned, start: march.start, end: march.end } }),
      'CONFLICTING_TIME_ZONES',
      "statements[1].period.timeZone must be that of the others, 'UTC'; received 'Europe/London'",
    ],
    [
      'another currency',
      () =>
        merge([
          { ...statement, currency: 'EUR' },
          { ...statement, currency: 'USD' },
        ]),
      'CONFLICTING_POLICY',
      "statements[1].currency must be that of the others, 'EUR'; received 'USD'",
    ],
    [
      'a currency of none, where there are amounts',
      () =>
        merge([
          { ...statement, currency: 'EUR' },
          { ...statement, currency: null },
        ]),
      'CONFLICTING_POLICY',
      "statements[1].currency must be that of the others, 'EUR'; received null",
    ],
    [
      'no word of whether it is complete',
      other({ complete: 1 }),
      'INVALID_TYPE',
      'statements[1].complete must be true or false; received 1',
    ],
    [
      'one amount of another form',
      other({ churn: '0' }),
      'INVALID_TYPE',
      "statements[1].churn must have the amounts of the others, 'number'; received '0'",
    ],
    [
      'another form',
      () => merge([statement, mrrMovements([row()], march, { money: 'fraction' })]),
      'INVALID_TYPE',
      "statements[1] must have the amounts of the others, 'number'; received 'fraction'",
    ],
    [
      'Decimals among fractions',
      () =>
        merge([mrrMovements([row()], march, { money: 'fraction' }), mrrMovements([row()], march, { money: Decimal })]),
      'INVALID_TYPE',
      "statements[1] must have the amounts of the others, 'fraction'; received 'Decimals of Decimal'",
    ],
    [
      'fewer amounts',
      () => merge([{ ...statement }, { period: march, complete: true, currency: null, opening: 10, closing: 10 }]),
      'INVALID_TYPE',
      "statements[1] must have the amounts of the first, churn, closing, contraction, expansion, fx, new, opening, reactivation, retainedGross, retainedNet; received 'closing, opening'",
    ],
    [
      'another policy',
      () => merge([statement, mrrMovements([row()], march, { movements: 'event' })]),
      'CONFLICTING_POLICY',
      'statements[1] must be made under the policy of the others, ',
    ],
    [
      'another currency of nobody',
      () => {
        const empty = mrrMovements([], march);
        return merge([
          { ...statement, currency: 'EUR' },
          { ...empty, currency: 'USD' },
        ]);
      },
      'CONFLICTING_POLICY',
      "statements[1].currency must be that of the others, 'EUR'; received 'USD'",
    ],
    [
      'a cause that is no amount',
      other({ expansionCauses: { price: Number.NaN } }),
      'INVALID_AMOUNT',
      'statements[1].expansionCauses.price must be a finite amount',
    ],
    [
      'causes that are none',
      other({ expansionCauses: { prize: 1 } }),
      'UNKNOWN_KEY',
      'statements[1].expansionCauses.prize is not a known key; expected one of price, quantity, subscription, other',
    ],
  ])('%s', (_, action, code, text) => {
    expect(caught(action)).toMatchObject({ code });
    expect(message(action).startsWith(text)).toBe(true);
  });
});

describe('merging', () => {
  test('of one is what it was, and of shards the sum term by term', () => {
    expect(merge([statement])).toEqual(statement);
    const grown = mrrMovements(
      [
        row({ end: '2026-03-05' }),
        row({ customerId: 'ben', end: '2026-03-05' }),
        row({ customerId: 'ben', start: '2026-03-05', amount: 4 }),
        row({ customerId: 'cem', end: '2026-02-05' }),
        row({ customerId: 'cem', start: '2026-03-05', amount: 3 }),
        row({ customerId: 'dia', start: '2026-03-05', amount: 2 }),
        row({ customerId: 'eve', end: '2026-03-05' }),
        row({ customerId: 'eve', start: '2026-03-05', amount: 11 }),
      ],
      march,
    );
    expect(merge([statement, grown])).toEqual({
      period: march,
      complete: true,
      currency: null,
      opening: 40,
      new: 2,
      reactivation: 3,
      expansion: 1,
      contraction: 6,
      churn: 10,
      closing: 30,
      fx: 0,
      retainedGross: 24,
      retainedNet: 25,
    });
  });

  test('is complete only where every part is, whichever comes first', () => {
    const open = { ...statement, complete: false };
    expect([merge([statement, open]).complete, merge([open, statement]).complete]).toEqual([false, false]);
  });

  test('keeps the policy, so that what was merged does not merge with what was made differently', () => {
    const event = mrrMovements([row()], march, { movements: 'event' });
    expect(caught(() => merge([merge([statement, statement]), event]))).toMatchObject({ code: 'CONFLICTING_POLICY' });
    // From JSON it has none, and is taken for what the others are.
    const thawed: MrrMovements = JSON.parse(JSON.stringify(statement));
    expect(merge([thawed, event]).opening).toBe(20);
    expect(caught(() => merge([merge([thawed, event]), statement]))).toMatchObject({ code: 'CONFLICTING_POLICY' });
  });
});

describe('rounding', () => {
  const all = { opening: 10, new: 0, reactivation: 0, expansion: 0, contraction: 0, churn: 0, closing: 10, fx: 0 };

  test('goes half up, for every sign and size of digits', () => {
    expect(round({ ...all, opening: 0.125, closing: 0.125 }, 2).closing).toBe(0.13);
    expect(round({ ...all, opening: 25, closing: 25 }, -1).closing).toBe(30);
    expect(round({ ...all, opening: 24.9, closing: 24.9 }, -1).closing).toBe(20);
    expect(round({ opening: 10.5, fx: -1, closing: 9.5 }, 0)).toMatchObject({ opening: 11, fx: -1, closing: 10 });
    expect(round({ ...all, opening: '1/3', closing: '1/3' }, 15).closing).toBe(0.333333333333333);
    expect(round({ ...all, opening: 5e14, closing: 5e14 }, -15).closing).toBe(1e15);
    expect(round({ ...all, opening: 1.25, closing: 1.25 }, 0).closing).toBe(1);
  });

  test('gives each movement its floor, and what is missing to those that lost most, the first of equal ones', () => {
    // 10.4 + 0.4 + 0.3 + 0.4 - 0.2 = 11.3: 10 to 11 is one up, and -0.2 has lost most of all, its floor being -1.
    const moved = { ...all, opening: 10.4, new: 0.4, reactivation: 0.3, expansion: 0.4, churn: 0.2, closing: 11.3 };
    expect(round(moved, 0)).toMatchObject({
      opening: 10,
      new: 1,
      reactivation: 0,
      expansion: 0,
      churn: 0,
      closing: 11,
    });
    const fourths = { ...all, opening: 10, contraction: 0.25, churn: 0.25, fx: -0.25, closing: 9.25 };
    expect(round(fourths, 0)).toMatchObject({ opening: 10, contraction: 0, churn: 0, fx: -1, closing: 9 });
  });

  test('rounds what was retained by itself, and leaves the rest of the statement as it is', () => {
    const retained = { ...statement, opening: 10.006, closing: 10.006, retainedGross: 9.004, retainedNet: 9.996 };
    expect(round(retained, 2)).toEqual({
      ...statement,
      opening: 10.01,
      closing: 10.01,
      retainedGross: 9,
      retainedNet: 10,
    });
    expect(Object.keys(round({ opening: 10, closing: 10 }, 0))).not.toContain('retainedGross');
    expect(Object.keys(round({ opening: 10, closing: 10 }, 0))).not.toContain('transferIn');
    expect(round({ opening: 10, transferIn: 1.4, transferOut: 0.4, closing: 11 }, 0)).toMatchObject({
      transferIn: 1,
      transferOut: 0,
    });
  });

  test('closes by the terms where no closing is given', () => {
    expect(round({ opening: 10.4, new: 0.2 }, 0)).toEqual({
      opening: 10,
      new: 1,
      reactivation: 0,
      expansion: 0,
      contraction: 0,
      churn: 0,
      fx: 0,
      closing: 11,
    });
  });

  test('rounds causes so that they sum to the rounded expansion', () => {
    const thirds = { price: '1/3', quantity: '1/3', subscription: '1/3', other: 0 };
    expect(round({ ...all, expansion: 1, closing: 11, expansionCauses: thirds }, 1)).toMatchObject({
      expansion: 1,
      expansionCauses: { price: 0.4, quantity: 0.3, subscription: 0.3, other: 0 },
    });
    const none = { price: 0, quantity: 0, subscription: 0, other: 0 };
    expect(round({ ...all, expansionCauses: none }, 1)).toMatchObject({ expansionCauses: none });
  });

  test.each<[string, unknown, unknown, string, string]>([
    ['a half digit', all, 0.5, 'INVALID_NUMBER', 'digits must be a whole number from -15 to 15; received 0.5'],
    ['too many digits', all, 16, 'INVALID_NUMBER', 'digits must be a whole number from -15 to 15; received 16'],
    [
      'what does not foot',
      { ...all, closing: 10.01 },
      2,
      'NOT_FOOTING',
      'statement.closing must foot: the terms add up to 10; received 10.01',
    ],
    [
      'causes that do not sum to the expansion',
      { ...all, expansion: 1, closing: 11, expansionCauses: { price: 2, quantity: 0, subscription: 0, other: 0 } },
      2,
      'NOT_FOOTING',
      'statement.expansionCauses must foot: the terms add up to 2; received 1',
    ],
    [
      'a cause that is no amount',
      { ...all, expansionCauses: { price: 0, quantity: -1, subscription: 0, other: 0 } },
      2,
      'INVALID_AMOUNT',
      'statement.expansionCauses.quantity must be a finite amount >= 0',
    ],
    [
      'a cause that is none',
      { ...all, expansionCauses: { prize: 0 } },
      2,
      'UNKNOWN_KEY',
      'statement.expansionCauses.prize is not a known key; expected one of price, quantity, subscription, other',
    ],
    ['a term that is no amount', { ...all, churn: 'much' }, 2, 'INVALID_AMOUNT', 'statement.churn must be'],
  ])('%s throws', (_, given, digits, code, text) => {
    expect(caught(() => round(given, digits))).toMatchObject({ code });
    expect(message(() => round(given, digits)).startsWith(text)).toBe(true);
  });

  test('takes eight ulps for footing, as printed numbers have, and no more', () => {
    const off = (ulps: number) => ({ ...all, opening: 1, closing: 1 + ulps * Number.EPSILON });
    expect(round(off(4), 2).closing).toBe(1);
    expect(caught(() => round(off(20), 2))).toMatchObject({ code: 'NOT_FOOTING' });
    expect(round({ ...all, opening: 1e6, churn: 1e6, closing: 1e-10 }, 2).closing).toBe(0);
  });
});

const anInstant =
  "a Date, whole epoch milliseconds, a date such as '2026-03-01' or a date-time such as '2026-03-01T09:30:00Z', or a Period such as month('2026-03')";

describe('walks refuse', () => {
  test.each<[string, () => unknown, string, string]>([
    [
      'no periods',
      () => mrrMovements([], 'March' as unknown as Period),
      'INVALID_PERIOD',
      "period must be a Period, as month('2026-03') or period(start, end) makes one; received 'March'",
    ],
    [
      'a list with what is none',
      () => mrrMovements([], [march, 'April' as unknown as Period]),
      'INVALID_PERIOD',
      "periods[1] must be a Period, as month('2026-03') or period(start, end) makes one; received 'April'",
    ],
    [
      'no period of the drill-down',
      () => mrrMovementsByCustomer([], [[march]] as unknown as Period),
      'INVALID_PERIOD',
      "periods[0] must be one Period, not a list, as month('2026-03') or period(start, end) makes one; received an array of 1",
    ],
    [
      'no function of keys',
      () => mrrMovementsBy([], march, 'plan' as never),
      'INVALID_TYPE',
      "keyOf must be a function from a row to its key; received 'plan'",
    ],
    [
      'no key function, before the period is read',
      () => mrrMovementsBy([], 5 as never, 5 as never),
      'INVALID_TYPE',
      'keyOf must be',
    ],
    [
      'no period of the parts',
      () => mrrMovementsBy([], 5 as never, () => 1),
      'INVALID_PERIOD',
      'period must be a Period',
    ],
    ['no instant', () => mrr([], 'March'), 'INVALID_INSTANT', `at must be ${anInstant}; received 'March'`],
    ['a policy', () => mrr([], { asOf: 0 } as never), 'INVALID_INSTANT', `at must be ${anInstant}; received an object`],
    [
      'a list of Periods',
      () => comparePolicies([], [march] as never, {}, {}),
      'INVALID_PERIOD',
      'period must be one Period, not a list, as',
    ],
    [
      'a list of instants',
      () => realizedLifetimeValue([], ['2026-03-01'] as never),
      'INVALID_INSTANT',
      'asOf must be one instant, not a list: a Date',
    ],
    [
      'what is no period',
      () => mrr([], { end: march.end } as Period),
      'INVALID_PERIOD',
      "at must be a Period, as month('2026-03') or period(start, end) makes one; received an object with keys end",
    ],
    ['half a period', () => mrr([], { start: march.start } as Period), 'INVALID_PERIOD', 'at must be a Period'],
    ['a zone', () => mrr([], { timeZone: 'UTC' } as Period), 'INVALID_PERIOD', 'at must be a Period'],
    [
      'no list of kinds',
      () => mrrMovementsByCustomer([], march, { kinds: 'new' as never }),
      'INVALID_TYPE',
      "policy.kinds must be an array of kinds; received 'new'",
    ],
    ['what is neither', () => mrr([], {} as Period), 'INVALID_INSTANT', 'at must be a Date'],
    [
      'a list in a list',
      () => mrr([], [[march.start]] as never),
      'INVALID_INSTANT',
      'at[0] must be one instant, not a list: a Date',
    ],
  ])('%s', (_, action, code, text) => {
    expect(caught(action)).toMatchObject({ code });
    expect(message(action).startsWith(text)).toBe(true);
  });
});
