import fc from 'fast-check';
import {
  type HealthData,
  type HealthSignalOptions,
  type HealthSignalValues,
  healthScores,
  healthSignals,
  period,
  renewalRate,
  type Subscription,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../../support/deep-freeze.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const asOf = '2026-03-15';
const monthly = { customerId: 'ada', start: '2025-11-10', amount: 100, interval: 'month' } as const;

/** The signals of ada, who is there because of her subscription. */
function signals(data: HealthData, options?: HealthSignalOptions): HealthSignalValues | undefined {
  const all = healthSignals({ subscriptions: [monthly], ...data }, asOf, options);
  return all.find(({ customerId }) => customerId === 'ada')?.values;
}

const addTo = (days: number) => new Date(Date.parse(asOf) + days * 86_400_000);
const ofRows = (...rows: Partial<Subscription>[]) =>
  signals({ subscriptions: rows.map((row): Subscription => ({ ...monthly, ...row })) });
const events = (...days: string[]) => days.map((at) => ({ customerId: 'ada', at }));

describe('usage, by hand', () => {
  // The last 28 days begin on 15 February, the 28 before them on 18 January.
  test('the trend compares the last window with the one before', () => {
    const used = events('2026-01-17', '2026-01-18', '2026-02-01', '2026-02-14', '2026-02-14T23:59:59.999Z');
    // 2 events after 4.
    expect(signals({ events: [...used, ...events('2026-02-15', '2026-03-14')] })?.usageTrend).toBe(-0.5);
    expect(signals({ events: used })?.usageTrend).toBe(-1);
    // Of the last 7 days against the 7 before: 1 after 2.
    const weekly = events('2026-03-01', '2026-03-07', '2026-03-08');
    expect(signals({ events: weekly }, { windowDays: 7 })?.usageTrend).toBe(-0.5);
  });

  test('the trend is not known without usage before, nor for who was not there for all of the window before', () => {
    expect(signals({ events: events('2026-03-01') })?.usageTrend).toBeNull();
    const used = events('2026-02-01', '2026-03-01', '2026-03-02');
    expect(signals({ events: used, subscriptions: [{ ...monthly, start: '2026-01-18' }] })?.usageTrend).toBe(1);
    expect(signals({ events: used, subscriptions: [{ ...monthly, start: '2026-01-19' }] })?.usageTrend).toBeNull();
    // A sign-up comes before the first row, a first event only where there is neither.
    const signUps = [{ customerId: 'ada', at: '2026-01-19' }];
    expect(signals({ events: used, signUps })?.usageTrend).toBeNull();
    expect(healthSignals({ events: used }, asOf)[0]?.values.usageTrend).toBeNull();
    expect(healthSignals({ events: [...used, ...events('2026-01-18')] }, asOf)[0]?.values.usageTrend).toBe(0);
  });

  test('active days are local days with an event, features and users are counted once', () => {
    const used = [
      { customerId: 'ada', at: '2026-02-14T23:00:00Z', feature: 'export', userId: 'u1' },
      { customerId: 'ada', at: '2026-03-01T04:00:00Z', feature: 'import', userId: 'u1' },
      { customerId: 'ada', at: '2026-03-01T22:00:00Z', feature: 'import', userId: 'u2' },
      { customerId: 'ada', at: '2026-03-14T12:00:00Z' },
      { customerId: 'ben', at: '2026-03-14T12:00:00Z', feature: 'admin', userId: 'u9' },
    ];
    expect(signals({ events: used })).toMatchObject({
      activeDays: 2,
      featureBreadth: 1,
      activeUsers: 2,
      daysSinceLastUse: 1,
    });
    // In Havana, at UTC-5 and from 8 March UTC-4, the window begins five hours later and 04:00Z is the day before.
    expect(signals({ events: used }, { timeZone: 'America/Havana' })).toMatchObject({
      activeDays: 3,
      featureBreadth: 1,
    });
  });

  test('an empty list is silence, a missing one is not known', () => {
    const silent = { activeDays: 0, usageTrend: null, featureBreadth: null, activeUsers: null, daysSinceLastUse: null };
    expect(signals({ events: [] })).toMatchObject(silent);
    expect(signals({})).toMatchObject({ ...silent, activeDays: null });
    // Others name features and users, ada used none.
    const ofBen = [{ customerId: 'ben', at: '2026-03-14', feature: 'admin', userId: 'u9' }];
    expect(signals({ events: ofBen })).toMatchObject({ ...silent, featureBreadth: 0, activeUsers: 0 });
  });

  test('seats used over seats paid', () => {
    const used = ['u1', 'u2', 'u3'].map((userId) => ({ customerId: 'ada', at: '2026-03-10', userId }));
    const withRows = (...rows: Partial<Subscription>[]) =>
      signals({ events: used, subscriptions: rows.map((row) => ({ ...monthly, ...row })) })?.seatUtilisation;
    expect(withRows({ quantity: 4 })).toBe(0.75);
    expect(withRows({ quantity: 2 })).toBe(1.5);
    // An add-on that names no quantity has no seats; one that has ended has none any more.
    expect(withRows({ quantity: 4 }, {}, { quantity: 2 }, { quantity: 6, end: '2026-03-14' })).toBe(0.5);
    expect(withRows({})).toBeNull();
    expect(withRows({ quantity: 0 })).toBeNull();
    expect(signals({ subscriptions: [{ ...monthly, quantity: 4 }], events: [] })?.seatUtilisation).toBeNull();
  });
});

describe('rows that do not pay', () => {
  test('bring no seats: 2 of 4 paid seats are used, whatever a free row offers', () => {
    const used = ['u1', 'u2'].map((userId) => ({ customerId: 'ada', at: '2026-03-10', userId }));
    const withRows = (...rows: Partial<Subscription>[]) =>
      signals({ events: used, subscriptions: rows.map((row) => ({ ...monthly, ...row })) })?.seatUtilisation;
    expect(withRows({ quantity: 4 }, { quantity: 100, amount: 0 })).toBe(0.5);
    expect(withRows({ quantity: 4 }, { quantity: 100, discount: { percent: 100 } })).toBe(0.5);
    expect(withRows({ quantity: 4 }, { quantity: 100, discount: { amount: 1e6 } })).toBe(0.5);
    expect(withRows({ quantity: 4 }, { quantity: 100, trialEnd: '2026-04-01' })).toBe(0.5);
    expect(withRows({ quantity: 4 }, { quantity: 100, pauses: [{ start: '2026-03-01' }] })).toBe(0.5);
    expect(withRows({ quantity: 100, amount: 0 })).toBeNull();
  });

  test.each(['exclude', 'include'] as const)('change no signal of those that do, with free plans %sd', (freePlans) => {
    const paid: Subscription[] = [
      { ...monthly, start: '2026-01-10', quantity: 4 },
      { ...monthly, start: '2026-02-01', interval: 'year' },
    ];
    const free: Partial<Subscription>[] = [
      { amount: 0 },
      { amount: 0, interval: 'week', end: '2026-03-20', cancelRequestedAt: '2026-06-01' },
      { discount: { percent: 100 }, interval: 'day' },
      { amount: 0, start: '2025-01-01', end: '2026-03-01' },
    ];
    const events = [{ customerId: 'ada', at: '2026-03-10', userId: 'u1' }];
    const alone = signals({ events, subscriptions: paid }, { freePlans });
    expect(alone).toMatchObject({ tenureDays: 64, seatUtilisation: 0.25, daysToRenewal: 26 });
    for (const row of free) {
      const beside = [...paid, { ...monthly, start: '2025-01-01', quantity: 100, ...row }];
      expect(signals({ events, subscriptions: beside }, { freePlans })).toEqual(alone);
    }
  });
});

describe('surveys, by hand', () => {
  const answer = (at: string, score: number, survey?: 'nps' | 'csat' | 'ces') => ({
    customerId: 'ada',
    at,
    score,
    survey,
  });

  test('the latest answer to each, with its age', () => {
    const responses = [
      answer('2026-01-01', 10),
      answer('2026-03-05', 6),
      answer('2026-02-01', 9, 'nps'),
      answer('2026-03-14', 5, 'csat'),
      answer('2025-03-15', 7, 'ces'),
    ];
    expect(signals({ responses })).toMatchObject({
      npsScore: { value: 6, ageDays: 10 },
      csatScore: { value: 5, ageDays: 1 },
      cesScore: { value: 7, ageDays: 365 },
    });
    expect(signals({ responses: [] })).toMatchObject({ npsScore: null, csatScore: null, cesScore: null });
  });

  test('of two answers at one instant the lower one', () => {
    const responses = [answer('2026-03-05', 6), answer('2026-03-05', 3), answer('2026-03-05', 9)];
    expect(signals({ responses })?.npsScore).toEqual({ value: 3, ageDays: 10 });
  });

  test('go into a score with their age', () => {
    const rows = healthSignals({ responses: [answer('2025-12-15', 10)], subscriptions: [monthly], events: [] }, asOf);
    const [scored] = healthScores(rows, {
      signals: [
        { key: 'npsScore', weight: 1, normalise: { type: 'linear', worst: 0, best: 10 }, halfLifeDays: 90 },
        { key: 'activeDays', weight: 1, normalise: { type: 'linear', worst: 0, best: 20 } },
      ],
    });
    // 0.5 x 100 / 1.5
    expect(scored).toMatchObject({ customerId: 'ada', score: 100 / 3, coverage: 0.75 });
  });
});

describe('tickets and payments, by hand', () => {
  test('open and reopened tickets', () => {
    const ticket = (openedAt: string, rest = {}) => ({ customerId: 'ada', openedAt, ...rest });
    const tickets = [
      ticket('2025-12-01', { resolvedAt: '2025-12-02' }),
      ticket('2026-03-01'),
      ticket('2026-03-14', { resolvedAt: '2026-03-20' }),
      // Reopened: counts from the last resolution on, or from when it is known to have been reopened.
      ticket('2026-01-01', { resolvedAt: '2026-02-15', reopened: true }),
      ticket('2026-01-01', { resolvedAt: '2026-02-14', reopened: 2 }),
      ticket('2026-03-02', { reopened: true }),
      ticket('2026-03-03', { reopenedAt: '2026-03-14' }),
    ];
    expect(signals({ tickets })).toMatchObject({ openTickets: 4, reopenedTickets: 2 });
    expect(signals({ tickets: [] })).toMatchObject({ openTickets: 0, reopenedTickets: 0 });
    expect(signals({})).toMatchObject({ openTickets: null, reopenedTickets: null });
  });

  test('failed payments and unpaid invoices', () => {
    const payment = (at: string, status: 'failed' | 'succeeded' | 'writtenOff', invoiceId?: string) => ({
      customerId: 'ada',
      at,
      status,
      invoiceId,
    });
    const of = (...payments: ReturnType<typeof payment>[]) => {
      const { failedPayments, unpaidInvoices } = signals({ payments }) as HealthSignalValues;
      return [failedPayments, unpaidInvoices];
    };
    expect(of()).toEqual([0, 0]);
    expect(of(payment('2026-03-01', 'failed', 'A'), payment('2026-03-04', 'failed', 'A'))).toEqual([2, 1]);
    expect(of(payment('2026-03-01', 'failed', 'A'), payment('2026-03-04', 'succeeded', 'A'))).toEqual([1, 0]);
    expect(of(payment('2026-03-01', 'failed', 'A'), payment('2026-03-04', 'succeeded', 'B'))).toEqual([1, 1]);
    expect(of(payment('2026-03-01', 'failed', 'A'), payment('2026-03-04', 'writtenOff', 'A'))).toEqual([1, 0]);
    // Before the window: not among the attempts that are counted, and still unpaid.
    expect(of(payment('2025-12-01', 'failed', 'A'))).toEqual([0, 1]);
    // Without invoices a later success settles; of attempts at one instant the failure came first.
    expect(of(payment('2026-03-01', 'failed'), payment('2026-03-02', 'failed'))).toEqual([2, 1]);
    expect(of(payment('2026-03-01', 'failed'), payment('2026-03-04', 'succeeded'))).toEqual([1, 0]);
    expect(of(payment('2026-03-04', 'succeeded'), payment('2026-03-04', 'failed'))).toEqual([1, 0]);
    expect(of(payment('2026-03-01', 'succeeded'), payment('2026-03-04', 'failed'))).toEqual([1, 1]);
    expect(signals({})).toMatchObject({ failedPayments: null, unpaidInvoices: null });
  });
});

describe('subscriptions, by hand', () => {
  test('tenure, MRR, its change and the next due date', () => {
    // Due on the 10th; 21 days of November, 31, 31, 28 and 14.
    expect(ofRows({})).toMatchObject({
      tenureDays: 125,
      mrr: 100,
      mrrChange: 0,
      daysToRenewal: 26,
      cancelRequested: false,
    });
    expect(ofRows({ interval: 'year', amount: 1200 })).toMatchObject({ mrr: 100, daysToRenewal: 240 });
    // 90 days before 15 March is 15 December; 130 / 100 - 1.
    const upgraded = [
      { end: '2026-01-10', subscriptionId: 's' },
      { start: '2026-01-10', amount: 130, subscriptionId: 's' },
    ];
    expect(ofRows(...upgraded)).toMatchObject({ mrr: 130, mrrChange: 0.3, tenureDays: 125 });
    // 64 days ago it is 10 January, just before the upgrade; 63 days ago it has been made.
    const rows = upgraded.map((row): Subscription => ({ ...monthly, ...row }));
    expect(signals({ subscriptions: rows }, { mrrWindowDays: 64 })).toMatchObject({ mrrChange: 0.3 });
    expect(signals({ subscriptions: rows }, { mrrWindowDays: 63 })).toMatchObject({ mrrChange: 0 });
    expect(ofRows({ start: '2026-01-10' })).toMatchObject({ mrrChange: null, tenureDays: 64 });
  });

  test('of several contracts the next due date', () => {
    expect(ofRows({ interval: 'year' }, { start: '2026-01-20' })).toMatchObject({
      daysToRenewal: 5,
      mrr: 100 + 100 / 12,
    });
    // Due on the day asked about, whose outcome is not known yet.
    expect(ofRows({ start: '2026-01-15' })).toMatchObject({ daysToRenewal: 0 });
    expect(ofRows({ start: '2026-01-14' })).toMatchObject({ daysToRenewal: 30 });
    expect(ofRows({ interval: 'week', start: '2026-03-02' })).toMatchObject({ daysToRenewal: 1 });
    expect(ofRows({ interval: 'term', start: '2025-06-01', end: '2026-06-01' })).toMatchObject({ daysToRenewal: 78 });
  });

  test('the next due date, also where what is paid now ends before it', () => {
    // The monthly half rules the cycle until it ends, off it; from then on the yearly one has its anniversaries.
    const subscriptionId = 's';
    const rows: Subscription[] = [
      { ...monthly, subscriptionId, start: '2026-03-15', end: '2026-04-10', cancelRequestedAt: '2026-03-20' },
      { ...monthly, subscriptionId, start: '2026-03-15', interval: 'year', amount: 120 },
    ];
    const from = '2026-03-21';
    const [row] = healthSignals({ subscriptions: rows }, from);
    // 20 days to 10 April, and a year.
    expect(row?.values.daysToRenewal).toBe(385);
    const yearly = { start: '2026-01-10', interval: 'year' as const, amount: 120 };
    const ends = {
      start: '2026-01-10',
      end: '2026-05-21',
      cancelRequestedAt: '2026-03-01',
      interval: 'quarter' as const,
    };
    expect(ofRows({ subscriptionId, amount: 900, ...ends }, { subscriptionId, ...yearly })).toMatchObject({
      daysToRenewal: 26,
    });
    // From 11 April on nothing of the quarter is due before it ends; 40 days to 21 May, and a year.
    const [later] = healthSignals(
      {
        subscriptions: [
          { ...monthly, subscriptionId, amount: 900, ...ends },
          { ...monthly, subscriptionId, ...yearly },
        ],
      },
      '2026-04-11',
    );
    expect(later?.values.daysToRenewal).toBe(405);
  });

  test('is a due date of the renewal rate, and the first one to come', () => {
    const day = fc.integer({ min: -400, max: -1 }).map((offset) => Date.parse(asOf) + offset * 86_400_000);
    const row = fc.record({
      start: day,
      interval: fc.constantFrom('month' as const, 'quarter' as const, 'year' as const),
      amount: fc.integer({ min: 1, max: 500 }),
      length: fc.option(fc.integer({ min: 1, max: 500 })),
      subscriptionId: fc.constantFrom('s', 't'),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 3 }), (given) => {
        // All ends are announced, and all rows have begun: what is known then is all that there is.
        const subscriptions = given.map(
          ({ length, ...rest }): Subscription => ({
            customerId: 'ada',
            ...rest,
            ...(length !== null && { end: rest.start + length * 86_400_000, cancelRequestedAt: rest.start }),
          }),
        );
        const paid = subscriptions.filter(
          ({ start, end }) =>
            (start as number) < Date.parse(asOf) && (end == null || (end as number) >= Date.parse(asOf)),
        );
        const ids = new Set(paid.map(({ subscriptionId }) => subscriptionId));
        const own = subscriptions.filter(({ subscriptionId }) => ids.has(subscriptionId));
        const days = signals({ subscriptions }) ?? { daysToRenewal: null };
        const horizon = days.daysToRenewal ?? 900;
        const dueOn = (first: number, end: number) =>
          first === end
            ? 0
            : renewalRate(own, period(addTo(first), addTo(end)), {
                weightedBy: 'opportunities',
                earlyTermination: 'exclude',
              }).denominator;
        if (days.daysToRenewal !== null) expect(dueOn(horizon, horizon + 1)).toBeGreaterThan(0);
        expect(dueOn(0, horizon)).toBe(0);
      }),
      propertyRuns(300),
    );
  });

  test('an announced end is known; nothing is due after it', () => {
    const announced = { cancelRequestedAt: '2026-03-01' };
    expect(ofRows({ end: '2026-04-10', ...announced })).toMatchObject({ daysToRenewal: 26, cancelRequested: true });
    expect(ofRows({ end: '2026-04-01', ...announced })).toMatchObject({ daysToRenewal: null, cancelRequested: true });
    expect(ofRows({ start: '2026-01-15', end: '2026-03-15', ...announced })).toMatchObject({ daysToRenewal: 0 });
    expect(ofRows(announced)).toMatchObject({ daysToRenewal: 26, cancelRequested: true });
  });

  test('trials, pauses and free plans are there, and pay nothing', () => {
    const unpaid = { mrr: 0, tenureDays: null, daysToRenewal: null };
    expect(ofRows({ start: '2026-03-10', trialEnd: '2026-03-24' })).toMatchObject(unpaid);
    expect(ofRows({ amount: 0 })).toMatchObject(unpaid);
    expect(ofRows({ pauses: [{ start: '2026-03-01' }] })).toMatchObject({ ...unpaid, tenureDays: 125, mrrChange: -1 });
    const paused: Subscription = { ...monthly, pauses: [{ start: '2026-03-01' }] };
    expect(signals({ subscriptions: [paused] }, { pauses: 'retain' })).toMatchObject({ mrr: 100, daysToRenewal: 26 });
  });

  test('other currencies at the rates of the month asked from', () => {
    const rows: Subscription[] = [
      { ...monthly, currency: 'EUR' },
      { ...monthly, customerId: 'ben', currency: 'USD' },
    ];
    const exchangeRates = { EUR: { '2025-12': 1, '2026-03': 1.5 } };
    const values = signals({ subscriptions: rows }, { currency: 'USD', exchangeRates });
    expect(values).toMatchObject({ mrr: 150, mrrChange: 0 });
  });
});

describe('what was not known yet is not seen', () => {
  const plain = ofRows({});

  test.each<[string, Partial<Subscription>]>([
    ['an end that nobody had announced', { end: '2026-04-01' }],
    ['an end at the instant itself', { end: '2026-03-15' }],
    ['an end announced later', { end: '2026-04-01', cancelRequestedAt: '2026-03-15' }],
    ['a request that is still to come', { cancelRequestedAt: '2026-03-20' }],
    ['why a customer is going to leave', { end: '2026-04-01', churnType: 'involuntary', churnReason: 'price' }],
    ['a pause that is still to come', { pauses: [{ start: '2026-03-15', end: '2026-04-01' }] }],
    ['an unpaid bill of later', { pastDue: [{ start: '2026-03-15' }] }],
  ])('%s', (_, row) => {
    expect(ofRows(row)).toEqual(plain);
    expect(
      signals({ subscriptions: [{ ...monthly, ...row }] }, { churnAt: 'cancelRequest', pastDueGraceDays: 0 }),
    ).toEqual(plain);
  });

  test('the end of a pause, and a row of later', () => {
    const paused = ofRows({ pauses: [{ start: '2026-03-01' }] });
    expect(ofRows({ pauses: [{ start: '2026-03-01', end: '2026-03-15' }] })).toEqual(paused);
    expect(ofRows({ pauses: [{ start: '2026-03-01', end: '2026-03-14' }] })?.mrr).toBe(100);
    const subscriptionId = 's';
    const upgrade = { start: '2026-03-15', amount: 130, subscriptionId };
    expect(ofRows({ subscriptionId, end: '2026-03-15' }, upgrade)).toEqual(ofRows({ subscriptionId }));
  });

  test('that a pause is over at the instant itself', () => {
    const paused = (end?: string) =>
      signals({ subscriptions: [{ ...monthly, pauses: [{ start: '2026-03-10', end }] }] }, { churnGraceDays: 10 });
    // Over before, it was too short for churn; whether it will be is not known.
    expect(paused('2026-03-14')?.mrr).toBe(100);
    expect(paused()?.mrr).toBe(0);
    expect(paused('2026-03-15')).toEqual(paused());
    // After a pause the other half of a contract is due by the month again.
    const contract = (end?: string) =>
      ofRows(
        { subscriptionId: 's', amount: 90, pauses: [{ start: '2026-03-01', end }] },
        { subscriptionId: 's', amount: 120, interval: 'year' },
      );
    // The yearly half has been alone since 1 March, which is its anniversary from then on.
    expect(contract()?.daysToRenewal).toBe(351);
    expect(contract('2026-04-01')).toEqual(contract());
  });

  test('a term that was agreed on is known to its end, and so is a trial', () => {
    expect(ofRows({ interval: 'term', end: '2026-04-10' })?.daysToRenewal).toBe(26);
    expect(ofRows({ start: '2026-03-01', trialEnd: '2026-03-15' })?.mrr).toBe(0);
    expect(ofRows({ start: '2026-03-01', trialEnd: '2026-03-14' })?.mrr).toBe(100);
  });
});

describe('who is asked about', () => {
  const data: HealthData = {
    subscriptions: [
      { ...monthly, customerId: 'running' },
      { ...monthly, customerId: 'gone', end: '2026-03-14' },
      { ...monthly, customerId: 'later', start: '2026-03-15' },
    ],
    events: [{ customerId: 'visitor', at: '2026-03-01' }],
    responses: [{ customerId: 'answered', at: '2026-03-01', score: 5 }],
    tickets: [{ customerId: 'asked', openedAt: '2026-03-01' }],
    payments: [{ customerId: 'paid', at: '2026-03-15', status: 'succeeded' }],
    signUps: [{ customerId: 'new', at: '2026-03-14' }],
  };
  const names = (options?: HealthSignalOptions, some: HealthData = data) =>
    healthSignals(some, asOf, options).map(({ customerId }) => customerId);

  test('those with a running row, or all of whom anything is known', () => {
    expect(names()).toEqual(['running']);
    expect(names({ customers: 'all' })).toEqual(['answered', 'asked', 'gone', 'new', 'running', 'visitor']);
    const { subscriptions, ...others } = data;
    expect(names({}, others)).toEqual(['answered', 'asked', 'new', 'visitor']);
    expect(names({}, {})).toEqual([]);
  });

  test('of who never had a row the MRR is 0 and the rest not known', () => {
    const visitor = healthSignals(data, asOf, { customers: 'all' }).find(({ customerId }) => customerId === 'visitor');
    expect(visitor?.values).toMatchObject({
      mrr: 0,
      mrrChange: null,
      tenureDays: null,
      daysToRenewal: null,
      activeDays: 1,
    });
  });
});

test('data is not changed', () => {
  const data: HealthData = {
    subscriptions: [{ ...monthly, end: '2026-05-01', pauses: [{ start: '2026-02-01', end: '2026-04-01' }] }],
    events: [...events('2026-03-02', '2026-03-01')],
    responses: [{ customerId: 'ada', at: '2026-03-01', score: 5 }],
    tickets: [{ customerId: 'ada', openedAt: '2026-03-01' }],
    payments: [{ customerId: 'ada', at: '2026-03-01', status: 'failed' }],
  };
  const before = structuredClone(data);
  healthSignals(deepFreeze(data), asOf, deepFreeze({ windowDays: 7 }));
  expect(data).toEqual(before);
});
