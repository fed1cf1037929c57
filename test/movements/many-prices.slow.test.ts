import {
  ledger,
  months,
  mrr,
  mrrMovements,
  mrrMovementsBy,
  mrrMovementsByCustomer,
  netRevenueRetention,
  type Subscription,
  year,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { growth } from '../support/growth.ts';

const day = 86_400_000;
const firstDay = Date.UTC(2025, 0, 1);
const all = months('2025-01', '2026-03');

function primesFrom(lowest: number, count: number): number[] {
  const primes: number[] = [];
  for (let candidate = lowest; primes.length < count; candidate += 2) {
    let divisor = 3;
    while (divisor * divisor <= candidate && candidate % divisor !== 0) divisor += 2;
    if (divisor * divisor > candidate) primes.push(candidate);
  }
  return primes;
}

/** Prices over as many different primes, which have no common denominator that a double could hold. */
const prices = (customerOf: (i: number) => string) => (count: number) =>
  primesFrom(101, count).map(
    (intervalCount, i): Subscription => ({
      customerId: customerOf(i),
      start: new Date(firstDay + (i % 365) * day),
      end: i % 3 === 0 ? null : new Date(firstDay + (400 + (i % 50)) * day),
      amount: 100 + i,
      interval: 'month',
      intervalCount,
      plan: `p${i % 3}`,
    }),
  );

// Four times as long for twice as much where fractions were brought to lowest terms at each step.
const event = { movements: 'event' } as const;

/** Measured again where a busy machine may have decided. */
function isNearLinear<Input>(size: number, make: (size: number) => Input, run: (input: Input) => unknown): boolean {
  const prepare = (count: number) => {
    const input = make(count);
    return () => run(input);
  };
  return [1, 2, 3].some(() => growth(prepare, size) < 1.5);
}

describe.each([
  ['one customer', prices(() => 'one')],
  ['many customers', prices((i) => `c${i}`)],
])('sums over many prices of %s whose denominators differ', (_, rows) => {
  test.each<[string, (book: ReturnType<typeof ledger<Subscription>>) => unknown]>([
    ['net', (book) => mrrMovements(book, all)],
    ['event', (book) => mrrMovements(book, all, event)],
    ['by key', (book) => mrrMovementsBy(book, year('2025'), ({ plan }) => plan)],
    ['by key, event', (book) => mrrMovementsBy(book, year('2025'), ({ plan }) => plan, event)],
    ['at an instant, and a rate', (book) => [mrr(book, '2026-01-01'), netRevenueRetention(book, year('2025'))]],
    ['by customer', (book) => mrrMovementsByCustomer(book, year('2025'))],
  ])('%s: near linear', (__, question) => {
    expect(isNearLinear(60, (count) => ledger(rows(count)), question)).toBe(true);
  });

  test('compiling: near linear', () => {
    expect(isNearLinear(60, rows, (list) => ledger(list))).toBe(true);
  });
});

describe('bridges by key with events', () => {
  const seats = (subscriptionOf: (i: number) => string) => (count: number) =>
    ledger(
      Array.from(
        { length: count },
        (_, i): Subscription => ({
          customerId: 'one',
          subscriptionId: subscriptionOf(i),
          start: new Date(firstDay + i * 60_000),
          end: new Date(firstDay + 200 * day + i * 60_000),
          amount: 10 + (i % 7),
          interval: 'month',
          plan: `p${i % 5}`,
        }),
      ),
    );

  test.each([
    ['subscriptions', seats((i) => `s${i}`)],
    ['phases of one subscription', seats(() => 's')],
  ])('of one customer with many %s at once: near linear', (_, make) => {
    const question = (book: ReturnType<typeof make>) => mrrMovementsBy(book, year('2025'), ({ plan }) => plan, event);
    expect(isNearLinear(250, make, question)).toBe(true);
  });
});
