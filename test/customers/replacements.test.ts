import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contractsOf, type PaidTime, timesOfSpans } from '../../src/customers/renewals/contracts.ts';
import { paidSince } from '../../src/customers/renewals/paid-since.ts';
import { type PaidItem, sumsSince } from '../../src/customers/renewals/sums-since.ts';
import { add, compare, zero } from '../../src/exact/index.ts';
import { openSource } from '../../src/ledger/open-source.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { scenarioArbitrary } from '../support/scenarios.ts';

const instant = fc.integer({ min: 0, max: 40 });

/** When a subscription was paid: times in order that do not touch, the last of them possibly open. */
const paidTimes = fc
  .tuple(fc.uniqueArray(instant, { maxLength: 6 }), fc.boolean())
  .map(([bounds, isOpen]): PaidTime[] => {
    const sorted = bounds.sort((a, b) => a - b);
    const pairs = Array.from({ length: Math.ceil(sorted.length / 2) }, (_, i) => ({
      start: sorted[2 * i] as number,
      end: sorted[2 * i + 1] ?? Number.POSITIVE_INFINITY,
    }));
    return isOpen ? pairs : pairs.filter(({ end }) => end < Number.POSITIVE_INFINITY);
  });

describe('what takes the place of subscriptions that lapse', () => {
  test('is paid from the first instant at which one is that was first paid no earlier', () => {
    const questions = fc.array(fc.tuple(instant, instant), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(paidTimes, { maxLength: 12 }), questions, (subscriptions, asked) => {
        const firstPaid = paidSince(subscriptions);
        for (const [since, at] of asked) {
          const times = subscriptions.filter(([first]) => first !== undefined && first.start >= since).flat();
          const paid = times.filter(({ end }) => end > at).map(({ start }) => Math.max(start, at));
          expect(firstPaid(since, at), `since ${since}, at ${at}`).toBe(Math.min(...paid));
        }
      }),
      propertyRuns(1000),
    );
  });

  test('is worth what of them is paid at an instant', () => {
    const item = fc
      .record({
        first: instant,
        start: instant,
        length: fc.integer({ min: 1, max: 20 }),
        n: fc.integer({ min: 1, max: 50 }),
        d: fc.constantFrom(1, 2, 3, 12, 100),
      })
      .map(({ first, start, length, n, d }): PaidItem => {
        return { first, start, end: start + length, price: { n: BigInt(n), d: BigInt(d) } };
      });
    const questions = fc.array(fc.record({ at: instant, since: instant }), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 12 }), questions, (items, asked) => {
        const sums = sumsSince(items, asked);
        expect(sums).toHaveLength(asked.length);
        for (const [index, { at, since }] of asked.entries()) {
          const own = items.filter(({ first, start, end }) => first >= since && start <= at && at < end);
          const plain = own.reduce((sum, { price }) => add(sum, price), zero);
          expect(compare(sums[index] ?? zero, plain), `question ${index}`).toBe(0);
        }
      }),
      propertyRuns(1000),
    );
  });
});

describe('the times of a subscription', () => {
  test('are those at which one of its spans is paid, in order and apart from each other', () => {
    fc.assert(
      fc.property(scenarioArbitrary, ({ rows, policy }) => {
        const { ledger } = openSource(rows, policy, undefined);
        const { startOf, endOf } = timesOfSpans(ledger);
        const contracts = contractsOf(ledger);
        for (let contract = 0; contract < (contracts.offsets.at(-1) as number); contract += 1) {
          const spans = [...contracts.spansOf(contract)];
          const bounds = [...new Set(spans.flatMap((span) => [startOf(span), endOf(span)]))].sort((a, b) => a - b);
          const paidAt = (at: number) => spans.filter((span) => startOf(span) <= at && at < endOf(span));
          const running = contracts.runningTimesOf(contract);
          const paid = contracts.paidTimesOf(contract);
          // Between two bounds nothing changes.
          const expected = bounds
            .slice(0, -1)
            .map((start, i) => ({ start, end: bounds[i + 1], running: paidAt(start) }));
          const sorted = running.map((time) => ({ ...time, running: [...time.running].sort((a, b) => a - b) }));
          expect(sorted).toEqual(expected.filter((time) => time.running.length > 0));
          for (const [i, { start, end }] of paid.entries()) {
            expect(end).toBeGreaterThan(start);
            if (i > 0) expect(start).toBeGreaterThan(paid[i - 1]?.end as number);
          }
          for (const at of bounds) {
            const isPaid = paid.some(({ start, end }) => start <= at && at < end);
            expect(isPaid).toBe(paidAt(at).length > 0);
          }
        }
      }),
      propertyRuns(120),
    );
  });
});
