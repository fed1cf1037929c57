import {
  customerRetentionRate,
  inspectLedger,
  isMetricsError,
  type Ledger,
  ledger,
  type MetricsErrorCode,
  month,
  mrr,
  mrrMovements,
  netRevenueRetention,
  type Period,
  type Policy,
  period,
  type Subscription,
} from 'tenure';
import { beforeAll, describe, expect, test } from 'vitest';
import { caught, keysOf } from '../../support/caught.ts';

const rows: Subscription[] = [{ customerId: 'ada', start: '2026-01-01', amount: 10, interval: 'month' }];
const march = month('2026-03');

const choices: { readonly [option: string]: readonly string[] } = {
  grain: ['customer', 'subscription'],
  trials: ['exclude', 'include'],
  freePlans: ['exclude', 'include'],
  pauses: ['churn', 'retain'],
  churnAt: ['end', 'cancelRequest'],
  weeksPerMonth: ['52/12', '4'],
  daysPerMonth: ['365/12', '30'],
  termLength: ['months', 'days'],
  movements: ['net', 'event'],
  reactivation: ['exclude', 'include'],
  churnDenominator: ['opening', 'openingPlusNew', 'average'],
  retentionMethod: ['cohort', 'headcount'],
  money: ['number', 'fraction'],
};

const refused: [option: string, value: unknown, code: MetricsErrorCode][] = [
  ...Object.keys(choices).flatMap((option) =>
    [null, '', 'none', 1, true].map((value): [string, unknown, MetricsErrorCode] => [option, value, 'INVALID_OPTION']),
  ),
  ...['pastDueGraceDays', 'churnGraceDays', 'reactivationWindowDays'].flatMap((option) =>
    [-1, 1.5, Number.NaN, '5', true].map((value): [string, unknown, MetricsErrorCode] => [
      option,
      value,
      'INVALID_NUMBER',
    ]),
  ),
  ['churnGraceDays', null, 'INVALID_NUMBER'],
  ...[null, '', 7, 'Europe/Atlantis', '+2', 'abc+05'].map((value): [string, unknown, MetricsErrorCode] => [
    'timeZone',
    value,
    'INVALID_TIME_ZONE',
  ]),
  ...[null, 'today', '2026-02-30', {}].map((value): [string, unknown, MetricsErrorCode] => [
    'asOf',
    value,
    'INVALID_INSTANT',
  ]),
  ...[null, '', 978].map((value): [string, unknown, MetricsErrorCode] => ['currency', value, 'INVALID_TYPE']),
  ['timezone', 'UTC', 'UNKNOWN_KEY'],
  ['trial', 'exclude', 'UNKNOWN_KEY'],
];

describe('a policy option that is not known or not right', () => {
  test.each(refused)('%s: %s is %s', (option, value, code) => {
    const policy = { [option]: value } as Policy;
    for (const action of [() => ledger(rows, policy), () => mrrMovements(rows, march, policy)]) {
      const error = caught(action);
      expect(isMetricsError(error)).toBe(true);
      expect(error).toMatchObject({ code, path: keysOf(`policy.${option}`), received: value });
      expect((error as Error).message).toContain(`policy.${option}`);
    }
  });

  test.each([null, 'net', 5, [], new Date(0)])('instead of a policy: %s', (policy) => {
    const given = policy as unknown as Policy;
    expect(caught(() => ledger(rows, given))).toSatisfy(isMetricsError);
    expect(caught(() => mrrMovements(rows, march, given))).toSatisfy(isMetricsError);
    expect(caught(() => mrr(rows, '2026-01-01', given))).toSatisfy(isMetricsError);
  });

  test('undefined is as good as left out', () => {
    const nothing = { timeZone: undefined, asOf: undefined, trials: undefined, pastDueGraceDays: undefined };
    expect(mrrMovements(rows, march, nothing)).toEqual(mrrMovements(rows, march));
  });
});

describe('options at their defaults', () => {
  test('change nothing', () => {
    const defaults: Policy = {
      timeZone: 'UTC',
      grain: 'customer',
      trials: 'exclude',
      freePlans: 'exclude',
      pauses: 'churn',
      pastDueGraceDays: null,
      churnAt: 'end',
      churnGraceDays: 0,
      reactivationWindowDays: null,
      weeksPerMonth: '52/12',
      daysPerMonth: '365/12',
      termLength: 'months',
      movements: 'net',
      reactivation: 'exclude',
      churnDenominator: 'opening',
      retentionMethod: 'cohort',
      money: 'number',
    };
    for (const [option, value] of Object.entries(defaults)) {
      expect(mrrMovements(rows, march, { [option]: value }), option).toEqual(mrrMovements(rows, march));
    }
    expect(mrrMovements(rows, march, defaults)).toEqual(mrrMovements(rows, march));
  });
});

describe('exchange rates that are not right', () => {
  const rates: [value: unknown, code: MetricsErrorCode, at: string][] = [
    [null, 'INVALID_TYPE', ''],
    [1.25, 'INVALID_TYPE', ''],
    [[], 'INVALID_TYPE', ''],
    [new Date(0), 'INVALID_TYPE', ''],
    [new Map([['EUR', 1.25]]), 'INVALID_TYPE', ''],
    [{ EUR: new Map([['2026-03', 1.25]]) }, 'INVALID_AMOUNT', '.EUR'],
    [{ EUR: new Date(0) }, 'INVALID_AMOUNT', '.EUR'],
    [{ EUR: ['1.25'] }, 'INVALID_AMOUNT', '.EUR'],
    [{ USD: 2 }, 'INVALID_AMOUNT', '.USD'],
    [{ EUR: null }, 'INVALID_AMOUNT', '.EUR'],
    [{ EUR: 0 }, 'INVALID_AMOUNT', '.EUR'],
    [{ EUR: -1 }, 'INVALID_AMOUNT', '.EUR'],
    [{ EUR: 'x' }, 'INVALID_AMOUNT', '.EUR'],
    [{ EUR: { '2026-3': 1 } }, 'INVALID_PERIOD', '.EUR.2026-3'],
    [{ EUR: { '2026-13': 1 } }, 'INVALID_PERIOD', '.EUR.2026-13'],
    [{ EUR: { '2026-03': Number.NaN } }, 'INVALID_AMOUNT', '.EUR.2026-03'],
  ];
  test.each(rates)('%o is %s', (value, code, at) => {
    const policy = { currency: 'USD', exchangeRates: value } as Policy;
    for (const read of [ledger, inspectLedger]) {
      expect(caught(() => read(rows, policy))).toMatchObject({ code, path: keysOf(`policy.exchangeRates${at}`) });
    }
  });
});

describe('a period that is not right', () => {
  const refusedPeriods: [value: unknown, path: string, code: MetricsErrorCode][] = [
    [null, 'period', 'INVALID_PERIOD'],
    ['2026-03', 'period', 'INVALID_PERIOD'],
    [{ ...march, start: '2026-03-01' }, 'period.start', 'INVALID_PERIOD'],
    [{ ...march, start: new Date(Number.NaN) }, 'period.start', 'INVALID_PERIOD'],
    [{ ...march, end: undefined }, 'period.end', 'INVALID_PERIOD'],
    [{ ...march, end: march.start }, 'period.end', 'END_BEFORE_START'],
    [{ ...march, label: 7 }, 'period.label', 'INVALID_PERIOD'],
    [{ ...march, timeZone: 'Nowhere' }, 'period.timeZone', 'INVALID_TIME_ZONE'],
  ];
  test.each(refusedPeriods)('%s: %s is %s', (value, path, code) => {
    const asPeriod = value as Period;
    expect(caught(() => mrrMovements(rows, asPeriod))).toMatchObject({ code, path: keysOf(path) });
    expect(caught(() => netRevenueRetention(rows, asPeriod))).toMatchObject({ code, path: keysOf(path) });
    const inList = path.replace('period', 'periods[1]');
    expect(caught(() => mrrMovements(rows, [march, asPeriod]))).toMatchObject({ code, path: keysOf(inList) });
  });

  test('in a list of a rate is named by its place', () => {
    expect(netRevenueRetention(rows, [march])).toHaveLength(1);
    const nested = [march, [march]] as unknown as Period[];
    expect(caught(() => netRevenueRetention(rows, nested))).toMatchObject({
      code: 'INVALID_PERIOD',
      path: keysOf('periods[1]'),
    });
  });

  test.each([null, 'May', Number.NaN, true])('mrr at %s', (instant) => {
    expect(caught(() => mrr(rows, instant as unknown as string))).toMatchObject({
      code: 'INVALID_INSTANT',
      path: keysOf('at'),
    });
  });
});

describe('the time zone in force', () => {
  const berlin = month('2026-03', { timeZone: 'Europe/Berlin' });

  test('is the period’s, unless the policy names it', () => {
    expect(mrrMovements(rows, berlin).opening).toBe(10);
    expect(
      mrr([{ ...rows[0], start: '2026-03-01' } as Subscription], '2026-03-01', { timeZone: 'Europe/Berlin' }),
    ).toBe(10);
    expect(
      mrr([{ ...rows[0], start: '2026-03-01' } as Subscription], '2026-02-28T23:00:00Z', { timeZone: 'Europe/Berlin' }),
    ).toBe(10);
  });

  test('two different ones throw', () => {
    expect(caught(() => mrrMovements(rows, berlin, { timeZone: 'UTC' }))).toMatchObject({
      code: 'CONFLICTING_TIME_ZONES',
      path: keysOf('policy.timeZone'),
      message: "policy.timeZone must be the period's, 'Europe/Berlin'; received 'UTC'",
    });
    expect(caught(() => mrrMovements(ledger(rows), berlin))).toMatchObject({ code: 'CONFLICTING_TIME_ZONES' });
    expect(caught(() => mrrMovements(rows, [march, berlin]))).toMatchObject({
      code: 'CONFLICTING_TIME_ZONES',
      path: keysOf('periods[1].timeZone'),
    });
  });

  test('other names of one zone do not', () => {
    const india = { timeZone: 'Asia/Kolkata' };
    expect(mrrMovements(rows, month('2026-03', india), { timeZone: 'Asia/Calcutta' }).opening).toBe(10);
    expect(mrrMovements(ledger(rows, india), month('2026-03', { timeZone: 'Asia/Calcutta' })).opening).toBe(10);
  });
});

describe('a policy beside a ledger', () => {
  let book: Ledger;
  beforeAll(() => {
    book = ledger(rows, { trials: 'include', asOf: '2026-03-15', reactivation: 'include' });
  });

  test('may repeat what was compiled', () => {
    const same = {
      trials: 'include',
      asOf: '2026-03-15T00:00:00Z',
      pauses: 'churn',
      timeZone: 'Etc/UTC',
      grain: 'customer',
    } as const;
    expect(mrrMovements(book, march, same).opening).toBe(10);
  });

  test.each<[Policy]>([
    [{ grain: 'subscription' }],
    [{ trials: 'exclude' }],
    [{ freePlans: 'include' }],
    [{ pauses: 'retain' }],
    [{ pastDueGraceDays: 14 }],
    [{ churnAt: 'cancelRequest' }],
    [{ churnGraceDays: 3 }],
    [{ reactivationWindowDays: 60 }],
    [{ exchangeRates: { EUR: 1.25 } }],
    [{ weeksPerMonth: '4' }],
    [{ daysPerMonth: '30' }],
    [{ termLength: 'days' }],
    [{ asOf: '2026-03-16' }],
    [{ currency: 'EUR' }],
    [{ timeZone: 'Europe/Berlin' }],
  ])('may not differ from it: %o', (policy) => {
    const [option] = Object.keys(policy);
    expect(caught(() => mrr(book, '2026-02-01', policy))).toMatchObject({
      code: 'CONFLICTING_POLICY',
      path: keysOf(`policy.${option}`),
    });
  });

  test('may name the currency of its statements, be it that of the rows alone', () => {
    const euros = ledger(rows.map((row) => ({ ...row, currency: 'EUR' })));
    expect(mrr(euros, '2026-02-01', { currency: 'EUR' })).toBe(10);
    expect(mrrMovements(euros, march, { currency: 'EUR' })).toEqual(mrrMovements(euros, march));
    expect(caught(() => mrr(euros, '2026-02-01', { currency: 'USD' }))).toMatchObject({
      code: 'CONFLICTING_POLICY',
      path: keysOf('policy.currency'),
    });
  });

  test('statement options are the ledger’s defaults, and a call’s own come first', () => {
    const returned: Subscription[] = [
      { customerId: 'ada', start: '2026-01-01', amount: 10, interval: 'month' },
      { customerId: 'ben', start: '2026-01-01', end: '2026-02-01', amount: 5, interval: 'month' },
      { customerId: 'ben', start: '2026-03-05', amount: 5, interval: 'month' },
    ];
    const including = ledger(returned, { reactivation: 'include', retentionMethod: 'headcount' });
    expect(netRevenueRetention(including, march).value).toBe(1.5);
    expect(netRevenueRetention(including, march, { reactivation: 'exclude' }).value).toBe(1);
    expect(customerRetentionRate(including, march).value).toBe(2);
    expect(customerRetentionRate(including, march, { retentionMethod: 'cohort' }).value).toBe(1);
  });
});

describe('the exchange rates of a ledger', () => {
  const rates = { currency: 'USD', exchangeRates: { EUR: { '2026-02': 1.1, '2026-03': '6/5' } } };
  let euros: Ledger;
  beforeAll(() => {
    const row = { customerId: 'ada', start: '2026-01-01', amount: 100, interval: 'month', currency: 'EUR' } as const;
    euros = ledger([row], rates);
  });

  test('may be repeated in other words, and not changed', () => {
    const same = { EUR: { '2026-03': 1.2, '2026-02': '1.10' } };
    expect(mrrMovements(euros, march, { exchangeRates: same })).toMatchObject({ opening: 110, fx: 10, closing: 120 });
    const other = { EUR: { '2026-02': 1.1, '2026-03': 1.3 } };
    expect(caught(() => mrr(euros, march, { exchangeRates: other }))).toMatchObject({ code: 'CONFLICTING_POLICY' });
  });

  test('throw for a month that an amount needs, and only then', () => {
    expect(caught(() => mrr(euros, month('2026-04')))).toMatchObject({
      code: 'MISSING_EXCHANGE_RATE',
      path: keysOf('policy.exchangeRates.EUR.2026-04'),
    });
    expect(mrr(euros, month('2025-12'))).toBe(0);
  });

  test('have none but 1 for the currency of the statements', () => {
    const own = (rate: number) => caught(() => ledger([], { currency: 'USD', exchangeRates: { USD: rate } }));
    expect(own(2)).toMatchObject({ code: 'INVALID_AMOUNT', path: keysOf('policy.exchangeRates.USD') });
    expect(isMetricsError(own(1))).toBe(false);
  });
});

describe('asOf', () => {
  test.each([
    ['2026-03-15', false],
    ['2026-03-31T23:59:59.999Z', false],
    ['2026-04-01', true],
  ])('%s: complete is %s', (asOf, complete) => {
    expect(mrrMovements(rows, march, { asOf }).complete).toBe(complete);
  });

  test('a date is read in the time zone in force', () => {
    const timeZone = 'America/New_York';
    const until = period('2026-03-01', '2026-04-01', { timeZone });
    expect(mrrMovements(rows, until, { asOf: '2026-04-01' }).complete).toBe(true);
    expect(mrrMovements(rows, until, { asOf: '2026-04-01T00:00:00Z' }).complete).toBe(false);
  });
});
