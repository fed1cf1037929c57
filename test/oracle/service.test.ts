import fc from 'fast-check';
import * as tenure from 'tenure';
import { describe, expect, test, vi } from 'vitest';
import { deepFreeze } from '../support/deep-freeze.ts';
import { propertyRuns } from '../support/property-runs.ts';
import * as oracle from './service.ts';
import { paymentScenario, ticketScenario } from './service-arbitraries.ts';
import type { Instant } from './types.ts';

vi.setConfig({ testTimeout: 60_000 });

const runs = propertyRuns(100);
const cut = (asOf: Instant | undefined) => (asOf === undefined ? {} : { asOf });

/** The oracle adds and interpolates in another order. */
function expectClose(received: unknown, expected: unknown): void {
  if (typeof expected === 'number' && typeof received === 'number') {
    expect(Math.abs(received - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)));
    return;
  }
  if (typeof expected !== 'object' || expected === null) {
    expect(received).toBe(expected);
    return;
  }
  expect(Object.keys(received as object).sort()).toEqual(Object.keys(expected).sort());
  for (const [key, value] of Object.entries(expected)) expectClose((received as Record<string, unknown>)[key], value);
}

describe('tickets agree with the oracle', () => {
  const unit = fc.constantFrom('second', 'minute', 'hour', 'day' as const);

  test('first response time and resolution time', () => {
    fc.assert(
      fc.property(ticketScenario, fc.boolean(), unit, ({ rows, periods, asOf }, byEnd, unit) => {
        deepFreeze(rows);
        const first = tenure.firstResponseTime(rows, periods, {
          ...{ ...cut(asOf), unit, assignedBy: byEnd ? 'firstResponseAt' : 'openedAt' },
        });
        const resolution = tenure.resolutionTime(rows, periods, {
          ...{ ...cut(asOf), unit, assignedBy: byEnd ? 'resolvedAt' : 'openedAt' },
        });
        for (const [index, period] of periods.entries()) {
          const options = { ...cut(asOf), unit, byEnd };
          expectClose(first[index], oracle.times(rows, period, 'responded', options));
          expectClose(resolution[index], oracle.times(rows, period, 'resolved', options));
        }
      }),
      runs,
    );
  });

  test('reopen rate', () => {
    fc.assert(
      fc.property(ticketScenario, fc.boolean(), ({ rows, periods, asOf }, byEnd) => {
        deepFreeze(rows);
        const assignedBy = byEnd ? 'resolvedAt' : 'openedAt';
        const received = tenure.reopenRate(rows, periods, { ...cut(asOf), assignedBy });
        expect(received).toEqual(periods.map((period) => oracle.reopenRate(rows, period, { ...cut(asOf), byEnd })));
      }),
      runs,
    );
  });

  test('repeat contact rate', () => {
    fc.assert(
      fc.property(
        ...([ticketScenario, fc.constantFrom(1, 2, 7, 7, 30), fc.boolean(), fc.boolean()] as const),
        ({ rows, periods, asOf }, withinDays, byEnd, sameChannel) => {
          deepFreeze(rows);
          const received = tenure.repeatContactRate(rows, periods, {
            ...{ ...cut(asOf), withinDays, assignedBy: byEnd ? 'resolvedAt' : 'openedAt' },
            channel: sameChannel ? 'same' : 'any',
          });
          const options = { ...cut(asOf), withinDays, byEnd, sameChannel };
          expect(received).toEqual(periods.map((period) => oracle.repeatContactRate(rows, period, options)));
        },
      ),
      propertyRuns(200),
    );
  });

  test('tickets per customer', () => {
    const base = fc.oneof(fc.constantFrom(0, 3, 2.5), fc.array(fc.constantFrom('a', 'b', 'x'), { maxLength: 4 }));
    fc.assert(
      fc.property(ticketScenario, base, ({ rows, periods, asOf }, customers) => {
        deepFreeze(rows);
        const all = periods.map(() => customers);
        const received = tenure.ticketsPerCustomer(rows, periods, { ...cut(asOf), customers: all });
        const expected = periods.map((period) => oracle.ticketsPerCustomer(rows, period, customers, cut(asOf)));
        expect(received).toEqual(expected);
      }),
      runs,
    );
  });

  test('parts are what the tickets of one key alone give, and add up to the whole', () => {
    fc.assert(
      fc.property(ticketScenario, ({ rows, periods, asOf }) => {
        const by = (ticket: oracle.OracleTicket) => ticket.channel;
        const times = tenure.resolutionTime(rows, periods, { ...cut(asOf), by });
        const repeats = tenure.repeatContactRate(rows, periods, { ...cut(asOf), by });
        for (const [index, period] of periods.entries()) {
          const parts = times[index] ?? [];
          for (const { key, ...own } of parts) {
            const rowsOfKey = rows.filter((row) => (row.channel ?? null) === key);
            expectClose(own, oracle.times(rowsOfKey, period, 'resolved', cut(asOf)));
          }
          const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
          const whole = oracle.times(rows, period, 'resolved', cut(asOf));
          expect(sum(parts.map(({ tickets }) => tickets))).toBe(whole.tickets);
          expect(sum(parts.map(({ open }) => open))).toBe(whole.open);
          const texts = parts.map(({ key }) => key).filter((key) => key !== null);
          expect(texts).toEqual([...texts].sort());
          const repeat = oracle.repeatContactRate(rows, period, cut(asOf));
          expect(sum((repeats[index] ?? []).map(({ numerator }) => numerator))).toBe(repeat.numerator);
          expect(sum((repeats[index] ?? []).map(({ denominator }) => denominator))).toBe(repeat.denominator);
        }
      }),
      runs,
    );
  });
});

describe('payments agree with the oracle', () => {
  test('payment success rate', () => {
    fc.assert(
      fc.property(paymentScenario, ({ rows, periods, asOf }) => {
        deepFreeze(rows);
        const received = tenure.paymentSuccessRate(rows, periods, cut(asOf));
        expect(received).toEqual(periods.map((period) => oracle.paymentSuccessRate(rows, period, cut(asOf))));
      }),
      runs,
    );
  });

  test('recovery rate, by number and by amount', () => {
    fc.assert(
      fc.property(paymentScenario, ({ rows, periods, asOf }) => {
        deepFreeze(rows);
        const received = tenure.recoveryRate(rows, periods, cut(asOf));
        expect(received).toEqual(periods.map((period) => oracle.recoveryRate(rows, period, cut(asOf))));
      }),
      runs,
    );
  });

  test('what failed at first is what did not succeed; what was recovered is what retries added', () => {
    fc.assert(
      fc.property(paymentScenario, ({ rows, periods, asOf }) => {
        for (const period of periods) {
          const success = tenure.paymentSuccessRate(rows, period, cut(asOf));
          const recovery = tenure.recoveryRate(rows, period, cut(asOf));
          expect(recovery.denominator).toBe(success.denominator - success.numerator);
          expect(recovery.numerator).toBe(success.afterRetries.numerator - success.numerator);
          expect(recovery.numerator + recovery.writtenOff + recovery.open).toBe(recovery.denominator);
          expect(recovery.amount.numerator).toBeLessThanOrEqual(recovery.amount.denominator);
        }
      }),
      runs,
    );
  });
});
