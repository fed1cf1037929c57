import { backtestHealthScore, earlyWarnings, type HealthData, type HealthModel, type WarningRule } from 'tenure';
import { describe, expect, test } from 'vitest';

const msPerDay = 86_400_000;
const start = Date.UTC(2025, 0, 1);
const model: HealthModel = {
  signals: [
    { key: 'activeDays', weight: 2, normalise: { type: 'linear', worst: 0, best: 28 } },
    { key: 'mrr', weight: 1, normalise: { type: 'linear', worst: 0, best: 500 } },
  ],
};
const severity = 'low';
const rules: WarningRule[] = [
  { name: 'drop', type: 'usageDrop', severity, drop: 0.3 },
  { name: 'silence', type: 'silence', severity, days: 5, factor: 2 },
  { name: 'falling', type: 'fallingScore', severity, survey: 'nps', points: 1 },
  { name: 'unpaid', type: 'failedPayment', severity },
  { name: 'renewal', type: 'renewalAtRisk', severity, withinDays: 30, model },
];

/** Customers, each with some rows of every kind; prices whose denominators differ, and scores that do. */
function book(customers: number, rowsEach: number): HealthData {
  const ids = Array.from({ length: customers }, (_, i) => `c${i}`);
  const each = <T>(make: (customerId: string, i: number, at: number) => T) =>
    ids.flatMap((customerId, i) =>
      Array.from({ length: rowsEach }, (_, j) => make(customerId, i, start + ((i * 7 + j * 13) % 300) * msPerDay)),
    );
  return {
    subscriptions: ids.map((customerId, i) => ({
      customerId,
      start,
      end: i % 3 === 0 ? start + (60 + (i % 240)) * msPerDay : null,
      amount: `${100 + i}/${1 + 2 * (i % 50)}`,
      interval: 'month' as const,
    })),
    events: each((customerId, _, at) => ({ customerId, at })),
    responses: each((customerId, i, at) => ({ customerId, at, score: (i + at) % 11 })),
    payments: each((customerId, i, at) => ({
      customerId,
      at,
      status: i % 5 === 0 ? ('failed' as const) : ('succeeded' as const),
      invoiceId: `i${at}`,
    })),
  };
}

const datesOf = (count: number) => Array.from({ length: count }, (_, i) => start + (40 + i) * msPerDay);

function timeOf(action: () => unknown): number {
  const before = performance.now();
  action();
  return performance.now() - before;
}

/**
 * Four times the size may take four times as long, and as much again for noise; were it quadratic, it would take sixteen times. The best of
 * a few trials counts: a machine that is busy makes any one of them look worse than it is.
 */
function checkLinear(timeAt: (size: number) => number, size: number) {
  timeAt(size);
  let best = Number.POSITIVE_INFINITY;
  for (let trial = 0; trial < 4 && best >= 8; trial += 1) best = Math.min(best, timeAt(4 * size) / timeAt(size));
  expect(best).toBeLessThan(8);
}

describe('four times as much takes about four times as long', () => {
  const few = book(20, 4);
  test('backtestHealthScore: customers', () => {
    checkLinear((size) => {
      const data = book(size, 4);
      return timeOf(() => backtestHealthScore(data, model, { dates: datesOf(2), horizonDays: 30 }));
    }, 100);
  });

  test('backtestHealthScore: dates', () => {
    checkLinear((size) => timeOf(() => backtestHealthScore(few, model, { dates: datesOf(size), horizonDays: 30 })), 15);
  });

  test('earlyWarnings: customers', () => {
    checkLinear((size) => {
      const data = book(size, 4);
      return timeOf(() => earlyWarnings(data, rules, start + 300 * msPerDay));
    }, 300);
  });

  test('earlyWarnings: rows of one customer', () => {
    checkLinear((size) => {
      const data = book(1, size);
      return timeOf(() => earlyWarnings(data, rules, start + 300 * msPerDay));
    }, 6000);
  });
});
