import {
  activationRate,
  activeCustomers,
  averageActiveCustomers,
  engagementScore,
  featureAdoption,
  featureRetention,
  funnel,
  type MetricsErrorCode,
  month,
  months,
  type SignUp,
  stickiness,
  timeToActivation,
  type UsageEvent,
  usageDuration,
  usageFrequency,
  usageRetention,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../support/caught.ts';

type Refusal = readonly [value: unknown, code: MetricsErrorCode, rule: string];
type Call = (events: readonly UsageEvent[], options?: object) => unknown;

const march = month('2026-03');
const april = month('2026-04');
const targets = { activeDays: 1 };
const window = { withinDays: 7 };
const signUps: readonly SignUp[] = [{ customerId: 'ada', at: '2026-03-01' }];

/** Every metric with what it needs, and what a test adds or takes away. */
const calls: { readonly [name: string]: Call } = {
  activeCustomers: (events, options) => activeCustomers(events, march, options),
  averageActiveCustomers: (events, options) => averageActiveCustomers(events, march, { per: 'day', ...options }),
  stickiness: (events, options) => stickiness(events, march, options),
  usageFrequency: (events, options) => usageFrequency(events, march, options),
  usageDuration: (events, options) => usageDuration(events, march, options),
  featureAdoption: (events, options) => featureAdoption(events, march, options),
  featureRetention: (events, options) => featureRetention(events, march, april, options),
  activationRate: (events, options) => activationRate(signUps, events, { feature: 'x', ...window, ...options }),
  timeToActivation: (events, options) => timeToActivation(signUps, events, { feature: 'x', ...window, ...options }),
  usageRetention: (events, options) => usageRetention(events, { unit: 'day', periods: 1, ...options }),
  funnel: (events, options) => funnel(events, { steps: ['x'], ...window, ...options }),
  engagementScore: (events, options) => engagementScore(events, march, { targets, ...options }),
};
const names = Object.keys(calls);
const of = (...list: readonly string[]) => list;
const callOf = (name: string) => calls[name] as Call;

const text = 'be a non-empty string';
const optionalText = `${text}, or be left out`;
const id = `${text}, a safe integer or a bigint`;
const instant =
  "be a Date, whole epoch milliseconds, a date such as '2026-03-01' or a date-time such as '2026-03-01T09:30:00Z'";
const noOffset = "have an offset or 'Z' after its time of day, such as '+01:00' (in PostgreSQL: ::timestamptz)";
const seconds = 'be a number of seconds from 0 to 1000000000, or be left out';

const count = 'be a whole number above 0, at most 2^52 in all, or be left out';

const unit = (name: string, cure: string) =>
  `be epoch milliseconds, and looks like ${name}: ${cure}, or give a Date (a column can state its unit)`;

const good: UsageEvent = {
  customerId: 'ada',
  at: '2026-03-02',
  userId: 'u',
  feature: 'x',
  durationSeconds: 1,
  count: 2,
};
const fields: { readonly [field in keyof UsageEvent]-?: readonly Refusal[] } = {
  customerId: [undefined, null, '', 7.5, 2 ** 53, Number.NaN, true, {}, ['a']].map((value) => [
    value,
    'INVALID_TYPE',
    id,
  ]),
  at: [
    ...[undefined, null, '', 'yesterday', '2026-02-30', '2026-3-1', '20260301', Number.NaN, 0.5, true, {}].map(
      (value): Refusal => [value, 'INVALID_INSTANT', instant],
    ),
    ...[
      '2026-03-01T24:00:00Z',
      '2026-03-01T10:60:00Z',
      '2026-03-01T10:00:60.000Z',
      '2026-03-01T10:00:00.00aZ',
      new Date(''),
    ].map((value): Refusal => [value, 'INVALID_INSTANT', instant]),
    ['2026-03-01T10:00:00', 'INVALID_INSTANT', noOffset],
    [5, 'INVALID_INSTANT', unit('seconds', 'multiply it by 1000')],
    [8.64e15 + 1, 'INVALID_INSTANT', unit('microseconds', 'divide it by 1000')],
    [-1_767_225_600n, 'INVALID_INSTANT', unit('seconds', 'multiply it by 1000')],
  ],
  userId: ['', 7.5, true, {}].map((value) => [value, 'INVALID_TYPE', id]),
  feature: ['', 7, true, ['x']].map((value) => [value, 'INVALID_TYPE', optionalText]),
  durationSeconds: ['5', true, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e9 + 1, {}].map((value) => [
    value,
    'INVALID_NUMBER',
    seconds,
  ]),
  count: ['5', true, 5n, 0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 2 ** 52 - 3, {}].map((value) => [
    value,
    'INVALID_NUMBER',
    count,
  ]),
};

function expectRefusal(act: () => unknown, path: string, [value, code, rule]: Refusal): void {
  const error = refusal(act);
  expect(error, `${path}: ${String(value)}`).toMatchObject({ code, path: keysOf(path), received: value });
  expect(error?.message).toContain(`${path} must ${rule}; received `);
}

describe('every field of an event, in every metric', () => {
  const cases = Object.entries(fields).flatMap(([field, refusals]) => refusals.map((one) => [field, one] as const));

  test.each(names)('%s', (name) => {
    for (const [field, one] of cases) {
      const events = [good, good, { ...good, [field]: one[0] }];
      expectRefusal(() => callOf(name)(events), `events[2].${field}`, one);
    }
    for (const value of [undefined, null, 'ada', 7, []]) {
      expectRefusal(() => callOf(name)([good, value as never]), 'events[1]', [value, 'INVALID_TYPE', 'be an object']);
    }
    for (const value of [undefined, null, 'ada', {}, new Set()]) {
      const rule = 'be an array of usage events, or a log of them';
      expectRefusal(() => callOf(name)(value as never), 'events', [value, 'INVALID_TYPE', rule]);
    }
    expect(() => callOf(name)([good])).not.toThrow();
  });

  test('a hole in the array is no event', () => {
    expectRefusal(() => activeCustomers(new Array(1), march), 'events[0]', [undefined, 'INVALID_TYPE', 'be an object']);
  });

  test('an event of a feature, or of a time, that nobody asks about is checked all the same', () => {
    const events = [{ customerId: 'ada', at: '1999-01-01', feature: 'other', durationSeconds: -1 }];
    for (const name of names)
      expect(refusal(() => callOf(name)(events))?.path, name).toEqual(keysOf('events[0].durationSeconds'));
  });

  test('a day that the zone skipped', () => {
    const events = [{ customerId: 'ada', at: '2011-12-30' }];
    const samoa = month('2011-12', { timeZone: 'Pacific/Apia' });
    expect(refusal(() => activeCustomers(events, samoa))).toMatchObject({
      code: 'SKIPPED_DAY',
      path: keysOf('events[0].at'),
    });
  });
});

describe('every option of every metric', () => {
  const active = of('activeCustomers', 'averageActiveCustomers', 'stickiness');
  const counting = [
    ...active,
    'usageFrequency',
    'usageDuration',
    'featureAdoption',
    'featureRetention',
    'usageRetention',
    'funnel',
  ];
  const windows = of('activationRate', 'timeToActivation', 'funnel');
  const zoned = [...windows, 'usageRetention'];
  const whole = 'be a whole number >= 1';
  const bads: readonly (readonly [
    option: string,
    names: readonly string[],
    values: readonly unknown[],
    MetricsErrorCode,
    string,
  ])[] = [
    ['of', counting, ['customer', '', 1, null], 'INVALID_OPTION', "be one of 'customers', 'users'"],
    ['feature', active, ['', 7, null, ['x']], 'INVALID_TYPE', text],
    ['feature', of('activationRate', 'timeToActivation'), ['', 7, null], 'INVALID_TYPE', text],
    ['minimumEvents', active, [0, -1, 1.5, '2', Number.NaN], 'INVALID_NUMBER', whole],
    [
      'per',
      of('averageActiveCustomers'),
      [undefined, 'quarter', 'days', null],
      'INVALID_OPTION',
      "be one of 'day', 'week', 'month'",
    ],
    [
      'unit',
      of('usageRetention'),
      [undefined, 'year', null],
      'INVALID_OPTION',
      "be one of 'day', 'week', 'month', 'hour'",
    ],
    [
      'weekStart',
      of('averageActiveCustomers', 'stickiness', 'usageRetention'),
      ['sun', 0, null],
      'INVALID_OPTION',
      "be one of 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'",
    ],
    ['short', of('stickiness'), ['year', 7], 'INVALID_OPTION', "be one of 'day', 'week', 'month'"],
    ['short', of('stickiness'), ['month'], 'INVALID_OPTION', "be shorter than options.long, 'month'"],
    ['long', of('stickiness'), ['year', ''], 'INVALID_OPTION', "be one of 'month', 'week', 'day'"],
    [
      'periods',
      of('usageRetention'),
      [undefined, 0, -1, 1.5, '3', 10_001],
      'INVALID_NUMBER',
      'be a whole number from 1 to 10000',
    ],
    ['rule', of('usageRetention'), ['after', 1, ''], 'INVALID_OPTION', "be one of 'on', 'onOrAfter'"],
    [
      'withinDays',
      windows,
      [undefined, 0, -7, 1.5, '7', 36_601, Number.POSITIVE_INFINITY],
      'INVALID_NUMBER',
      'be a whole number of days from 1 to 36600',
    ],
    [
      'asOf',
      of('activationRate', 'timeToActivation', 'usageRetention'),
      ['soon', null, Number.NaN],
      'INVALID_INSTANT',
      instant,
    ],
    [
      'timeZone',
      zoned,
      ['Mars', 7, null, '+2'],
      'INVALID_TIME_ZONE',
      "be an IANA time zone like 'Europe/Berlin' or an offset like '+02:00'",
    ],
    ['steps', of('funnel'), [undefined, 'x', null], 'INVALID_TYPE', 'be an array of names'],
    ['steps', of('funnel'), [[]], 'EMPTY', 'be a non-empty array of names'],
    [
      'steps',
      of('activationRate', 'timeToActivation'),
      [['x']],
      'INVALID_OPTION',
      'be left out if options.feature is given',
    ],
    [
      'quantiles',
      of('usageFrequency', 'usageDuration', 'featureAdoption', 'timeToActivation'),
      [0.5, 'p90', null, {}],
      'INVALID_TYPE',
      'be an array of shares from 0 to 1',
    ],
    ['base', of('featureAdoption'), [-1, 0.5, Number.NaN], 'INVALID_NUMBER', 'be a whole number >= 0'],
    [
      'base',
      of('featureAdoption'),
      ['ada', null, {}],
      'INVALID_TYPE',
      'be a number of customers, or an array of their ids',
    ],
    ['customers', of('engagementScore'), ['ada', null, 3], 'INVALID_TYPE', 'be an array of customer ids'],
    ['targets', of('engagementScore'), [undefined, null, 5, []], 'INVALID_TYPE', 'be an object'],
    ['targets', of('engagementScore'), [{}], 'INVALID_OPTION', 'include a target with a weight above 0'],
    ['weights', of('engagementScore'), [null, 5, []], 'INVALID_TYPE', 'be an object'],
  ];

  test.each(
    bads.flatMap(([option, list, values, code, rule]) =>
      list.map((name) => [name, option, values, code, rule] as const),
    ),
  )('%s: %s of %j', (name, option, values, code, rule) => {
    for (const value of values) {
      expectRefusal(() => callOf(name)([good], { [option]: value }), `options.${option}`, [value, code, rule]);
    }
  });

  test.each<readonly [string, object, string, MetricsErrorCode]>([
    ['usageFrequency', { quantiles: [0.5, 1.5] }, 'options.quantiles[1]', 'INVALID_NUMBER'],
    ['usageFrequency', { quantiles: ['0.5'] }, 'options.quantiles[0]', 'INVALID_NUMBER'],
    ['usageFrequency', { quantiles: [Number.NaN] }, 'options.quantiles[0]', 'INVALID_NUMBER'],
    ['usageFrequency', { quantiles: new Array(1) }, 'options.quantiles[0]', 'INVALID_NUMBER'],
    ['funnel', { steps: ['a', ''] }, 'options.steps[1]', 'INVALID_TYPE'],
    ['funnel', { steps: ['a', { feature: 'b', optional: 1 }] }, 'options.steps[1].optional', 'INVALID_TYPE'],
    ['funnel', { steps: [{ feature: 'a', optional: true }] }, 'options.steps[0].optional', 'UNKNOWN_KEY'],
    ['funnel', { steps: ['a', { name: 'b' }] }, 'options.steps[1].name', 'UNKNOWN_KEY'],
    ['funnel', { steps: ['a', { feature: 'b', exclude: 'x' }] }, 'options.steps[1].exclude', 'INVALID_TYPE'],
    [
      'funnel',
      { steps: ['a', { feature: 'b', within: { days: 0 } }] },
      'options.steps[1].within.days',
      'INVALID_NUMBER',
    ],
    ['funnel', { within: { days: 7 } }, 'options.within', 'INVALID_OPTION'],
    ['funnel', { withinDays: undefined, within: {} }, 'options.within', 'INVALID_OPTION'],
    ['funnel', { withinDays: undefined, within: { hours: 1, days: 1 } }, 'options.within', 'INVALID_OPTION'],
    ['funnel', { withinDays: undefined, within: { seconds: 1 } }, 'options.within.seconds', 'UNKNOWN_KEY'],
    ['funnel', { withinDays: undefined, within: { hours: 1.5 } }, 'options.within.hours', 'INVALID_NUMBER'],
    ['funnel', { withinStep: { minutes: 0 } }, 'options.withinStep.minutes', 'INVALID_NUMBER'],
    ['funnel', { exclude: [''] }, 'options.exclude[0]', 'INVALID_TYPE'],
    ['funnel', { order: 'reverse' }, 'options.order', 'INVALID_OPTION'],
    ['funnel', { order: 'any', withinStep: { hours: 1 } }, 'options.order', 'INVALID_OPTION'],
    ['funnel', { order: 'strict', steps: ['a', { feature: 'b', optional: true }] }, 'options.order', 'INVALID_OPTION'],
    ['funnel', { quantiles: [2] }, 'options.quantiles[0]', 'INVALID_NUMBER'],
    ['funnel', { by: 'plan' }, 'options.by', 'INVALID_TYPE'],
    ['usageRetention', { unit: 'day', periods: 3, start: 'a' }, 'options.start', 'INVALID_TYPE'],
    ['usageRetention', { unit: 'day', periods: 3, start: { name: 'a' } }, 'options.start.name', 'UNKNOWN_KEY'],
    ['usageRetention', { unit: 'day', periods: 3, feature: '' }, 'options.feature', 'INVALID_TYPE'],
    ['usageRetention', { unit: 'day', periods: 3, minimumEvents: 0 }, 'options.minimumEvents', 'INVALID_NUMBER'],
    ['usageRetention', { unit: 'day', periods: 3, brackets: [] }, 'options.brackets', 'EMPTY'],
    ['usageRetention', { unit: 'day', periods: 3, brackets: [0, 0] }, 'options.brackets[1]', 'INVALID_NUMBER'],
    ['usageRetention', { unit: 'day', periods: 3, brackets: [4] }, 'options.brackets[0]', 'INVALID_NUMBER'],
    ['usageRetention', { unit: 'day', periods: 3, ages: 'own' }, 'options.ages', 'INVALID_OPTION'],
    ['usageRetention', { unit: 'week', periods: 3, weekStart: 'Sunday' }, 'options.weekStart', 'INVALID_OPTION'],
    ['usageRetention', { unit: 'day', periods: 3, cohorts: ['2026-03'] }, 'options.cohorts[0]', 'INVALID_OPTION'],
    ['usageRetention', { unit: 'day', periods: 3, cohorts: [20260301] }, 'options.cohorts[0]', 'INVALID_OPTION'],
    ['usageRetention', { unit: 'hour', periods: 3, cohorts: ['soon'] }, 'options.cohorts[0]', 'INVALID_OPTION'],
    ['usageRetention', { unit: 'day', periods: 3, emptyCohorts: true }, 'options.emptyCohorts', 'INVALID_OPTION'],
    ['usageRetention', { unit: 'day', periods: 3, by: 7 }, 'options.by', 'INVALID_TYPE'],
    ['stickiness', { long: { days: 1 } }, 'options.long.days', 'INVALID_NUMBER'],
    ['stickiness', { long: { months: 1 } }, 'options.long.months', 'UNKNOWN_KEY'],
    ['stickiness', { short: 'week', long: { days: 28 } }, 'options.short', 'INVALID_OPTION'],
    ['usageFrequency', { histogram: 'days' }, 'options.histogram', 'INVALID_OPTION'],
    ['featureAdoption', { by: () => 1, base: 7 }, 'options.base', 'INVALID_OPTION'],
    ['engagementScore', { by: () => 1, customers: ['a'] }, 'options.customers', 'INVALID_OPTION'],
    ['activeCustomers', { by: () => ({}) }, 'options.by(row 0)', 'INVALID_TYPE'],
    ['activationRate', { within: { hours: 1 } }, 'options.within', 'INVALID_OPTION'],
    ['activationRate', { feature: undefined, steps: ['a', 7] }, 'options.steps[1]', 'INVALID_TYPE'],
    ['activationRate', { feature: undefined, steps: ['a', 'a'] }, 'options.steps[1]', 'INVALID_OPTION'],
    ['featureAdoption', { base: ['ada', ''] }, 'options.base[1]', 'INVALID_TYPE'],
    ['featureAdoption', { base: ['ada'], of: 'users' }, 'options.base', 'INVALID_OPTION'],
    ['engagementScore', { customers: ['ada', 7.5] }, 'options.customers[1]', 'INVALID_TYPE'],
    ['engagementScore', { targets: { activeDays: 0 } }, 'options.targets.activeDays', 'INVALID_NUMBER'],
    [
      'engagementScore',
      { targets: { seconds: Number.POSITIVE_INFINITY } },
      'options.targets.seconds',
      'INVALID_NUMBER',
    ],
    ['engagementScore', { targets: { features: '3' } }, 'options.targets.features', 'INVALID_NUMBER'],
    ['engagementScore', { targets: { days: 3 } }, 'options.targets.days', 'UNKNOWN_KEY'],
    ['engagementScore', { weights: { activeDays: -1 } }, 'options.weights.activeDays', 'INVALID_NUMBER'],
    ['engagementScore', { weights: { features: Number.NaN } }, 'options.weights.features', 'INVALID_NUMBER'],
    ['engagementScore', { weights: { seconds: 1e10 } }, 'options.weights.seconds', 'INVALID_NUMBER'],
    ['engagementScore', { weights: { day: 1 } }, 'options.weights.day', 'UNKNOWN_KEY'],
    ['engagementScore', { weights: { activeDays: 0 } }, 'options.targets', 'INVALID_OPTION'],
  ])('%s with %o', (name, options, path, code) => {
    expect(refusal(() => callOf(name)([good], options))).toMatchObject({ path: keysOf(path), code });
  });

  test.each(names)('%s knows no other option', (name) => {
    const error = refusal(() => callOf(name)([good], { perDay: true }));
    expect(error).toMatchObject({ code: 'UNKNOWN_KEY', path: keysOf('options.perDay') });
  });

  test.each(counting)('%s of users needs the user of each event', (name) => {
    const { userId: _, ...anonymous } = good;
    const error = refusal(() => callOf(name)([good, anonymous], { of: 'users' }));
    expect(refusal(() => callOf(name)([{ ...good, userId: null }], { of: 'users' }))?.path).toEqual(
      keysOf('events[0].userId'),
    );
    expect(error?.message).toBe('events[1].userId must be present if users are counted; received undefined');
    expect(() => callOf(name)([good, anonymous])).not.toThrow();
  });
});

describe('sign-ups', () => {
  const functions = [activationRate, timeToActivation];
  const options = { feature: 'x', withinDays: 7 };
  const rules: readonly [field: keyof SignUp, refusals: readonly Refusal[]][] = [
    ['customerId', fields.customerId],
    ['at', fields.at],
  ];

  test.each(functions)('%o', (metric) => {
    for (const [field, refusals] of rules) {
      for (const one of refusals) {
        const bad = { customerId: 'ben', at: '2026-03-01', [field]: one[0] };
        expectRefusal(() => metric([...signUps, bad], [], options), `signUps[1].${field}`, one);
      }
    }
    expectRefusal(() => metric([null as never], [], options), 'signUps[0]', [null, 'INVALID_TYPE', 'be an object']);
    expectRefusal(() => metric({} as never, [], options), 'signUps', [{}, 'INVALID_TYPE', 'be an array of sign-ups']);
  });
});

describe('periods', () => {
  const reversed = { ...march, end: march.start };
  const metrics: { readonly [name: string]: (period: never) => unknown } = {
    activeCustomers: (period) => activeCustomers([], period),
    averageActiveCustomers: (period) => averageActiveCustomers([], period, { per: 'day' }),
    stickiness: (period) => stickiness([], period),
    usageFrequency: (period) => usageFrequency([], period),
    usageDuration: (period) => usageDuration([], period),
    featureAdoption: (period) => featureAdoption([], period),
    featureRetention: (period) => featureRetention([], period, april),
    engagementScore: (period) => engagementScore([], period, { targets }),
  };
  const call = (name: string, period: never) => metrics[name]?.(period);
  test.each(Object.keys(metrics))('%s', (name) => {
    expect(refusal(() => call(name, '2026-03' as never))).toMatchObject({
      code: 'INVALID_PERIOD',
      path: keysOf('period'),
    });
    expect(refusal(() => call(name, undefined as never))).toMatchObject({
      code: 'INVALID_PERIOD',
      path: keysOf('period'),
    });
    expect(refusal(() => call(name, reversed as never))).toMatchObject({
      code: 'END_BEFORE_START',
      path: keysOf('period.end'),
    });
  });

  test('in a list are told by their place', () => {
    const zones = [...months('2026-03', '2026-04'), month('2026-05', { timeZone: 'Europe/Berlin' })];
    expect(refusal(() => activeCustomers([], zones))).toMatchObject({
      code: 'CONFLICTING_TIME_ZONES',
      path: keysOf('periods[2].timeZone'),
    });
    expect(refusal(() => activeCustomers([], [march, reversed]))).toMatchObject({ path: keysOf('periods[1].end') });
    expect(refusal(() => activeCustomers([], [march, null as never]))).toMatchObject({ path: keysOf('periods[1]') });
    expect(refusal(() => featureRetention([], march, null as never))).toMatchObject({ path: keysOf('later') });
  });

  test.each(Object.keys(metrics).filter((name) => name !== 'featureRetention'))(
    '%s: an empty list of periods does not hide a bad event',
    (name) => {
      const bad = [{ customerId: '', at: 0 }];
      const options = {
        ...(name === 'averageActiveCustomers' ? { per: 'day' } : {}),
        ...(name === 'engagementScore' ? { targets } : {}),
      };
      const metric = {
        activeCustomers,
        averageActiveCustomers,
        stickiness,
        usageFrequency,
        usageDuration,
        featureAdoption,
        engagementScore,
      }[name] as unknown as (events: unknown, periods: unknown, options: unknown) => unknown;
      expect(refusal(() => metric(bad, [], options))?.path).toEqual(keysOf('events[0].customerId'));
      expect(metric([], [], options)).toEqual([]);
      expect(refusal(() => metric([], [march, reversed], options))?.path).toEqual(keysOf('periods[1].end'));
    },
  );

  test('a base for each of the periods', () => {
    const both = [march, april];
    for (const base of [5, ['ada'], [1, 2, 3]]) {
      expect(refusal(() => featureAdoption([good], both, { base: base as never }))).toMatchObject({
        ...{ code: 'INVALID_TYPE', path: keysOf('options.base') },
      });
    }
    expect(refusal(() => featureAdoption([good], both, { base: [1, -1] }))?.path).toEqual(keysOf('options.base[1]'));
    expect(refusal(() => featureAdoption([good], both, { base: [0, 1] }))).toMatchObject({
      ...{ code: 'INVALID_NUMBER', path: keysOf('options.base[0]') },
    });
  });
});

test('cells of usage retention that would take all memory are refused', () => {
  const events = ['0001-01-01', '2026-01-01'].map((at) => ({ customerId: 'ada', at }));
  expect(refusal(() => usageRetention(events, { unit: 'day', periods: 10_000 }))).toMatchObject({
    code: 'INVALID_OPTION',
    path: keysOf('options.periods'),
  });
});
