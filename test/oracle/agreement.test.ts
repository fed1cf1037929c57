import fc from 'fast-check';
import {
  arr,
  customerCount,
  customerMovements,
  ledger,
  mrr,
  mrrMovements,
  mrrMovementsByCustomer,
  type Period,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../support/property-runs.ts';
import { scenarioArbitrary } from '../support/scenarios.ts';
import * as oracle from './oracle.ts';

const runs = propertyRuns(200);

/** Every figure at once, from one compiled ledger: a list of periods is one walk for the library and many for the oracle. */
describe('the library agrees with the oracle to the last bit', () => {
  test('mrrMovements and customerMovements over lists of periods', () => {
    fc.assert(
      fc.property(scenarioArbitrary, ({ rows, periods, policy }) => {
        const book = ledger(rows, policy);
        expect(mrrMovements(book, periods)).toEqual(periods.map((period) => oracle.mrrMovements(rows, period, policy)));
        expect(customerMovements(book, periods)).toEqual(
          periods.map((period) => oracle.customerMovements(rows, period, policy)),
        );
      }),
      runs,
    );
  });

  test('mrrMovements over periods in any order, overlapping', () => {
    const shuffled = scenarioArbitrary.chain(({ rows, periods, policy }) =>
      fc.record({
        rows: fc.constant(rows),
        policy: fc.constant(policy),
        periods: fc
          .array(fc.tuple(fc.nat(periods.length - 1), fc.nat(periods.length - 1)), { maxLength: 8 })
          .map((pairs) =>
            pairs.map(([i, j]): Period => {
              const first = periods[Math.min(i, j)] as Period;
              return { ...first, end: (periods[Math.max(i, j)] as Period).end };
            }),
          ),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ rows, periods, policy }) => {
        expect(mrrMovements(rows, periods, policy)).toEqual(
          periods.map((period) => oracle.mrrMovements(rows, period, policy)),
        );
      }),
      runs,
    );
  });

  test('mrrMovementsByCustomer', () => {
    fc.assert(
      fc.property(scenarioArbitrary, ({ rows, periods, policy }) => {
        const book = ledger(rows, policy);
        for (const period of periods) {
          const lines = mrrMovementsByCustomer(book, period).map(({ subscriptionId: _, ...line }) => line);
          expect(lines).toEqual(oracle.mrrMovementsByCustomer(rows, period, policy));
        }
      }),
      runs,
    );
  });

  test('mrr, arr and customerCount, of periods and at their bounds', () => {
    fc.assert(
      fc.property(scenarioArbitrary, ({ rows, periods, policy }) => {
        const book = ledger(rows, policy);
        for (const at of periods.flatMap((period) => [period, period.start, new Date(period.end.getTime() - 1)])) {
          expect(mrr(book, at)).toBe(oracle.mrr(rows, at, policy));
          expect(arr(book, at)).toBe(oracle.arr(rows, at, policy));
          expect(customerCount(book, at)).toBe(oracle.customerCount(rows, at, policy));
        }
      }),
      runs,
    );
  });
});
