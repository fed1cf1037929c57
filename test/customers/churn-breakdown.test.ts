import { Decimal } from 'decimal.js';
import {
  churnBreakdown,
  customerMovements,
  ledger,
  month,
  mrrMovements,
  type Period,
  type Policy,
  period,
  type Subscription,
  winBackRate,
} from 'tenure';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { caught } from '../support/caught.ts';

const march = month('2026-03');
const row = (customerId: string, churnReason: string, fields: Partial<Subscription> = {}): Subscription => ({
  customerId,
  start: '2026-01-01',
  end: '2026-03-10',
  amount: 10,
  interval: 'month',
  churnReason,
  ...fields,
});
const told = (rows: Subscription[], period: Period = march) =>
  churnBreakdown(rows, period, ({ churnReason }) => churnReason).map(({ key, customers, mrr, share }) => [
    key,
    customers,
    mrr,
    share.numerator,
    share.denominator,
  ]);

/** Every way in which customers and their MRR can come and go apart, under every combination of these. */
const choices = {
  movements: ['net', 'event'],
  freePlans: ['exclude', 'include'],
  grain: ['customer', 'subscription'],
  trials: ['exclude', 'include'],
  churnAt: ['end', 'cancelRequest'],
  pauses: ['churn', 'retain'],
  churnGraceDays: [0, 10],
  asOf: [undefined, '2026-03-20'],
} as const;
const policies = Object.entries(choices).reduce<Policy[]>(
  (list, [name, values]) => list.flatMap((policy) => values.map((value) => ({ ...policy, [name]: value }))),
  [{}],
);

describe('the customers sum to churned, and the MRR to churn', () => {
  const life: [label: string, rows: Subscription[]][] = [
    [
      'moved to a free plan and stayed',
      [row('a', 'paid'), row('a', 'free', { start: '2026-03-10', end: null, amount: 0 })],
    ],
    ['a free customer left', [row('a', 'free', { amount: 0 })]],
    [
      'moved to free and left',
      [row('a', 'paid'), row('a', 'free', { start: '2026-03-10', end: '2026-03-20', amount: 0 })],
    ],
    [
      'free, then paid, then gone',
      [row('a', 'free', { amount: 0, end: '2026-03-04' }), row('a', 'paid', { start: '2026-03-04' })],
    ],
    [
      'free, gone, paid, gone',
      [row('a', 'free', { amount: 0, end: '2026-03-04' }), row('a', 'paid', { start: '2026-03-07' })],
    ],
    ['paid beside free', [row('a', 'paid'), row('a', 'free', { amount: 0, end: null })]],
    ['paused on a free plan', [row('a', 'free', { amount: 0, end: null, pauses: [{ start: '2026-03-08' }] })]],
    ['a trial that nothing came of', [row('a', 'trial', { trialEnd: '2026-03-08' })]],
  ];
  const rows = life.flatMap(([label, own]) =>
    own.map((one, i) => ({
      ...one,
      customerId: label,
      subscriptionId: `${label} ${i}`,
      cancelRequestedAt: '2026-03-06',
    })),
  );

  test.each([...life, ['all of them', rows] as [string, Subscription[]]])('%s', (_, own) => {
    for (const policy of policies) {
      const { timeZone } = policy;
      const spans = [month('2026-03', { timeZone }), month('2026-04', { timeZone })];
      const parts = churnBreakdown(own, spans, ({ churnReason }) => churnReason, policy);
      const book = ledger(own, policy);
      const bridges = customerMovements(book, spans);
      const churns = mrrMovements(book, spans).map(({ churn }) => churn);
      const sums = parts.map((part) => part.reduce((sum, { customers }) => sum + customers, 0));
      expect(sums, JSON.stringify(policy)).toEqual(bridges.map(({ churned }) => churned));
      expect(parts.map((part) => part.reduce((sum, { mrr }) => sum + mrr, 0))).toEqual(churns);
      for (const [i, part] of parts.entries()) {
        for (const { share } of part) expect(share.denominator).toBe(bridges[i]?.churned);
      }
    }
  });

  test('with free plans, who moves to one is no customer lost, and who leaves one is', () => {
    const own = [
      row('ada', 'moved'),
      row('ada', 'free', { start: '2026-03-10', end: null, amount: 0 }),
      row('ben', 'left a free plan', { amount: 0 }),
    ];
    expect(churnBreakdown(own, march, (last) => last.churnReason, { freePlans: 'include' })).toEqual([
      { key: 'left a free plan', customers: 1, mrr: 0, share: { value: 1, numerator: 1, denominator: 1 } },
      { key: 'moved', customers: 0, mrr: 10, share: { value: 0, numerator: 0, denominator: 1 } },
    ]);
    expect(churnBreakdown(own.slice(0, 2), march, (last) => last.churnReason, { freePlans: 'include' })).toEqual([
      { key: 'moved', customers: 0, mrr: 10, share: { value: null, numerator: 0, denominator: 0 } },
    ]);
  });

  test('free, gone, then paid is a return of the customer, and new in MRR', () => {
    const own = [
      row('ada', 'free', { amount: 0, start: '2026-01-01', end: '2026-02-10' }),
      row('ada', 'paid', { start: '2026-03-05', end: null }),
    ];
    expect(customerMovements(own, march, { freePlans: 'include' })).toMatchObject({ new: 0, reactivated: 1 });
    expect(mrrMovements(own, march, { freePlans: 'include' })).toMatchObject({ new: 10, reactivation: 0 });
    expect(customerMovements(own, march)).toMatchObject({ new: 1, reactivated: 0 });
  });
});

describe('the shape of it', () => {
  const rows = [row('ada', 'price', { amount: '10.10' }), row('ben', 'moved', { end: '2026-04-10', amount: '25/3' })];

  test('a list of periods gives a list, in its order', () => {
    const [april, ofMarch] = churnBreakdown(rows, [month('2026-04'), march], (last) => last.churnReason);
    expect(april).toEqual(churnBreakdown(rows, month('2026-04'), (last) => last.churnReason));
    expect(ofMarch).toEqual(churnBreakdown(rows, march, (last) => last.churnReason));
    expect(churnBreakdown(rows, [], () => 1)).toEqual([]);
  });

  test('money comes out as asked for', () => {
    const quarter = period('2026-02-01', '2026-06-01');
    const by = (money: 'fraction' | typeof Decimal) =>
      churnBreakdown(rows, quarter, (last) => last.churnReason, { money }).map(({ key, mrr }) => [key, String(mrr)]);
    expect(by('fraction')).toEqual([
      ['price', '101/10'],
      ['moved', '25/3'],
    ]);
    expect(by(Decimal)[0]).toEqual(['price', '10.1']);
    const compiled = ledger(rows, { money: 'fraction' } as const);
    expect(churnBreakdown(compiled, march, () => null)[0]?.mrr).toBe('101/10');
  });

  test('callbacks see fields of the caller, and undefined is null', () => {
    const own = [
      { ...row('ada', 'price'), team: 3 },
      { ...row('ben', 'price'), team: undefined },
    ];
    const parts = churnBreakdown(own, march, (last) => last.team);
    expect(parts.map(({ key }) => key)).toEqual([null, 3]);
    expectTypeOf(parts[0]?.key).toEqualTypeOf<number | null | undefined>();
  });

  test('what is no key is refused', () => {
    for (const key of [{}, [], Number.NaN, new Date(0), 1n]) {
      expect(caught(() => churnBreakdown(rows, march, () => key as never))).toMatchObject({ code: 'INVALID_TYPE' });
    }
  });
});

describe('churn by reason', () => {
  test('counts the customers who left, and the MRR that went', () => {
    const rows = [
      row('ada', 'price', { amount: 100, interval: 'year' }),
      row('ben', 'price', { amount: 50, interval: 'year' }),
      row('cem', 'moved', { amount: 19.99 }),
      row('dia', 'stayed', { end: null }),
      row('eve', 'came and went', { start: '2026-03-02' }),
      row('fay', 'went earlier', { end: '2026-02-10' }),
    ];
    expect(told(rows)).toEqual([
      ['price', 2, 12.5, 2, 3],
      ['moved', 1, 19.99, 1, 3],
    ]);
  });

  test('is in order of customers, then of MRR, then of the key, whatever the order of the rows', () => {
    const rows = [
      row('ada', 'b', { amount: 5 }),
      row('ben', 'a', { amount: 5 }),
      row('cem', 'c', { amount: 5 }),
      row('dia', 'large', { amount: 20 }),
      row('eve', 'many', { amount: 1 }),
      row('fay', 'many', { amount: 1 }),
    ];
    const keys = ['many', 'large', 'a', 'b', 'c'];
    expect(told(rows).map(([key]) => key)).toEqual(keys);
    expect(told([...rows].reverse()).map(([key]) => key)).toEqual(keys);
  });

  test('of nobody is empty', () => {
    expect(told([])).toEqual([]);
    expect(told([row('ada', 'stayed', { end: null })])).toEqual([]);
  });

  test('books every churn of the period, or the net one', () => {
    const twice = [row('ada', 'first', { end: '2026-03-05' }), row('ada', 'second', { start: '2026-03-08' })];
    const by = (movements: 'net' | 'event') =>
      churnBreakdown(twice, march, ({ churnReason }) => churnReason, { movements }).map(({ key }) => key);
    expect(by('net')).toEqual(['second']);
    expect(by('event')).toEqual(['first', 'second']);
  });

  test('goes by the paid row that ended last, not by a free one beside it', () => {
    const rows = [row('ada', 'free', { amount: 0, start: '2026-02-01' }), row('ada', 'paid')];
    expect(told(rows)).toEqual([['paid', 1, 10, 1, 1]]);
  });

  test('goes by what a row brought in, in one currency and by the opening rate', () => {
    const rows = [
      row('ada', 'dollars', { amount: 10, currency: 'USD' }),
      row('ada', 'euros', { amount: 9, currency: 'EUR' }),
    ];
    const exchangeRates = { EUR: { '2026-02': 1.2, '2026-03': 1 } };
    const policy = { currency: 'USD', exchangeRates };
    expect(churnBreakdown(rows, march, ({ churnReason }) => churnReason, policy)).toMatchObject([
      { key: 'euros', mrr: 20.8 },
    ]);
  });

  test('needs a function to tell reasons by', () => {
    expect(caught(() => churnBreakdown([], march, 'churnReason' as never))).toMatchObject({
      code: 'INVALID_TYPE',
      message: "keyOf must be a function from a row to its key; received 'churnReason'",
    });
  });
});

test('win-back counts at the end of the period, and days back from its start by the calendar of its zone', () => {
  const rows = [
    row('ada', 'left', { end: '2026-02-01' }),
    row('ada', 'back and gone again', { start: '2026-03-05', end: '2026-03-20' }),
    row('ben', 'left', { end: '2026-02-01' }),
    row('ben', 'back to stay', { start: '2026-03-05', end: null }),
    row('cem', 'never left', { end: null }),
    row('dia', 'not there yet', { start: '2026-03-05', end: null }),
  ];
  expect(winBackRate(rows, march)).toEqual({ value: 0.5, numerator: 1, denominator: 2 });
  expect(winBackRate(rows, march, { lapsedWithinDays: null }).denominator).toBe(2);
  expect(winBackRate(rows, march, { lapsedWithinDays: 0 }).denominator).toBe(0);
  // Gone on the first instant of March is lapsed by no day.
  const first = [row('ada', 'left', { end: '2026-02-28T23:59:59.999Z' })];
  expect(winBackRate(first, march, { lapsedWithinDays: 0 }).denominator).toBe(0);
  expect(winBackRate(first, march, { lapsedWithinDays: 1 }).denominator).toBe(1);
});
