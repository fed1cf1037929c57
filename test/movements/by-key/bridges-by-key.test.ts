import { ledger, month, months, mrr, mrrMovementsBy, type Policy, type Subscription } from 'tenure';
import { describe, expect, test } from 'vitest';
import { caught } from '../../support/caught.ts';
import { row } from '../../support/row.ts';

const march = month('2026-03');
const byPlan = (rows: readonly Subscription[], policy: Policy = {}) =>
  Object.fromEntries(mrrMovementsBy(rows, march, ({ plan }) => plan, policy).map((part) => [String(part.key), part]));

describe('parts by plan, through a gap that is no churn', () => {
  const rows = [
    row({ plan: 'basic', end: '2026-02-10' }),
    row({ plan: 'old', end: '2026-02-26', amount: 10 }),
    row({ plan: 'pro', start: '2026-03-03', amount: 15 }),
  ];
  test.each(['net', 'event'] as const)('what ran before it is what opens (%s)', (movements) => {
    const parts = byPlan(rows, { churnGraceDays: 10, movements });
    expect(parts.old).toMatchObject({ opening: 10, transferOut: 10, churn: 0, closing: 0 });
    expect(parts.pro).toMatchObject({ opening: 0, transferIn: 10, expansion: 5, closing: 15 });
    expect(parts.basic).toMatchObject({ opening: 0, churn: 0, closing: 0 });
  });

  test('it keeps the paid plan that ended last, whatever free ones run in it and whichever row comes first', () => {
    const late = row({ plan: 'late', start: '2026-02-01', end: '2026-02-20', amount: 20 });
    const gapped = [
      late,
      row({ plan: 'early', end: '2026-02-10' }),
      row({ plan: 'free', start: '2026-02-10', end: '2026-02-25', amount: 0 }),
      row({ plan: 'free too', start: '2026-02-15', end: '2026-03-02', amount: 0 }),
      row({ plan: 'pro', start: '2026-03-03', amount: 25 }),
    ];
    for (const rows of [gapped, [...gapped].reverse()]) {
      for (const movements of ['net', 'event'] as const) {
        const parts = byPlan(rows, { churnGraceDays: 30, movements });
        expect(parts.late).toMatchObject({ opening: 20, transferOut: 20, retainedGross: 0 });
        expect(parts.early).toMatchObject({ opening: 0, transferOut: 0 });
        expect(parts.pro).toMatchObject({
          transferIn: 20,
          expansion: 5,
          closing: 25,
          retainedNet: 25,
          retainedGross: 20,
        });
      }
    }
  });

  test('it is kept of a customer who is summed in BigInt, too', () => {
    const sliver = { amount: '1/4503599627370497', end: '2026-02-20' };
    const rows = [
      row({ plan: 'old', amount: 1000, end: '2026-02-20' }),
      row({ plan: 'sliver', ...sliver }),
      row({ plan: 'pro', amount: 1500, start: '2026-03-03' }),
    ];
    expect(byPlan(rows, { churnGraceDays: 30 }).old).toMatchObject({ opening: 1000, churn: 0 });
    expect(byPlan(rows).old).toMatchObject({ opening: 0 });
  });

  test('what stays is in no movement, and what changes beside it has its own', () => {
    const rows = [
      row({ plan: 'base' }),
      row({ plan: 'add-on', start: '2026-03-10', end: '2026-03-20', amount: 5 }),
      row({ plan: 'add-on', start: '2026-03-20', amount: 8 }),
    ];
    for (const policy of [{}, { churnGraceDays: 30 }]) {
      const parts = byPlan(rows, { movements: 'event', ...policy });
      expect(parts.base).toMatchObject({ opening: 10, expansion: 0, transferOut: 0, churn: 0, closing: 10 });
      expect(parts['add-on']).toMatchObject({ opening: 0, expansion: 8, transferIn: 0, closing: 8 });
    }
  });

  test('changes are told in order of time, also where the rows are not', () => {
    const changes = [
      row({ plan: 'c', start: '2026-03-20', amount: 30 }),
      row({ plan: 'a', end: '2026-03-10' }),
      row({ plan: 'b', start: '2026-03-10', end: '2026-03-20', amount: 20 }),
      row({ plan: 'd', start: '2026-03-20', amount: 1 }),
    ];
    const parts = byPlan(changes, { movements: 'event' });
    expect(parts.b).toMatchObject({ opening: 0, transferIn: 10, expansion: 10, transferOut: 20, closing: 0 });
    // 20 of 31 came over: shared out as 30 to 1.
    expect(parts.c?.transferIn).toBe(600 / 31);
    expect(parts.d?.transferIn).toBe(20 / 31);
  });

  test('a row that ends on the first instant of a period ends in it, and not in the one before', () => {
    const parts = byPlan([row({ plan: 'a', end: '2026-03-01' })], { movements: 'event' });
    expect(parts.a).toMatchObject({ opening: 10, churn: 10, closing: 0 });
    const next = byPlan([row({ plan: 'a', end: '2026-04-01' })], { movements: 'event' });
    expect(next.a).toMatchObject({ opening: 10, churn: 0, closing: 10 });
  });

  test('what ends first comes first, whichever row began first', () => {
    const parts = byPlan([row({ plan: 'a', end: '2026-03-20' }), row({ plan: 'b', end: '2026-03-10', amount: 5 })], {
      movements: 'event',
    });
    expect(parts.b).toMatchObject({ contraction: 5, churn: 0 });
    expect(parts.a).toMatchObject({ contraction: 0, churn: 10 });
  });

  test('a gap within the period is no event, nor is a free plan that begins in it', () => {
    const rows = [
      row({ plan: 'basic', end: '2026-03-05' }),
      row({ plan: 'free', start: '2026-03-07', amount: 0 }),
      row({ plan: 'pro', start: '2026-03-10', amount: 15 }),
    ];
    const graced = byPlan(rows, { churnGraceDays: 30, movements: 'event' });
    expect(graced.basic).toMatchObject({ opening: 10, churn: 0, transferOut: 10 });
    expect(graced.pro).toMatchObject({ reactivation: 0, transferIn: 10, expansion: 5, closing: 15 });
    const events = byPlan(rows, { movements: 'event' });
    expect(events.basic).toMatchObject({ opening: 10, churn: 10, transferOut: 0 });
    expect(events.pro).toMatchObject({ reactivation: 15, transferIn: 0, expansion: 0 });
  });
});

test('a free plan before or beside the first paid one does not make it an expansion', () => {
  const paid = row({ plan: 'pro', start: '2026-03-05' });
  for (const end of ['2026-03-05', null]) {
    for (const movements of ['net', 'event'] as const) {
      const parts = byPlan([row({ plan: 'free', amount: 0, end }), paid], { movements });
      expect(parts.pro).toMatchObject({ new: 10, expansion: 0, transferIn: 0, closing: 10 });
    }
  }
});

describe('causes of an expansion that rows do not tell apart', () => {
  const cause = (rows: Subscription[], policy: Policy = {}) =>
    mrrMovementsBy(rows, march, () => 'all', policy)[0]?.expansionCauses;
  const s = (fields: Partial<Subscription>) => row({ subscriptionId: 's', ...fields });
  const none = { price: 0, quantity: 0, subscription: 0, other: 0 };

  test('several rows of one subscription at once, before or after', () => {
    const before = s({ end: '2026-03-10' });
    expect(cause([before, s({ end: '2026-03-10' }), s({ start: '2026-03-10', amount: 30 })])).toEqual({
      ...none,
      other: 10,
    });
    expect(cause([before, s({ start: '2026-03-10' }), s({ start: '2026-03-10', amount: 5 })])).toEqual({
      ...none,
      other: 5,
    });
  });

  test('another subscription beside one that stays is its own cause', () => {
    expect(cause([s({}), row({ subscriptionId: 't', start: '2026-03-10', amount: 3 })])).toEqual({
      ...none,
      subscription: 3,
    });
    const raised = [s({ end: '2026-03-10' }), s({ start: '2026-03-10', amount: 12 }), row({ subscriptionId: 't' })];
    expect(cause(raised)).toEqual({ ...none, price: 2 });
  });

  test('more units at a lower price are units alone, less units at a higher one price alone', () => {
    const before = s({ quantity: 2, end: '2026-03-10' });
    expect(cause([before, s({ start: '2026-03-10', quantity: 5, amount: 9 })])).toEqual({ ...none, quantity: 25 });
    expect(cause([before, s({ start: '2026-03-10', quantity: 1, amount: 24 })])).toEqual({ ...none, price: 4 });
  });

  test('another currency', () => {
    const policy = { currency: 'USD', exchangeRates: { EUR: 2 } };
    const rows = [s({ end: '2026-03-10', currency: 'USD' }), s({ start: '2026-03-10', currency: 'EUR', amount: 11 })];
    expect(cause(rows, policy)).toEqual({ ...none, other: 12 });
  });

  test('of several gains each bears its share, also of what a loss beside them took', () => {
    const gains = [
      s({ end: '2026-03-10' }),
      s({ start: '2026-03-10', amount: 14 }),
      row({ subscriptionId: 't', start: '2026-03-10', amount: 6 }),
    ];
    expect(cause(gains)).toEqual({ ...none, price: 4, subscription: 6 });
    expect(cause([...gains, row({ subscriptionId: 'u', end: '2026-03-10', amount: 5 })])).toEqual({
      ...none,
      price: 2,
      subscription: 3,
    });
  });

  test('of events each has the causes of what had come before it in the period', () => {
    const joined = [s({ start: '2026-03-05', end: '2026-03-10' }), s({ start: '2026-03-10', amount: 14 })];
    expect(cause(joined, { movements: 'event' })).toEqual({ ...none, price: 4 });
    expect(cause(joined)).toEqual(none);
  });

  test('as many intervals in another bill are not the same price', () => {
    expect(cause([s({ end: '2026-03-10' }), s({ start: '2026-03-10', intervalCount: 3, amount: 36 })])).toEqual({
      ...none,
      other: 2,
    });
  });

  test('each plan has the causes of its own gains', () => {
    const s = (fields: Partial<Subscription>) => row({ subscriptionId: 's', plan: 'a', ...fields });
    const t = (fields: Partial<Subscription>) => row({ subscriptionId: 't', plan: 'b', amount: 5, ...fields });
    const parts = byPlan([
      s({ end: '2026-03-10' }),
      s({ start: '2026-03-10', amount: 14 }),
      t({ end: '2026-03-10' }),
      t({ start: '2026-03-10', quantity: 3 }),
    ]);
    expect(parts.a?.expansionCauses).toEqual({ ...none, price: 4 });
    expect(parts.b?.expansionCauses).toEqual({ ...none, quantity: 10 });
  });

  test('a subscription that comes from another plan, dearer', () => {
    const s = (fields: Partial<Subscription>) => row({ subscriptionId: 's', ...fields });
    const parts = byPlan([s({ plan: 'a', end: '2026-03-10' }), s({ plan: 'b', start: '2026-03-10', amount: 25 })]);
    expect(parts.b).toMatchObject({ transferIn: 10, expansion: 15, expansionCauses: { ...none, other: 15 } });
  });

  test('a return at the same price and more: rows on one side only', () => {
    const gone = s({ end: '2026-02-20' });
    const back = s({ start: '2026-03-10', quantity: 3 });
    expect(cause([gone, row({ subscriptionId: 'stays' }), back])).toEqual({ ...none, subscription: 30 });
  });
});

test('a customer beside one of two currencies has the kinds of its own movements', () => {
  const rows = [
    row({ customerId: 'mixed', currency: 'USD' }),
    row({ customerId: 'mixed', currency: 'EUR' }),
    row({ customerId: 'back', plan: 'pro', end: '2026-02-01' }),
    row({ customerId: 'back', plan: 'pro', start: '2026-03-05' }),
  ];
  for (const movements of ['net', 'event'] as const) {
    const parts = byPlan(rows, { currency: 'USD', exchangeRates: { EUR: 2 }, movements });
    expect(parts.pro).toMatchObject({ new: 0, reactivation: 10, closing: 10 });
  }
});

describe('parts of a period', () => {
  const inBerlin = month('2026-03', { timeZone: 'Europe/Berlin' });

  test('read the dates of rows in its zone', () => {
    const rows = [row({ start: '2026-03-01' }), row({ start: '2026-04-01' })];
    const [part] = mrrMovementsBy(rows, inBerlin, () => 'all');
    expect(part).toMatchObject({ opening: 0, new: 10, closing: 10 });
    expect(caught(() => mrr(rows, inBerlin, { timeZone: 'UTC' }))).toMatchObject({ code: 'CONFLICTING_TIME_ZONES' });
    expect(mrr(rows, inBerlin)).toBe(10);
  });

  test('are complete when the data reaches to its end', () => {
    const isComplete = (asOf: string) => mrrMovementsBy([row({})], march, () => 'all', { asOf })[0]?.complete;
    expect([isComplete('2026-03-31'), isComplete('2026-04-01'), isComplete('2026-04-02')]).toEqual([false, true, true]);
  });
});

describe('keys', () => {
  test('come sorted by type and then by value, undefined as null, whatever the order of the rows', () => {
    const keys = [10, 'b', undefined, 9, true, 'B', 'a', -0, false, null];
    const rows = keys.map((key, i) => ({ ...row({ customerId: String(i) }), key }));
    const sorted = [false, true, null, 0, 9, 10, 'B', 'a', 'b'];
    expect(mrrMovementsBy(rows, march, ({ key }) => key).map(({ key }) => key)).toEqual(sorted);
    expect(mrrMovementsBy([...rows].reverse(), march, (own) => own.key).map(({ key }) => key)).toEqual(sorted);
    expect(mrrMovementsBy(rows, march, ({ key }) => key)[2]).toMatchObject({ key: null, opening: 20 });
  });

  test.each([[Number.NaN], [{}], [Symbol('a')], [new Date(0)], [5n]])('%s is none', (key) => {
    expect(caught(() => mrrMovementsBy([row({})], march, () => key as never))).toMatchObject({
      code: 'INVALID_TYPE',
      path: ['keyOf(row)'],
    });
  });

  test('a list of periods gives a list, each as if asked for alone; callbacks see the row of the caller', () => {
    const rows = [
      { ...row({}), country: 'DE' },
      { ...row({ customerId: 'b', start: '2026-03-05' }), country: 'FR' },
    ];
    const spring = months('2026-02', '2026-04');
    for (const source of [rows, ledger(rows)]) {
      const list = mrrMovementsBy(source, spring, ({ country }) => country, { movements: 'event' });
      expect(list).toEqual(
        spring.map((period) => mrrMovementsBy(rows, period, (own) => own.country, { movements: 'event' })),
      );
      expect(list[1]?.map(({ key, closing }) => [key, closing])).toEqual([
        ['DE', 10],
        ['FR', 10],
      ]);
    }
    expect(mrrMovementsBy(rows, [], ({ country }) => country)).toEqual([]);
  });
});
