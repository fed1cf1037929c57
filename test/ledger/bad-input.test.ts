import {
  isMetricsError,
  ledger,
  type MetricsErrorCode,
  month,
  mrr,
  mrrMovements,
  mrrMovementsBy,
  retentionReport,
  type Subscription,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { caught, keysOf } from '../support/caught.ts';

/** A value that a field refuses, the code, and the rule that the message states. */
type Refusal = readonly [value: unknown, code: MetricsErrorCode, rule: string, at?: string];

const good: Subscription = { customerId: 'ada', start: '2026-01-01', amount: 10, interval: 'month' };

const id = 'must be a non-empty string, a safe integer or a bigint';
const optionalText = 'must be a non-empty string, or be left out';
const amount =
  "must be a finite amount >= 0 (a number, a bigint, a decimal such as '49.99', a fraction such as '25/3', or a Decimal)";
const instant =
  "must be a Date, whole epoch milliseconds, a date such as '2026-03-01' or a date-time such as '2026-03-01T09:30:00Z'";
const noOffset = "must have an offset or 'Z' after its time of day, such as '+01:00' (in PostgreSQL: ::timestamptz)";
const whole = 'must be a whole number >= 1';

const notIds: Refusal[] = ['', 1.5, 2 ** 53, Number.NaN, true, {}, ['a']].map((value) => [value, 'INVALID_TYPE', id]);
const notOptionalTexts: Refusal[] = ['', 7, {}, ['a']].map((value) => [value, 'INVALID_TYPE', optionalText]);
const notAmounts: Refusal[] = [
  ...[undefined, null, Number.NaN, Number.POSITIVE_INFINITY, -1, -0.01, true, {}, [5], -10n],
  ...['', ' 5', '5 ', 'abc', '1,50', '1.2.3', '0x10', '5/0', '-5', '1/2/3', '5/-2', '1e999', 'Infinity', 'NaN'],
].map((value) => [value, 'INVALID_AMOUNT', amount]);
const notInstants: Refusal[] = [
  ...[new Date(Number.NaN), Number.NaN, Number.POSITIVE_INFINITY, 0.5, true, {}],
  ...['', 'yesterday', '2026-1-1', '2026-02-30', '2025-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '20260301'],
  ...[
    '01/03/2026',
    '2026-03-01 ',
    '2026-03-01  10:00:00Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T10:60Z',
    '2026-03-01T10:00:60Z',
  ],
  ...[
    '2026-02-30T10:00:00Z',
    '2026-03-01T10:00:00+24:00',
    '2026-03-01T10:00:00+10:60',
    '2026-03-01T10Z',
    '+002026-03-01',
  ],
].map((value) => [value, 'INVALID_INSTANT', instant]);
const withoutOffset: Refusal[] = ['2026-03-01T10:00:00', '2026-03-01T10:00', '2026-03-01T10:00:00.123'].map((value) => [
  value,
  'INVALID_INSTANT',
  noOffset,
]);
const listed: Refusal = [[], 'INVALID_INSTANT', instant.replace('be a Date', 'be one instant, not a list: a Date')];
const unit = (name: string, cure: string) =>
  `must be epoch milliseconds, and looks like ${name}: ${cure}, or give a Date (a column can state its unit)`;
const inOtherUnits: Refusal[] = [
  ...[1, -1, 1_767_225_600, 1_767_225_600n].map((value) => [value, unit('seconds', 'multiply it by 1000')] as const),
  ...[8.64e15 + 1, 1_767_225_600_000_000n].map((value) => [value, unit('microseconds', 'divide it by 1000')] as const),
  [1_767_225_600_000_000_000n, unit('nanoseconds', 'divide it by 1000000')] as const,
].map(([value, rule]) => [value, 'INVALID_INSTANT', rule]);
const badInstants = [...notInstants, ...withoutOffset, ...inOtherUnits, listed];
const required: Refusal[] = [undefined, null].map((value) => [value, 'INVALID_INSTANT', instant]);

const badSpans: Refusal[] = [
  [{ start: '2026-01-01' }, 'INVALID_TYPE', 'must be an array of { start, end? }'],
  [[null], 'INVALID_TYPE', 'must be an object { start, end? }', '[0]'],
  [[{ start: '2026-01-05' }, 'x'], 'INVALID_TYPE', 'must be an object { start, end? }', '[1]'],
  [[{}], 'INVALID_INSTANT', instant, '[0].start'],
  [[{ start: '2026-02-30' }], 'INVALID_INSTANT', instant, '[0].start'],
  [[{ start: '2026-02-01', end: 'later' }], 'INVALID_INSTANT', instant, '[0].end'],
  [[{ start: '2026-02-02', end: '2026-02-01' }], 'END_BEFORE_START', 'must not come before its start', '[0].end'],
];

const refusals: { readonly [field in keyof Required<Subscription>]: readonly Refusal[] } = {
  customerId: [...notIds, [undefined, 'INVALID_TYPE', id], [null, 'INVALID_TYPE', id]],
  subscriptionId: notIds,
  start: [...badInstants, ...required],
  end: [...badInstants, ['2025-12-31', 'END_BEFORE_START', 'must not come before its start']],
  amount: notAmounts,
  interval: [
    undefined,
    null,
    'months',
    'Month',
    '',
    'toString',
    3,
    Symbol('month'),
    { toString: null },
    ['month'],
    'month number 3',
  ].map((value) => [value, 'INVALID_OPTION', "must be one of 'day', 'week', 'month', 'quarter', 'year', 'term'"]),
  intervalCount: [0, -1, 1.5, Number.NaN, '3', 2 ** 53, [Symbol('three')], [3]].map((value) => [
    value,
    'INVALID_NUMBER',
    whole,
  ]),
  quantity: [-1, Number.NaN, Number.POSITIVE_INFINITY, '3', 3n, Symbol('three'), [3]].map((value) => [
    value,
    'INVALID_NUMBER',
    'must be a finite number >= 0',
  ]),
  discount: [
    [20, 'INVALID_TYPE', 'must be an object'],
    [{}, 'INVALID_TYPE', 'must have either percent or amount'],
    [{ percent: 10, amount: 1 }, 'INVALID_TYPE', 'must have either percent or amount'],
    [{ percent: 100.5 }, 'INVALID_AMOUNT', 'must be from 0 to 100', '.percent'],
    [{ percent: -1 }, 'INVALID_AMOUNT', amount, '.percent'],
    [{ percent: [Symbol('half')] }, 'INVALID_AMOUNT', amount, '.percent'],
    [{ percent: 'half' }, 'INVALID_AMOUNT', amount, '.percent'],
    [{ amount: -1 }, 'INVALID_AMOUNT', amount, '.amount'],
    [{ amount: null }, 'INVALID_TYPE', 'must have either percent or amount'],
    [{ percent: 10, once: true }, 'UNKNOWN_KEY', 'is not a known key; expected one of percent, amount', '.once'],
  ],
  currency: notOptionalTexts,
  plan: notOptionalTexts,
  trialEnd: badInstants,
  signedAt: badInstants,
  replaces: [
    ...notIds,
    ['s1', 'INVALID_OPTION', 'must be another subscriptionId of its customer, replaced only once and not in a circle'],
  ],
  cancelRequestedAt: badInstants,
  pauses: badSpans,
  pastDue: badSpans,
  churnType: ['', 'Voluntary', 1].map((value) => [
    value,
    'INVALID_OPTION',
    "must be one of 'voluntary', 'involuntary'",
  ]),
  churnReason: notOptionalTexts,
  segment: notOptionalTexts,
};

const table = Object.entries(refusals).flatMap(([field, values]) =>
  values.map(([value, code, rule, at = '']) => ({ field, value, code, rule, at })),
);

describe('a row that breaks a rule', () => {
  test.each(table)('$#: $field is $code', ({ field, value, code, rule, at }) => {
    // Behind good rows with the same price, so that no cache of accepted values can let it through.
    const rows = [good, { ...good, customerId: 'ben' }, { ...good, [field]: value }] as Subscription[];
    const path = `subscriptions[2].${field}${at}`;
    const error = caught(() => ledger(rows));
    expect(isMetricsError(error)).toBe(true);
    expect(error).toMatchObject({ name: 'MetricsError', code, path: keysOf(path) });
    expect((error as Error).message).toMatch(new RegExp(`^${literal(`${path} ${rule}`)}(; received .+)?$`));
  });

  test.each([undefined, null, 'row', 7, []])('as a whole: %s', (row) => {
    const error = caught(() => mrrMovements([good, row] as Subscription[], month('2026-01')));
    expect(error).toMatchObject({ code: 'INVALID_TYPE', path: keysOf('subscriptions[1]') });
    if (!Array.isArray(row)) expect((error as Error).message).toContain('subscriptions[1] must be an object');
  });

  test.each([undefined, null, 'rows', {}, new Map()])('instead of rows: %s', (rows) => {
    const error = caught(() => retentionReport(rows as unknown as Subscription[], [month('2026-01')]));
    expect(error).toMatchObject({ code: 'INVALID_TYPE', path: keysOf('subscriptions') });
    expect((error as Error).message).toContain('subscriptions must be an array of subscriptions, or a ledger');
  });

  test('a ledger has the rows that were in the array when it was made', () => {
    const rows = [{ ...good, plan: 'pro' }];
    const book = ledger(rows);
    rows[0] = { ...good, plan: 'basic' };
    expect(mrrMovementsBy(book, month('2026-01'), ({ plan }) => plan).map(({ key }) => key)).toEqual(['pro']);
  });

  test.each<[string, Partial<Subscription>]>([
    ['by its quantity', { amount: 1e308, quantity: 10 }],
    ['by its interval', { amount: 1e308, interval: 'day' }],
    ['as a contract of a day', { amount: 1e308, interval: 'term', end: '2026-01-02' }],
    ['as a text', { amount: `${'9'.repeat(308)}`, quantity: 2 }],
    ['as a row that never runs', { amount: 1e308, quantity: 10, end: '2026-01-01' }],
  ])('with an MRR that no number can hold, %s', (_, fields) => {
    const rows = [good, { ...good, ...fields }];
    for (const compile of [() => ledger(rows), () => mrrMovements(rows, month('2026-01'))]) {
      expect(caught(compile)).toMatchObject({
        code: 'INVALID_AMOUNT',
        path: keysOf('subscriptions[1].amount'),
        received: fields.amount,
      });
    }
  });

  test('but not with an amount that comes back into range', () => {
    const discounted = { ...good, amount: 1e308, quantity: 10, discount: { percent: 100 } };
    expect(mrr([good, discounted], '2026-01-01')).toBe(10);
    expect(mrr([{ ...good, amount: 1e308, quantity: 10, interval: 'year' }], '2026-01-01')).toBe(1e308 / 1.2);
  });

  test('says what was received, shortly', () => {
    const received = (value: unknown) =>
      (caught(() => ledger([{ ...good, amount: value } as Subscription])) as Error).message;
    expect(received('x'.repeat(100))).toMatch(/; received 'x{60}\.\.\.'$/);
    expect(received(new Date('2026-01-01'))).toMatch(/; received 2026-01-01T00:00:00\.000Z$/);
    expect(received({ currency: 'EUR', cents: 5 })).toMatch(/; received an object with keys currency, cents$/);
    expect(received([1, 2])).toMatch(/; received an array of 2$/);
    expect(received(() => 1)).toMatch(/; received a function$/);
    expect(received(-5n)).toMatch(/; received -5n$/);
  });
});

describe('currencies', () => {
  const euros = { ...good, currency: 'EUR' };
  test.each([
    ['two of them', [euros, { ...good, currency: 'USD' }]],
    ['one and none', [euros, good]],
    ['none and one', [good, euros]],
  ])('%s cannot be added', (_, rows) => {
    expect(caught(() => ledger(rows))).toMatchObject({
      code: 'MIXED_CURRENCIES',
      path: keysOf('subscriptions[1].currency'),
    });
  });

  test('a row that names none is in that of the policy', () => {
    expect(mrrMovements([euros, good], month('2026-01'), { currency: 'EUR' })).toMatchObject({
      currency: 'EUR',
      new: 20,
    });
    expect(caught(() => ledger([euros], { currency: 'USD' }))).toMatchObject({ code: 'MIXED_CURRENCIES' });
  });
});

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
