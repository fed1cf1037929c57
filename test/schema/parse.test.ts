import { type MetricsErrorCode, mrr } from 'tenure';
import {
  parseEvents,
  parsePayments,
  parseResponses,
  parseSignUps,
  parseSubscriptions,
  parseTickets,
} from 'tenure/schema';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../support/caught.ts';

const good = { customerId: 'ada', start: '2026-01-01', amount: 5, interval: 'month' } as const;

describe('parseSubscriptions', () => {
  test('tells good rows from bad ones, with everything that is wrong with each', () => {
    const bad = { ...good, customerId: '', amount: -5, discount: { percent: 120 } };
    const early = { ...good, end: '2025-12-31' };
    const { rows, rejected } = parseSubscriptions([good, bad, 'row', early, { ...good, interval: 'term' }, good]);
    expect(rows).toStrictEqual([good, good]);
    expect(
      rejected.map(({ index, issues }) => [index, issues.map(({ path, message }) => `${path.join('.')} ${message}`)]),
    ).toEqual([
      [
        1,
        [
          "customerId must be a non-empty string, a safe integer or a bigint; received ''",
          "amount must be a finite amount >= 0 (a number, a bigint, a decimal such as '49.99', a fraction such as '25/3', or a Decimal); received -5",
          'discount.percent must be from 0 to 100; received 120',
        ],
      ],
      [2, [" must be an object; received 'row'"]],
      [3, ["end must not come before its start; received '2025-12-31'"]],
      [4, ["end must be present if interval is 'term'; received undefined"]],
    ]);
    expect(rejected[0]?.row).toBe(bad);
  });

  test('an unreadable cell is told once, beside what is wrong with others', () => {
    const cells = [{ ...good, amount: '1.2.3', quantity: 'two', interval: 'monthly' }];
    const { rejected } = parseSubscriptions(cells, { numberFormat: '1,234.56' });
    expect(rejected[0]?.issues.map(({ message }) => message)).toEqual([
      "must be a number written like 1,234.56; received '1.2.3'",
      "must be a number written like 1,234.56; received 'two'",
      "must be one of 'day', 'week', 'month', 'quarter', 'year', 'term'; received 'monthly'",
    ]);
  });

  test('reads holes of a list, and rows of a class, as rows', () => {
    class Row {
      customerId = 'ada';
      start = '2026-01-01';
      amount = 5;
      get interval() {
        return 'month';
      }
    }
    // biome-ignore lint/suspicious/noSparseArray: the hole is what is tested.
    const { rows, rejected } = parseSubscriptions([new Row(), , good]);
    expect(rows).toEqual([good, good]);
    expect(rejected.map(({ index }) => index)).toEqual([1]);
    expect(mrr(rows, '2026-02-01')).toBe(10);
  });

  test('no rows are no rows', () => {
    expect(parseSubscriptions([])).toEqual({ rows: [], rejected: [] });
  });
});

describe('extra columns', () => {
  const cells = [{ ...good, region: 'north', ['__proto__']: { plan: 'x' } }];

  test('are left out of the new rows', () => {
    expect(parseSubscriptions(cells).rows).toStrictEqual([good]);
    expect(parseSubscriptions(cells, { extraColumns: 'strip' }).rows).toStrictEqual([good]);
  });

  test('or kept in them', () => {
    const { rows } = parseSubscriptions([{ ...good, region: 'north', note: '' }], {
      extraColumns: 'keep',
      missing: [''],
    });
    expect(rows).toStrictEqual([{ ...good, region: 'north', note: '' }]);
  });

  test.each(['strip', 'keep'] as const)(
    "with '%s' too none is passed over that is a field in another spelling",
    (extraColumns) => {
      const given = [{ ...good, Quantity: 4 }, good];
      expect(parseSubscriptions(given, { extraColumns })).toMatchObject({
        rows: [good],
        rejected: [
          {
            index: 0,
            issues: [
              {
                path: ['Quantity'],
                message: 'must be written quantity, which it seems to mean, or have another name; received 4',
              },
            ],
          },
        ],
      });
    },
  );

  test('or a reason to reject the row', () => {
    const { rejected } = parseSubscriptions([{ ...good, trialend: '2026-02-01' }], { extraColumns: 'reject' });
    expect(rejected[0]?.issues).toMatchObject([{ code: 'unrecognized_keys', keys: ['trialend'] }]);
    expect(rejected[0]?.issues[0]?.message).toContain('trialend');
  });

  test('also within pauses and times past due', () => {
    const span = { start: '2026-02-01', ends: '2026-02-10' };
    for (const name of ['pauses', 'pastDue'] as const) {
      const row = { ...good, [name]: [{ start: '2026-02-01' }, span] };
      const { rows, rejected } = parseSubscriptions([row], { extraColumns: 'reject' });
      expect(rows).toEqual([]);
      expect(rejected[0]?.issues).toMatchObject([{ code: 'unrecognized_keys', keys: ['ends'], path: [name, 1] }]);
      expect(parseSubscriptions([row]).rejected).toEqual([]);
    }
  });

  test('and never become the prototype of a row', () => {
    const row = JSON.parse(
      '{ "customerId": "ada", "start": 0, "amount": 5, "interval": "month", "__proto__": { "plan": "x" } }',
    );
    for (const extraColumns of ['strip', 'keep'] as const) {
      const [parsed] = parseSubscriptions([row], { extraColumns }).rows;
      expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
      expect(parsed?.plan).toBeUndefined();
    }
  });
});

describe('options that are none', () => {
  const parsers = [parseSubscriptions, parsePayments, parseTickets, parseEvents, parseSignUps, parseResponses];
  const calls: [options: unknown, code: MetricsErrorCode, path: string][] = [
    [null, 'INVALID_TYPE', 'options'],
    [{ decimalComma: true }, 'UNKNOWN_KEY', 'options.decimalComma'],
    [{ numberFormat: ',' }, 'INVALID_OPTION', 'options.numberFormat'],
    [{ dateOrder: 'dmy' }, 'INVALID_OPTION', 'options.dateOrder'],
    [{ localTimes: 'UTC' }, 'INVALID_OPTION', 'options.localTimes'],
    [{ missing: '' }, 'INVALID_TYPE', 'options.missing'],
    [{ timeZone: 'Europe/Munich' }, 'INVALID_TIME_ZONE', 'options.timeZone'],
    [{ timeZone: null }, 'INVALID_TIME_ZONE', 'options.timeZone'],
    [{ extraColumns: 'drop' }, 'INVALID_OPTION', 'options.extraColumns'],
  ];

  test.each(calls)('%o throw %s', (options, code, path) => {
    for (const parse of parsers)
      expect(refusal(() => parse([], options as never))).toMatchObject({ code, path: keysOf(path) });
  });

  test('of one kind are refused by the others', () => {
    const endInclusive: [unknown, MetricsErrorCode][] = [[1, 'INVALID_OPTION']];
    for (const [value, code] of endInclusive) {
      expect(refusal(() => parseSubscriptions([], { endInclusive: value as never }))?.code).toBe(code);
    }
    expect(refusal(() => parseTickets([], { endInclusive: true } as never))?.code).toBe('UNKNOWN_KEY');
    expect(refusal(() => parseEvents([], { scale: [0, 10] } as never))?.code).toBe('UNKNOWN_KEY');
    expect(refusal(() => parseResponses([], { scale: [10, 0] }))?.path).toEqual(keysOf('options.scale'));
    expect(refusal(() => parseResponses([], { listSeparator: '' }))?.path).toEqual(keysOf('options.listSeparator'));
  });

  test.each([undefined, null, {}, 'rows', new Set()])('%o are no rows', (rows) => {
    for (const parse of parsers) {
      expect(refusal(() => parse(rows as never))).toMatchObject({ code: 'INVALID_TYPE', path: keysOf('rows') });
    }
  });
});
