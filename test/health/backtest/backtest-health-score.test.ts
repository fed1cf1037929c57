import fc from 'fast-check';
import {
  backtestHealthScore,
  backtestScores,
  customerMovements,
  type HealthData,
  type HealthModel,
  healthScores,
  healthSignals,
  mrrMovementsByCustomer,
  period,
  type UsageEvent,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../../support/caught.ts';
import { deepFreeze } from '../../support/deep-freeze.ts';
import { dayText, healthBook, horizonDays, trueArea } from '../../support/health-book.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import { seeded } from '../../support/seeded.ts';

const byUse: HealthModel = {
  signals: [{ key: 'activeDays', weight: 1, normalise: { type: 'linear', worst: 0, best: 28 } }],
};
const mixed: HealthModel = {
  signals: [
    { key: 'activeDays', weight: 2, normalise: { type: 'linear', worst: 0, best: 20 } },
    { key: 'failedPayments', weight: 1, normalise: { type: 'linear', worst: 3, best: 0 } },
    { key: 'openTickets', weight: 1, normalise: { type: 'linear', worst: 4, best: 0 } },
  ],
  caps: [{ when: { key: 'failedPayments', op: '>=', value: 3 }, max: 30 }],
};
const ofUse = ({ activeDays }: { activeDays: number }) => 1 / (1 + Math.exp(activeDays / 5 - 1));

/** A day counted from 1 March 2026, which is 0. */
const march = (day: number) => dayText(20_513 + day);
const customer = (customerId: string, amount: number, end: string | null, again?: string) => [
  { customerId, start: '2026-01-01', end, amount, interval: 'month' as const },
  ...(again === undefined ? [] : [{ customerId, start: again, amount, interval: 'month' as const }]),
];
const at = ['2026-03-01'];
const churnedOf = (data: HealthData, options: Partial<Parameters<typeof backtestHealthScore>[2]> = {}) => {
  const { rows } = backtestHealthScore(data, byUse, { dates: at, horizonDays: 30, ...options });
  return rows.map(({ customerId, churned }) => `${customerId} ${churned ? 'left' : 'stayed'}`);
};

describe('who is at risk, and who leaves', () => {
  test('march(0) is 1 March 2026', () => expect(march(0)).toBe('2026-03-01'));

  test('those who pay just before the date; left: without MRR at any time up to just before its end', () => {
    const subscriptions = [
      ...customer('ada', 10, null),
      // Gone before the date: not at risk. At the date, and on the last day of the horizon: left. At its end: stayed.
      ...customer('ben', 10, march(-1)),
      ...customer('cem', 10, march(0)),
      ...customer('dia', 10, march(29)),
      ...customer('eva', 10, march(30)),
      // Left and back within the horizon: left.
      ...customer('fay', 10, march(5), march(10)),
      // Another plan is no churn.
      ...customer('gus', 10, march(5), march(5)),
      // Begins at the date: not at risk yet.
      { customerId: 'hal', start: march(0), end: march(3), amount: 10, interval: 'month' as const },
      // On trial, so nothing to lose.
      {
        customerId: 'ida',
        start: march(-9),
        trialEnd: march(5),
        end: march(9),
        amount: 10,
        interval: 'month' as const,
      },
    ];
    expect(churnedOf({ subscriptions })).toEqual([
      'ada stayed',
      'cem left',
      'dia left',
      'eva stayed',
      'fay left',
      'gus stayed',
    ]);
  });

  test('the policy says what is churn: grace, pauses, cancellation at the request', () => {
    const subscriptions = [
      // Ten days without, at the date in the middle of it: at risk is only who pays then.
      ...customer('ada', 10, march(5), march(15)),
      ...customer('ben', 10, march(-5), march(5)),
      { ...customer('cem', 10, null)[0], customerId: 'cem', pauses: [{ start: march(3), end: march(40) }] },
      { ...customer('dia', 10, march(60))[0], customerId: 'dia', cancelRequestedAt: march(9) },
    ] as NonNullable<HealthData['subscriptions']>;
    expect(churnedOf({ subscriptions })).toEqual(['ada left', 'cem left', 'dia stayed']);
    expect(churnedOf({ subscriptions }, { churnGraceDays: 11 })).toEqual(['ada stayed', 'cem left', 'dia stayed']);
    expect(churnedOf({ subscriptions }, { churnGraceDays: 10 })).toEqual(['ada left', 'cem left', 'dia stayed']);
    expect(churnedOf({ subscriptions }, { pauses: 'retain' })).toEqual(['ada left', 'cem stayed', 'dia stayed']);
    expect(churnedOf({ subscriptions }, { churnAt: 'cancelRequest' })).toEqual(['ada left', 'cem left', 'dia left']);
  });

  test('in a gap that the grace fills nobody is at risk: that it will be filled is not known yet', () => {
    const subscriptions = [...customer('ada', 10, march(-5), march(5)), ...customer('ben', 10, null)];
    const atRisk = (options: object, date = march(0)) => churnedOf({ subscriptions }, { dates: [date], ...options });
    expect(atRisk({ churnGraceDays: 30 })).toEqual(['ben stayed']);
    expect(atRisk({})).toEqual(['ben stayed']);
    // Before the gap and after it ada pays, and the grace says that she never left.
    expect(atRisk({ churnGraceDays: 30 }, march(-5))).toEqual(['ada stayed', 'ben stayed']);
    expect(atRisk({}, march(-5))).toEqual(['ada left', 'ben stayed']);
    expect(atRisk({ churnGraceDays: 30 }, march(6))).toEqual(['ada stayed', 'ben stayed']);
  });

  test('of a horizon that ends after the data nothing is decided; one that ends with it is', () => {
    const data = { subscriptions: [...customer('ada', 10, null), ...customer('ben', 10, march(5))] };
    const before = backtestHealthScore(data, byUse, { dates: at, horizonDays: 30, asOf: march(29) });
    expect(before).toMatchObject({ undecided: 2, rows: [], pooled: { observations: 0, auc: { value: null } } });
    expect(before.dates[0]).toMatchObject({ undecided: 2, observations: 0 });
    const after = backtestHealthScore(data, byUse, { dates: at, horizonDays: 30, asOf: march(30) });
    expect(after).toMatchObject({ undecided: 0, pooled: { observations: 2, churned: 1 } });
    const both = backtestHealthScore(data, byUse, { dates: [march(20), march(0)], horizonDays: 30, asOf: march(45) });
    expect(
      both.dates.map(({ date, undecided, observations }) => [date.toISOString().slice(0, 10), undecided, observations]),
    ).toEqual([
      ['2026-03-01', 0, 2],
      ['2026-03-21', 1, 0],
    ]);
    expect(both.undecided).toBe(1);
  });

  test('who left, and is still in its grace when the data ends, is undecided', () => {
    const subscriptions = [
      ...customer('ada', 10, march(20)),
      ...customer('ben', 10, march(10)),
      ...customer('cem', 10, null),
      // Back after the data was taken: a plan, and not known.
      ...customer('dia', 10, march(22), march(50)),
      // Its grace ends with the data.
      ...customer('eva', 10, march(16)),
    ];
    const found = backtestHealthScore({ subscriptions }, byUse, {
      dates: at,
      horizonDays: 30,
      asOf: march(30),
      churnGraceDays: 14,
    });
    expect(found.rows.map(({ customerId, churned }) => [customerId, churned])).toEqual([
      ['ben', true],
      ['cem', false],
      ['eva', true],
    ]);
    expect(found.undecided).toBe(2);
  });

  test('the MRR is that just before the date, in the reporting currency', () => {
    const subscriptions = [
      {
        customerId: 'ada',
        start: '2026-01-01',
        end: march(4),
        amount: 120,
        interval: 'year' as const,
        currency: 'USD',
      },
      { customerId: 'ben', start: '2026-01-01', end: march(0), amount: 5, interval: 'month' as const, currency: 'EUR' },
      { customerId: 'ben', start: march(0), end: march(9), amount: 50, interval: 'month' as const, currency: 'USD' },
    ];
    const options = {
      dates: at,
      horizonDays: 30,
      currency: 'EUR',
      exchangeRates: { USD: { '2026-02': 0.5, '2026-03': 0.9 } },
    };
    const { rows, pooled } = backtestHealthScore({ subscriptions }, byUse, options);
    expect(rows.map(({ customerId, mrr, churned }) => [customerId, mrr, churned])).toEqual([
      ['ada', 5, true],
      ['ben', 5, true],
    ]);
    expect(pooled.churnedMrrFlagged.denominator).toBe(10);
  });

  test('at risk are the opening customers of the library, and left are those that it books as churn', () => {
    const policies = [
      {},
      { pauses: 'retain' as const },
      { churnAt: 'cancelRequest' as const },
      { pastDueGraceDays: 5 },
    ];
    const day = fc.integer({ min: -40, max: 80 });
    const rowArbitrary = fc
      .record({
        customerId: fc.constantFrom('ada', 'ben', 'cem', 'dia'),
        start: day,
        length: fc.nat(60),
        open: fc.boolean(),
        from: fc.nat(50),
        to: fc.nat(30),
        kind: fc.nat(3),
      })
      .map(({ customerId, start, length, open, from, to, kind }) => ({
        customerId,
        start: march(start),
        end: open ? null : march(start + length),
        amount: 10,
        interval: 'month' as const,
        ...(kind === 1 && { pauses: [{ start: march(start + from), end: march(start + from + to) }] }),
        ...(kind === 2 && { pastDue: [{ start: march(start + from), end: march(start + from + to) }] }),
        ...(kind === 3 && { cancelRequestedAt: march(start + from) }),
      }));
    fc.assert(
      fc.property(fc.array(rowArbitrary, { maxLength: 8 }), fc.constantFrom(...policies), (subscriptions, policy) => {
        const { rows } = backtestHealthScore({ subscriptions }, byUse, { dates: at, horizonDays: 30, ...policy });
        const horizon = period(march(0), march(30));
        expect(rows.length).toBe(customerMovements(subscriptions, horizon, policy).opening);
        const events = mrrMovementsByCustomer(subscriptions, horizon, { ...policy, movements: 'event' });
        const left = new Set(events.filter(({ kind }) => kind === 'churn').map(({ customerId }) => customerId));
        const opening = mrrMovementsByCustomer(subscriptions, horizon, policy).filter((row) => row.opening > 0);
        const expected = opening.map(({ customerId, opening: mrr }) => [customerId, left.has(customerId), mrr]);
        expect(rows.map(({ customerId, churned, mrr }) => [customerId, churned, mrr])).toEqual(expected);
      }),
      propertyRuns(200),
    );
  });
});

describe('the scores', () => {
  const book = healthBook(7, 60, 4, ofUse);
  const found = backtestHealthScore(book.data, mixed, { dates: book.dates, horizonDays });

  test('are those that the public functions give at each date', () => {
    for (const date of book.dates) {
      const scores = new Map(healthScores(healthSignals(book.data, date), mixed).map((row) => [row.customerId, row]));
      const rows = found.rows.filter((row) => row.date.toISOString().startsWith(date));
      expect(rows.length).toBeGreaterThan(10);
      for (const { customerId, score, band } of rows) {
        const own = scores.get(customerId);
        expect(band).toBe(own?.band);
        // But for the last digits, so that equal scores tie.
        if (score === null) expect(own?.score).toBeNull();
        else expect(Math.abs(score - (own?.score as number))).toBeLessThan(1e-12);
      }
    }
  });

  test('that are equal tie, whatever their sums are made of', () => {
    const sevenths: HealthModel = {
      signals: ['failedPayments', 'openTickets'].map((key) => ({
        key,
        weight: 1,
        normalise: { type: 'linear', worst: 7, best: 0 },
      })),
    };
    const subscriptions = Array.from({ length: 8 }, (_, i) =>
      customer(`c${i}`, 10, i % 2 === 0 ? march(5) : null),
    ).flat();
    const some = <T>(count: number, row: T) => Array.from({ length: count }, () => row);
    // Seven failures and tickets each, in all mixtures.
    const data = {
      subscriptions,
      payments: subscriptions.flatMap(({ customerId }, i) =>
        some(i, { customerId, at: march(-3), status: 'failed' as const, invoiceId: 'A' }),
      ),
      tickets: subscriptions.flatMap(({ customerId }, i) => some(7 - i, { customerId, openedAt: march(-3) })),
    };
    const { pooled, rows } = backtestHealthScore(data, sevenths, { dates: at, horizonDays: 30 });
    expect(new Set(rows.map(({ score }) => score)).size).toBe(1);
    expect(pooled.auc.value).toBe(0.5);
  });

  test('results are those of backtestScores over the rows, for each date and for all', () => {
    const { brier, calibration, ...pooled } = backtestScores(found.rows);
    expect(found.pooled).toMatchObject(pooled);
    for (const { date, undecided, ...own } of found.dates) {
      const rows = found.rows.filter((row) => row.date.getTime() === date.getTime());
      const earlier = found.rows.filter((row) => row.date < date);
      // The dates are a horizon apart, so that all earlier ones are decided by then.
      expect(own).toEqual(backtestScores(rows, earlier.length === 0 ? {} : { calibrateOn: earlier }));
      expect(undecided).toBe(0);
    }
    const known = found.dates.flatMap((date) => (date.brier === null ? [] : [date.brier]));
    expect(known.length).toBe(3);
    const sum = known.reduce((total, { value, observations }) => total + value * observations, 0);
    expect(found.pooled.brier?.observations).toBe(known.reduce((total, { observations }) => total + observations, 0));
    expect(found.pooled.brier?.value).toBeCloseTo(sum / (found.pooled.brier?.observations as number), 13);
  });

  test('a date is calibrated by earlier ones only where their horizon has ended by then', () => {
    const brierAt = (days: number, churnGraceDays = 0) =>
      backtestHealthScore(book.data, mixed, { dates: book.dates, horizonDays: days, churnGraceDays }).dates.map(
        ({ brier }) => brier !== null,
      );
    expect(brierAt(30)).toEqual([false, true, true, true]);
    expect(brierAt(31)).toEqual([false, false, true, true]);
    expect(brierAt(60)).toEqual([false, false, true, true]);
    expect(brierAt(90)).toEqual([false, false, false, true]);
    // Whether who left on the last day came back in time is known only after the grace.
    expect(brierAt(30, 1)).toEqual([false, false, true, true]);
  });

  test('no look-ahead: what happens at a date or later changes no score at it', () => {
    const [first, last] = [book.dates[1] as string, book.dates[2] as string];
    const dates = [first, last];
    const scoresOf = (data: HealthData) =>
      backtestHealthScore(data, mixed, { dates, horizonDays })
        .rows.filter(({ date }) => date.toISOString().startsWith(first))
        .map(({ customerId, score, band }) => [customerId, score, band]);
    const { events = [], payments = [], tickets = [], subscriptions = [] } = book.data;
    const changed = {
      subscriptions: subscriptions.map((row) => (row.end != null && row.end >= first ? { ...row, end: null } : row)),
      events: [
        ...(events as readonly UsageEvent[]).filter(({ at: day }) => (day as string) < first),
        { customerId: 'c1', at: last },
      ],
      payments: [
        ...payments.filter(({ at: day }) => (day as string) < first),
        { customerId: 'c2', at: first, status: 'failed' as const },
      ],
      tickets: [
        ...tickets.filter(({ openedAt }) => (openedAt as string) < first),
        { customerId: 'c3', openedAt: first },
      ].map((ticket) => ({ ...ticket, resolvedAt: null })),
    };
    expect(scoresOf(changed)).toEqual(scoresOf(book.data));
    expect(scoresOf(book.data).length).toBeGreaterThan(20);
  });

  test('neither the order of rows and dates nor the names of the customers change a figure', () => {
    const { shuffled } = seeded(3);
    const renamed = (row: { customerId: string }) => ({
      ...row,
      customerId: `${1000 - Number(row.customerId.slice(1))}`,
    });
    const other = Object.fromEntries(
      Object.entries(book.data).map(([key, rows]) => [key, shuffled(rows).map(renamed as never)]),
    ) as HealthData;
    const again = backtestHealthScore(other, mixed, { dates: shuffled(book.dates), horizonDays });
    expect(again.pooled).toEqual(found.pooled);
    expect(again.dates).toEqual(found.dates);
  });

  test('inputs may be frozen', () => {
    const options = deepFreeze({ dates: [...book.dates].reverse(), horizonDays, thresholds: [50, 20] });
    expect(backtestHealthScore(deepFreeze(book.data), deepFreeze(mixed), options).rows).toEqual(found.rows);
  });
});

describe('a book whose true chances are known', () => {
  test('the area is within its interval of that of the generator itself', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const book = healthBook(seed, 150, 4, ofUse);
      const { auc, brier, observations } = backtestHealthScore(book.data, byUse, {
        dates: book.dates,
        horizonDays,
      }).pooled;
      expect(observations).toBe(book.risks.length);
      const truth = trueArea(book.risks);
      expect(auc.lower).toBeLessThan(truth);
      expect(auc.upper).toBeGreaterThan(truth);
      expect(auc.lower).toBeGreaterThan(0.5);
      expect(brier?.skill).toBeGreaterThan(0);
    }
  });

  test('with the outcomes shuffled it holds one half', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const book = healthBook(seed, 150, 1, ofUse);
      const rows = book.data.subscriptions ?? [];
      const ends = seeded(seed).shuffled(rows.map(({ end }) => end));
      const subscriptions = rows.map((row, index) => ({ ...row, end: ends[index] }));
      const { auc } = backtestHealthScore({ ...book.data, subscriptions }, byUse, {
        dates: book.dates,
        horizonDays,
      }).pooled;
      expect(auc.lower).toBeLessThan(0.5);
      expect(auc.upper).toBeGreaterThan(0.5);
    }
  });
});

describe('bad input', () => {
  const data = { subscriptions: customer('ada', 10, null) };
  const options = { dates: at, horizonDays: 30 };
  test.each<[unknown, unknown, unknown, string, string]>([
    [null, byUse, options, 'INVALID_TYPE', 'data'],
    [{}, byUse, options, 'INVALID_TYPE', 'data.subscriptions'],
    [{ subscriptions: {} }, byUse, options, 'INVALID_TYPE', 'data.subscriptions'],
    [{ ...data, event: [] }, byUse, options, 'UNKNOWN_KEY', 'data.event'],
    [data, { signals: [] }, options, 'EMPTY', 'model.signals'],
    [data, { ...byUse, bands: [{ name: 'low', from: 1 }] }, options, 'INVALID_NUMBER', 'model.bands[0].from'],
    [data, byUse, undefined, 'INVALID_TYPE', 'options'],
    [data, byUse, { ...options, dates: [] }, 'EMPTY', 'options.dates'],
    [data, byUse, { ...options, dates: '2026-03-01' }, 'INVALID_TYPE', 'options.dates'],
    [data, byUse, { ...options, dates: ['2026-03-32'] }, 'INVALID_INSTANT', 'options.dates[0]'],
    [data, byUse, { ...options, dates: [...at, ...at] }, 'INVALID_OPTION', 'options.dates[1]'],
    [data, byUse, { ...options, asOf: '2026-02-01' }, 'INVALID_OPTION', 'options.dates[0]'],
    [data, byUse, { ...options, asOf: 'now' }, 'INVALID_INSTANT', 'options.asOf'],
    [data, byUse, { dates: at }, 'INVALID_NUMBER', 'options.horizonDays'],
    [data, byUse, { ...options, horizonDays: 0 }, 'INVALID_NUMBER', 'options.horizonDays'],
    [data, byUse, { ...options, horizonDays: 30.5 }, 'INVALID_NUMBER', 'options.horizonDays'],
    [data, byUse, { ...options, horizonDays: Number.NaN }, 'INVALID_NUMBER', 'options.horizonDays'],
    [data, byUse, { ...options, horizon: 30 }, 'UNKNOWN_KEY', 'options.horizon'],
    [data, byUse, { ...options, grain: 'subscription' }, 'UNKNOWN_KEY', 'options.grain'],
    [data, byUse, { ...options, customers: 'all' }, 'UNKNOWN_KEY', 'options.customers'],
    [data, byUse, { ...options, churnGraceDays: -1 }, 'INVALID_NUMBER', 'options.churnGraceDays'],
    [data, byUse, { ...options, timeZone: 'Mars/Base' }, 'INVALID_TIME_ZONE', 'options.timeZone'],
    [data, byUse, { ...options, windowDays: 0 }, 'INVALID_NUMBER', 'options.windowDays'],
    [data, byUse, { ...options, bins: 0 }, 'INVALID_NUMBER', 'options.bins'],
    [data, byUse, { ...options, thresholds: [-1] }, 'INVALID_NUMBER', 'options.thresholds[0]'],
    [data, byUse, { ...options, confidence: 1 }, 'INVALID_NUMBER', 'options.confidence'],
  ])('%o, %o, %o is %s at %s', (given, model, settings, code, path) => {
    expect(refusal(() => backtestHealthScore(given as object, model as HealthModel, settings as never))).toMatchObject({
      code,
      path: keysOf(path),
    });
  });
});
