import {
  backtestScores,
  bandMigration,
  earlyWarnings,
  eventLog,
  healthScore,
  healthScores,
  healthSignals,
  ledger,
  type WarningRule,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { caught, keysOf } from '../support/caught.ts';

type Id = string | number | bigint;

const asOf = '2026-03-15';
const badInstants = [undefined, Number.NaN, 1.5, '2026-02-30', '2026-03-01T09:30:00', true, new Date(Number.NaN)];
const instants = (field: string) =>
  badInstants.map((value): [string, unknown, string] => [field, value, 'INVALID_INSTANT']);
const optionalInstants = (field: string) => instants(field).filter(([, value]) => value !== undefined);
/** 7.5 is neither a text nor an id. Null is missing, which only a customer must not be. */
const texts = (field: string): [string, unknown, string][] =>
  ['', 7.5, ...(field === 'customerId' ? [null, undefined] : [])].map((value) => [field, value, 'INVALID_TYPE']);

/** Of a list a good row, and its fields with what they must not be. */
const lists: [string, object, [string, unknown, string][]][] = [
  [
    'subscriptions',
    { customerId: 'ada', start: '2026-01-01', amount: 5, interval: 'month' },
    [
      ...texts('customerId'),
      ...instants('start'),
      ...optionalInstants('end'),
      ...optionalInstants('trialEnd'),
      ...optionalInstants('cancelRequestedAt'),
      ['end', '2025-12-31', 'END_BEFORE_START'],
      ['amount', -1, 'INVALID_AMOUNT'],
      ['interval', 'fortnight', 'INVALID_OPTION'],
      ['quantity', -1, 'INVALID_NUMBER'],
      ['pauses', {}, 'INVALID_TYPE'],
      ['pastDue', 'yes', 'INVALID_TYPE'],
      ['churnType', 'other', 'INVALID_OPTION'],
    ],
  ],
  [
    'events',
    { customerId: 'ada', at: '2026-01-01' },
    [
      ...texts('customerId'),
      ...instants('at'),
      ...texts('userId'),
      ...texts('feature'),
      ['durationSeconds', -1, 'INVALID_NUMBER'],
    ],
  ],
  [
    'responses',
    { customerId: 'ada', at: '2026-01-01', score: 5, survey: 'csat' },
    [
      ...texts('customerId'),
      ...instants('at'),
      ['survey', 'NPS', 'INVALID_OPTION'],
      ...[undefined, null, '5', 0, 6, 4.5, Number.NaN].map((value): [string, unknown, string] => [
        'score',
        value,
        'INVALID_NUMBER',
      ]),
    ],
  ],
  [
    'tickets',
    { customerId: 'ada', openedAt: '2026-01-05', resolvedAt: '2026-01-08' },
    [
      ...texts('customerId'),
      ...instants('openedAt'),
      ...optionalInstants('firstResponseAt'),
      ...optionalInstants('resolvedAt'),
      ...optionalInstants('reopenedAt'),
      ['resolvedAt', '2026-01-04', 'END_BEFORE_START'],
      ['reopenedAt', '2026-01-04', 'END_BEFORE_START'],
      ['reopenedResponseAt', '2026-01-09', 'END_BEFORE_START'],
      ['reopened', -1, 'INVALID_NUMBER'],
      ['channel', '', 'INVALID_TYPE'],
    ],
  ],
  [
    'payments',
    { customerId: 'ada', at: '2026-01-05', status: 'failed', invoiceId: 'A' },
    [
      ...texts('customerId'),
      ...instants('at'),
      ['status', 'pending', 'INVALID_OPTION'],
      ...texts('invoiceId'),
      ['attempt', 0, 'INVALID_NUMBER'],
      ['amount', -1, 'INVALID_AMOUNT'],
      ['currency', '', 'INVALID_TYPE'],
    ],
  ],
  ['signUps', { customerId: 'ada', at: '2026-01-05' }, [...texts('customerId'), ...instants('at')]],
];

describe.each(lists)('%s', (list, good, fields) => {
  test.each(fields)('%s: %s', (field, value, code) => {
    // Behind a good row, and dated after the instant asked from: what is not seen is checked all the same.
    const rows = [good, { ...good, [field]: value }];
    expect(caught(() => healthSignals({ [list]: rows }, '2025-01-01'))).toMatchObject({
      code,
      path: keysOf(`data.${list}[1].${field}`),
    });
    expect(caught(() => earlyWarnings({ [list]: rows }, [], asOf))).toMatchObject({
      code,
      path: keysOf(`data.${list}[1].${field}`),
    });
  });

  test.each([null, {}, 'x', 0])('that is %s', (rows) => {
    expect(caught(() => healthSignals({ [list]: rows } as never, asOf))).toMatchObject({
      code: 'INVALID_TYPE',
      path: ['data', list],
    });
  });

  test.each([null, 5, 'x'])('with a row that is %s', (row) => {
    expect(caught(() => healthSignals({ [list]: [good, row] } as never, asOf))).toMatchObject({
      code: 'INVALID_TYPE',
      path: ['data', list, 1],
    });
  });
});

describe('data and options', () => {
  test.each<[string, unknown, unknown, unknown, string, string]>([
    ['no data', undefined, asOf, undefined, 'INVALID_TYPE', 'data'],
    ['a list', [], asOf, undefined, 'INVALID_TYPE', 'data'],
    ['an unknown list', { surveys: [] }, asOf, undefined, 'UNKNOWN_KEY', 'data.surveys'],
    ['no instant', {}, undefined, undefined, 'INVALID_INSTANT', 'asOf'],
    ['a bad instant', {}, '2026-02-30', undefined, 'INVALID_INSTANT', 'asOf'],
    ['a ledger', { subscriptions: ledger([]) }, asOf, undefined, 'INVALID_TYPE', 'data.subscriptions'],
    ['unknown options', {}, asOf, { window: 7 }, 'UNKNOWN_KEY', 'options.window'],
    ['asOf twice', {}, asOf, { asOf }, 'UNKNOWN_KEY', 'options.asOf'],
    ['another grain', {}, asOf, { grain: 'customer' }, 'UNKNOWN_KEY', 'options.grain'],
    ['an option of statements', {}, asOf, { movements: 'net' }, 'UNKNOWN_KEY', 'options.movements'],
    ['a bad policy', {}, asOf, { pauses: 'stop' }, 'INVALID_OPTION', 'options.pauses'],
    ['a zone that is none', {}, asOf, { timeZone: 'Mars' }, 'INVALID_TIME_ZONE', 'options.timeZone'],
    ['who', {}, asOf, { customers: 'some' }, 'INVALID_OPTION', 'options.customers'],
    ...['windowDays', 'mrrWindowDays'].flatMap((name) =>
      [0, -1, 1.5, '7', null, Number.NaN, 40_000].map(
        (value) => [`${name} ${value}`, {}, asOf, { [name]: value }, 'INVALID_NUMBER', `options.${name}`] as never,
      ),
    ),
    ...['csatScale', 'cesScale'].flatMap((name) =>
      [null, [], [1], [5, 1], [1, 5, 7], [1, 'x'], 5].map(
        (value) => [`${name} ${value}`, {}, asOf, { [name]: value }, 'INVALID_OPTION', `options.${name}`] as never,
      ),
    ),
  ])('%s', (_, data, instant, options, code, path) => {
    expect(caught(() => healthSignals(data as never, instant as never, options as never))).toMatchObject({
      code,
      path: keysOf(path),
    });
    expect(caught(() => earlyWarnings(data as never, [], instant as never, options as never))).toMatchObject({
      code,
      path: keysOf(path),
    });
  });

  test('a mix of currencies cannot be added, whenever it begins', () => {
    const row = { customerId: 'ada', start: '2026-01-01', amount: 5, interval: 'month', currency: 'EUR' } as const;
    const subscriptions = [row, { ...row, start: '2027-01-01', currency: 'USD' }];
    const refused = { code: 'MIXED_CURRENCIES', path: keysOf('data.subscriptions[1].currency') };
    expect(caught(() => healthSignals({ subscriptions }, asOf))).toMatchObject(refused);
    expect(caught(() => healthSignals({ subscriptions }, asOf, { exchangeRates: { USD: 1 } }))).toMatchObject({
      code: 'MIXED_CURRENCIES',
    });
    // What a rate is missing for is found only when it is needed: an option of the call all the same.
    const dated = { currency: 'EUR', exchangeRates: { USD: { '2026-01': 1 } } };
    const converted = [{ ...row, currency: 'USD' }];
    expect(caught(() => healthSignals({ subscriptions: converted }, asOf, dated))).toMatchObject({
      code: 'MISSING_EXCHANGE_RATE',
      path: ['options', 'exchangeRates', 'USD', '2026-03'],
    });
    const own = { currency: 'EUR', exchangeRates: { EUR: 2 } };
    expect(caught(() => healthSignals({ subscriptions: converted }, asOf, own))).toMatchObject({
      path: ['options', 'exchangeRates', 'EUR'],
    });
  });

  test('scales of other surveys', () => {
    const responses = [{ customerId: 'ada', at: '2026-01-01', score: 10, survey: 'csat' as const }];
    expect(healthSignals({ responses }, asOf, { csatScale: [0, 10] })[0]?.values.csatScore).toMatchObject({
      value: 10,
    });
  });
});

const model = { signals: [{ key: 'activeDays', weight: 1, normalise: { type: 'linear', worst: 0, best: 20 } }] };
const goodRules: { readonly [type: string]: Record<string, unknown> } = {
  usageDrop: { drop: 0.5, zScore: 3, windowDays: 7, baselineWindows: 4, measure: 'events' },
  silence: { days: 14, factor: 2, minimumGaps: 3 },
  stepNotReached: { feature: 'import', withinDays: 7, untilDays: 30 },
  fallingScore: { survey: 'nps', points: 2, withinDays: 30 },
  failedPayment: { days: 3 },
  renewalAtRisk: { withinDays: 30, model, band: 'red' },
};
const everything = { subscriptions: [], events: [], responses: [], payments: [] };
const fullRule = (type: string, rest: object = {}) =>
  ({ name: 'one', severity: 'low', type, ...goodRules[type], ...rest }) as unknown as WarningRule;

describe('rules', () => {
  test.each(Object.keys(goodRules))('a good one: %s', (type) => {
    expect(earlyWarnings(everything, [fullRule(type)], asOf)).toEqual([]);
  });

  test.each(
    Object.keys(goodRules).flatMap((type): [string, string, unknown, string][] => [
      [type, 'name', '', 'INVALID_TYPE'],
      [type, 'name', undefined, 'INVALID_TYPE'],
      [type, 'severity', undefined, 'INVALID_OPTION'],
      [type, 'severity', 'fatal', 'INVALID_OPTION'],
      [type, 'unknown', 1, 'UNKNOWN_KEY'],
    ]),
  )('%s.%s: %s', (type, field, value, code) => {
    const rules = [{ ...fullRule('silence'), name: 'first' }, fullRule(type, { [field]: value })];
    expect(caught(() => earlyWarnings(everything, rules, asOf))).toMatchObject({
      code,
      path: keysOf(`rules[1].${field}`),
    });
  });

  const days = (type: string, field: string, isOptional: boolean, fewest = 1) =>
    [...(isOptional ? [] : [undefined]), fewest - 1, 1.5, '7', null, Number.NaN, 1e6].map(
      (value): [string, string, unknown, string] => [type, field, value, 'INVALID_NUMBER'],
    );
  const above0 = (type: string, field: string, more: readonly unknown[] = []) =>
    [0, -1, '1', null, Number.NaN, Number.POSITIVE_INFINITY, ...more].map(
      (value): [string, string, unknown, string] => [type, field, value, 'INVALID_NUMBER'],
    );

  test.each([
    ...above0('usageDrop', 'drop', [1.01, 50]),
    ...above0('usageDrop', 'zScore'),
    ...days('usageDrop', 'windowDays', true),
    ...above0('usageDrop', 'baselineWindows', [1.5, 1001]),
    ['usageDrop', 'measure', 'logins', 'INVALID_OPTION'] as const,
    ...days('silence', 'days', true),
    ...above0('silence', 'factor'),
    ...above0('silence', 'minimumGaps', [1.5]),
    ['stepNotReached', 'feature', undefined, 'INVALID_TYPE'] as const,
    ['stepNotReached', 'feature', '', 'INVALID_TYPE'] as const,
    ...days('stepNotReached', 'withinDays', false),
    ...days('stepNotReached', 'untilDays', true),
    ['stepNotReached', 'untilDays', 6, 'INVALID_NUMBER'] as const,
    ['fallingScore', 'survey', undefined, 'INVALID_OPTION'] as const,
    ['fallingScore', 'survey', 'stars', 'INVALID_OPTION'] as const,
    ...above0('fallingScore', 'points', [undefined]),
    ...days('fallingScore', 'withinDays', true),
    ...days('failedPayment', 'days', true, 0),
    ...days('renewalAtRisk', 'withinDays', false),
    ['renewalAtRisk', 'model', undefined, 'INVALID_TYPE'] as const,
    ['renewalAtRisk', 'band', 'blue', 'INVALID_OPTION'] as const,
    ['renewalAtRisk', 'band', 'green', 'INVALID_OPTION'] as const,
    ['renewalAtRisk', 'band', null, 'INVALID_OPTION'] as const,
  ])('%s.%s: %s', (type, field, value, code) => {
    const error = caught(() => earlyWarnings(everything, [fullRule(type, { [field]: value })], asOf));
    expect(error).toMatchObject({ code, path: keysOf(`rules[0].${field}`) });
  });

  test.each<[string, unknown, string, string]>([
    ['no list', {}, 'INVALID_TYPE', 'rules'],
    ['no object', [null], 'INVALID_TYPE', 'rules[0]'],
    ['no type', [{ name: 'a', severity: 'low' }], 'INVALID_OPTION', 'rules[0].type'],
    ['another type', [{ name: 'a', severity: 'low', type: 'toString' }], 'INVALID_OPTION', 'rules[0].type'],
    ['a name twice', [fullRule('silence'), fullRule('failedPayment')], 'INVALID_OPTION', 'rules[1].name'],
    ['a drop of nothing', [{ name: 'a', severity: 'low', type: 'usageDrop' }], 'INVALID_OPTION', 'rules[0]'],
    ['a silence of nothing', [{ name: 'a', severity: 'low', type: 'silence' }], 'INVALID_OPTION', 'rules[0]'],
    [
      'gaps without a factor',
      [{ name: 'a', severity: 'low', type: 'silence', days: 3, minimumGaps: 2 }],
      'INVALID_NUMBER',
      'rules[0].minimumGaps',
    ],
    [
      'a bad model',
      [fullRule('renewalAtRisk', { model: { signals: [{ ...model.signals[0], weight: -1 }] } })],
      'INVALID_NUMBER',
      'rules[0].model.signals[0].weight',
    ],
  ])('%s', (_, rules, code, path) => {
    expect(caught(() => earlyWarnings(everything, rules as never, asOf))).toMatchObject({ code, path: keysOf(path) });
  });

  test.each([
    ['usageDrop', 'events'],
    ['silence', 'events'],
    ['stepNotReached', 'events'],
    ['fallingScore', 'responses'],
    ['failedPayment', 'payments'],
    ['renewalAtRisk', 'subscriptions'],
  ])('%s needs %s', (type, list) => {
    expect(caught(() => earlyWarnings({}, [fullRule(type)], asOf))).toMatchObject({
      code: 'INVALID_TYPE',
      path: ['data', list],
      message: `data.${list} is required by rules[0] (type '${type}'); received undefined`,
    });
  });
});

describe('holes in lists are refused, and not passed over', () => {
  const signal = { key: 'a', weight: 1, normalise: { type: 'linear', worst: 0, best: 10 } } as const;
  const holed = (...entries: unknown[]) => {
    const list = [undefined, ...entries];
    delete list[0];
    return list as never;
  };
  test.each<[string, () => unknown]>([
    ['model.signals[0]', () => healthScore({ a: 5 }, { signals: holed(signal) })],
    ['model.bands[0]', () => healthScore({ a: 5 }, { signals: [signal], bands: holed({ name: 'r', from: 0 }) })],
    ['rows[0]', () => healthScores(holed({ customerId: 'ada', values: { a: 5 } }), { signals: [signal] })],
    ['rules[0]', () => earlyWarnings({ events: [] }, holed(), asOf)],
  ])('%s', (path, action) => {
    expect(caught(action)).toMatchObject({ name: 'MetricsError', path: keysOf(path) });
  });
});

describe('in rows', () => {
  const id = (customerId: Id) => ({
    subscriptions: [{ customerId: String(customerId), start: '2026-01-01', amount: 5, interval: 'month' as const }],
    responses: [{ customerId, at: '2026-01-01', score: 5 }],
  });

  test('17, 17n and "17" are one customer, given back as text', () => {
    const [known, ...others] = healthSignals(id('17'), asOf);
    expect(others).toEqual([]);
    expect(known).toMatchObject({ customerId: '17', values: { npsScore: { value: 5 } } });
    for (const same of [17, 17n]) expect(healthSignals(id(same), asOf)).toEqual([known]);
    const [model] = [
      { signals: [{ key: 'mrr', weight: 1, normalise: { type: 'linear', worst: 0, best: 9 } as const }] },
    ];
    expect(healthScores([{ customerId: 17n, values: { mrr: 9 } }], model)[0]?.customerId).toBe('17');
    const moved = bandMigration([{ customerId: 17, band: 'red' }], [{ customerId: '17', band: 'green' }]);
    expect(moved.moves).toEqual([{ customerId: '17', from: 'red', to: 'green' }]);
    const again = [17, 17n].map((customerId) => ({ customerId, band: 'red' }));
    expect(caught(() => bandMigration(again, []))).toMatchObject({ path: keysOf('before[1].customerId') });
    const outcomes = [17, '17', 17n].map((customerId) => ({ customerId, score: 10, churned: true }));
    const named = outcomes.map((row) => ({ ...row, customerId: 'x' }));
    expect(backtestScores(outcomes)).toEqual(backtestScores(named));
  });

  test('null is missing', () => {
    const row = { customerId: 'ada', at: '2026-01-01', score: 5 };
    const signals = healthSignals({ responses: [row] }, asOf);
    expect(signals[0]?.values.npsScore).toMatchObject({ value: 5 });
    expect(healthSignals({ responses: [{ ...row, survey: null }] }, asOf)).toEqual(signals);
    const outcome = { score: 10, churned: true } as const;
    expect(backtestScores([{ ...outcome, mrr: null, customerId: null }])).toEqual(backtestScores([outcome]));
  });
});

test('events as columns are read as their rows are', () => {
  const events = [
    { customerId: 'ada', at: '2026-03-01', userId: 'u1' },
    { customerId: 'ada', at: '2026-03-02', userId: 'u2' },
  ];
  const columns = eventLog({
    customerId: events.map(({ customerId }) => customerId),
    at: events.map(({ at }) => at),
    userId: events.map(({ userId }) => userId),
  });
  const signals = healthSignals({ events }, asOf);
  expect(signals[0]).toMatchObject({ values: { activeUsers: 2 } });
  expect(healthSignals({ events: columns }, asOf)).toEqual(signals);
});
