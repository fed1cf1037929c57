import fc from 'fast-check';
import { ledger, mrr, netCredits, type Subscription } from 'tenure';
import { describe, expect, test } from 'vitest';
import { refusal } from '../../support/caught.ts';
import { deepFreeze } from '../../support/deep-freeze.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import { row } from '../../support/row.ts';

/** The MRR of rows at instants. */
const levels = (rows: readonly Subscription[], ...at: string[]) => mrr(rows, at);

describe('netCredits', () => {
  test('takes a credit off the row it runs beside, for as long as it runs', () => {
    const given = deepFreeze([
      row({ subscriptionId: 's1', amount: 100 }),
      row({ subscriptionId: 's1', amount: -30, start: '2026-02-01', end: '2026-04-01' }),
      row({ customerId: 'ben', amount: 20 }),
    ]);
    const { rows, unmatched } = netCredits(given);
    expect(unmatched).toEqual([]);
    expect(rows).toEqual([
      row({ subscriptionId: 's1', amount: 100, end: '2026-02-01' }),
      row({ subscriptionId: 's1', amount: 100, start: '2026-02-01', end: '2026-04-01', discount: { amount: '30' } }),
      row({ subscriptionId: 's1', amount: 100, start: '2026-04-01' }),
      row({ customerId: 'ben', amount: 20 }),
    ]);
    expect(rows[3]).toBe(given[2]);
    expect(levels(rows, '2026-01-31', '2026-02-01', '2026-03-31', '2026-04-01')).toEqual([120, 90, 90, 120]);
  });

  test('a credit that runs as long as its row, and one that never ends', () => {
    const whole = netCredits([row({ amount: 100, quantity: 3 }), row({ amount: -25, quantity: 2 })]);
    expect(whole.rows).toEqual([row({ amount: 100, quantity: 3, discount: { amount: '50' } })]);
    const open = netCredits([
      row({ amount: 100, end: '2026-05-01' }),
      row({ amount: -25, start: '2026-03-01', end: '2026-05-01' }),
    ]);
    expect(levels(open.rows, '2026-02-28', '2026-03-01', '2026-05-01')).toEqual([100, 75, 0]);
  });

  test('beside the discount that a row has, a percentage as well', () => {
    const list = { amount: 49.99, quantity: 2 };
    for (const [discount, before] of [
      [{ percent: 10 }, 89.982],
      [{ amount: '9.98' }, 90],
    ] as const) {
      const { rows } = netCredits([row({ ...list, discount }), row({ amount: '-0.01', start: '2026-03-01' })]);
      expect(mrr(rows, '2026-02-01', { money: 'fraction' })).toBe(
        mrr([row({ ...list, discount })], '2026-02-01', { money: 'fraction' }),
      );
      expect(levels(rows, '2026-02-01')).toEqual([before]);
      expect(mrr(rows, '2026-03-01', { money: 'fraction' })).toBe(before === 90 ? '8999/100' : '22493/250');
    }
  });

  test('of another number of months: a yearly credit of 120 is 10 of a month, 30 of a quarter', () => {
    const yearly = row({ amount: -120, interval: 'year' });
    expect(netCredits([row({ amount: 50 }), yearly]).rows[0]?.discount).toEqual({ amount: '10' });
    expect(netCredits([row({ amount: 50, interval: 'quarter' }), yearly]).rows[0]?.discount).toEqual({ amount: '30' });
    expect(netCredits([row({ amount: 50, intervalCount: 2 }), yearly]).rows[0]?.discount).toEqual({ amount: '20' });
    const weekly = row({ amount: -6, interval: 'week', intervalCount: 2 });
    expect(netCredits([row({ amount: 50, interval: 'week' }), weekly]).rows[0]?.discount).toEqual({ amount: '3' });
    const term = { interval: 'term', end: '2026-07-01' } as const;
    expect(
      netCredits([row({ ...term, amount: 600, discount: { percent: 50 } }), row({ ...term, amount: -60 })]).rows,
    ).toEqual([row({ ...term, amount: 600, discount: { amount: '360' } })]);
  });

  test('over several rows, the earlier in the list first, and several credits over one', () => {
    const { rows } = netCredits([
      row({ subscriptionId: 'a', amount: 30, end: '2026-03-01' }),
      row({ subscriptionId: 'b', amount: 100 }),
      row({ amount: -50, end: '2026-04-01' }),
      row({ subscriptionId: 'b', amount: -80, start: '2026-02-01', end: '2026-02-15' }),
    ]);
    expect(rows.filter(({ subscriptionId }) => subscriptionId === 'a').map(({ discount }) => discount)).toEqual([
      { amount: '30' },
    ]);
    expect(levels(rows, '2026-01-01', '2026-02-01', '2026-02-15', '2026-03-01', '2026-04-01')).toEqual([
      80, 0, 80, 50, 100,
    ]);
  });

  test('a credit without a subscription nets against any, one with against its own', () => {
    const own = row({ subscriptionId: 'a', amount: 100 });
    expect(netCredits([own, row({ amount: -1 })]).rows).toHaveLength(1);
    expect(refusal(() => netCredits([own, row({ subscriptionId: 'b', amount: -1 })]))?.path).toEqual([
      'subscriptions',
      1,
      'amount',
    ]);
  });

  test.each<[string, Partial<Subscription>, Partial<Subscription>, 'noRow' | 'exceeds']>([
    ['of another customer', {}, { customerId: 'ben' }, 'noRow'],
    ['before the row begins', { start: '2026-02-01' }, {}, 'noRow'],
    ['after it ended', { end: '2026-03-01' }, {}, 'noRow'],
    ['in another currency', { currency: 'EUR' }, { currency: 'USD' }, 'noRow'],
    ['of weeks beside months', {}, { interval: 'week' }, 'noRow'],
    ['of a term beside months', {}, { interval: 'term', end: '2026-07-01' }, 'noRow'],
    ['in the trial of its row', { trialEnd: '2026-02-01' }, {}, 'noRow'],
    ['larger than the row', { amount: 0.5 }, {}, 'exceeds'],
    ['larger than what is left', { discount: { percent: 95 } }, {}, 'exceeds'],
  ])('%s: thrown, or reported and nothing of it taken off', (_, own, credit, reason) => {
    const given = [row(own), row({ amount: -1, ...credit })];
    const error = refusal(() => netCredits(given));
    expect(error).toMatchObject({ code: 'INVALID_AMOUNT', path: ['subscriptions', 1, 'amount'], received: -1 });
    expect(netCredits(given, { unmatched: 'report' })).toEqual({
      rows: [row(own)],
      unmatched: [{ index: 1, row: given[1], reason }],
    });
  });

  test('in the case of a currency code there is no difference', () => {
    expect(netCredits([row({ currency: 'EUR' }), row({ currency: 'eur', amount: -1 })]).unmatched).toEqual([]);
  });

  test('a trial is not cut, so that it stays one trial', () => {
    const own = row({ trialEnd: '2026-02-01' });
    const { rows } = netCredits([own, row({ amount: -1, start: '2026-02-01' })]);
    expect(rows.map(({ start, end }) => [start, end])).toEqual([
      ['2026-01-01', '2026-02-01'],
      ['2026-02-01', undefined],
    ]);
    expect(levels(rows, '2026-01-15', '2026-02-01')).toEqual([0, 9]);
  });

  test.each<[() => unknown, string, (string | number)[]]>([
    [() => netCredits({} as never), 'INVALID_TYPE', ['subscriptions']],
    [() => netCredits([null as never]), 'INVALID_TYPE', ['subscriptions', 0]],
    [() => netCredits([row({ start: 'x' })]), 'INVALID_INSTANT', ['subscriptions', 0, 'start']],
    [() => netCredits([row({ end: '2025-01-01' })]), 'END_BEFORE_START', ['subscriptions', 0, 'end']],
    [() => netCredits([row({ amount: Number.NaN })]), 'INVALID_AMOUNT', ['subscriptions', 0, 'amount']],
    [
      () => netCredits([row({ amount: -1, interval: 'monthly' as never })]),
      'INVALID_OPTION',
      ['subscriptions', 0, 'interval'],
    ],
    [
      () => netCredits([row({}), { ...row({ amount: -1 }), Quantity: 2 } as never]),
      'UNKNOWN_KEY',
      ['subscriptions', 1, 'Quantity'],
    ],
    [() => netCredits([], { unmatched: 'drop' } as never), 'INVALID_OPTION', ['options', 'unmatched']],
    [() => netCredits([], { zone: 'UTC' } as never), 'UNKNOWN_KEY', ['options', 'zone']],
    [() => netCredits([], { timeZone: 'Mars' }), 'INVALID_TIME_ZONE', ['options', 'timeZone']],
  ])('%s is refused', (call, code, path) => {
    expect(refusal(call)).toMatchObject({ code, path });
  });

  test('what comes out is at every instant what was given, less the credits that were netted', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((date) => `2026-01-${String(date).padStart(2, '0')}`);
    const own = fc
      .record({
        customerId: fc.constantFrom('ada', 'ada', 'ben'),
        subscriptionId: fc.constantFrom('s1', undefined, undefined),
        bounds: fc.tuple(day, day),
        isOpen: fc.boolean(),
        trialEnd: fc.oneof(day, fc.constant(undefined), fc.constant(undefined)),
        amount: fc.oneof(fc.integer({ min: -20, max: -1 }), fc.integer({ min: 0, max: 200 })),
        quantity: fc.constantFrom(undefined, 1, 2.5),
        interval: fc.constantFrom<Subscription['interval']>('week', 'month', 'month', 'quarter'),
        discount: fc.constantFrom(undefined, { percent: 30 }, { amount: 2 }),
      })
      .map(({ bounds, isOpen, discount, trialEnd, amount, ...fields }): Subscription => {
        const [start, end] = [...bounds].sort() as [string, string];
        const ofRows = amount > 0 && { discount, trialEnd };
        return { ...fields, start, end: isOpen ? null : end, amount, ...ofRows };
      });
    // Beside what always runs most credits find enough.
    const always = row({ amount: 300, quantity: 1 });
    const least = [always, { ...always, customerId: 'ben', end: '2026-01-20' }, row({ amount: -7 })];
    const rows = fc.array(own, { maxLength: 8 }).map((others): Subscription[] => [...others, ...least]);
    let netted = 0;
    fc.assert(
      fc.property(rows, (given) => {
        const { rows: net, unmatched } = netCredits(deepFreeze(given), { unmatched: 'report' });
        expect(() => ledger(net)).not.toThrow();
        const left = new Set(unmatched.map(({ index }) => index));
        const credits = given.filter(({ amount }, index) => Number(amount) < 0 && !left.has(index));
        netted += credits.length;
        const positive = given.filter(({ amount }) => Number(amount) >= 0);
        const dates = Array.from({ length: 29 }, (_, date) => `2026-01-${String(date + 1).padStart(2, '0')}`);
        for (const customerId of ['ada', 'ben']) {
          const of = (list: readonly Subscription[]) =>
            mrr(
              list.filter((own) => own.customerId === customerId),
              dates,
            );
          const off = of(credits.map((credit) => ({ ...credit, amount: -Number(credit.amount) })));
          const expected = of(positive).map((level, place) => level - (off[place] as number));
          for (const [place, level] of of(net).entries()) expect(level).toBeCloseTo(expected[place] as number, 9);
        }
      }),
      propertyRuns(80),
    );
    expect(netted).toBeGreaterThan(0);
  });
});
