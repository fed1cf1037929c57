import {
  firstResponseTime,
  month,
  type Payment,
  paymentSuccessRate,
  recoveryRate,
  reopenRate,
  repeatContactRate,
  resolutionTime,
  type Ticket,
  ticketsPerCustomer,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { caught, keysOf } from '../support/caught.ts';

type Metric = (rows: never, period: never, options: never) => unknown;

const march = month('2026-03');
const ticketMetrics: [string, Metric, object][] = [
  ['firstResponseTime', firstResponseTime as Metric, {}],
  ['resolutionTime', resolutionTime as Metric, {}],
  ['reopenRate', reopenRate as Metric, {}],
  ['repeatContactRate', repeatContactRate as Metric, {}],
  ['ticketsPerCustomer', ticketsPerCustomer as Metric, { customers: 1 }],
];
const paymentMetrics: [string, Metric, object][] = [
  ['paymentSuccessRate', paymentSuccessRate as Metric, {}],
  ['recoveryRate', recoveryRate as Metric, {}],
];

const call = (metric: Metric, rows: unknown, period: unknown, options: unknown) =>
  caught(() => metric(rows as never, period as never, options as never));

const badInstants: [unknown, string][] = [
  [undefined, 'INVALID_INSTANT'],
  [Number.NaN, 'INVALID_INSTANT'],
  [1.5, 'INVALID_INSTANT'],
  [new Date(Number.NaN), 'INVALID_INSTANT'],
  ['2026-02-30', 'INVALID_INSTANT'],
  ['2026-03-01T09:30:00', 'INVALID_INSTANT'],
  [true, 'INVALID_INSTANT'],
];
const required = (field: string): [string, unknown, string][] =>
  badInstants.map(([value, code]) => [field, value, code]);
const optional = (field: string) => required(field).filter(([, value]) => value !== undefined);

describe.each(ticketMetrics)('%s', (_, metric, options) => {
  const good: Ticket = { customerId: 'ada', openedAt: '2026-03-05', channel: 'chat' };

  test.each<[string, unknown, string]>([
    ['customerId', '', 'INVALID_TYPE'],
    ['customerId', 7.5, 'INVALID_TYPE'],
    ['customerId', null, 'INVALID_TYPE'],
    ['customerId', undefined, 'INVALID_TYPE'],
    ...required('openedAt'),
    ...optional('firstResponseAt'),
    ['firstResponseAt', '2026-03-04T23:59:59.999Z', 'END_BEFORE_START'],
    ...optional('resolvedAt'),
    ['resolvedAt', '2026-03-04', 'END_BEFORE_START'],
    ['reopened', -1, 'INVALID_NUMBER'],
    ['reopened', 0.5, 'INVALID_NUMBER'],
    ['reopened', Number.NaN, 'INVALID_NUMBER'],
    ['reopened', 'yes', 'INVALID_NUMBER'],
    ['reopened', {}, 'INVALID_NUMBER'],
    ['channel', '', 'INVALID_TYPE'],
    ['channel', true, 'INVALID_TYPE'],
    ['channel', 3, 'INVALID_TYPE'],
  ])('%s: %o is refused as %s, in a ticket of another period too', (field, value, code) => {
    const before = month('2020-01');
    for (const period of [march, before, [march, before]]) {
      const own = Array.isArray(period) && 'customers' in options ? { customers: [1, 1] } : options;
      const error = call(metric, [good, { ...good, [field]: value }], period, own);
      expect(error).toMatchObject({ code, path: keysOf(`tickets[1].${field}`), received: value });
    }
  });

  test('null is missing', () => {
    const { channel: _, ...bare } = good;
    const rows = [{ ...good, firstResponseAt: null, resolvedAt: null, reopened: null, channel: null }];
    expect(call(metric, rows, march, options)).toEqual(call(metric, [bare], march, options));
  });

  test.each([[null], [undefined], ['x'], [[]], [3]])('a ticket must not be %o', (value) => {
    expect(call(metric, [value], march, options)).toMatchObject({ code: 'INVALID_TYPE', path: keysOf('tickets[0]') });
  });

  test.each([[null], [undefined], ['x'], [{}], [new Map()]])('tickets must not be %o', (value) => {
    expect(call(metric, value, march, options)).toMatchObject({ code: 'INVALID_TYPE', path: keysOf('tickets') });
  });

  test('by must be a function to a plain key', () => {
    expect(call(metric, [good], march, { ...options, by: 'channel' })).toMatchObject({
      ...{ code: 'INVALID_TYPE', path: keysOf('options.by') },
    });
    for (const key of [{}, [], new Date(0), () => 1, Symbol('x'), 1n, Number.NaN]) {
      expect(call(metric, [good], march, { ...options, by: () => key })).toMatchObject({
        ...{ code: 'INVALID_TYPE', path: ['options', 'by(row 0)'] },
      });
    }
  });
});

describe.each(paymentMetrics)('%s', (_, metric) => {
  const good: Payment = { customerId: 'ada', invoiceId: '1', at: '2026-03-05', status: 'failed' };

  test.each<[string, unknown, string]>([
    ['customerId', '', 'INVALID_TYPE'],
    ['customerId', undefined, 'INVALID_TYPE'],
    ...required('at'),
    ['at', null, 'INVALID_INSTANT'],
    ['status', 'paid', 'INVALID_OPTION'],
    ['status', undefined, 'INVALID_OPTION'],
    ['status', true, 'INVALID_OPTION'],
    ['invoiceId', '', 'INVALID_TYPE'],
    ['invoiceId', 12.5, 'INVALID_TYPE'],
    ['invoiceId', {}, 'INVALID_TYPE'],
    ['attempt', 0, 'INVALID_NUMBER'],
    ['attempt', 1.5, 'INVALID_NUMBER'],
    ['attempt', '1', 'INVALID_NUMBER'],
    ['attempt', Number.NaN, 'INVALID_NUMBER'],
    ['amount', -1, 'INVALID_AMOUNT'],
    ['amount', Number.NaN, 'INVALID_AMOUNT'],
    ['amount', Number.POSITIVE_INFINITY, 'INVALID_AMOUNT'],
    ['amount', '12,50', 'INVALID_AMOUNT'],
    ['amount', '1/0', 'INVALID_AMOUNT'],
    ['amount', true, 'INVALID_AMOUNT'],
    ['currency', '', 'INVALID_TYPE'],
    ['currency', 7, 'INVALID_TYPE'],
  ])('%s: %o is refused as %s, in a payment of another period too', (field, value, code) => {
    for (const period of [march, month('2020-01')]) {
      const error = call(metric, [good, { ...good, [field]: value }], period, {});
      expect(error).toMatchObject({ code, path: keysOf(`payments[1].${field}`), received: value });
    }
  });

  test('null is missing', () => {
    const rows = [{ ...good, invoiceId: null, attempt: null, amount: null, currency: null }];
    const { invoiceId: _, ...bare } = good;
    expect(call(metric, rows, march, {})).toEqual(call(metric, [bare], march, {}));
    expect(call(metric, [{ ...good, status: 'writtenOff', invoiceId: null }], march, {})).toMatchObject({
      ...{ code: 'INVALID_TYPE', path: keysOf('payments[0].invoiceId') },
    });
  });

  test('a write-off names its invoice, and no attempt', () => {
    const { invoiceId: _invoice, ...own } = good;
    expect(call(metric, [{ ...own, status: 'writtenOff' }], march, {})).toMatchObject({
      ...{ code: 'INVALID_TYPE', path: keysOf('payments[0].invoiceId') },
    });
    expect(call(metric, [{ ...good, status: 'writtenOff', attempt: 2 }], march, {})).toMatchObject({
      ...{ code: 'INVALID_NUMBER', path: keysOf('payments[0].attempt') },
    });
  });

  test('attempts that do not agree with time are refused, in any order of the rows', () => {
    const second = { ...good, attempt: 2 };
    const first = { ...good, at: '2026-03-06', attempt: 1 };
    const told = 'must be higher than those of earlier attempts at its invoice; received 1';
    expect(call(metric, [second, first], march, {})).toMatchObject({
      ...{ code: 'INVALID_NUMBER', message: `payments[1].attempt ${told}` },
    });
    expect(call(metric, [first, second], march, {})).toMatchObject({ path: keysOf('payments[0].attempt') });
    expect(call(metric, [first, good], march, {})).toMatchObject({ path: keysOf('payments[0].attempt') });
    expect(
      call(
        metric,
        [
          { ...good, attempt: 3 },
          { ...first, attempt: 2 },
        ],
        march,
        {},
      ),
    ).toMatchObject({ received: 2 });
    // Told twice, or on one day, they agree.
    expect(call(metric, [{ ...good, attempt: 1 }, first, second], march, {})).toMatchObject({ withoutFirstAttempt: 0 });
    expect(call(metric, [second, { ...good, attempt: 1 }], march, {})).toMatchObject({ withoutFirstAttempt: 0 });
  });

  test.each([[null], [undefined], ['x'], [[]], [3]])('a payment must not be %o', (value) => {
    expect(call(metric, [value], march, {})).toMatchObject({ code: 'INVALID_TYPE', path: keysOf('payments[0]') });
  });

  test.each([[null], [undefined], ['x'], [{}]])('payments must not be %o', (value) => {
    expect(call(metric, value, march, {})).toMatchObject({ code: 'INVALID_TYPE', path: keysOf('payments') });
  });
});

describe.each([...ticketMetrics, ...paymentMetrics])('%s: period and options', (_, metric, options) => {
  test.each<[object, string, string]>([
    [{ asof: 0 }, 'UNKNOWN_KEY', 'options.asof'],
    [{ asOf: 'soon' }, 'INVALID_INSTANT', 'options.asOf'],
    [{ asOf: '2026-03-01T10:00' }, 'INVALID_INSTANT', 'options.asOf'],
    [{ timeZone: 'Europe/Munich' }, 'INVALID_TIME_ZONE', 'options.timeZone'],
    [{ timeZone: 'Europe/Berlin' }, 'CONFLICTING_TIME_ZONES', 'options.timeZone'],
  ])('%o is %s', (more, code, path) => {
    expect(call(metric, [], march, { ...options, ...more })).toMatchObject({ code, path: keysOf(path) });
  });

  test('the zone of the period may be named, by any of its names', () => {
    const india = month('2026-03', { timeZone: 'Asia/Kolkata' });
    expect(call(metric, [], india, { ...options, timeZone: 'Asia/Calcutta' })).not.toBeInstanceOf(Error);
  });

  test.each([[null], ['x'], [3], [new Date(0)], [new Map()]])('options must not be %o', (value) => {
    expect(call(metric, [], march, value)).toMatchObject({ code: 'INVALID_TYPE', path: keysOf('options') });
  });

  test('a period must be one, and all of a list in one time zone', () => {
    expect(call(metric, [], '2026-03', options)).toMatchObject({ code: 'INVALID_PERIOD', path: keysOf('period') });
    expect(call(metric, [], [march, {}], options)).toMatchObject({
      code: 'INVALID_PERIOD',
      path: keysOf('periods[1]'),
    });
    expect(call(metric, [], { ...march, end: march.start }, options)).toMatchObject({ code: 'END_BEFORE_START' });
    const berlin = month('2026-03', { timeZone: 'Europe/Berlin' });
    expect(call(metric, [], [march, berlin], options)).toMatchObject({
      ...{ code: 'CONFLICTING_TIME_ZONES', path: keysOf('periods[1].timeZone') },
    });
  });
});

describe('options of one metric', () => {
  test.each<[Metric, object, string, string]>([
    [firstResponseTime as Metric, { unit: 'hours' }, 'INVALID_OPTION', 'options.unit'],
    [firstResponseTime as Metric, { unit: 'toString' }, 'INVALID_OPTION', 'options.unit'],
    [firstResponseTime as Metric, { unit: null }, 'INVALID_OPTION', 'options.unit'],
    [firstResponseTime as Metric, { assignedBy: 'resolvedAt' }, 'INVALID_OPTION', 'options.assignedBy'],
    [resolutionTime as Metric, { assignedBy: 'firstResponseAt' }, 'INVALID_OPTION', 'options.assignedBy'],
    [reopenRate as Metric, { assignedBy: 'closedAt' }, 'INVALID_OPTION', 'options.assignedBy'],
    [reopenRate as Metric, { unit: 'hour' }, 'UNKNOWN_KEY', 'options.unit'],
    [repeatContactRate as Metric, { withinDays: 0 }, 'INVALID_NUMBER', 'options.withinDays'],
    [repeatContactRate as Metric, { withinDays: 1.5 }, 'INVALID_NUMBER', 'options.withinDays'],
    [repeatContactRate as Metric, { withinDays: '7' }, 'INVALID_NUMBER', 'options.withinDays'],
    [repeatContactRate as Metric, { channel: 'chat' }, 'INVALID_OPTION', 'options.channel'],
    [repeatContactRate as Metric, { assignedBy: null }, 'INVALID_OPTION', 'options.assignedBy'],
    [ticketsPerCustomer as Metric, {}, 'INVALID_TYPE', 'options.customers'],
    [ticketsPerCustomer as Metric, { customers: -1 }, 'INVALID_NUMBER', 'options.customers'],
    [ticketsPerCustomer as Metric, { customers: Number.NaN }, 'INVALID_NUMBER', 'options.customers'],
    [ticketsPerCustomer as Metric, { customers: Number.POSITIVE_INFINITY }, 'INVALID_NUMBER', 'options.customers'],
    [ticketsPerCustomer as Metric, { customers: '5' }, 'INVALID_TYPE', 'options.customers'],
    [ticketsPerCustomer as Metric, { customers: ['ada', ''] }, 'INVALID_TYPE', 'options.customers[1]'],
    [ticketsPerCustomer as Metric, { customers: [3.5] }, 'INVALID_TYPE', 'options.customers[0]'],
    [paymentSuccessRate as Metric, { by: 1 }, 'INVALID_TYPE', 'options.by'],
    [firstResponseTime as Metric, { quantiles: 0.9 }, 'INVALID_TYPE', 'options.quantiles'],
    [resolutionTime as Metric, { quantiles: [0.5, 90] }, 'INVALID_NUMBER', 'options.quantiles[1]'],
  ])('%o %o is %s', (metric, options, code, path) => {
    expect(call(metric, [], march, options)).toMatchObject({ code, path: keysOf(path) });
  });

  test('a list of periods needs customers for each', () => {
    const both = [march, march];
    for (const customers of [5, [5], [5, 6, 7]]) {
      expect(call(ticketsPerCustomer as Metric, [], both, { customers })).toMatchObject({
        ...{ code: 'INVALID_TYPE', path: keysOf('options.customers') },
      });
    }
    expect(call(ticketsPerCustomer as Metric, [], both, { customers: ['ada', 'ben'] })).toMatchObject({
      ...{ code: 'INVALID_TYPE', path: keysOf('options.customers[0]') },
    });
  });
});
