import fc from 'fast-check';
import {
  ledger,
  ledgerFromColumns,
  month,
  months,
  mrrMovements,
  mrrMovementsBy,
  type Subscription,
  subscriptionColumns,
} from 'tenure';
import { expect, test } from 'vitest';
import { propertyRuns } from '../support/property-runs.ts';

const firstDay = Date.UTC(2026, 0, 1) / 86_400_000;
const dayText = (day: number) => new Date((firstDay + day) * 86_400_000).toISOString().slice(0, 10);

/** More rows than days, so that days are read all at once; few customers, so that their rows follow one another, overlap and leave gaps. */
const rows = fc.array(
  fc.record({
    customerId: fc.constantFrom('ada', 'ben', 'cem', 'dia', 'eve'),
    start: fc.integer({ min: -20, max: 20 }),
    length: fc.option(fc.integer({ min: 0, max: 12 }), { nil: null }),
    amount: fc.constantFrom(0, 9, 19.99, 120),
    interval: fc.constantFrom('month' as const, 'year' as const),
    quantity: fc.constantFrom(undefined, 1, 3),
    churnType: fc.constantFrom(undefined, 'voluntary' as const, 'involuntary' as const),
    isPaused: fc.boolean(),
  }),
  { minLength: 50, maxLength: 60 },
);
type GivenRow = typeof rows extends fc.Arbitrary<(infer Row)[]> ? Row : never;
const inOrder = fc.boolean();

function subscriptions(given: readonly GivenRow[], isGrouped: boolean, mayPause: boolean): Subscription[] {
  const made = given.map(({ start, length, quantity, churnType, isPaused, ...rest }): Subscription => {
    const pause = { start: dayText(start + 1), end: dayText(start + 3) };
    return {
      ...rest,
      start: dayText(start),
      ...(length !== null && { end: dayText(start + length) }),
      ...(quantity !== undefined && { quantity }),
      ...(churnType !== undefined && { churnType }),
      ...(mayPause && isPaused && { pauses: [pause] }),
    };
  });
  return isGrouped ? made.sort((a, b) => ((a.customerId as string) < (b.customerId as string) ? -1 : 1)) : made;
}

/** The rows that a callback sees, with dates as texts. */
function rowsSeen(book: Parameters<typeof mrrMovementsBy>[0]): unknown[] {
  const seen: unknown[] = [];
  const text = (value: unknown) => (value instanceof Date ? value.toISOString().slice(0, 10) : value);
  mrrMovementsBy(book, month('2026-01'), (row) => {
    seen.push(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, text(value)])));
    return 1;
  });
  return seen;
}

test('columns of days are the ledger of their rows, and hand these back', () => {
  fc.assert(
    fc.property(rows, inOrder, fc.boolean(), (given, isGrouped, mayPause) => {
      const own = subscriptions(given, isGrouped, mayPause);
      const columns = subscriptionColumns(own);
      // What a value is that is not there does not matter.
      const { end } = columns as unknown as { end?: { epochs: Int32Array; valid: Uint8Array } };
      for (const [row, { end: given }] of own.entries())
        if (given === undefined && end) end.epochs[row] = mayPause ? -1e9 : firstDay - 25;
      const book = ledgerFromColumns(columns);
      const periods = months('2025-12', '2026-03');
      expect(mrrMovements(book, periods)).toEqual(mrrMovements(ledger(own), periods));
      expect(rowsSeen(book)).toStrictEqual(own);
    }),
    propertyRuns(80),
  );
});
