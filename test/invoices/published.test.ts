import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { arr, month, months, mrr, mrrMovements, netRevenueRetention } from 'tenure';
import { type InvoiceLine, subscriptionsFromInvoices } from 'tenure/invoices';
import { describe, expect, test } from 'vitest';

/** Source: Displayr/flipRevenueMetrics, tests/testthat/test-recurringrevenue.R: four lines of 100, ends exclusive, annual revenue. */
describe("Displayr's lines of several lengths", () => {
  const lines = [
    ['A', '2016-01-01', '2017-01-01'],
    ['A', '2016-07-01', '2017-01-01'],
    ['B', '2016-08-01', '2017-08-01'],
    ['C', '2016-10-01', '2017-11-01'],
  ] as const;
  const { subscriptions, rejected } = subscriptionsFromInvoices(
    lines.map(([customerId, serviceStart, serviceEnd]) => ({ customerId, amount: 100, serviceStart, serviceEnd })),
    { serviceEnd: 'exclusive' },
  );

  test('100 + 100 / 0.5 + 100 + 100 x 12 / 13', () => {
    expect(rejected).toEqual([]);
    const c = (100 * 12) / 13;
    expect(arr(subscriptions, ['2016-01-01', '2016-07-01', '2016-08-01'])).toEqual([100, 100 + 100 / 0.5, 400]);
    expect(arr(subscriptions, ['2016-10-01', '2017-01-01', '2017-08-01', '2017-11-01'])).toEqual([
      400 + c,
      100 + c,
      c,
      0,
    ]);
  });
});

/**
 * Source: Displayr/flipRevenueMetrics, R/data-raw/fakeinvoicelines.r and tests/testthat/test-churnandcompanymerges.R. A pays 1,000 a year, with
 * gaps of 14 days and of five months, until 15 June 2018; B 10,000 a year: half of the customers churn in 2018.
 */
describe("Displayr's lines with gaps", () => {
  const yearly = (customerId: string, amount: number, start: string): InvoiceLine => {
    const end = `${Number(start.slice(0, 4)) + 1}${start.slice(4)}`;
    return { customerId, amount, serviceStart: start, serviceEnd: end };
  };
  const a = ['2012-01-01', '2013-01-01', '2014-01-01', '2015-01-15', '2016-01-15', '2017-06-15'];
  const b = Array.from({ length: 10 }, (_, place) => `${2010 + place}-06-30`);
  const { subscriptions } = subscriptionsFromInvoices(
    [...a.map((start) => yearly('A', 1000, start)), ...b.map((start) => yearly('B', 10_000, start))],
    { serviceEnd: 'exclusive' },
  );

  test('bills without a gap are one row; the gaps are gaps', () => {
    expect(subscriptions.map(({ customerId, start, end }) => [customerId, start, end])).toEqual([
      ['A', '2012-01-01', '2015-01-01'],
      ['A', '2015-01-15', '2017-01-15'],
      ['A', '2017-06-15', '2018-06-15'],
      ['B', '2010-06-30', '2020-06-30'],
    ]);
    expect(arr(subscriptions, ['2015-01-10', '2016-06-01', '2017-03-01', '2018-06-14', '2018-06-15'])).toEqual([
      10_000, 11_000, 10_000, 11_000, 10_000,
    ]);
  });
});

/** Source: help.chartmogul.com, "Adding invoice line items manually" (360012519560): both examples of switching plans. */
describe("ChartMogul's examples of switching plans", () => {
  const line = (customerId: string, plan: string, amount: number, serviceStart: string, serviceEnd: string) => {
    return { customerId, subscriptionId: 'jl_subid_01', plan, amount, serviceStart, serviceEnd };
  };
  const { subscriptions, rejected } = subscriptionsFromInvoices(
    [
      line('Wayne Enterprises', 'bronze', 100, '2019-01-01', '2019-02-01'),
      line('Wayne Enterprises', 'gold', 250, '2019-02-01', '2019-03-01'),
      line('Daily Metropolis', 'bronze', 100, '2019-05-01', '2019-06-01'),
      line('Daily Metropolis', 'bronze', 100, '2019-06-01', '2019-07-01'),
      line('Daily Metropolis', 'bronze', -50, '2019-06-16', '2019-07-01'),
      line('Daily Metropolis', 'gold', 125, '2019-06-16', '2019-07-01'),
    ],
    { serviceEnd: 'exclusive' },
  );

  test.each(['2019-02', '2019-06'])('%s: an MRR of 250, a movement of 150', (label) => {
    expect(rejected).toEqual([]);
    const statement = mrrMovements(subscriptions, month(label), { movements: 'event' });
    expect(statement).toMatchObject({ opening: 100, expansion: 150, contraction: 0, churn: 0 });
    expect(mrr(subscriptions, `${label}-16`)).toBe(250);
  });
});

const folder = new URL('../../../shared/conformance/mrr-playbook/', import.meta.url);
const absent = !existsSync(folder);
const unlessAbsent = absent ? ' (skipped: ../shared/conformance is absent)' : '';

/** Source: dbt-labs/mrr-playbook at f7921cf, its 121 subscription periods, here as the bills that would have made them. */
describe.skipIf(absent)(`dbt's MRR playbook, billed${unlessAbsent}`, () => {
  const csv = (name: string) =>
    parse<Record<string, string>>(readFileSync(new URL(name, folder)), { bom: true, columns: true });
  const addMonths = (date: string, count: number) => {
    const when = new Date(`${date}T00:00:00Z`);
    when.setUTCMonth(when.getUTCMonth() + count);
    return when.toISOString().slice(0, 10);
  };
  const lastDay = (date: string) => new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);

  /** Bills of so many months each, the last one shorter; every seventh is billed too high, credited and billed again. */
  function bills(length: number): InvoiceLine[] {
    const lines: InvoiceLine[] = [];
    for (const row of csv('subscription_periods.csv')) {
      const { customer_id: customerId = '', subscription_id: subscriptionId, start_date: start = '' } = row;
      const end = row.end_date || '2020-01-01';
      for (let from = start; from < end; ) {
        const to = [addMonths(from, length), end].sort()[0] as string;
        const count =
          (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
        const amount = count * Number(row.monthly_amount);
        const time = { customerId, subscriptionId, serviceStart: from, serviceEnd: lastDay(to) };
        if (lines.length % 7 === 0) {
          lines.push({ ...time, amount: amount + 11, date: from }, { ...time, amount: -(amount + 11), date: to });
        }
        lines.push({ ...time, amount, date: from });
        from = to;
      }
    }
    return lines;
  }

  test.each([1, 3, 12])('bills of %i months: the bridge of every month', (length) => {
    const lines = bills(length);
    const { subscriptions, used, rejected, notes } = subscriptionsFromInvoices(lines.reverse(), {
      serviceEnd: 'inclusive',
    });
    expect(rejected).toEqual([]);
    expect(notes).toEqual([]);
    expect(used).toBe(lines.length);
    const expected = new Map(csv('mrr_monthly_summary_spine2017.csv').map((row) => [row.date_month?.slice(0, 7), row]));
    for (const statement of mrrMovements(subscriptions, months('2017-09', '2019-12'))) {
      const { label } = statement.period;
      const row = expected.get(label) ?? {};
      const amount = (name: string) => Number(row[`${name}_mrr`] ?? 0);
      expect(statement, label).toMatchObject({
        opening: amount('opening'),
        new: amount('new'),
        reactivation: amount('reactivation'),
        expansion: amount('expansion'),
        contraction: amount('contraction'),
        churn: amount('churned'),
        closing: amount('closing'),
      });
      expect(netRevenueRetention(statement).value, label).toBe(row.nrr ? Number(row.nrr) : null);
    }
  });
});
