import fc from 'fast-check';
import * as tenure from 'tenure';
import {
  arr,
  churnBreakdown,
  comparePolicies,
  customerChurnRate,
  customerCount,
  customerDurations,
  customerMovements,
  customerRetentionRate,
  healthSignals,
  inspectLedger,
  involuntaryChurnRate,
  ledger,
  ledgerBuilder,
  ledgerFromColumns,
  month,
  months,
  mrr,
  mrrMovements,
  mrrMovementsBy,
  mrrMovementsByCustomer,
  netRevenueRetention,
  type Policy,
  quickRatio,
  realizedLifetimeValue,
  recoveryRate,
  renewalRate,
  retentionCohorts,
  retentionReport,
  type Subscription,
  trialConversionRate,
  winBackRate,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { refusal } from '../support/caught.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { row } from '../support/row.ts';

const march = month('2026-03');
const minor = { amounts: 'minor' } as const;

describe("amounts: 'minor'", () => {
  test.each<[string | undefined, number, number]>([
    ['EUR', 4999, 49.99],
    ['eur', 4999, 49.99],
    [undefined, 4999, 49.99],
    ['JPY', 4999, 4999],
    ['krw', 4999, 4999],
    ['ISK', 4999, 4999],
    ['KWD', 4999, 4.999],
    ['TND', 4999, 4.999],
    ['CLF', 4999, 0.4999],
    ['XYZ', 4999, 49.99],
    ['MGA', 4999, 49.99],
  ])('%s: %i is %d', (currency, amount, major) => {
    expect(mrr([row({ amount, currency })], march, minor)).toBe(major);
    expect(mrr([row({ amount })], march, { ...minor, currency })).toBe(major);
    expect(mrr(ledgerBuilder(minor).add(row({ amount, currency })).build(), march)).toBe(major);
    const columns = { customerId: ['ada'], start: ['2026-01-01'], interval: 'month', currency } as const;
    expect(mrr(ledgerFromColumns({ ...columns, amount: Int32Array.of(amount) }, minor), march)).toBe(major);
    expect(
      mrr(
        ledgerFromColumns({ ...columns, amount: { unscaled: BigInt64Array.of(BigInt(amount)), scale: 0 } }, minor),
        march,
      ),
    ).toBe(major);
  });

  test('by the currency of each row, with exchange rates in major units', () => {
    const rows = [row({ amount: 1000, currency: 'eur' }), row({ customerId: 'ben', amount: 1000, currency: 'JPY' })];
    expect(mrr(rows, march, { ...minor, currency: 'EUR', exchangeRates: { jpy: '0.006' } })).toBe(16);
  });

  test('takes discounts in minor units as well, and percentages as ever', () => {
    expect(mrr([row({ amount: 5000, discount: { amount: 499 } })], march, minor)).toBe(45.01);
    expect(mrr([row({ amount: 5000, discount: { percent: 10 } })], march, minor)).toBe(45);
    expect(mrr([row({ amount: '5000', quantity: 2.5 })], march, minor)).toBe(125);
    expect(mrr([row({ amount: 5000n, discount: { percent: '12.5' } })], march, minor)).toBe(43.75);
  });

  test.each<[Partial<Subscription>, (string | number)[]]>([
    [{ amount: 49.99 }, ['subscriptions', 0, 'amount']],
    [{ amount: '49.99' }, ['subscriptions', 0, 'amount']],
    [{ amount: '25/3' }, ['subscriptions', 0, 'amount']],
    [{ amount: 5000, discount: { amount: 4.99 } }, ['subscriptions', 0, 'discount', 'amount']],
  ])('refuses what is no whole number: %j', (fields, path) => {
    const error = refusal(() => ledger([row(fields)], minor));
    expect(error).toMatchObject({ code: 'INVALID_AMOUNT', path });
    expect(error?.message).toContain("must be a whole number of minor units, because amounts is 'minor'; received");
  });

  test('a ledger keeps to what it was compiled with', () => {
    const book = ledger([row({ amount: 4999 })], minor);
    expect(mrr(book, march, minor)).toBe(49.99);
    expect(refusal(() => mrr(book, march, { amounts: 'major' }))).toMatchObject({
      ...{ code: 'CONFLICTING_POLICY', path: ['policy', 'amounts'] },
    });
  });

  test('hands rows back as they were given', () => {
    const seen: unknown[] = [];
    const book = ledgerBuilder(minor)
      .add(row({ amount: 4999, discount: { amount: 99 } }))
      .build();
    mrrMovementsBy(book, march, (own) => void seen.push(own.amount, own.discount));
    expect(seen).toEqual([4999, { amount: 99 }]);
  });

  test('is a hundredth of the same rows, or a thousandth, to the bit', () => {
    const rows = fc.array(
      fc.record({
        customerId: fc.constantFrom('ada', 'ben', 'cleo'),
        start: fc.constantFrom('2026-01-01', '2026-02-10'),
        end: fc.constantFrom(null, '2026-03-10'),
        interval: fc.constantFrom('day', 'week', 'month', 'year'),
        units: fc.nat(1e6),
        off: fc.option(fc.nat(1e6)),
        currency: fc.constantFrom<['EUR' | 'KWD' | 'jpy', number]>(['EUR', 2], ['KWD', 3], ['jpy', 0]),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(rows, (list) => {
        const exchange = { currency: 'EUR', exchangeRates: { KWD: 3, JPY: '0.006' }, money: 'fraction' } as const;
        const [inMinor, inMajor] = [false, true].map((isMajor) =>
          list.map(({ units, off, currency: [currency, decimals], ...fields }): Subscription => {
            const amountOf = (count: number) => (isMajor ? `${count}/${10 ** decimals}` : count);
            return {
              ...fields,
              currency,
              amount: amountOf(units),
              ...(off !== null && { discount: { amount: amountOf(off) } }),
            } as Subscription;
          }),
        ) as [Subscription[], Subscription[]];
        const periods = months('2026-01', '2026-03');
        expect(mrrMovements(inMinor, periods, { ...exchange, ...minor })).toEqual(
          mrrMovements(inMajor, periods, exchange),
        );
      }),
      propertyRuns(100),
    );
  });

  test('in payments, all of one currency', () => {
    const payments = [
      { customerId: 'ben', invoiceId: 'B1', at: '2026-03-01', status: 'failed', amount: 3000, currency: 'eur' },
      { customerId: 'ben', invoiceId: 'B1', at: '2026-03-04', status: 'succeeded', amount: 3000, currency: 'EUR' },
      { customerId: 'cem', invoiceId: 'C1', at: '2026-03-05', status: 'failed', amount: 9050, currency: 'EUR' },
    ] as const;
    expect(recoveryRate(payments, march, minor).amount).toEqual({
      value: 3000 / 12050,
      numerator: 30,
      denominator: 120.5,
    });
    const yen = payments.map((payment) => ({ ...payment, currency: 'jpy' }));
    expect(recoveryRate(yen, march, minor).amount).toMatchObject({ numerator: 3000, denominator: 12050 });
    const paid = { customerId: 'dov', at: '2026-03-01', status: 'succeeded', amount: 49.99, currency: 'EUR' } as const;
    expect(refusal(() => recoveryRate([...payments, paid], march, minor))).toMatchObject({
      ...{ code: 'INVALID_AMOUNT', path: ['payments', 3, 'amount'] },
    });
    expect(refusal(() => recoveryRate(payments, march, { amounts: 'none' } as never))?.path).toEqual([
      'options',
      'amounts',
    ]);
  });
});

describe("amounts: 'none'", () => {
  const none = { amounts: 'none' } as const;
  const dates = [
    { customerId: 'ada', start: '2026-01-01', end: '2026-03-10' },
    { customerId: 'ben', start: '2026-02-01', seats: 5 },
    { customerId: 'ben', subscriptionId: 's2', start: '2026-03-01', plan: 'pro' },
    { customerId: 'cem', start: '2026-03-05', trialEnd: '2026-03-20' },
    { customerId: 'dov', start: '2026-01-01', end: '2026-02-10', churnType: 'involuntary' },
    { customerId: 'dov', start: '2026-03-15' },
  ] as const;
  const priced = dates.map((own): Subscription => ({ ...own, amount: 1, interval: 'month' }));
  const columns = {
    customerId: dates.map(({ customerId }) => customerId),
    subscriptionId: dates.map((own) => ('subscriptionId' in own ? own.subscriptionId : null)),
    start: dates.map(({ start }) => start),
    end: dates.map((own) => ('end' in own ? own.end : null)),
    trialEnd: dates.map((own) => ('trialEnd' in own ? own.trialEnd : null)),
    churnType: dates.map((own) => ('churnType' in own ? own.churnType : null)),
  };
  const books = [
    ['an array', ledger(dates, none)],
    [
      'a builder',
      ledgerBuilder(none)
        .add(dates as never)
        .build(),
    ],
    ['columns', ledgerFromColumns(columns, none)],
  ] as const;

  test.each(books)('counts the customers of rows without amounts: %s', (_, book) => {
    const periods = months('2026-01', '2026-04');
    expect(customerMovements(book, periods)).toEqual(customerMovements(priced, periods));
    expect(customerMovements(book, march)).toMatchObject({
      opening: 2,
      new: 1,
      reactivated: 1,
      churned: 1,
      closing: 3,
    });
    expect(customerCount(book, march)).toBe(3);
    expect(customerChurnRate(book, march).value).toBe(0.5);
    expect(customerRetentionRate(book, march).value).toBe(0.5);
    expect(involuntaryChurnRate(book, month('2026-02'))).toEqual(involuntaryChurnRate(priced, month('2026-02')));
    expect(trialConversionRate(book, march)).toEqual(trialConversionRate(priced, march));
    expect(customerDurations(book, { asOf: '2026-05-01' })).toEqual(customerDurations(priced, { asOf: '2026-05-01' }));
    expect(winBackRate(book, month('2026-02'))).toEqual(winBackRate(priced, month('2026-02')));
  });

  test('takes the policy per call as well', () => {
    expect(customerMovements(dates as never, march, none)).toEqual(customerMovements(priced, march));
  });

  const asOf = '2026-04-01';
  test.each<[string, (source: never, policy?: Policy) => unknown]>([
    ['mrr', (source, policy) => mrr(source, march, policy)],
    ['arr', (source, policy) => arr(source, march, policy)],
    ['arpa', (source, policy) => tenure.arpa(source, march, policy)],
    ['mrrMovements', (source, policy) => mrrMovements(source, march, policy)],
    ['mrrMovementsBy', (source, policy) => mrrMovementsBy(source, march, () => 1, policy)],
    ['mrrMovementsByCustomer', (source, policy) => mrrMovementsByCustomer(source, march, policy)],
    ['netRevenueRetention', (source, policy) => netRevenueRetention(source, march, policy)],
    ['grossRevenueRetention', (source, policy) => tenure.grossRevenueRetention(source, march, policy)],
    ['grossMrrChurnRate', (source, policy) => tenure.grossMrrChurnRate(source, march, policy)],
    ['netMrrChurnRate', (source, policy) => tenure.netMrrChurnRate(source, march, policy)],
    ['expansionRate', (source, policy) => tenure.expansionRate(source, march, policy)],
    ['contractionRate', (source, policy) => tenure.contractionRate(source, march, policy)],
    ['mrrGrowthRate', (source, policy) => tenure.mrrGrowthRate(source, march, policy)],
    ['quickRatio', (source, policy) => quickRatio(source, march, policy)],
    ['retentionReport', (source, policy) => retentionReport(source, march, policy)],
    ['churnBreakdown', (source, policy) => churnBreakdown(source, march, () => 1, policy)],
    ['realizedLifetimeValue', (source, policy) => realizedLifetimeValue(source, asOf, policy)],
    ['retentionCohorts', (source, policy) => retentionCohorts(source, { asOf, ...policy })],
    ['renewalRate', (source, policy) => renewalRate(source, march, policy)],
    ['revenueRenewalRate', (source, policy) => tenure.revenueRenewalRate(source, march, policy)],
  ])('%s refuses, and never answers with counts as money', (_, call) => {
    for (const act of [() => call(books[0][1] as never), () => call(dates as never, none)]) {
      expect(refusal(act)).toMatchObject({ code: 'CONFLICTING_POLICY', received: 'none' });
      expect(refusal(act)?.path.at(-1)).toBe('amounts');
    }
  });

  test('what reads rows itself refuses too', () => {
    expect(refusal(() => comparePolicies(dates as never, march, none, none))?.code).toBe('CONFLICTING_POLICY');
    expect(refusal(() => healthSignals({ subscriptions: dates as never }, asOf, none))?.code).toBe(
      'CONFLICTING_POLICY',
    );
  });

  test.each<[string, unknown]>([
    ['amount', 10],
    ['interval', 'month'],
    ['intervalCount', 1],
    ['discount', { percent: 10 }],
  ])('a row with %s is refused: nothing that is given counts for nothing', (field, value) => {
    const rows = [...dates, { ...dates[0], [field]: value }];
    expect(refusal(() => ledger(rows as never, none))).toMatchObject({
      code: 'INVALID_TYPE',
      path: ['subscriptions', 6, field],
    });
  });

  test('no seats are no customer, and null is missing', () => {
    const rows = [{ customerId: 'ada', start: '2026-01-01', quantity: 0, amount: null, interval: null }];
    expect(customerCount(ledger(rows, none), march)).toBe(0);
    expect(customerCount(ledger([{ ...rows[0], quantity: 2.5 } as (typeof rows)[0]], none), march)).toBe(1);
  });

  test('inspectLedger finds what is twice', () => {
    const rows = [...dates, dates[0]] as never;
    expect(inspectLedger(rows, none).findings.map(({ kind, count }) => [kind, count])).toContainEqual([
      'duplicateRow',
      1,
    ]);
  });
});

describe('currency codes', () => {
  const rows = [
    row({ currency: 'eur' }),
    row({ customerId: 'ben', currency: 'EUR' }),
    row({ customerId: 'cleo', currency: 'Eur' }),
  ];

  test('are told apart without case, and come back in upper case', () => {
    expect(mrrMovements(rows, march)).toMatchObject({ currency: 'EUR', closing: 30 });
    expect(mrrMovements([row({})], march, { currency: 'eur' }).currency).toBe('EUR');
    expect(mrrMovements(rows, march, { currency: 'eur' }).currency).toBe('EUR');
    const columns = {
      customerId: ['a', 'b', 'c'],
      start: ['2026-01-01', '2026-01-01', '2026-01-01'],
      amount: 10,
      interval: 'month',
    } as const;
    const book = ledgerFromColumns({ ...columns, currency: ['eur', 'EUR', 'eUR'] });
    expect(mrrMovements(book, march)).toMatchObject({ currency: 'EUR', closing: 30 });
    expect(mrr(book, march, { currency: 'eur' })).toBe(30);
  });

  test('of exchange rates as well, each once', () => {
    const dollars = [...rows, row({ customerId: 'dov', currency: 'usd' })];
    expect(mrr(dollars, march, { currency: 'EUR', exchangeRates: { Usd: 2 } })).toBe(50);
    const book = ledger(dollars, { currency: 'EUR', exchangeRates: { Usd: 2 } });
    expect(mrr(book, march, { currency: 'eur', exchangeRates: { USD: 2 } })).toBe(50);
    expect(refusal(() => mrr(rows, march, { currency: 'EUR', exchangeRates: { usd: 2, USD: 3 } }))).toMatchObject({
      ...{ code: 'INVALID_OPTION', path: ['policy', 'exchangeRates', 'USD'] },
    });
    expect(refusal(() => mrr(rows, march, { currency: 'EUR', exchangeRates: { eur: 2 } }))).toMatchObject({
      ...{ code: 'INVALID_AMOUNT', path: ['policy', 'exchangeRates', 'eur'] },
    });
  });

  test('and others still clash', () => {
    expect(refusal(() => mrr([...rows, row({ currency: 'usd' })], march))?.code).toBe('MIXED_CURRENCIES');
    expect(inspectLedger(rows).currencies).toEqual([{ currency: 'EUR', rows: 3 }]);
  });
});
