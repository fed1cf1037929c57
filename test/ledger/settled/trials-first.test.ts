import {
  customerCount,
  customerMovements,
  inspectLedger,
  involuntaryChurnRate,
  ledger,
  ledgerFromColumns,
  month,
  months,
  mrr,
  mrrMovements,
  mrrMovementsByCustomer,
  type Policy,
  renewalRate,
  retentionCohorts,
  type Subscription,
  subscriptionColumns,
  trialConversionRate,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { row } from '../../support/row.ts';

const first = { trials: 'first' } as const satisfies Policy;

/** MRR in the middle of January to May. */
function middles(rows: readonly Subscription[], policy: Policy = first): number[] {
  return mrr(rows, ['2026-01-15', '2026-02-15', '2026-03-15', '2026-04-15', '2026-05-15'], policy) as number[];
}

const nine = (fields: Partial<Subscription>) => row({ amount: 9, ...fields });
/** Monthly 9 since January; on 3 February the trial's end is set to 3 March. */
const gift = [
  nine({ subscriptionId: 's', end: '2026-02-03' }),
  nine({ subscriptionId: 's', start: '2026-02-03', trialEnd: '2026-03-03' }),
];

describe("trials: 'first'", () => {
  test.each<[string, Subscription[], number[], Policy?]>([
    ['a trial set on a running subscription keeps paying', gift, [9, 9, 9, 9, 9]],
    ['by default it is a month of nothing', gift, [9, 0, 9, 9, 9], {}],
    ['included, it is paid anyway', gift, [9, 9, 9, 9, 9], { trials: 'include' }],
    ['the one before the first payment counts nothing', [nine({ trialEnd: '2026-02-20' })], [0, 0, 9, 9, 9]],
    [
      'trial until the old period ends, at another price',
      [nine({ end: '2026-02-10' }), row({ start: '2026-02-10', trialEnd: '2026-03-20', amount: 12 })],
      [9, 12, 12, 12, 12],
    ],
    [
      'the trial of a second product, for who pays for one',
      [nine({}), row({ start: '2026-02-01', trialEnd: '2026-03-01', amount: 20, plan: 'b' })],
      [9, 29, 29, 29, 29],
    ],
    [
      'but not where each subscription is looked at by itself',
      [nine({}), row({ start: '2026-02-01', trialEnd: '2026-03-01', amount: 20, plan: 'b' })],
      [9, 9, 29, 29, 29],
      { ...first, grain: 'subscription' },
    ],
    [
      'who returns has paid before',
      [nine({ end: '2026-02-01' }), nine({ start: '2026-04-01', trialEnd: '2026-05-01' })],
      [9, 0, 0, 9, 9],
    ],
    [
      'a free plan is no payment',
      [nine({ amount: 0, end: '2026-02-01' }), nine({ start: '2026-02-01', trialEnd: '2026-04-01' })],
      [0, 0, 0, 9, 9],
    ],
    [
      'in the middle of a first trial the customer begins to pay for something else',
      [nine({ trialEnd: '2026-04-01' }), row({ start: '2026-03-01', amount: 20 })],
      [0, 0, 29, 29, 29],
    ],
    [
      'a trial that never turned into a payment',
      [nine({ trialEnd: '2026-03-01', end: '2026-03-01' })],
      [0, 0, 0, 0, 0],
    ],
    [
      'another customer’s payment is not one',
      [nine({}), nine({ customerId: 'ben', start: '2026-02-01', trialEnd: '2026-03-01' })],
      [9, 9, 18, 18, 18],
    ],
    [
      'a pause in it is a pause',
      [
        nine({ end: '2026-02-01' }),
        nine({
          start: '2026-02-01',
          trialEnd: '2026-04-01',
          pauses: [{ start: '2026-03-01', end: '2026-05-10' }],
        }),
      ],
      [9, 9, 0, 0, 9],
    ],
  ])('%s', (_, rows, expected, policy = first) => {
    expect(middles(rows, policy)).toEqual(expected);
    expect(middles([...rows].reverse(), policy)).toEqual(expected);
    const columns = ledgerFromColumns(subscriptionColumns(rows) as never, policy);
    expect(middles(columns as never, {})).toEqual(expected);
  });

  test.each(['2025-11-01', '2025-12-01'])(
    'a payment from %s that a free contract took the place of is none',
    (start) => {
      const rows = [
        row({ start, end: '2026-01-01', amount: 100 }),
        row({ start: '2026-01-01', amount: 0, signedAt: '2025-11-01' }),
        nine({ start: '2026-02-01', trialEnd: '2026-04-01' }),
      ];
      expect(middles(rows, { ...first, startAt: 'signed' })).toEqual([0, 0, 0, 9, 9]);
    },
  );

  test('every function goes by it', () => {
    const march = month('2026-03');
    const three = months('2026-01', '2026-03');
    expect(
      mrrMovements(gift, three, first).map(({ churn, reactivation, closing }) => [churn, reactivation, closing]),
    ).toEqual([
      [0, 0, 9],
      [0, 0, 9],
      [0, 0, 9],
    ]);
    expect(customerMovements(gift, three, first).map(({ churned, reactivated }) => churned + reactivated)).toEqual([
      0, 0, 0,
    ]);
    expect(mrrMovementsByCustomer(gift, march, first)).toEqual([
      { customerId: 'ada', kind: 'retained', opening: 9, closing: 9, change: 0 },
    ]);
    expect(customerCount(gift, '2026-02-15', first)).toBe(1);
    expect(renewalRate(gift, march, first)).toMatchObject({ numerator: 1, denominator: 1 });
    const { cells } = retentionCohorts(gift, { ...first, asOf: '2026-04-01' });
    expect(cells.map(({ retained }) => retained)).toEqual([1, 1, 1]);
    expect(
      inspectLedger([nine({}), nine({ start: '2026-02-01', end: '2026-02-20', trialEnd: '2026-03-01' })], first)
        .findings,
    ).toEqual([]);
  });

  test('a free plan before the first payment is one, and counts as a customer where free plans do', () => {
    const rows = [nine({ amount: 0, end: '2026-02-01' }), nine({ start: '2026-03-01', trialEnd: '2026-04-01' })];
    const counts = customerCount(rows, ['2026-01-15', '2026-02-15', '2026-03-15', '2026-04-15'], {
      ...first,
      freePlans: 'include',
    });
    expect(counts).toEqual([1, 0, 0, 1]);
  });

  test('free time from the instant of the first payment on is no trial, and before it is', () => {
    const tried = (start: string) => nine({ start, trialEnd: '2026-03-10' });
    const denominators = ['2026-01-31', '2026-02-01', '2026-02-02'].map(
      (start) =>
        trialConversionRate([nine({ start: '2026-02-01' }), tried(start)], month('2026-03'), first).denominator,
    );
    expect(denominators).toEqual([1, 0, 0]);
  });

  test('free time of who pays is no trial that converts', () => {
    const tried = nine({ customerId: 'ben', start: '2026-02-10', trialEnd: '2026-03-10' });
    const left = nine({ customerId: 'cleo', start: '2026-02-10', end: '2026-03-10', trialEnd: '2026-03-10' });
    const rows = [...gift, tried, left];
    expect(trialConversionRate(rows, month('2026-03'), first)).toMatchObject({ numerator: 1, denominator: 2 });
    expect(trialConversionRate(rows, month('2026-03'))).toMatchObject({ numerator: 2, denominator: 3 });
  });

  test('a trial that is cut at the end of its row stays one', () => {
    const rows = [
      nine({ subscriptionId: 's', end: '2026-02-01', trialEnd: '2026-05-01' }),
      nine({ subscriptionId: 's', start: '2026-02-01', end: '2026-03-01', trialEnd: '2026-02-10' }),
    ];
    const paidThrough = { ...first, lastEnds: 'paidThrough', asOf: '2026-01-01' } as const;
    expect(middles(rows, paidThrough)).toEqual([0, 9, 9, 9, 9]);
    const included = { ...paidThrough, trials: 'include' } as const;
    expect(middles(rows, included)).toEqual([9, 9, 9, 9, 9]);
  });

  test('whose wish an end in free time was is what the row says', () => {
    const rows = (churnType?: 'involuntary') => [
      nine({ end: '2026-02-01' }),
      nine({ start: '2026-02-01', end: '2026-02-20', trialEnd: '2026-03-01', churnType }),
    ];
    const february = month('2026-02');
    expect(involuntaryChurnRate(rows(), february, first)).toMatchObject({ numerator: 0, denominator: 1 });
    expect(involuntaryChurnRate(rows('involuntary'), february, first)).toMatchObject({ numerator: 1, denominator: 1 });
  });

  test('due dates count from the start of each row', () => {
    const days = ['2025-01-10', '2025-02-14', '2025-03-20', '2025-04-25'];
    const rows = days.map((start, i) => row({ customerId: `c${i}`, start, interval: 'year' }));
    const dueIn = months('2026-01', '2026-04').map((period) => renewalRate(rows, period, first).denominator);
    expect(dueIn).toEqual([1, 1, 1, 1]);
  });

  test('a ledger is compiled with it', () => {
    expect(middles(ledger(gift, first) as never, {})).toEqual([9, 9, 9, 9, 9]);
  });
});
