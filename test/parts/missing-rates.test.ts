import fc from 'fast-check';
import * as tenure from 'tenure';
import * as parts from 'tenure/parts';
import { expect, test } from 'vitest';
import { propertyRuns } from '../support/property-runs.ts';
import { answerOf, cutArbitrary, expectLaw, shardsOf } from './law.ts';

const day = (months: number) => new Date(Date.UTC(2025, months, 10));

/** Rows in euros among dollars, and rates of some months alone. */
const scenario = fc.record({
  rows: fc.array(
    fc
      .record({
        customerId: fc.constantFrom('ada', 'ben', 'cem'),
        start: fc.integer({ min: 0, max: 14 }),
        length: fc.integer({ min: 1, max: 6 }),
        amount: fc.constantFrom(10, 25, 40),
        currency: fc.constantFrom('EUR', 'USD', 'USD'),
      })
      .map(
        ({ start, length, ...row }): tenure.Subscription => ({
          ...row,
          start: day(start),
          end: day(start + length),
          interval: 'month',
        }),
      ),
    { maxLength: 7 },
  ),
  known: fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
  reactivation: fc.constantFrom('exclude' as const, 'include' as const),
});

const periods = tenure.months('2025-12', '2026-03');
const asOf = '2026-04-01';
const questions: readonly (readonly [
  string,
  (policy: object) => unknown,
  (rows: unknown, policy: object) => unknown,
])[] = [
  [
    'retentionReport',
    (policy) => parts.retentionReport(periods, policy),
    (rows, policy) => tenure.retentionReport(rows as never, periods, policy),
  ],
  [
    'mrrMovements',
    (policy) => parts.mrrMovements(periods, policy),
    (rows, policy) => tenure.mrrMovements(rows as never, periods, policy),
  ],
  ['mrr', (policy) => parts.mrr(periods, policy), (rows, policy) => tenure.mrr(rows as never, periods, policy)],
  [
    'revenueRenewalRate',
    (policy) => parts.revenueRenewalRate(periods, policy),
    (rows, policy) => tenure.revenueRenewalRate(rows as never, periods, policy),
  ],
  [
    'retentionCohorts',
    (policy) => parts.retentionCohorts({ ...policy, asOf }),
    (rows, policy) => tenure.retentionCohorts(rows as never, { ...policy, asOf }),
  ],
  [
    'realizedLifetimeValue',
    (policy) => parts.realizedLifetimeValue(asOf, policy),
    (rows, policy) => tenure.realizedLifetimeValue(rows as never, asOf, policy),
  ],
];

test.each(questions)('%s needs the exchange rates that it needs for all rows, and no others', (_, ask, whole) => {
  const seen = { value: 0, code: 0 };
  fc.assert(
    fc.property(scenario, cutArbitrary, ({ rows, known, reactivation }, cut) => {
      const months = tenure.months('2024-12', '2026-07').filter((__, index) => known[index] || known[index + 1]);
      const rates = Object.fromEntries(months.map(({ label }, index) => [label, 1 + index / 10]));
      const policy = { currency: 'USD', exchangeRates: { EUR: rates }, reactivation };
      seen['code' in answerOf(() => whole(rows, policy)) ? 'code' : 'value'] += 1;
      expectLaw(
        () => ask(policy) as parts.InParts<unknown, parts.TablePart, unknown>,
        shardsOf(rows, cut),
        cut,
        () => whole(rows, policy),
      );
    }),
    propertyRuns(300),
  );
  expect(Math.min(seen.value, seen.code)).toBeGreaterThan(2);
});
