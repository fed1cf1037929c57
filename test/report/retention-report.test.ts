import {
  customerMovements,
  customerRetentionRate,
  grossRevenueRetention,
  ledger,
  month,
  months,
  mrrGrowthRate,
  mrrMovements,
  netRevenueRetention,
  type RetentionReportRow,
  retentionReport,
  type Subscription,
  trailing,
  year,
} from 'tenure';
import { describe, expect, expectTypeOf, test } from 'vitest';

const monthly = (customerId: string, start: string, amount: number, end: string | null = null): Subscription => ({
  customerId,
  start,
  end,
  amount,
  interval: 'month',
  currency: 'EUR',
});

const rows = [
  monthly('ada', '2025-01-10', 100, '2025-09-01'),
  monthly('ada', '2025-09-01', 130),
  monthly('ben', '2025-02-01', 50, '2026-01-20'),
  monthly('cem', '2025-12-24', 70),
];

describe('a row', () => {
  // Would catch: a column that is not the function it is named after.
  test('has each figure under the name of its function', () => {
    const book = ledger(rows);
    for (const row of retentionReport(book, months('2025-01', '2026-02'))) {
      const period = month(row.period);
      const statement = mrrMovements(book, period);
      const customers = customerMovements(book, period);
      expect(row).toMatchObject({
        start: period.start.toISOString(),
        end: period.end.toISOString(),
        currency: 'EUR',
        complete: true,
        openingMrr: statement.opening,
        churnMrr: statement.churn,
        closingMrr: statement.closing,
        netRevenueRetention: netRevenueRetention(statement).value,
        grossRevenueRetention: grossRevenueRetention(statement).value,
        mrrGrowthRate: mrrGrowthRate(statement).value,
        openingCustomers: customers.opening,
        closingCustomers: customers.closing,
      });
      const gains = row.openingMrr + row.newMrr + row.reactivationMrr + row.expansionMrr;
      expect(gains - row.contractionMrr - row.churnMrr + row.fx).toBe(row.closingMrr);
      expect(row.openingCustomers + row.newCustomers + row.reactivatedCustomers - row.churnedCustomers).toBe(
        row.closingCustomers,
      );
    }
  });

  test.each([month('2026-01'), year('2025'), trailing(3, 'month', '2026-02-10')])(
    'of $label has the twelve months up to its end beside it',
    (period) => {
      const twelve = trailing(12, 'month', period.end);
      expect(retentionReport(rows, period)).toMatchObject({
        netRevenueRetention12: netRevenueRetention(rows, twelve).value,
        grossRevenueRetention12: grossRevenueRetention(rows, twelve).value,
        customerRetentionRate12: customerRetentionRate(rows, twelve).value,
      });
    },
  );

  // Twelve months before the end of January 2026 ada paid 100; ben began on the first of February.
  test('of January 2026, by hand', () => {
    const row = retentionReport(rows, month('2026-01'));
    expect([row.netRevenueRetention12, row.grossRevenueRetention12, row.customerRetentionRate12]).toEqual([1.3, 1, 1]);
    // 180 + 70 - 50 open the month's end: 130 of ada and 70 of cem; of the 250 open at its start 50 are lost.
    expect([row.openingMrr, row.closingMrr, row.netRevenueRetention]).toEqual([250, 200, 0.8]);
  });

  test('has null where nobody paid twelve months before', () => {
    const [row] = retentionReport(rows, [month('2025-06')]);
    expect(row).toMatchObject({ netRevenueRetention: 1, netRevenueRetention12: null, customerRetentionRate12: null });
  });

  test('needs no exchange rates of a year ago where nobody paid then', () => {
    const exchangeRates = { EUR: { '2025-12': 2, '2026-01': 2 } };
    const row = { customerId: 'ada', start: '2026-01-10', amount: 10, interval: 'month', currency: 'EUR' } as const;
    const report = retentionReport([row], month('2026-01'), { currency: 'USD', exchangeRates });
    expect([report.closingMrr, report.netRevenueRetention12, report.customerRetentionRate12]).toEqual([20, null, null]);
  });

  test('is plain JSON', () => {
    const report = retentionReport(rows, months('2025-11', '2026-01'));
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  test('is in the local time of its period, twelve months before too', () => {
    const period = month('2026-01', { timeZone: 'Asia/Tokyo' });
    const row = retentionReport(rows, period);
    expect([row.start, row.end]).toEqual(['2025-12-31T15:00:00.000Z', '2026-01-31T15:00:00.000Z']);
    const twelve = trailing(12, 'month', period.end, { timeZone: 'Asia/Tokyo' });
    expect(row.netRevenueRetention12).toBe(netRevenueRetention(rows, twelve).value);
  });
});

describe('the shape follows the question', () => {
  test('a row for a period, a list for a list, nothing for nothing', () => {
    const one = retentionReport(rows, month('2026-01'));
    expectTypeOf(one).toEqualTypeOf<RetentionReportRow>();
    const list = retentionReport(rows, [month('2026-01'), month('2025-12')]);
    expectTypeOf(list).toEqualTypeOf<RetentionReportRow[]>();
    expect(list).toEqual([one, retentionReport(rows, month('2025-12'))]);
    expect(retentionReport(rows, [])).toEqual([]);
  });
});
