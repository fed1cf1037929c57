import {
  customerDurations,
  type Finding,
  type FindingKind,
  grossRevenueRetention,
  inspectLedger,
  ledger,
  ledgerBuilder,
  ledgerFromColumns,
  month,
  mrr,
  mrrMovements,
  netRevenueRetention,
  type Policy,
  type Subscription,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { row } from '../support/row.ts';

type Source = Parameters<typeof inspectLedger>[0];

const findings = (source: unknown, kind: FindingKind, policy?: Policy) =>
  inspectLedger(source as Source, policy).findings.filter((one) => one.kind === kind);

/** The only finding of a kind; fails where there are several. */
function found(source: unknown, kind: FindingKind, policy?: Policy): Finding | undefined {
  const [first, ...others] = findings(source, kind, policy);
  expect(others).toEqual([]);
  return first;
}

const list = (size: number, make: (i: number) => Partial<Subscription>) =>
  Array.from({ length: size }, (_, i) => row({ customerId: `c${i}`, ...make(i) }));

describe('DATEs that arrive as local midnights', () => {
  /** Midnights of 1 January, 1 February, ... 2026 in a zone with these offsets in winter and in summer. */
  const firsts = (winter: number, summer: number) =>
    Array.from({ length: 12 }, (_, i) => new Date(Date.UTC(2026, i, 1, 0, -60 * (i > 2 && i < 10 ? summer : winter))));
  const berlin = list(12, (i) => ({ start: firsts(1, 2)[i] as Date, amount: 10 }));
  const timeZone = 'Europe/Berlin';

  test('count in the month before, which is what the finding is for', () => {
    const dates = list(12, (i) => ({ start: `2026-${String(i + 1).padStart(2, '0')}-01`, amount: 10 }));
    expect(mrrMovements(dates, month('2026-03')).opening).toBe(20);
    expect(mrrMovements(berlin, month('2026-03')).opening).toBe(30);
    expect(mrrMovements(berlin, month('2026-03', { timeZone })).opening).toBe(20);
    expect(found(berlin, 'localMidnight')).toMatchObject({ severity: 'warning', field: 'start', count: 12 });
    for (const cured of [dates, ledger(berlin, { timeZone })]) expect(findings(cured, 'localMidnight')).toEqual([]);
    expect(findings(berlin, 'localMidnight', { timeZone })).toEqual([]);
  });

  test.each<[string, number, number]>([
    ['Europe/Berlin', 1, 2],
    ['Europe/London', 0, 1],
    ['Asia/Kolkata', 5.5, 5.5],
    ['Asia/Tokyo', 9, 9],
    ['Europe/Helsinki', 2, 3],
  ])('name the likeliest zone: %s', (zone, winter, summer) => {
    const rows = list(12, (i) => ({ start: firsts(winter, summer)[i] as Date }));
    expect(found(rows, 'localMidnight')?.values[0]).toBe(zone);
    expect(found(rows, 'localMidnight')?.message).toContain(`Set \`timeZone: '${zone}'\``);
    expect(findings(rows, 'localMidnight', { timeZone: zone })).toEqual([]);
  });

  test('name every zone that fits, where only winter is known', () => {
    const winter = list(12, (i) => ({ start: new Date(Date.UTC(2026, 0, i, 23)) }));
    expect(found(winter, 'localMidnight')?.values).toEqual(['Europe/Berlin', 'Africa/Lagos', 'Africa/Casablanca']);
  });

  test('say that days begin late, in place of the day before, where that is all; a note', () => {
    const newYork = list(12, (i) => ({ start: new Date(Date.UTC(2026, i, 1, i > 2 && i < 11 ? 4 : 5)) }));
    expect(found(newYork, 'localMidnight')).toMatchObject({
      severity: 'note',
      values: ['America/New_York'],
      message: expect.stringMatching(/their days begin hours late/),
    });
    const utc = list(12, (i) => ({ start: Date.UTC(2026, i, 1) }));
    expect(found(utc, 'localMidnight', { timeZone })).toMatchObject({ severity: 'note', values: ['UTC'] });
    expect(found(utc, 'localMidnight', { timeZone: 'America/New_York' })?.severity).toBe('warning');
  });

  test('are told field by field, and from epochs and texts as from Dates', () => {
    const ends = berlin.map(({ start }, i) => ({ ...row({ customerId: `c${i}` }), start: '2025-06-01', end: start }));
    expect(found(ends, 'localMidnight')).toMatchObject({ field: 'end', count: 12 });
    const both = ends.map((one) => ({ ...one, start: (one.end as Date).getTime() }));
    expect(findings(both, 'localMidnight').map(({ field }) => field)).toEqual(['start', 'end']);
    const texts = berlin.map((one) => ({ ...one, start: (one.start as Date).toISOString() }));
    expect(found(texts, 'localMidnight')?.count).toBe(12);
  });

  test('are told from dates alone in what BigQuery and Temporal have for both', () => {
    const tagged = (tag: 'Temporal.Instant' | 'Temporal.PlainDate', text: string) => ({
      [Symbol.toStringTag]: tag,
      toString: () => text,
    });
    const isoOf = ({ start }: Subscription) => (start as Date).toISOString();
    const of = (start: (row: Subscription) => Subscription['start']) =>
      berlin.map((one) => ({ ...one, start: start(one) }));
    const instants = [of((one) => ({ value: isoOf(one) })), of((one) => tagged('Temporal.Instant', isoOf(one)))];
    for (const rows of instants) expect(found(rows, 'localMidnight')?.count).toBe(12);
    const day = (one: Subscription) => isoOf(one).slice(0, 10);
    const days = [
      of((one) => ({ value: day(one) })),
      of((one) => tagged('Temporal.PlainDate', `${day(one)}[u-ca=hebrew]`)),
    ];
    for (const rows of days) expect(findings(rows, 'localMidnight', { timeZone: 'Asia/Tokyo' })).toEqual([]);
    expect(
      found(
        of(() => ({ value: '1970-01-01' })),
        'implausibleDate',
      )?.values,
    ).toEqual(['1970-01-01']);
  });

  test('may have an exception in ten, which is not counted', () => {
    const rows = [...berlin, ...list(1, () => ({ start: '2026-05-05T12:34:00Z' }))];
    expect(found(rows, 'localMidnight')?.count).toBe(12);
    const more = [...berlin, ...list(2, (i) => ({ start: `2026-05-0${i + 1}T12:34:00Z` }))];
    expect(findings(more, 'localMidnight')).toEqual([]);
  });

  test.each<[string, Subscription[]]>([
    ['dates without a time', list(12, (i) => ({ start: `2026-01-${10 + i}` }))],
    ['times of day', list(24, (i) => ({ start: new Date(Date.UTC(2026, 0, i, i, 17, 5)) }))],
    [
      'an hour that is midnight nowhere at these dates',
      list(12, (i) => ({ start: new Date(Date.UTC(2026, i, 1, 12, 5)) })),
    ],
    ['summer time in the wrong half of the year', list(12, (i) => ({ start: firsts(2, 1)[i] as Date }))],
    ['noon, which is the same day everywhere', list(12, (i) => ({ start: new Date(Date.UTC(2026, 5, i, 12)) }))],
    ['ten in the morning, though that is midnight in Honolulu', list(12, (i) => ({ start: Date.UTC(2026, i, 1, 10) }))],
    ['nine in the morning', list(12, (i) => ({ start: new Date(Date.UTC(2026, i, 1, 9)) }))],
    ['four rows', berlin.slice(0, 4)],
    ['two days', list(12, (i) => ({ start: firsts(1, 2)[i % 2] as Date }))],
  ])('are none of %s', (_, rows) => expect(findings(rows, 'localMidnight')).toEqual([]));
});

describe('keys that nothing reads', () => {
  const rows = [row({ customerId: 'ada', ...{ seats: 4 } }), row({ customerId: 'ben', ...{ ended_at: '2026-02-01' } })];

  test('leave MRR at 20 for 40, and a customer who left', () => {
    const cured = [row({ customerId: 'ada', quantity: 4 }), row({ customerId: 'ben', end: '2026-02-01' })];
    expect([mrr(rows, '2026-01-15'), mrr(cured, '2026-01-15')]).toEqual([20, 50]);
    expect([mrr(rows, '2026-02-15'), mrr(cured, '2026-02-15')]).toEqual([20, 40]);
    expect(findings(rows, 'unusedKey')).toMatchObject([
      { field: 'seats', values: ['quantity'], count: 1, examples: [0], severity: 'warning' },
      { field: 'ended_at', values: ['end'], count: 1, examples: [1] },
    ]);
    expect(findings(cured, 'unusedKey')).toEqual([]);
  });

  test('are found in rows that are refused without them', () => {
    const { customerId, start, interval, amount } = row({});
    const refused = [{ customerId, start, interval, price: amount }];
    expect(inspectLedger(refused as never).findings.map(({ kind, field }) => [kind, field])).toEqual([
      ['invalidRow', null],
      ['unusedKey', 'price'],
    ]);
  });

  test.each<[string, object]>([
    ['beside the field itself', { seats: 4, quantity: 4 }],
    ['of no value', { seats: null, ended_at: undefined, canceled_at: '', canceled: false, discounts: [] }],
    ['that mean nothing here', { id: 7, country: 'DE', created_at: '2026-01-01', constructor: 1 }],
    ['of fields that change no number', { product: 'pro', cancel_reason: 'price', customer_group: 'big' }],
    ['for a discount that is there', { discount: { percent: 10 }, percent_off: 10, coupon: 'ten' }],
  ])('are none %s', (_, own) => expect(findings([{ ...row({}), ...own }], 'unusedKey')).toEqual([]));

  test('are found in builders and columns as in arrays', () => {
    const builder = ledgerBuilder();
    builder.add(rows as never);
    const columns = ledgerFromColumns({
      customerId: ['ada', 'ben'],
      start: ['2026-01-01', '2026-01-01'],
      amount: 10,
      interval: 'month',
      seats: [4, null],
    } as never);
    expect(findings(builder.build(), 'unusedKey').map(({ field }) => field)).toEqual(['seats', 'ended_at']);
    expect(findings(columns, 'unusedKey')).toMatchObject([{ field: 'seats', count: 1, examples: [0] }]);
  });
});

describe('implausible dates', () => {
  test('make a customer of 56 years', () => {
    const rows = ['1970-01-01', '2026-01-01', '2026-02-01'].map((start, i) => row({ customerId: `c${i}`, start }));
    const months = customerDurations(rows, { asOf: '2026-03-01', unit: 'month' }).map(({ duration }) => duration);
    expect(months).toEqual([674, 2, 1]);
    expect(found(rows, 'implausibleDate')).toMatchObject({
      field: 'start',
      count: 1,
      examples: [0],
      values: ['1970-01-01'],
    });
  });

  const among = (start: Subscription['start'], more: Partial<Subscription> = {}) => [
    ...list(5, (i) => ({ start: `2026-0${i + 1}-01` })),
    row({ customerId: 'odd', start, ...more }),
  ];

  test.each([
    '0206-03-01',
    '1900-01-01',
    '1899-12-30',
    '0001-01-01',
    0,
    '1970-01-01T00:00:00+02:00',
    '2062-01-01',
    '2206-05-01',
  ])('are far from those of the other rows: %s', (start) =>
    expect(found(among(start), 'implausibleDate')?.examples).toEqual([5]),
  );

  test.each(['1985-04-01', '1999-12-31', '2010-01-01', '2031-01-01', '2040-01-01'])(
    'are not long-standing customers and plans: %s',
    (start) => expect(findings(among(start), 'implausibleDate')).toEqual([]),
  );

  test('are all in January 1970 where seconds were read as milliseconds, and beyond 2200 where microseconds were', () => {
    for (const factor of [1 / 1000, 1000]) {
      const rows = list(5, (i) => ({ start: new Date(Math.floor(Date.UTC(2026, i, 1) * factor)) }));
      expect(found(rows, 'implausibleDate')?.count, String(factor)).toBe(5);
    }
  });

  test('are found in every date field, by the start of the rows', () => {
    const trials = list(5, (i) => ({ start: `2026-0${i + 1}-01`, trialEnd: 0, cancelRequestedAt: '1900-01-01' }));
    expect(findings(trials, 'implausibleDate').map(({ field, count }) => [field, count])).toEqual([
      ['trialEnd', 5],
      ['cancelRequestedAt', 5],
    ]);
  });

  test('are judged by `asOf` where it is given: all rows of an old archive are as plausible as one', () => {
    const archive = list(5, (i) => ({ start: `195${i}-01-01` }));
    expect(findings(archive, 'implausibleDate')).toEqual([]);
    expect(found(archive, 'implausibleDate', { asOf: '2026-01-01' })?.count).toBe(5);
  });
});

describe('ends that stand for no end', () => {
  test.each(['9999-12-31', '2099-12-31', '9999-12-31T23:59:59Z', '2100-01-01', '2999-12-31'])('%s', (end) => {
    const rows = [row({ customerId: 'ada', end }), row({ customerId: 'ben' })];
    expect(found(rows, 'openEndMarker')).toMatchObject({ field: 'end', count: 1, examples: [0], values: [end] });
    expect(inspectLedger(rows).openRows).toBe(1);
    // Not planned ends, which are real.
    expect(findings(rows, 'plannedEnd', { asOf: '2026-06-01' })).toEqual([]);
    expect(findings(rows, 'implausibleDate')).toEqual([]);
  });

  test('are no contracts of years', () => {
    expect(findings([row({ end: '2036-01-01' }), row({ end: '2055-01-01' })], 'openEndMarker')).toEqual([]);
  });
});

describe('rows that are snapshots', () => {
  const snapshots = ['ada', 'ben', 'cem'].flatMap((customerId) =>
    [1, 2, 3, 4].map((i) => row({ customerId, start: `2026-0${i}-01`, amount: 100 })),
  );

  test('add up, and give an NRR far above 1 where nothing changed', () => {
    const cured = snapshots.map((one, i) => ({ ...one, end: i % 4 === 3 ? null : `2026-0${(i % 4) + 2}-01` }));
    expect([mrr(snapshots, '2026-04-15'), mrr(cured, '2026-04-15')]).toEqual([1200, 300]);
    const rates = [snapshots, cured].map((rows) => netRevenueRetention(rows, month('2026-04')).value);
    expect(rates).toEqual([1.3333333333333333, 1]);
    expect(found(snapshots, 'snapshotRow')).toMatchObject({
      count: 9,
      examples: [1, 2, 3, 5, 6],
      message: expect.stringMatching(/one row per customer and month\..*an `end`: the start of the next month/),
    });
    expect(findings(cured, 'snapshotRow')).toEqual([]);
  });

  test.each<[string, number]>([
    ['day', 1],
    ['week', 7],
    ['quarter', 91],
    ['year', 365],
  ])('of every %s', (name, days) => {
    const rows = Array.from({ length: 5 }, (_, i) => row({ start: Date.UTC(2026, 0, 1 + i * days) }));
    expect(found(rows, 'snapshotRow')?.message).toContain(`one ${name} after another open row`);
  });

  test('of month ends, of several subscriptions per customer, in any order', () => {
    const days = ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'];
    const rows = ['s', 't'].flatMap((subscriptionId) => days.map((start) => row({ subscriptionId, start })));
    expect(found(rows, 'snapshotRow')?.count).toBe(6);
    expect(found([...rows].reverse(), 'snapshotRow')?.count).toBe(6);
  });

  test('are none where customers buy something new now and then, or their rows end', () => {
    const addOns = list(9, () => ({})).flatMap((one, i) => [one, ...(i % 3 ? [] : [{ ...one, start: '2026-02-01' }])]);
    expect(findings(addOns, 'snapshotRow')).toEqual([]);
    expect(
      findings(
        snapshots.map((one) => ({ ...one, end: '2027-01-01' })),
        'snapshotRow',
      ),
    ).toEqual([]);
    expect(
      findings(
        snapshots.map((one, i) => ({ ...one, customerId: `c${i}` })),
        'snapshotRow',
      ),
    ).toEqual([]);
  });
});

describe('amounts that look like cents', () => {
  const cents = (...amounts: Subscription['amount'][]) =>
    list(amounts.length, (i) => ({ amount: amounts[i] as number }));

  test('are 100 times too much', () => {
    const rows = cents(4900, 9900, 2900);
    expect([mrr(rows, '2026-01-15'), mrr(cents(49, 99, 29), '2026-01-15')]).toEqual([17_700, 177]);
    expect(found(rows, 'minorAmount')).toMatchObject({ field: 'amount', count: 3, values: ['4900', '9900', '2900'] });
    expect(findings(cents(49, 99, 29), 'minorAmount')).toEqual([]);
  });

  test.each<[string, Subscription[]]>([
    ['beside free plans, as texts and bigints', cents('4999', 1990n, 0, 2995, '0')],
    ['by the year', list(3, (i) => ({ amount: [9900, 49_900, 9990][i] as number, interval: 'year' }))],
    ['in dollars', list(3, () => ({ amount: 1999, currency: 'usd' }))],
  ])('%s', (_, rows) => expect(findings(rows, 'minorAmount')).toHaveLength(1));

  test.each<[string, Subscription[]]>([
    ['with a decimal', cents(4900, 9900, 29.5)],
    ['written with decimals', cents('4900.00', '9900.00', '2900.00')],
    ['of contracts', cents(12_000, 18_000, 50_000, 7500)],
    ['small', cents(49, 99, 199)],
    ['of the year', list(4, (i) => ({ amount: [990, 1990, 490, 2990][i] as number, interval: 'year' }))],
    ['in yen', list(3, () => ({ amount: 4900, currency: 'JPY' }))],
    ['two', cents(4900, 9900)],
    ['free', cents(0, 0, 0)],
  ])('are none %s', (_, rows) => expect(findings(rows, 'minorAmount')).toEqual([]));
});

describe('percentages that are fractions', () => {
  test('take 0.2 % off in place of 20 %', () => {
    const rows = [row({ amount: 100, discount: { percent: 0.2 } })];
    expect(mrr(rows, '2026-01-15')).toBe(99.8);
    expect(mrr([row({ amount: 100, discount: { percent: 20 } })], '2026-01-15')).toBe(80);
    expect(found(rows, 'smallPercent')).toMatchObject({ field: 'discount.percent', count: 1, values: ['0.2'] });
    expect(findings([row({ discount: { percent: '1/5' } })], 'smallPercent')).toHaveLength(1);
  });

  test.each([0, 1, 20, 100, '12.5'])('are none of %s', (percent) =>
    expect(findings([row({ discount: { percent } })], 'smallPercent')).toEqual([]),
  );

  test('are none of amounts', () => expect(findings([row({ discount: { amount: 0.2 } })], 'smallPercent')).toEqual([]));
});

describe('currencies in several spellings', () => {
  const rows = (...currencies: (string | null)[]) =>
    list(currencies.length, (i) => ({ currency: currencies[i] ?? null }));

  test('are named, and count as one where only case differs', () => {
    expect(found(rows('EUR', 'eur', 'EUR'), 'currencySpelling')).toMatchObject({
      severity: 'note',
      count: 1,
      examples: [1],
      values: ['EUR', 'eur'],
    });
    expect(inspectLedger(rows('EUR', 'eur')).currencies).toEqual([{ currency: 'EUR', rows: 2 }]);
    expect(findings(rows('EUR', 'eur'), 'mixedCurrencies')).toEqual([]);
    expect(findings(rows('EUR', 'EUR ', 'EUR'), 'mixedCurrencies')).toHaveLength(1);
    expect(found(rows('EUR', 'EUR ', 'EUR'), 'currencySpelling')?.examples).toEqual([1]);
  });

  test('are none of several currencies', () =>
    expect(findings(rows('EUR', 'USD', null), 'currencySpelling')).toEqual([]));
});

describe('ends after the data was taken', () => {
  test('are churn of a future that has not come', () => {
    const rows = list(4, () => ({ end: '2027-01-01' }));
    expect(grossRevenueRetention(rows, month('2027-01')).value).toBe(0);
    expect(found(rows, 'plannedEnd', { asOf: '2026-06-01' })).toMatchObject({
      field: 'end',
      count: 4,
      severity: 'note',
    });
    expect(findings(rows, 'plannedEnd')).toEqual([]);
    expect(findings(rows, 'plannedEnd', { asOf: '2027-01-02' })).toEqual([]);
    expect(found(rows, 'plannedEnd', { asOf: '2027-01-01' })?.count).toBe(4);
  });
});

describe('ends without the date of a request', () => {
  const counted = { churnAt: 'cancelRequest' } as const;

  test('are told where requests count, and how many there are', () => {
    const rows = [
      row({ end: '2026-03-01' }),
      row({ customerId: 'ben', end: '2026-03-01', cancelRequestedAt: '2026-02-01' }),
      row({ customerId: 'cleo', end: '2026-03-01', churnType: 'involuntary' }),
      row({ customerId: 'dan', subscriptionId: 's', end: '2026-03-01' }),
      row({ customerId: 'dan', subscriptionId: 's', start: '2026-04-01', end: '2026-06-01' }),
      row({ customerId: 'eve', end: '2026-03-01' }),
      row({ customerId: 'eve', start: '2026-03-01' }),
      row({ customerId: 'fin', subscriptionId: 'a', end: '2026-03-01' }),
      row({ customerId: 'fin', subscriptionId: 'b', start: '2026-03-11', replaces: 'a' }),
      row({ customerId: 'gil', start: '2026-03-01', end: '2026-03-01' }),
    ];
    expect(found(rows, 'endWithoutRequest', counted)).toMatchObject({ severity: 'note', count: 2, examples: [0, 4] });
    expect(findings(rows, 'endWithoutRequest')).toEqual([]);
  });
});

test('what is signed is no plan where it counts', () => {
  const rows = [
    row({ start: '2026-05-01', signedAt: '2026-03-01' }),
    row({ start: '2026-05-01', signedAt: '2026-04-10' }),
  ];
  const policy = { asOf: '2026-04-01', startAt: 'signed' } as const;
  expect(found(rows, 'futureDate', policy)?.examples).toEqual([1]);
  expect(found(rows, 'futureDate', { asOf: '2026-04-01' })?.count).toBe(2);
});

describe('findings', () => {
  const everything = [
    ...['2025-12-31T23:00:00Z', '2026-01-31T23:00:00Z', '2026-06-30T22:00:00Z', '2026-08-31T22:00:00Z'].map(
      (start, i) => row({ customerId: `d${i}`, start: new Date(start), amount: 4900 }),
    ),
    row({ customerId: 'e', start: '2026-03-31T22:00:00Z', amount: 9900, end: '9999-12-31', ...{ seats: 2 } }),
    row({ customerId: 'f', start: '1970-01-01', amount: 1990, discount: { percent: 0.5 } }),
  ];

  test('can be printed without knowing their kinds: whole sentences, with effect and cure', () => {
    for (const { kind, severity, field, count, message, examples, values } of inspectLedger(everything, {
      asOf: '2026-07-01',
    }).findings) {
      expect(['error', 'warning', 'note'], kind).toContain(severity);
      expect(field === null || field.length > 0).toBe(true);
      expect(message, kind).toMatch(/^[A-Z`][^\n]+[^.]\.$/);
      expect(message, kind).not.toMatch(/undefined|NaN|\[object/);
      expect(message.match(/\. [A-Z`]/g)?.length, kind).toBeGreaterThan(0);
      expect(examples.length).toBe(Math.min(5, count));
      expect(values.length).toBeLessThanOrEqual(5);
    }
  });

  test('are the same of a ledger as of its rows, under its own policy', () => {
    const policy: Policy = { asOf: '2026-07-01', timeZone: 'UTC' };
    expect(inspectLedger(ledger(everything, policy))).toEqual(inspectLedger(everything, policy));
    expect(inspectLedger(ledger(everything, policy), policy)).toEqual(inspectLedger(everything, policy));
    expect(() => inspectLedger(ledger(everything), policy)).toThrow(/asOf must be what the ledger was compiled with/);
  });

  test('come with what stops the numbers first, and what often is right last', () => {
    const { findings: all } = inspectLedger([...everything, null as never], { asOf: '2026-07-01' });
    const levels = all.map(({ severity }) => ['error', 'warning', 'note'].indexOf(severity));
    expect(levels).toEqual([...levels].sort());
    const names = all.map(({ kind, field }) => `${kind} ${field}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['invalidRow null', 'localMidnight start', 'implausibleDate start']));
  });
});

describe('the unit of amounts that a policy names', () => {
  const cents = list(3, (i) => ({ amount: [4900, 9900, 2900][i] as number, currency: 'EUR' }));

  test('is no finding, and mends the MRR', () => {
    expect(mrr(cents, '2026-01-15', { amounts: 'minor' })).toBe(177);
    expect(inspectLedger(cents, { amounts: 'minor' }).findings).toEqual([]);
    expect(inspectLedger(ledger(cents, { amounts: 'minor' })).findings).toEqual([]);
  });

  test('can be none: rows without amounts are inspected too', () => {
    const unpriced = list(3, () => ({ amount: undefined as never, interval: undefined as never }));
    const priced = unpriced.map((one) => ({ ...one, mrr: 10, coupon: 'ten' }));
    expect(findings(priced, 'unusedKey', { amounts: 'none' })).toEqual([]);
    const twice = [...unpriced, ...unpriced.slice(0, 1)];
    expect(inspectLedger(unpriced, { amounts: 'none' })).toMatchObject({ rows: 3, refusals: [], findings: [] });
    expect(found(twice, 'duplicateRow', { amounts: 'none' })?.examples).toEqual([3]);
  });
});
