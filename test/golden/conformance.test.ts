import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { Decimal } from 'decimal.js';
import {
  arpa,
  arr,
  type BillingInterval,
  convertRate,
  customerChurnRate,
  customerCount,
  customerDurations,
  customerMovements,
  days,
  grossMrrChurnRate,
  grossRevenueRetention,
  ledger,
  type MovementKind,
  month,
  months,
  mrr,
  mrrMovements,
  mrrMovementsByCustomer,
  netMrrChurnRate,
  netRevenueRetention,
  period,
  retentionCohorts,
  type Subscription,
} from 'tenure';
import { describe, expect, test } from 'vitest';

const folder = new URL('../../../shared/conformance/', import.meta.url);
const absent = !existsSync(folder);
const unlessAbsent = absent ? ' (skipped: ../shared/conformance is absent)' : '';

type Cells = Record<string, string>;

/** Every column is asked for by a name that the file has; a misspelt one would read as blank and fail the figures. */
function csv(path: string): ((column: string) => string)[] {
  const records = parse<Cells>(readFileSync(new URL(path, folder)), { bom: true, columns: true });
  return records.map((cells) => (column) => cells[column] ?? '');
}

/** Source: dbt-labs/mrr-playbook at f7921cf, its SQL run over its own seed data. From 2020 on the data simply ends. */
describe.skipIf(absent)(`dbt's MRR playbook${unlessAbsent}`, () => {
  const first = '2017-09';
  const last = '2019-12';

  const book = () =>
    ledger(
      csv('mrr-playbook/subscription_periods.csv').map((cell) => ({
        customerId: cell('customer_id'),
        subscriptionId: cell('subscription_id'),
        start: cell('start_date'),
        end: cell('end_date') || null,
        amount: cell('monthly_amount'),
        interval: 'month',
      })),
    );

  test('the bridge, the rates and the customers of every month', () => {
    const summary = csv('mrr-playbook/mrr_monthly_summary_spine2017.csv');
    const expected = new Map(summary.map((cell) => [cell('date_month').slice(0, 7), cell]));
    const periods = months(first, last);
    const customers = customerMovements(book(), periods);
    const numberIn = (label: string, column: string) => Number(expected.get(label)?.(column) ?? 0);
    const rateIn = (label: string, column: string) => {
      const text = expected.get(label)?.(column) ?? '';
      return text === '' ? null : Number(text);
    };
    for (const [index, statement] of mrrMovements(book(), periods).entries()) {
      const { label } = statement.period;
      const amount = (column: string) => numberIn(label, `${column}_mrr`);
      const count = (column: string) => numberIn(label, `${column}_customers`);
      expect(statement, label).toMatchObject({
        opening: amount('opening'),
        new: amount('new'),
        reactivation: amount('reactivation'),
        expansion: amount('expansion'),
        contraction: amount('contraction'),
        churn: amount('churned'),
        closing: amount('closing'),
      });
      expect(netRevenueRetention(statement).value, label).toBe(rateIn(label, 'nrr'));
      expect(grossRevenueRetention(statement).value, label).toBe(rateIn(label, 'grr'));
      expect(customers[index], label).toMatchObject({
        opening: count('opening'),
        new: count('new'),
        reactivated: count('reactivated'),
        churned: count('churned'),
        closing: count('closing'),
      });
      expect(customerChurnRate(customers[index] ?? { opening: 0 }).value, label).toBe(rateIn(label, 'logo_churn'));
    }
  });

  test('MRR, change and category of every customer in every month', () => {
    const kinds: Record<string, MovementKind> = { upgrade: 'expansion', downgrade: 'contraction' };
    const customerMonths = csv('mrr-playbook/mrr_customer_month_spine2017.csv');
    const data = book();
    let compared = 0;
    for (const period of months(first, last)) {
      // A customer has rows from its first paid month to the month after the last one; those at 0 before and after say nothing.
      const rows = customerMonths.filter((cell) => cell('date_month') === `${period.label}-01`);
      const told = rows.filter((cell) => Number(cell('mrr')) > 0 || cell('change_category') !== '');
      const expected = told.map((cell) => ({
        customerId: cell('customer_id'),
        kind: kinds[cell('change_category')] ?? (cell('change_category') || 'retained'),
        opening: Number(cell('previous_month_mrr')),
        closing: Number(cell('mrr')),
        change: Number(cell('mrr_change')),
      }));
      expected.sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
      expect(mrrMovementsByCustomer(data, period), period.label).toEqual(expected);
      compared += expected.length;
    }
    expect(compared).toBeGreaterThan(300);
  });
});

/**
 * Source: Maven Analytics, MavenFlix subscriptions, and the counts published with it. The day of cancellation is taken as the last
 * paid day, since 82 paid rows were cancelled on the day they began and the published counts include them.
 */
describe.skipIf(absent)(`MavenFlix${unlessAbsent}`, () => {
  const everyDay = days('2022-09-01', '2023-09-08');

  interface MavenRow extends Subscription {
    readonly paid: boolean;
    readonly start: string;
    readonly end: string | null;
    readonly sameDay: boolean;
    readonly lastDay: string | null;
  }

  const rows: MavenRow[] = absent
    ? []
    : csv('maven/subscription_cohort_analysis_data.csv').map((cell) => ({
        customerId: cell('customer_id'),
        start: cell('created_date'),
        end: cell('canceled_date') === '' ? null : dayAfter(cell('canceled_date')),
        amount: cell('subscription_cost'),
        interval: 'month',
        paid: cell('was_subscription_paid') === 'Yes',
        sameDay: cell('created_date') === cell('canceled_date'),
        lastDay: cell('canceled_date') === '' ? null : cell('canceled_date'),
      }));
  const paid = rows.filter((row) => row.paid);

  /** Customers by the day of their first payment, so that none who left in the same month is missed. */
  const arrivals = (source: readonly Subscription[]) =>
    customerMovements(source, everyDay).map((day) => ({ day: day.period.label, count: day.new }));
  const total = (list: readonly { count: number }[]) => list.reduce((sum, { count }) => sum + count, 0);

  /** Each row as a customer of its own: the published figures count subscriptions. */
  const rowByRow = (source: readonly MavenRow[]) =>
    source.map((row, index) => ({ ...row, customerId: `${row.customerId}/${index}` }));

  test('3,069 rows, 2,936 of them paid; 2,877 customers, 2,744 of them paid', () => {
    expect(total(arrivals(rowByRow(rows)))).toBe(3069);
    expect(total(arrivals(rowByRow(paid)))).toBe(2936);
    expect(total(arrivals(rows))).toBe(2877);
    expect(total(arrivals(paid))).toBe(2744);
  });

  test('108 rows were cancelled the day they began: with an exclusive end they never are a customer', () => {
    const exclusive = rowByRow(rows).map((row) => (row.sameDay ? { ...row, end: row.start } : row));
    expect(total(arrivals(exclusive))).toBe(3069 - 108);
  });

  test('the peak is 2023-07, with 293 new paid subscriptions', () => {
    const byMonth = new Map<string, number>();
    for (const { day, count } of arrivals(rowByRow(paid))) {
      byMonth.set(day.slice(0, 7), (byMonth.get(day.slice(0, 7)) ?? 0) + count);
    }
    const [peak] = [...byMonth].sort(([, a], [, b]) => b - a);
    expect(peak).toEqual(['2023-07', 293]);
  });

  test('1,997 customers had first paid by 2023-05-31', () => {
    expect(total(arrivals(paid).filter(({ day }) => day <= '2023-05-31'))).toBe(1997);
  });

  test('479 of them, 23.99 %, have at least 153 paid days in all by 2023-09-08', () => {
    const exclusive = paid.filter(({ sameDay }) => !sameDay).map((row) => ({ ...row, end: row.lastDay }));
    const days = new Map<string, number>();
    // Row by row: the published figure adds up the days of all rows of a customer.
    for (const life of customerDurations(exclusive, { asOf: '2023-09-08', unit: 'day', grain: 'subscription' })) {
      days.set(life.customerId, (days.get(life.customerId) ?? 0) + life.duration);
    }
    const early = customerDurations(paid, { asOf: '2023-06-01' });
    const loyal = early.filter(({ customerId }) => (days.get(customerId) ?? 0) >= 153);
    expect([loyal.length, early.length]).toEqual([479, 1997]);
    expect(loyal.length / early.length).toBeCloseTo(0.2399, 4);
  });

  test('a cohort by elapsed months keeps who paid for that long without a break, or is back', () => {
    const asOf = '2023-09-08';
    const { cells } = retentionCohorts(paid, { asOf, ages: 'elapsed' });
    const members = new Map<string, MavenRow[]>();
    for (const row of paid) members.set(String(row.customerId), [...(members.get(String(row.customerId)) ?? []), row]);
    expect(members.size).toBe(2744);
    for (const { cohort, age, retained } of cells.filter((cell) => cell.retained !== null)) {
      const kept = [...members.values()].filter((own) => {
        const [first = ''] = own.map(({ start }) => start).sort();
        if (first.slice(0, 7) !== cohort || first >= asOf) return false;
        const end = age === 0 ? dayAfter(first) : monthsAfter(first, age);
        return own.some((row) => row.start < end && (row.end ?? '9999') >= end);
      });
      expect([cohort, age, retained]).toEqual([cohort, age, kept.length]);
    }
    expect(cells.filter(({ retained }) => (retained ?? 0) > 0).length).toBeGreaterThan(70);
  });

  test('MRR is 39 a running paid row, and customers are counted once', () => {
    const at = '2023-07-01';
    const running = paid.filter((row) => row.start <= at && (row.end === null || String(row.end) > at));
    expect(mrr(paid, at)).toBe(39 * running.length);
    expect(customerCount(paid, at)).toBe(new Set(running.map((row) => row.customerId)).size);
  });
});

/** The same day of a later month, or its last day. */
function monthsAfter(date: string, count: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + count, Math.min(day, last))).toISOString().slice(0, 10);
}

function dayAfter(date: string): string {
  return new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
}

/**
 * Source: Carl Gold's churn SQL (carl24k/fight-churn, listings 2.1 and 2.2) by hand over the MavenFlix subscriptions: customers at the
 * start are those with start_date <= the first day and end_date > it, and the same at the last day. Who starts on the first day is there.
 */
test.skipIf(absent)(`Gold's windows: the same a day later, and hardly ever on the same dates${unlessAbsent}`, () => {
  const rows = csv('maven/subscription_cohort_analysis_data.csv').filter(
    (cell) => cell('was_subscription_paid') === 'Yes' && cell('canceled_date') !== cell('created_date'),
  );
  const book = ledger(
    rows.map((cell): Subscription => {
      const end = cell('canceled_date') || null;
      return { customerId: cell('customer_id'), start: cell('created_date'), end, amount: 39, interval: 'month' };
    }),
  );
  const activeOn = (date: string) =>
    new Set(
      rows
        .filter((cell) => cell('created_date') <= date && (cell('canceled_date') || '9999') > date)
        .map((cell) => cell('customer_id')),
    );
  const gold = (from: string, to: string) => {
    const [before, after] = [activeOn(from), activeOn(to)];
    return [before.size, [...before].filter((id) => !after.has(id)).length];
  };
  const ours = (from: string, to: string) => {
    const { opening, churned } = customerMovements(book, period(from, to));
    return [opening, churned];
  };
  const windows = days('2022-10-01', '2023-02-27').map(({ label }) => {
    const last = new Date(Date.parse(label) + 28 * 86_400_000).toISOString().slice(0, 10);
    return [label, last] as const;
  });
  const agreeing = windows.filter(([from, to]) => String(gold(from, to)) === String(ours(from, to)));
  expect([windows.length, agreeing.length]).toEqual([150, 1]);
  for (const [from, to] of windows) expect(ours(dayAfter(from), dayAfter(to)), from).toEqual(gold(from, to));
});

/**
 * Source: Kill Bill's analytics plugin, (billing period, price) pairs and their MRR to 4 decimals. Left out: NO_BILLING_PERIOD,
 * which is a price paid once and no subscription here, and DAILY and WEEKLY, for which Kill Bill says 0 and this library does not.
 */
test.skipIf(absent)(`Kill Bill: the MRR of each billing period and price${unlessAbsent}`, () => {
  const pairs: { billing_period: string; price: string; expected_mrr: string }[] = JSON.parse(
    readFileSync(new URL('killbill/mrr_normalisation_cases.json', folder), 'utf8'),
  );
  const terms: Record<string, { interval: BillingInterval; intervalCount?: number }> = {
    MONTHLY: { interval: 'month' },
    BIMESTRIAL: { interval: 'month', intervalCount: 2 },
    QUARTERLY: { interval: 'quarter' },
    BIANNUAL: { interval: 'month', intervalCount: 6 },
    ANNUAL: { interval: 'year' },
    BIENNIAL: { interval: 'year', intervalCount: 2 },
  };
  const leftOut = ['NO_BILLING_PERIOD', 'DAILY', 'WEEKLY'];
  const checked = pairs.filter((pair) => !leftOut.includes(pair.billing_period));
  expect(checked).toHaveLength(59);
  for (const { billing_period, price, expected_mrr } of checked) {
    const billing = terms[billing_period];
    if (billing === undefined) throw new Error(`the billing period ${billing_period} has no terms here`);
    const amount = mrr([{ customerId: 'ada', start: '2024-01-01', amount: price, ...billing }], '2024-06-01');
    // The decimal that the double prints as has 15 digits and more, so no tie at the fifth decimal is lost.
    expect(new Decimal(amount).toFixed(4, Decimal.ROUND_HALF_UP), `${billing_period} ${price}`).toBe(expected_mrr);
  }
});

describe('worked examples', () => {
  /** Source: help.chartmogul.com, 203359341, "Metric: MRR Churn Rate". */
  test('ChartMogul: gross MRR churn 20 %, net 10 %', () => {
    const terms = { opening: 100, churn: 10, contraction: 10, expansion: 10, reactivation: 0 };
    expect(grossMrrChurnRate(terms).value).toBe(0.2);
    expect(netMrrChurnRate(terms, { reactivation: 'include' }).value).toBe(0.1);
  });

  /** Source: dev.chartmogul.com/reference/metrics/all, the sample response of 2023-07, in cents there. */
  test('ChartMogul: ARR and ARPA of 666 customers with an MRR of 3,397,046.39', () => {
    const small = { start: '2023-07-01', amount: '0.01', interval: 'month' } as const;
    const customers: Subscription[] = Array.from({ length: 665 }, (_, index) => ({
      ...small,
      customerId: `c${index}`,
    }));
    customers.push({ customerId: 'rest', start: '2023-07-01', amount: '3397039.74', interval: 'month' });
    expect(mrr(customers, month('2023-07'))).toBe(3397046.39);
    expect(arr(customers, month('2023-07'))).toBe(40764556.68);
    expect(arpa(customers, month('2023-07')).value).toBeCloseTo(5100.67, 2);
  });

  /** Source: dnoise.online/en/metrics/nrr-ndr; GRR follows from its terms and is not printed there. */
  test('dnoise: NRR 105 %, GRR 95 %', () => {
    const terms = { opening: 200_000, churn: 6000, contraction: 4000, expansion: 20_000 };
    expect(netRevenueRetention(terms).value).toBe(1.05);
    expect(grossRevenueRetention(terms).value).toBe(0.95);
  });

  /** Source: Carl Gold, Fighting Churn with Data, listing 2.5 (carl24k/fight-churn), run on the MavenFlix ledger. */
  test('Gold: the churn of 335 days, scaled to a year and to a month', () => {
    const daily = -Math.expm1(Math.log1p(-0.8465608465608465) / 335);
    expect(convertRate(daily, { from: 'day', to: 'year' })).toBeCloseTo(0.8702716311926794, 12);
    expect(convertRate(daily, { from: 'day', to: 'month' })).toBeCloseTo(0.15649774794165805, 12);
    const measured = { from: { days: 335 } } as const;
    expect(convertRate(0.8465608465608465, { ...measured, to: 'year' })).toBeCloseTo(0.8702716311926794, 12);
    expect(convertRate(0.8465608465608465, { ...measured, to: 'month' })).toBeCloseTo(0.15649774794165805, 12);
  });
});
