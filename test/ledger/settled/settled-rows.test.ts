import fc from 'fast-check';
import { involuntaryChurnRate, months, mrr, type Policy, trialConversionRate } from 'tenure';
import { expect, test } from 'vitest';
import type { PlainPolicy, PlainRow } from '../../oracle/arbitraries.ts';
import * as churn from '../../oracle/churn.ts';
import { mrrAtEach } from '../../oracle/oracle.ts';
import * as trials from '../../oracle/trials.ts';
import { propertyRuns } from '../../support/property-runs.ts';

// Few dates and few subscriptions, so that rows meet, follow and replace one another in every way.

const firstOf = (month: number) => new Date(Date.UTC(2026, month, 1)).toISOString().slice(0, 10);
const firsts = Array.from({ length: 10 }, (_, month) => firstOf(month - 1));
const monthArbitrary = fc.integer({ min: 0, max: 7 });
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 2, nil: undefined });
const dateArbitrary = some(monthArbitrary.map(firstOf));

/** A pause of some months, or one that outlasts the row. */
const pauseArbitrary = fc
  .tuple(monthArbitrary, fc.constantFrom(1, 2, 20))
  .map(([month, length]) => [{ start: firstOf(month), end: firstOf(month + length) }]);

const rowArbitrary = fc
  .record({
    customerId: fc.constantFrom('ada', 'ada', 'ada', 'ben'),
    subscriptionId: fc.constantFrom('a', 'a', 'b', 'c', undefined),
    bounds: fc.tuple(monthArbitrary, monthArbitrary),
    isOpen: fc.boolean(),
    churnType: some(fc.constantFrom('voluntary' as const, 'involuntary' as const)),
    isFree: fc.constantFrom(false, false, false, true),
    trialEnd: dateArbitrary,
    signedAt: dateArbitrary,
    cancelRequestedAt: dateArbitrary,
    pauses: some(pauseArbitrary),
  })
  .map(({ bounds, isOpen, isFree, ...fields }) => {
    const [start, end] = [...bounds].sort() as [number, number];
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    return { ...(given as typeof fields), start: firstOf(start), end: isOpen ? null : firstOf(end), isFree };
  });

const linksArbitrary = fc.constantFrom<readonly (readonly [old: string, next: string])[]>(
  [],
  [['a', 'b']],
  [
    ['a', 'b'],
    ['b', 'c'],
  ],
  [
    ['a', 'b'],
    ['a', 'c'],
  ],
);

/** Of which every sum of prices says whose they are. */
const rowsArbitrary = fc
  .tuple(fc.array(rowArbitrary, { minLength: 1, maxLength: 6 }), linksArbitrary)
  .map(([rows, links]) =>
    rows.map(({ isFree, ...own }, place) => {
      const [old] = links.find(([, next]) => next === own.subscriptionId) ?? [];
      const isThere = rows.some((row) => row.customerId === own.customerId && row.subscriptionId === old);
      const link = old !== undefined && isThere ? { replaces: old } : {};
      return { ...own, ...link, amount: isFree ? 0 : 2 ** place, interval: 'month' } as PlainRow;
    }),
  );

const policyArbitrary = fc
  .record({
    grain: fc.constantFrom('customer' as const, 'subscription' as const),
    trials: fc.constantFrom('exclude' as const, 'first' as const, 'first' as const, 'include' as const),
    churnAt: fc.constantFrom('end' as const, 'end' as const, 'cancelRequest' as const),
    startAt: fc.constantFrom('start' as const, 'signed' as const, 'signed' as const),
    lastEnds: fc.constantFrom('end' as const, 'paidThrough' as const),
    asOf: monthArbitrary.map(firstOf),
  })
  .map((policy): Policy & PlainPolicy => policy);

test('what each row pays beside the others of its customer is what the oracle finds', () => {
  fc.assert(
    fc.property(rowsArbitrary, policyArbitrary, (rows, policy) => {
      expect(mrr(rows, firsts, policy)).toEqual(mrrAtEach(rows, firsts, policy));
    }),
    propertyRuns(800),
  );
});

test('and so is whose wish each end was, which trials count, and the name of each subscription', () => {
  const periods = months('2026-02', '2026-09');
  fc.assert(
    fc.property(rowsArbitrary, policyArbitrary, fc.constantFrom(...periods), (rows, policy, period) => {
      expect(involuntaryChurnRate(rows, period, policy)).toEqual(churn.involuntaryChurnRate(rows, period, policy));
      const asked = { ...policy, asOf: '2027-01-01' };
      expect(trialConversionRate(rows, period, asked)).toEqual(trials.trialConversionRate(rows, period, asked));
    }),
    propertyRuns(240),
  );
});
