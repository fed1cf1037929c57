import fc from 'fast-check';
import { engagementScore, month, type UsageEvent, usageDuration, usageFrequency } from 'tenure';
import { describe, expect, test } from 'vitest';
import { table } from './pencil.ts';

const march = month('2026-03');
const nothing = { count: 0, mean: null, median: null };

describe('seconds', () => {
  const total = (...seconds: number[]) => {
    const events = seconds.map((durationSeconds) => ({ customerId: 'ada', at: '2026-03-01', durationSeconds }));
    return usageDuration(events, march).totalSeconds;
  };

  test.each([0.1, 0.001, 1 / 3, 1e-6, 59.9, 2 ** -52, 1e9 - 0.25])('%d by itself is what it is', (seconds) => {
    expect(total(seconds)).toBe(seconds);
  });

  test('parts add up to whole ones', () => {
    expect(total(0.5, 0.25, 0.25)).toBe(1);
    expect(total(...Array.from({ length: 1000 }, () => 0.001))).toBe(1);
    expect(total(2 ** -60, 1 - 2 ** -53, 7)).toBe(8);
  });
});

test('whoever reaches all targets has 100 of 100, whatever the weights', () => {
  const event = { customerId: 'ada', at: '2026-03-01', feature: 'f', durationSeconds: 5 };
  const targets = { activeDays: 1, seconds: 5, features: 1 };
  for (const [activeDays, seconds, features] of [
    [8.5, 0.7, 5.199999999999999],
    [3.9, 6.199999999999999, 9.5],
  ]) {
    const weights = { activeDays, seconds, features };
    expect(engagementScore([event], march, { targets, weights })[0]?.score).toBe(100);
  }
  const weights = { activeDays: 1, seconds: 0 };
  expect(engagementScore([event], march, { targets: { activeDays: 2, seconds: 5 }, weights })[0]?.score).toBe(50);
});

describe('usage frequency', () => {
  test('of March', () => {
    // Events: ada 3, ben 2, cem 1. Days: ada 2, ben 2, cem 1. A quarter of 1, 2, 3 lies at place 0.5: 1.5; of 1, 2, 2 as well.
    const quantiles = [0.25];
    expect(usageFrequency(table, march, { quantiles })).toEqual({
      customers: 3,
      events: 6,
      activeDays: 5,
      eventsPerCustomer: { count: 3, mean: 2, median: 2, quantiles: [{ p: 0.25, value: 1.5 }] },
      activeDaysPerCustomer: { count: 3, mean: 5 / 3, median: 2, quantiles: [{ p: 0.25, value: 1.5 }] },
    });
  });

  test('of users: u1 of ada has two events on two days, the three others 1, 2 and 1', () => {
    const { customers, eventsPerCustomer, activeDays } = usageFrequency(table, march, { of: 'users' });
    expect([customers, eventsPerCustomer.mean, activeDays]).toEqual([4, 1.5, 6]);
  });

  test('a repeated event is an event, and no other day', () => {
    const { events, activeDays } = usageFrequency([...table, ...table], march);
    expect([events, activeDays]).toEqual([12, 5]);
  });

  test('days are those of the zone: the night to 2 March UTC is 1 March in New York', () => {
    const events = ['2026-03-02T02:00:00Z', '2026-03-02T20:00:00Z'].map((at) => ({ customerId: 'a', at }));
    expect(usageFrequency(events, march).activeDays).toBe(1);
    expect(usageFrequency(events, month('2026-03', { timeZone: 'America/New_York' })).activeDays).toBe(2);
  });

  test('of nothing', () => {
    const empty = { ...nothing, quantiles: [0.1, 0.25, 0.5, 0.75, 0.9].map((p) => ({ p, value: null })) };
    expect(usageFrequency([], march)).toEqual({
      customers: 0,
      events: 0,
      activeDays: 0,
      eventsPerCustomer: empty,
      activeDaysPerCustomer: empty,
    });
  });
});

describe('usage duration', () => {
  test('of March', () => {
    // 600, 300, 300 (ada), 1200 (ben), 0 (cem): 2400, the middle one 300. Ada and ben 1200, cem 0. One event of ben does not say.
    expect(usageDuration(table, march, { quantiles: [] })).toEqual({
      totalSeconds: 2400,
      secondsPerEvent: { count: 5, mean: 480, median: 300, quantiles: [] },
      secondsPerCustomer: { count: 3, mean: 800, median: 1200, quantiles: [] },
      withoutDuration: 1,
    });
  });

  test('what is not known is not 0', () => {
    const unknown = table.map(({ durationSeconds: _, ...event }) => event);
    const empty = { ...nothing, quantiles: [] };
    expect(usageDuration(unknown, march, { quantiles: [] })).toEqual({
      totalSeconds: null,
      secondsPerEvent: empty,
      secondsPerCustomer: empty,
      withoutDuration: 6,
    });
    expect(usageDuration([], march).totalSeconds).toBeNull();
    expect(usageDuration([{ customerId: 'a', at: '2026-03-02', durationSeconds: 0 }], march).totalSeconds).toBe(0);
  });

  test('a quantile is as exact as the mean beside it', () => {
    const events = [0.2, 3600].map((durationSeconds) => ({ customerId: 'a', at: '2026-03-02', durationSeconds }));
    // In doubles 0.2 + 0.5 x (3600 - 0.2) is 1800.1000000000001.
    expect(usageDuration(events, march, { quantiles: [0.1] }).secondsPerEvent).toEqual({
      ...{ count: 2, mean: 1800.1, median: 1800.1, quantiles: [{ p: 0.1, value: 360.18 }] },
    });
    // The mean is not that of a rounded sum: of three tenths it would be 0.10000000000000002.
    const tenths = [0.1, 0.1, 0.1].map((durationSeconds) => ({ customerId: 'a', at: '2026-03-02', durationSeconds }));
    expect(usageDuration(tenths, march).secondsPerEvent).toMatchObject({ mean: 0.1, median: 0.1 });
  });

  test('of two durations the mean is the median', () => {
    const seconds = fc.integer({ min: 0, max: 1e7 }).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(seconds, seconds, (first, second) => {
        const events = [first, second].map((durationSeconds, customerId) => ({
          customerId,
          at: '2026-03-02',
          durationSeconds,
        }));
        const { secondsPerEvent, secondsPerCustomer } = usageDuration(events, march);
        expect(secondsPerEvent.median).toBe(secondsPerEvent.mean);
        expect(secondsPerCustomer).toEqual(secondsPerEvent);
      }),
    );
  });

  test('sums are exact: ten thousand tenths beside one second in a billion', () => {
    const tenths = Array.from({ length: 10_000 }, () => ({ customerId: 'a', at: '2026-03-02', durationSeconds: 0.1 }));
    const events: UsageEvent[] = [{ customerId: 'a', at: '2026-03-02', durationSeconds: 1e9 }, ...tenths];
    // Added in doubles as they come, the sum would be 1000000999.9999... or 1000001000.0000...
    expect(usageDuration(events, march).totalSeconds).toBe(1_000_001_000);
    expect(usageDuration([...events].reverse(), march).totalSeconds).toBe(1_000_001_000);
  });
});

describe('engagement score', () => {
  const targets = { activeDays: 4, seconds: 2400, features: 2 };
  const scores = (options: object) => engagementScore(table, march, { targets, ...options });

  test('of March', () => {
    // Days 2/4 50, 2/4 50, 1/4 25. Seconds 1200/2400 50, 50, 0. Features 2/2 100 (report, export), 100, 1/2 50.
    // Ada and ben (50 + 50 + 100)/3, cem (25 + 0 + 50)/3 = 25.
    expect(scores({})).toEqual(
      [
        ['ada', 200 / 3, 2, 1200, 2, 50, 50, 100],
        ['ben', 200 / 3, 2, 1200, 2, 50, 50, 100],
        ['cem', 25, 1, 0, 1, 25, 0, 50],
      ].map(([customerId, score, activeDays, seconds, features, frequencyPoints, durationPoints, breadthPoints]) => ({
        customerId,
        score,
        activeDays,
        seconds,
        features,
        frequencyPoints,
        durationPoints,
        breadthPoints,
      })),
    );
  });

  test('weights, 1 where none is given', () => {
    // Cem: (2 x 25 + 1 x 0 + 0 x 50) / 3.
    expect(scores({ weights: { activeDays: 2, features: 0 } })[2]?.score).toBeCloseTo(50 / 3, 12);
  });

  test('more than the target is no more than the target', () => {
    expect(scores({ targets: { activeDays: 1 } }).map(({ score }) => score)).toEqual([100, 100, 100]);
  });

  test('a duration that is not known leaves the weight to the others', () => {
    const [row] = engagementScore([{ customerId: 'a', at: '2026-03-02', feature: 'x' }], march, { targets });
    // Days 25, features 50.
    expect(row).toMatchObject({ score: 37.5, seconds: null, durationPoints: null });
    const [only] = engagementScore([{ customerId: 'a', at: '2026-03-02' }], march, { targets: { seconds: 60 } });
    expect(only?.score).toBeNull();
  });

  test('customers without an event have a row when they are named, and those not named none', () => {
    const rows = scores({ customers: ['zoe', 'cem', 'dia', 'zoe'] });
    expect(rows.map(({ customerId, score }) => [customerId, score])).toEqual([
      ['cem', 25],
      ['dia', 0],
      ['zoe', 0],
    ]);
    expect(rows[2]).toMatchObject({ seconds: 0, activeDays: 0, features: 0 });
  });

  test('depends on no other customer', () => {
    const alone = table.filter(({ customerId }) => customerId === 'ada');
    expect(engagementScore(alone, march, { targets })[0]).toEqual(scores({})[0]);
  });

  test('of nothing', () => {
    expect(engagementScore([], march, { targets })).toEqual([]);
    expect(scores({ customers: [] })).toEqual([]);
  });
});
