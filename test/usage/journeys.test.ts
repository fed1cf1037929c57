import {
  activationRate,
  eventLog,
  funnel,
  type SignUp,
  timeToActivation,
  type UsageEvent,
  usageRetention,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { refusal } from '../support/caught.ts';

const use = (customerId: string, feature: string, at: string): UsageEvent => ({ customerId, feature, at });

describe('activation', () => {
  // | customer | sign-up     | invoice      | days  | within 7 days                              |
  // | -------- | ----------- | ------------ | ----- | ------------------------------------------ |
  // | ada      | 1 Mar 10:00 | 1 Mar 10:00  | 0     | yes: at the sign-up itself                 |
  // | ben      | 1 Mar 10:00 | 8 Mar 09:59  | 6.999 | yes                                        |
  // | cem      | 1 Mar 10:00 | 8 Mar 10:00  | 7     | no: the window ends just before            |
  // | dia      | 5 Mar       | 1 Mar, 8 Mar | 3     | yes: the one before the sign-up is no use  |
  // | eve      | 5 Mar       |              |       | no                                         |
  // | fay      | 20 Mar      |              |       | not yet, on 25 March                       |
  // | gus      | 20 Mar      | 21 Mar       | 1     | yes, although the window is still open     |
  const signUps: readonly SignUp[] = [
    { customerId: 'fay', at: '2026-03-20' },
    ...['ada', 'ben', 'cem'].map((customerId) => ({ customerId, at: '2026-03-01T10:00:00Z' })),
    ...['dia', 'eve'].map((customerId) => ({ customerId, at: '2026-03-05' })),
    { customerId: 'gus', at: '2026-03-20' },
  ];
  const events: readonly UsageEvent[] = [
    use('gus', 'invoice', '2026-03-21'),
    use('ada', 'invoice', '2026-03-01T10:00:00Z'),
    use('ben', 'invoice', '2026-03-08T09:59:00Z'),
    use('cem', 'invoice', '2026-03-08T10:00:00Z'),
    use('dia', 'invoice', '2026-03-08'),
    use('dia', 'invoice', '2026-03-01'),
    use('eve', 'report', '2026-03-06'),
    use('zoe', 'invoice', '2026-03-06'),
  ];
  const options = { feature: 'invoice', withinDays: 7 };

  test('of the table, on 25 March', () => {
    const asOf = '2026-03-25';
    expect(activationRate(signUps, events, { ...options, asOf })).toEqual({
      value: 4 / 6,
      numerator: 4,
      denominator: 6,
      undecided: 1,
    });
    // 0, 1, 3 and 7 days less a minute: the mean is (11 - 1/1440) / 4, the median 2.
    const { mean, ...rest } = timeToActivation(signUps, events, { ...options, asOf, quantiles: [1] });
    expect(rest).toEqual({
      count: 4,
      median: 2,
      quantiles: [{ p: 1, value: 7 - 1 / 1440 }],
      undecided: 1,
      notActivated: 2,
    });
    expect(mean).toBeCloseTo((11 - 1 / 1440) / 4, 12);
  });

  test('a window that ends at asOf is decided, and all are without asOf', () => {
    const undecided = (asOf?: string) => activationRate(signUps, events, { ...options, asOf }).undecided;
    expect([undecided('2026-03-26T23:59:59Z'), undecided('2026-03-27'), undecided()]).toEqual([1, 0, 0]);
  });

  test('what happens from asOf on is not known yet', () => {
    // On 5 March ada alone is activated; cem and ben may be, and the others have not signed up.
    expect(activationRate(signUps, events, { ...options, asOf: '2026-03-05' })).toEqual({
      value: 1,
      numerator: 1,
      denominator: 1,
      undecided: 6,
    });
  });

  test('steps in order, also at one instant, and with others in between', () => {
    const one = (list: readonly UsageEvent[]) =>
      activationRate([{ customerId: 'a', at: '2026-03-01' }], list, { steps: ['x', 'y'], withinDays: 7 }).value;
    const [x, y] = [use('a', 'x', '2026-03-02'), use('a', 'y', '2026-03-03')];
    expect(one([y, x])).toBe(1);
    expect(one([use('a', 'y', '2026-03-02'), x])).toBe(1);
    expect(one([use('a', 'y', '2026-03-01'), x])).toBe(0);
    expect(one([use('a', 'y', '2026-03-01'), x, use('a', 'z', '2026-03-02'), y])).toBe(1);
    expect(one([x])).toBe(0);
  });

  test('the first sign-up of a customer counts', () => {
    const twice = ['2026-03-09', '2026-03-01'].map((at) => ({ customerId: 'a', at }));
    const late = [use('a', 'invoice', '2026-03-09')];
    expect(activationRate(twice, late, options)).toMatchObject({ numerator: 0, denominator: 1 });
  });

  test('days are calendar days of the zone', () => {
    // In Berlin 7 days from 25 March 12:00 (11:00 UTC) end on 1 April 12:00, which is 10:00 UTC since 29 March.
    const signUp = [{ customerId: 'a', at: '2026-03-25T11:00:00Z' }];
    const rate = (at: string, timeZone: string) =>
      activationRate(signUp, [use('a', 'invoice', at)], { ...options, timeZone }).value;
    expect(rate('2026-04-01T09:59:59.999Z', 'Europe/Berlin')).toBe(1);
    expect(rate('2026-04-01T10:00:00Z', 'Europe/Berlin')).toBe(0);
    expect(rate('2026-04-01T10:00:00Z', 'UTC')).toBe(1);
  });

  test('of nothing', () => {
    expect(activationRate([], events, options)).toEqual({ value: null, numerator: 0, denominator: 0, undecided: 0 });
    expect(timeToActivation(signUps, [], { ...options, quantiles: [0.9] })).toEqual({
      count: 0,
      mean: null,
      median: null,
      quantiles: [{ p: 0.9, value: null }],
      undecided: 0,
      notActivated: 7,
    });
  });
});

describe('usage retention', () => {
  // | customer | active in           | cohort |
  // | -------- | ------------------- | ------ |
  // | ada      | Jan, Feb, Apr       | Jan    |
  // | ben      | Jan (twice)         | Jan    |
  // | cem      | Jan, Mar            | Jan    |
  // | dia      | Feb, Mar            | Feb    |
  // | eve      | Apr                 | Apr    |
  const events: readonly UsageEvent[] = [
    ['ada', '2026-04-30'],
    ['ada', '2026-01-31'],
    ['ada', '2026-02-01'],
    ['ben', '2026-01-01'],
    ['ben', '2026-01-02'],
    ['cem', '2026-03-10'],
    ['cem', '2026-01-10'],
    ['dia', '2026-02-10'],
    ['dia', '2026-03-31'],
    ['eve', '2026-04-01'],
  ].map(([customerId = '', at = '']) => ({ customerId, at }));
  const options = { unit: 'month' as const, periods: 3 };
  const cells = (extra: object) =>
    usageRetention(events, { ...options, ...extra }).cells.map(
      ({ cohort, age, retained }) => `${cohort} ${age} ${retained}`,
    );

  test('on unit N', () => {
    // January (3): ada in Feb, cem in Mar, ada in Apr: 3 1 1 1. February (1): dia in Mar, nobody in Apr: 1 1 0, May is to come.
    // Nobody began in March. April (1): 1, the rest to come.
    expect(cells({})).toEqual([
      ...['2026-01 0 3', '2026-01 1 1', '2026-01 2 1', '2026-01 3 1'],
      ...['2026-02 0 1', '2026-02 1 1', '2026-02 2 0', '2026-02 3 null'],
      ...['2026-04 0 1', '2026-04 1 null', '2026-04 2 null', '2026-04 3 null'],
    ]);
    const { cells: rows, average } = usageRetention(events, options);
    expect(rows[1]).toEqual({ cohort: '2026-01', age: 1, size: 3, retained: 1, retention: 1 / 3 });
    expect(rows[7]).toEqual({ cohort: '2026-02', age: 3, size: 1, retained: null, retention: null });
    // Age 1: January and February, 2 of 4. Age 2: 1 of 4. Age 3: January alone.
    expect(average).toEqual([
      { age: 0, cohorts: 3, size: 5, retained: 5, retention: 1 },
      { age: 1, cohorts: 2, size: 4, retained: 2, retention: 0.5 },
      { age: 2, cohorts: 2, size: 4, retained: 1, retention: 0.25 },
      { age: 3, cohorts: 1, size: 3, retained: 1, retention: 1 / 3 },
    ]);
  });

  test('on or after unit N', () => {
    // January: ada (Apr) and cem (Mar) at age 1 and 2, ada at 3. February: dia at 1.
    expect(cells({ rule: 'onOrAfter' }).slice(0, 8)).toEqual([
      ...['2026-01 0 3', '2026-01 1 2', '2026-01 2 2', '2026-01 3 1'],
      ...['2026-02 0 1', '2026-02 1 1', '2026-02 2 0', '2026-02 3 null'],
    ]);
  });

  test('a unit that is not over at asOf is null, and what comes later is not known', () => {
    // On 31 March noon that month is not over: the cohort of January is known to age 1, that of February to age 0.
    expect(cells({ asOf: '2026-03-31T12:00:00Z' })).toEqual([
      ...['2026-01 0 3', '2026-01 1 1', '2026-01 2 null', '2026-01 3 null'],
      ...['2026-02 0 1', '2026-02 1 null', '2026-02 2 null', '2026-02 3 null'],
    ]);
    expect(cells({ asOf: '2026-04-01' }).slice(0, 6)).toEqual([
      ...['2026-01 0 3', '2026-01 1 1', '2026-01 2 1', '2026-01 3 null'],
      ...['2026-02 0 1', '2026-02 1 1'],
    ]);
  });

  test('data that reaches further than its last event has cells of 0 there', () => {
    expect(cells({ asOf: '2026-06-15' }).slice(-4)).toEqual([
      '2026-04 0 1',
      '2026-04 1 0',
      '2026-04 2 null',
      '2026-04 3 null',
    ]);
  });

  test('days are those of the zone, and a day that it skipped is none', () => {
    const samoa = ['2011-12-29', '2011-12-31'].map((at) => ({ customerId: 'a', at }));
    const { cells: rows } = usageRetention(samoa, { unit: 'day', periods: 1, timeZone: 'Pacific/Apia' });
    expect(rows.map(({ cohort, age, retention }) => [cohort, age, retention])).toEqual([
      ['2011-12-29', 0, 1],
      ['2011-12-29', 1, 1],
    ]);
  });

  test('a skipped day asked for as a cohort is refused, as day() refuses it', () => {
    const asked = (cohorts: string[]) => () =>
      usageRetention([], { unit: 'day', periods: 1, timeZone: 'Pacific/Apia', cohorts });
    expect(refusal(asked(['2011-12-29', '2011-12-30']))).toMatchObject({
      code: 'SKIPPED_DAY',
      path: ['options', 'cohorts', 1],
      message:
        "options.cohorts[1] must be a day that Pacific/Apia had (its clocks skipped this one); received '2011-12-30'",
    });
    expect(asked(['2011-12-29', '2011-12-31'])().cells.map(({ cohort }) => cohort)).toEqual([
      '2011-12-29',
      '2011-12-29',
      '2011-12-31',
      '2011-12-31',
    ]);
  });

  test('weeks have ISO labels', () => {
    const { cells: rows } = usageRetention(events.slice(0, 1), { unit: 'week', periods: 1 });
    expect(rows.map(({ cohort }) => cohort)).toEqual(['2026-W18', '2026-W18']);
  });

  test('of nothing', () => {
    const empty = { cohorts: 0, size: 0, retained: 0, retention: null };
    const expected = {
      cells: [],
      average: [
        { age: 0, ...empty },
        { age: 1, ...empty },
      ],
    };
    expect(usageRetention([], { unit: 'day', periods: 1 })).toEqual(expected);
    expect(usageRetention(events, { unit: 'day', periods: 1, asOf: '2020-01-01' })).toEqual(expected);
  });
});

describe('funnel', () => {
  const options = { steps: ['a', 'b', 'c'], withinDays: 7 };
  // ada: a on 1 March reaches b on 6 March, but c on 9 March is too late. The attempt of 5 March reaches c: waits of 1 and 3 days.
  // ben: b on 8 March is exactly 7 days after a, and too late. cem: b before a. dia: all on one day, without times: waits of 0.
  // eve never begins.
  const events: readonly UsageEvent[] = [
    use('ada', 'c', '2026-03-09'),
    use('ada', 'a', '2026-03-05'),
    use('ada', 'b', '2026-03-06'),
    use('ada', 'a', '2026-03-01'),
    use('ben', 'a', '2026-03-01'),
    use('ben', 'b', '2026-03-08'),
    use('cem', 'b', '2026-03-01'),
    use('cem', 'a', '2026-03-02'),
    use('dia', 'c', '2026-03-01'),
    use('dia', 'b', '2026-03-01'),
    use('dia', 'a', '2026-03-01'),
    use('eve', 'b', '2026-03-01'),
    use('eve', 'c', '2026-03-02'),
  ];

  test('of the table', () => {
    expect(funnel(events, options)).toEqual([
      {
        step: 'a',
        customers: 4,
        fromStart: { value: 1, numerator: 4, denominator: 4 },
        fromPrevious: { value: 1, numerator: 4, denominator: 4 },
        dropOff: 0,
        medianDays: null,
      },
      {
        step: 'b',
        customers: 2,
        fromStart: { value: 0.5, numerator: 2, denominator: 4 },
        fromPrevious: { value: 0.5, numerator: 2, denominator: 4 },
        dropOff: 2,
        medianDays: 0.5,
      },
      {
        step: 'c',
        customers: 2,
        fromStart: { value: 0.5, numerator: 2, denominator: 4 },
        fromPrevious: { value: 1, numerator: 2, denominator: 2 },
        dropOff: 0,
        medianDays: 1.5,
      },
    ]);
  });

  test('of attempts that get equally far the first one counts', () => {
    const twice = [use('x', 'a', '2026-03-01'), use('x', 'a', '2026-03-05'), use('x', 'b', '2026-03-06')];
    expect(funnel(twice, options).map(({ medianDays }) => medianDays)).toEqual([null, 5, null]);
  });

  test('of nothing', () => {
    const none = { value: null, numerator: 0, denominator: 0 };
    expect(funnel([], { steps: ['a'], withinDays: 1 })).toEqual([
      { step: 'a', customers: 0, fromStart: none, fromPrevious: none, dropOff: 0, medianDays: null },
    ]);
  });

  // One customer, minutes of one morning: a 9:00, b 9:10, x 9:20, b 9:30, c 9:50.
  const morning = (['a 09:00', 'b 09:10', 'x 09:20', 'b 09:30', 'c 09:50'] as const).map((text) =>
    use('ada', text[0] as string, `2026-03-01T${text.slice(2)}:00Z`),
  );
  const abc = ['a', 'b', 'c'];
  const reached = (more: object) =>
    funnel(morning, { steps: abc, ...more } as never).filter(({ customers }) => customers > 0).length;

  test.each([
    ['50 minutes are not within 50 minutes', { within: { minutes: 50 } }, 2],
    ['but within 51', { within: { minutes: 51 } }, 3],
    ['and an hour', { within: { hours: 1 } }, 3],
    [
      'each step within 31 minutes: by the second b, 30 minutes after a and 20 before c',
      { withinStep: { minutes: 31 } },
      3,
    ],
    ['within 30: the second b is too late, and the first too early for c', { withinStep: { minutes: 30 } }, 2],
    ['a window of one step', { within: { days: 1 }, steps: ['a', 'b', { feature: 'c', within: { minutes: 20 } }] }, 2],
    ['x ends the attempt', { within: { days: 1 }, exclude: ['x'] }, 2],
    ['x between a and b alone', { within: { days: 1 }, steps: ['a', { feature: 'b', exclude: ['x'] }, 'c'] }, 3],
    ['nothing between', { within: { days: 1 }, order: 'strict' }, 2],
    ['b twice', { within: { days: 1 }, steps: ['a', 'b', 'b', 'c'] }, 4],
    ['b three times', { within: { days: 1 }, steps: ['a', 'b', 'b', 'b'] }, 3],
    ['c before b', { within: { days: 1 }, steps: ['a', 'c', 'b'] }, 2],
    ['c before b, in any order', { within: { days: 1 }, steps: ['c', 'b', 'a'], order: 'any' }, 3],
  ])('%s', (_, more, steps) => {
    expect(reached(more)).toBe(steps);
  });

  test('optional steps are counted, and are no condition of the next', () => {
    const all = [...morning, use('ben', 'a', '2026-03-01'), use('ben', 'c', '2026-03-02')];
    const rows = funnel(all, { steps: ['a', { feature: 'b', optional: true }, 'c'], withinDays: 7 });
    expect(rows.map(({ customers, dropOff, fromPrevious }) => [customers, dropOff, fromPrevious.denominator])).toEqual([
      [2, 0, 2],
      [1, 1, 2],
      [2, 0, 2],
    ]);
  });

  test('a day of the calendar has 25 hours where clocks are put back, and a day that a zone skipped is none', () => {
    const steps = ['a', 'b'];
    const night = [use('ada', 'a', '2026-10-24T22:00:00Z'), use('ada', 'b', '2026-10-25T22:30:00Z')];
    const berlin = { steps, timeZone: 'Europe/Berlin' };
    expect(funnel(night, { ...berlin, within: { days: 1 } })[1]?.customers).toBe(1);
    expect(funnel(night, { ...berlin, within: { hours: 24 } })[1]?.customers).toBe(0);
    // Apia went from 29 to 31 December 2011: windows of one day and of two from noon of the 29th both end 24 hours later.
    const apia = [use('ada', 'a', '2011-12-29T22:00:00Z'), use('ada', 'b', '2011-12-30T21:59:00Z')];
    const tooLate = [apia[0] as UsageEvent, use('ada', 'b', '2011-12-30T22:00:00Z')];
    expect(funnel(tooLate, { steps, timeZone: 'Pacific/Apia', within: { days: 2 } })[1]?.customers).toBe(0);
    expect(funnel(apia, { steps, timeZone: 'Pacific/Apia', within: { days: 1 } })[1]?.customers).toBe(1);
    expect(funnel(apia, { steps, timeZone: 'Pacific/Apia', within: { days: 2 } })[1]?.customers).toBe(1);
    expect(funnel(apia, { steps, timeZone: 'Pacific/Apia', within: { hours: 24 } })[1]?.customers).toBe(1);
  });

  test('undecided customers are in no figure but their own', () => {
    // On 6 March, before 8: dia and ada are at their end, ben and cem can still go on; eve never began.
    const rows = funnel(events, { ...options, steps: ['a', 'b'], asOf: '2026-03-07' });
    expect(rows.map(({ customers, undecided }) => [customers, undecided])).toEqual([
      [2, 2],
      [2, 0],
    ]);
    expect(rows[1]?.fromStart).toEqual({ value: 1, numerator: 2, denominator: 2 });
  });

  test('a step that no event has is said', () => {
    const rows = funnel(events, { ...options, steps: ['a', 'bb', 'c'] });
    expect(rows.map((row) => row.events)).toEqual([undefined, 0, undefined]);
    expect(rows.map((row) => 'events' in row)).toEqual([false, true, false]);
  });

  test('times of the steps and of the whole way', () => {
    const rows = funnel(events, { ...options, quantiles: [0.5] });
    expect(rows.map(({ days }) => [days.count, days.mean])).toEqual([
      [0, null],
      [2, 0.5],
      [2, 1.5],
    ]);
    expect(rows[2]?.daysFromStart).toEqual({ count: 2, mean: 2, median: 2, quantiles: [{ p: 0.5, value: 2 }] });
  });

  test('split by how customers came in: those who view again under another key count once, by the view that led on', () => {
    const seen = (customerId: string, feature: string, at: string, page?: string) => ({
      customerId,
      feature,
      at,
      page,
    });
    const shop = [
      seen('ada', 'view', '2026-03-01', 'A'),
      seen('ada', 'buy', '2026-03-02'),
      seen('ben', 'view', '2026-03-01', 'B'),
      seen('ben', 'view', '2026-03-02', 'A'),
      seen('ben', 'buy', '2026-03-03'),
      seen('cem', 'view', '2026-03-01'),
    ];
    const asked = { steps: ['view', 'buy'], withinDays: 7, by: ({ page }: (typeof shop)[number]) => page };
    const expected = [
      [null, 1, 0],
      ['A', 1, 1],
      ['B', 1, 1],
    ];
    for (const source of [shop, eventLog(shop)]) {
      const rows = funnel(source, asked);
      expect(rows.map(({ key, step, customers }) => `${key} ${step} ${customers}`)).toEqual(
        expected.flatMap(([key, views, buys]) => [`${key} view ${views}`, `${key} buy ${buys}`]),
      );
    }
    // Within a day of the view B led nowhere, and A did.
    const [, , a, , b] = funnel(shop, { ...asked, withinDays: 2 });
    expect([a?.key, a?.customers, b]).toEqual(['A', 2, undefined]);
  });

  test('users of one customer go their own ways', () => {
    const both = [
      { ...use('x', 'a', '2026-03-01'), userId: 'u' },
      { ...use('x', 'b', '2026-03-02'), userId: 'v' },
    ];
    expect(funnel(both, options).map(({ customers }) => customers)).toEqual([1, 1, 0]);
    expect(funnel(both, { ...options, of: 'users' }).map(({ customers }) => customers)).toEqual([1, 0, 0]);
  });
});
