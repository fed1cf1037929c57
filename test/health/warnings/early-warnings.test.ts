import {
  earlyWarnings,
  type HealthData,
  type HealthModel,
  type HealthSignalOptions,
  type HealthWarning,
  type WarningRule,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../../support/deep-freeze.ts';

const asOf = '2026-03-15';
const msPerDay = 86_400_000;
/** So many days before `asOf`, and some hours later. */
const daysAgo = (days: number, hours = 0) => Date.parse(`${asOf}T00:00:00Z`) - days * msPerDay + hours * 3_600_000;
const day = (label: string) => new Date(`${label}T00:00:00Z`);
const severity = 'medium';

const warn = (rule: WarningRule, data: HealthData, options?: HealthSignalOptions) =>
  earlyWarnings(data, [rule], asOf, options);
const names = (warnings: readonly HealthWarning[]) => warnings.map(({ customerId }) => customerId);

/** Events of one customer: so many in each week, the last week first, on different days. */
const weekly = (customerId: string, ...counts: number[]) =>
  counts.flatMap((count, week) =>
    Array.from({ length: count }, (_, index) => ({ customerId, at: daysAgo(week * 7 + 1 + (index % 7), index % 24) })),
  );

describe('a drop of usage', () => {
  const rule: WarningRule = { name: 'drop', type: 'usageDrop', severity, drop: 0.5, baselineWindows: 4 };

  test('by a share of the median', () => {
    const events = [
      // The median of 8, 10, 12, 30 is 11; half of it is 5.5.
      ...weekly('flagged', 5, 8, 30, 10, 12),
      ...weekly('just under', 6, 8, 30, 10, 12),
      ...weekly('exactly half', 5, 10, 10, 10, 10),
      ...weekly('silent', 0, 10, 10, 10, 10),
      ...weekly('never', 0),
    ];
    // Each began on the first day of the baseline at the latest.
    const signUps = [...new Set(events.map(({ customerId }) => customerId)), 'never'].map((customerId) => ({
      customerId,
      at: daysAgo(35),
    }));
    const found = warn(rule, { events, signUps });
    expect(names(found)).toEqual(['exactly half', 'flagged', 'silent']);
    expect(found[1]).toStrictEqual({
      customerId: 'flagged',
      rule: 'drop',
      type: 'usageDrop',
      since: day('2026-03-08'),
      observed: 5,
      expected: 11,
      severity,
    });
  });

  test('is told exactly: 0.9 gone of 10 is 1 left', () => {
    const events = weekly('ada', 1, 10, 10, 10, 10);
    // 1 - 0.9 is 0.09999999999999998 as a double.
    expect(warn({ ...rule, drop: 0.9 }, { events, signUps: [{ customerId: 'ada', at: daysAgo(35) }] })).toHaveLength(1);
  });

  test('by robust standard deviations', () => {
    const byScore: WarningRule = { name: 'drop', type: 'usageDrop', severity, zScore: 3.5, baselineWindows: 5 };
    const flags = (...counts: number[]) => {
      const signUps = [{ customerId: 'ada', at: daysAgo(42) }];
      return warn(byScore, { events: weekly('ada', ...counts), signUps }).length === 1;
    };
    // Median 20, deviations 0, 1, 1, 2, 3: MAD 1, so that 3.5 deviations are 3.5 / 0.6745 = 5.19.
    expect(flags(14, 20, 21, 19, 22, 17)).toBe(true);
    expect(flags(15, 20, 21, 19, 22, 17)).toBe(false);
    // 1.349 deviations are 1.349 / 0.6745 = 2, which is reached at 18.
    const exact: WarningRule = { ...byScore, zScore: 1.349 };
    const signUps = [{ customerId: 'ada', at: daysAgo(42) }];
    const flagsExactly = (last: number) =>
      warn(exact, { events: weekly('ada', last, 20, 21, 19, 22, 17), signUps }).length === 1;
    expect([flagsExactly(18), flagsExactly(19)]).toEqual([true, false]);
    // Median 20, deviations 0, 0, 0, 0, 5: MAD 0, mean 1, so that 3.5 deviations are 3.5 x 1.253314 = 4.39.
    expect(flags(15, 20, 20, 20, 20, 25)).toBe(true);
    expect(flags(16, 20, 20, 20, 20, 25)).toBe(false);
    // Without any spread every drop is far, and no rise is a drop.
    expect(flags(19, 20, 20, 20, 20, 20)).toBe(true);
    expect(flags(20, 20, 20, 20, 20, 20)).toBe(false);
    expect(flags(30, 20, 20, 20, 20, 20)).toBe(false);
  });

  test('by both, where both are given', () => {
    const events = weekly('ada', 19, 20, 20, 20, 20);
    const signUps = [{ customerId: 'ada', at: daysAgo(35) }];
    expect(warn({ ...rule, zScore: 3.5 }, { events, signUps })).toEqual([]);
    expect(warn({ ...rule, zScore: 3.5, drop: 0.05 }, { events, signUps })).toHaveLength(1);
  });

  test('of active days or users', () => {
    const events = [0, 1, 2, 3, 4].flatMap((week) =>
      [0, 1, 2, 3].map((index) => ({
        customerId: 'ada',
        // As many events each week; in the last one all on one day and of one user.
        at: daysAgo(week * 7 + 1 + (week === 0 ? 0 : index), index),
        userId: week === 0 ? 'u0' : `u${index}`,
      })),
    );
    const signUps = [{ customerId: 'ada', at: daysAgo(35) }];
    expect(warn(rule, { events, signUps })).toEqual([]);
    for (const measure of ['activeDays', 'activeUsers'] as const) {
      expect(warn({ ...rule, measure }, { events, signUps })).toMatchObject([{ observed: 1, expected: 4 }]);
    }
  });

  test('does not judge who came during the baseline', () => {
    const events = weekly('ada', 0, 10, 10, 10, 10);
    const start = (at: number) => ({ events, signUps: [{ customerId: 'ada', at }] });
    expect(warn(rule, start(daysAgo(35)))).toHaveLength(1);
    expect(warn(rule, start(daysAgo(35) + 1))).toEqual([]);
  });
});

describe('silence', () => {
  const rule: WarningRule = { name: 'quiet', type: 'silence', severity, days: 14 };
  const event = (customerId: string, at: number) => ({ customerId, at });

  test('of so many days', () => {
    const events = [event('flagged', daysAgo(14, 23)), event('just under', daysAgo(13)), event('flagged', daysAgo(40))];
    expect(warn(rule, { events })).toStrictEqual([
      {
        customerId: 'flagged',
        rule: 'quiet',
        type: 'silence',
        since: new Date(daysAgo(14, 23)),
        observed: 14,
        expected: 14,
        severity,
      },
    ]);
  });

  test('of who never used it, from the start on', () => {
    const signUps = [
      { customerId: 'flagged', at: daysAgo(14) },
      { customerId: 'just under', at: daysAgo(13) },
    ];
    expect(warn(rule, { events: [], signUps })).toMatchObject([{ customerId: 'flagged', observed: 14 }]);
  });

  test('longer than usual', () => {
    const byFactor: WarningRule = { name: 'quiet', type: 'silence', severity, factor: 3 };
    // Gaps of 2, 1, 3 and 2 days (two events on one day are one active day), and silence after it.
    const used = (customerId: string, silence: number) =>
      [8, 6, 5, 2, 0, 0].map((before, index) => event(customerId, daysAgo(silence + before, index)));
    const found = warn(byFactor, { events: [...used('flagged', 6), ...used('just under', 5)] });
    expect(found).toMatchObject([{ customerId: 'flagged', since: new Date(daysAgo(6, 5)), observed: 6, expected: 2 }]);
    // Gaps of 1, 2, 3 and 4: usually 2.5, so 1.2 times that is 3.
    const even = (silence: number) => [10, 9, 7, 4, 0].map((before) => event('ada', daysAgo(silence + before)));
    expect(warn({ ...byFactor, factor: 1.2 }, { events: even(3) })).toMatchObject([{ observed: 3, expected: 2.5 }]);
    expect(warn({ ...byFactor, factor: 1.2 }, { events: even(2) })).toEqual([]);
  });

  test('is not longer than usual where there is no usual gap yet', () => {
    const byFactor: WarningRule = { name: 'quiet', type: 'silence', severity, factor: 2 };
    const events = [33, 32, 31].map((days) => event('ada', daysAgo(days)));
    expect(warn(byFactor, { events })).toEqual([]);
    expect(warn({ ...byFactor, minimumGaps: 2 }, { events })).toHaveLength(1);
    expect(warn(byFactor, { events: [...events, event('ada', daysAgo(30))] })).toHaveLength(1);
    expect(warn({ ...byFactor, minimumGaps: 1 }, { events: [], signUps: [event('ben', daysAgo(99))] })).toEqual([]);
  });

  test('by both, where both are given', () => {
    const both: WarningRule = { ...rule, factor: 2 };
    const used = (silence: number) => [24, 16, 8, 0].map((before) => event('ada', daysAgo(silence + before)));
    expect(warn(both, { events: used(15) })).toEqual([]);
    expect(warn(both, { events: used(16) })).toMatchObject([{ observed: 16, expected: 8 }]);
    expect(warn({ ...both, days: 17 }, { events: used(16) })).toEqual([]);
  });
});

describe('a step not reached', () => {
  const rule: WarningRule = { name: 'import', type: 'stepNotReached', severity, feature: 'import', withinDays: 7 };
  const signUp = (customerId: string, days: number) => ({ customerId, at: daysAgo(days) });

  test('so many days after the sign-up', () => {
    const events = [
      { customerId: 'reached', at: daysAgo(1), feature: 'import' },
      { customerId: 'flagged', at: daysAgo(5), feature: 'export' },
      { customerId: 'flagged', at: daysAgo(5) },
    ];
    const signUps = [signUp('flagged', 8), signUp('just under', 6), signUp('reached', 30), signUp('on the day', 7)];
    const found = warn(rule, { events, signUps });
    expect(found).toStrictEqual([
      {
        customerId: 'flagged',
        rule: 'import',
        type: 'stepNotReached',
        since: day('2026-03-14'),
        observed: 8,
        expected: 7,
        severity,
      },
      expect.objectContaining({ customerId: 'on the day', since: day('2026-03-15') }),
    ]);
  });

  test('until so many days after it', () => {
    const signUps = [signUp('flagged', 30), signUp('just over', 31)];
    expect(names(warn({ ...rule, untilDays: 30 }, { events: [], signUps }))).toEqual(['flagged']);
  });

  test('the sign-up is the first row where none is given, or else the first event', () => {
    const subscriptions = [
      { customerId: 'ada', start: daysAgo(7), trialEnd: daysAgo(-7), amount: 1, interval: 'month' as const },
    ];
    expect(warn(rule, { events: [], subscriptions })).toHaveLength(1);
    expect(warn(rule, { events: [], subscriptions, signUps: [signUp('ada', 6)] })).toEqual([]);
    expect(warn(rule, { events: [{ customerId: 'ada', at: daysAgo(7) }] })).toHaveLength(1);
    expect(warn(rule, { events: [{ customerId: 'ada', at: daysAgo(6) }] })).toEqual([]);
  });
});

describe('a falling survey score', () => {
  const rule: WarningRule = { name: 'falling', type: 'fallingScore', severity, survey: 'nps', points: 3 };
  const answer = (customerId: string, days: number, score: number) => ({ customerId, at: daysAgo(days), score });

  test('by so many points since the answer before', () => {
    const responses = [
      answer('flagged', 90, 2),
      answer('flagged', 60, 9),
      answer('flagged', 10, 6),
      answer('just under', 60, 9),
      answer('just under', 10, 7),
      answer('rising', 60, 6),
      answer('rising', 10, 9),
      answer('once', 10, 0),
      { ...answer('other', 60, 5), survey: 'csat' as const },
      answer('other', 10, 1),
    ];
    expect(warn(rule, { responses })).toStrictEqual([
      {
        customerId: 'flagged',
        rule: 'falling',
        type: 'fallingScore',
        since: day('2026-03-05'),
        observed: 6,
        expected: 9,
        severity,
      },
    ]);
  });

  test('of several answers at one instant the lowest counts', () => {
    const responses = [answer('ada', 60, 9), answer('ada', 60, 8), answer('ada', 10, 7), answer('ada', 10, 5)];
    expect(warn(rule, { responses })).toMatchObject([{ observed: 5, expected: 8 }]);
    expect(warn({ ...rule, points: 3.5 }, { responses })).toEqual([]);
  });

  test('for so many days', () => {
    const responses = [answer('ada', 60, 9), answer('ada', 10, 2)];
    expect(warn({ ...rule, withinDays: 10 }, { responses })).toHaveLength(1);
    expect(warn({ ...rule, withinDays: 9 }, { responses })).toEqual([]);
  });
});

describe('a failed payment that was not recovered', () => {
  const rule: WarningRule = { name: 'unpaid', type: 'failedPayment', severity, days: 5 };
  const payment = (customerId: string, days: number, status: 'failed' | 'succeeded', invoiceId: string) => ({
    customerId,
    at: daysAgo(days),
    status,
    invoiceId,
  });

  test('for so many days since the first failure', () => {
    const payments = [
      payment('flagged', 5, 'failed', 'A'),
      payment('flagged', 2, 'failed', 'A'),
      payment('flagged', 1, 'failed', 'B'),
      payment('just under', 4, 'failed', 'C'),
      payment('recovered', 9, 'failed', 'D'),
      payment('recovered', 1, 'succeeded', 'D'),
    ];
    expect(warn(rule, { payments })).toStrictEqual([
      {
        customerId: 'flagged',
        rule: 'unpaid',
        type: 'failedPayment',
        since: day('2026-03-10'),
        observed: 5,
        expected: 5,
        severity,
      },
    ]);
    expect(names(warn({ name: 'unpaid', type: 'failedPayment', severity }, { payments }))).toEqual([
      'flagged',
      'just under',
    ]);
  });
});

describe('a renewal at risk', () => {
  const model: HealthModel = {
    signals: [{ key: 'activeDays', weight: 1, normalise: { type: 'linear', worst: 0, best: 20 } }],
  };
  const rule: WarningRule = { name: 'renewal', type: 'renewalAtRisk', severity, withinDays: 30, model };
  const subscription = (customerId: string, start: string) => ({
    customerId,
    start,
    amount: 1200,
    interval: 'year' as const,
  });
  const used = (customerId: string, days: number) =>
    Array.from({ length: days }, (_, index) => ({ customerId, at: daysAgo(index + 1) }));

  test('due soon, and in the lowest band', () => {
    const data: HealthData = {
      subscriptions: [
        subscription('flagged', '2025-04-14'),
        subscription('due later', '2025-04-15'),
        subscription('just above', '2025-04-01'),
        subscription('leaving', '2025-04-01'),
      ],
      // 7 of 20 days are 35 points, 8 are 40: the lower edge of yellow.
      events: [...used('flagged', 7), ...used('just above', 8)],
    };
    const found = warn(rule, data);
    expect(names(found)).toEqual(['flagged', 'leaving']);
    expect(found[0]).toStrictEqual({
      customerId: 'flagged',
      rule: 'renewal',
      type: 'renewalAtRisk',
      since: day('2026-03-15'),
      observed: 35,
      expected: 40,
      severity,
    });
    expect(names(warn({ ...rule, band: 'yellow' }, data))).toEqual(['flagged', 'just above', 'leaving']);
    expect(warn({ ...rule, band: 'yellow' }, data)[1]).toMatchObject({ observed: 40, expected: 70 });
    // Without events there is no score, and without a score no warning.
    expect(warn(rule, { subscriptions: data.subscriptions })).toEqual([]);
  });
});

describe('warnings', () => {
  const rules: WarningRule[] = [
    { name: 'z', type: 'silence', severity: 'low', days: 3 },
    { name: 'a', type: 'silence', severity: 'high', days: 5 },
  ];
  const events = ['ben', 'ada'].map((customerId) => ({ customerId, at: daysAgo(6) }));

  test('come by customer and then in the order of the rules', () => {
    const order = (data: HealthData, own: readonly WarningRule[]) =>
      earlyWarnings(data, own, asOf).map(({ customerId, rule, severity: level }) => `${customerId} ${rule} ${level}`);
    expect(order({ events }, rules)).toEqual(['ada z low', 'ada a high', 'ben z low', 'ben a high']);
    expect(order({ events: [...events].reverse() }, [...rules].reverse())).toEqual([
      'ada a high',
      'ada z low',
      'ben a high',
      'ben z low',
    ]);
    expect(order({ events }, [])).toEqual([]);
  });

  test('are of running customers where subscriptions are given, and of all where they are asked for', () => {
    const subscriptions = [
      { customerId: 'ada', start: '2025-01-01', end: '2026-03-01', amount: 1, interval: 'month' as const },
      { customerId: 'ben', start: '2025-01-01', amount: 1, interval: 'month' as const },
    ];
    expect(new Set(names(earlyWarnings({ events, subscriptions }, rules, asOf)))).toEqual(new Set(['ben']));
    const all = earlyWarnings({ events, subscriptions }, rules, asOf, { customers: 'all' });
    expect(new Set(names(all))).toEqual(new Set(['ada', 'ben']));
  });

  test('inputs are not changed, and rules survive JSON', () => {
    const data = { events };
    const before = structuredClone({ data, rules });
    const found = earlyWarnings(deepFreeze(data), deepFreeze(rules), asOf);
    expect({ data, rules }).toEqual(before);
    expect(earlyWarnings(data, JSON.parse(JSON.stringify(rules)), asOf)).toStrictEqual(found);
  });
});
