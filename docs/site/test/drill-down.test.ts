import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { readFlags as cohortFlags } from '../../examples/support/cohorts/cohort-flags.ts';
import { cohortResults } from '../../examples/support/cohorts/cohort-results.ts';
import { ledgerChoices } from '../../examples/support/flags/ledger-flags.ts';
import { sampleHealthBook } from '../../examples/support/health/health-book.ts';
import { readFlags as healthFlags } from '../../examples/support/health/health-flags.ts';
import { healthResults } from '../../examples/support/health/health-results.ts';
import { sampleModel } from '../../examples/support/health/sample-model.ts';
import { ledgerBook } from '../../examples/support/open/ledger-book.ts';
import { readLedgerFile } from '../../examples/support/read/ledger/read-ledger.ts';
import { readFlags as survivalFlags } from '../../examples/support/survival/survival-flags.ts';
import { survivalResults } from '../../examples/support/survival/survival-results.ts';
import { usageBook } from '../../examples/support/usage/usage-book.ts';
import { readFlags as usageFlags } from '../../examples/support/usage/usage-flags.ts';
import { usageResults } from '../../examples/support/usage/usage-results.ts';
import { cohortBars } from '../workbench/drill-down/cohort-bars.ts';
import { healthBars } from '../workbench/drill-down/health-bars.ts';
import type { OwnBar } from '../workbench/drill-down/own-bar.ts';
import { survivalBars } from '../workbench/drill-down/survival-bars.ts';
import { usageBars } from '../workbench/drill-down/usage-bars.ts';

const sample = (name: string) => {
  const path = fileURLToPath(new URL(`../../examples/data/sample-${name}.csv`, import.meta.url));
  return { name: path, bytes: new Uint8Array(readFileSync(path)) };
};
const now = new Date('2026-11-01T00:00:00Z');
const csvOf = (csv: string) => parse<Record<string, string>>(csv, { columns: true });
const rowsOf = ({ customers }: OwnBar) => csvOf(customers().csv);
const barOf = (bars: readonly OwnBar[], says: string, picture?: string) => {
  const found = bars.find((bar) => bar.says === says && (picture === undefined || bar.pictures.includes(picture)));
  if (found === undefined) throw new Error(`there is no bar ${says}`);
  return found;
};
/** Some of many, always the same. */
const some = <Item>(items: readonly Item[], each: number) => items.filter((_, place) => place % each === 0);

function ledgerOf(flags: ReturnType<typeof cohortFlags>) {
  return ledgerBook(readLedgerFile(sample('ledger'), ledgerChoices(flags)), flags, { now, isSample: true });
}

describe('cohorts', () => {
  test.each([
    ['months', []],
    ['quarters, each customer from its own start', ['--by', 'quarter', '--ages', 'elapsed']],
    [
      'definitions that move first payments',
      [
        ...['--by', 'quarter', '--set', 'pauses=retain', '--set', 'trials=include', '--set', 'churnGraceDays=30'],
        ...['--set', 'reactivationWindowDays=30', '--time-zone', 'America/New_York'],
      ],
    ],
    ['subscriptions', ['--by', 'year', '--set', 'grain=subscription']],
  ])('the customers of a cell are those that it counts: %s', (_, args) => {
    const flags = cohortFlags(args);
    const opened = ledgerOf(flags);
    const { triangle } = cohortResults(opened, flags);
    const bars = cohortBars(opened, triangle, flags);
    const known = triangle.cells.filter(({ retained, size }) => retained !== null && size > 0);
    expect(bars.length).toBe(known.length);
    for (const cell of some(known, 23)) {
      const bar = barOf(bars, `${cell.cohort}, age ${cell.age}`);
      const { csv, title } = bar.customers();
      const rows = csvOf(csv);
      const sum = (field: string) => rows.reduce((all, row) => all + Number(row[field]), 0);
      expect([sum('kept'), title], bar.says).toEqual([
        cell.retained,
        expect.stringContaining(`: ${cell.retained} of `),
      ]);
      expect(sum('mrr'), bar.says).toBeCloseTo(cell.mrr ?? 0, 6);
      const paid = triangle.cohorts.find(({ cohort }) => cohort === cell.cohort)?.mrr ?? 0;
      expect(sum('firstMrr'), bar.says).toBeCloseTo(paid, 6);
    }
  });
});

describe('survival', () => {
  test('every customer who left did so in one month, and the others are still there', () => {
    const flags = survivalFlags([]);
    const results = survivalResults(ledgerOf(cohortFlags([])), flags);
    const bars = survivalBars(results);
    const { left, customers, curve } = results.study;
    const months = bars.filter(({ says }) => says.startsWith('Month '));
    expect(months.reduce((sum, bar) => sum + rowsOf(bar).length, 0)).toBe(left);
    expect(rowsOf(barOf(bars, 'Still there')).length).toBe(customers - left);
    const within = curve.filter(({ time }) => time <= 12).reduce((sum, { events }) => sum + events, 0);
    expect(rowsOf(barOf(bars, '12 months')).length).toBe(within);
  });
});

describe('health', () => {
  test('a step of the score has those who had it, and those of them who left', () => {
    const flags = healthFlags([]);
    const opened = sampleHealthBook(flags, { model: sampleModel, name: '' });
    const { study } = healthResults(opened, flags);
    const bars = healthBars(opened, study);
    for (const { from, to, observations, churned } of study.backtest.pooled.calibration) {
      const rows = rowsOf(barOf(bars, `${from} to ${to}`));
      expect([rows.length, rows.filter((row) => row.churned === 'true').length]).toEqual([observations, churned]);
    }
    const [month] = study.months;
    for (const { band, customers } of month?.bands ?? []) {
      expect(rowsOf(barOf(bars, `${month?.period} ${band ?? 'no score'}`)).length).toBe(customers);
    }
  });
});

describe('usage', () => {
  test('months, cells, features and steps have the customers that they count', async () => {
    const flags = usageFlags([]);
    const opened = await usageBook({ events: 'events' }, flags, {
      read: async (_, choices, read) => read(sample('events'), choices),
      now,
      isSample: true,
    });
    const results = usageResults(opened, flags, now);
    const bars = usageBars(results);
    const { months, retention, adoption, funnel = [] } = results.study;
    for (const { period, active } of months)
      expect(rowsOf(barOf(bars, `${period} active customers`)).length, period).toBe(active);
    for (const { cohort, age, customers } of some(retention.rows, 5)) {
      if (customers === null) continue;
      const rows = rowsOf(barOf(bars, `${cohort}, age ${age}`));
      const active = rows.filter((row) => row.active === 'true').length;
      const size = retention.cohorts.find((own) => own.cohort === cohort)?.customers;
      expect([active, rows.length], `${cohort}, ${age}`).toEqual([customers, size]);
    }
    for (const { feature, adopters } of adoption.features)
      expect(rowsOf(barOf(bars, feature, 'features')).length, feature).toBe(adopters);
    expect(funnel.length).toBeGreaterThan(1);
    for (const [place, { step, customers, dropOff }] of funnel.entries()) {
      const rows = rowsOf(barOf(bars, step, 'funnel'));
      const reached = rows.filter((row) => row.reached === 'true').length;
      expect([reached, rows.length - reached], step).toEqual([customers, place === 0 ? 0 : dropOff]);
    }
  });
});
