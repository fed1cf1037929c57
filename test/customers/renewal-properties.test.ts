import fc from 'fast-check';
import {
  type Period,
  type Policy,
  realizedLifetimeValue,
  renewalRate,
  revenueRenewalRate,
  type Subscription,
  trailing,
  trialConversionRate,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../support/property-runs.ts';
import { scenarioArbitrary } from '../support/scenarios.ts';

const runs = propertyRuns(75);
const options = fc.record(
  {
    graceDays: fc.nat(40),
    earlyTermination: fc.constantFrom('include', 'exclude'),
    interval: fc.constantFrom('month', 'year', 'term'),
    due: fc.constantFrom('any', 'all'),
  },
  { requiredKeys: [] },
);

function all(rows: readonly Subscription[], period: Period, policy: Policy, own: object) {
  const { asOf: _, lastEnds: __, ...withoutAsOf } = policy;
  return {
    customers: renewalRate(rows, period, { ...policy, ...own, trialConversions: 'include' }),
    opportunities: renewalRate(rows, period, { ...policy, ...own, weightedBy: 'opportunities' }),
    revenue: revenueRenewalRate(rows, period, { ...policy, ...own }),
    trials: trialConversionRate(rows, period, policy),
    value: realizedLifetimeValue(rows, period.end, withoutAsOf),
  };
}

describe('renewals and accrued value', () => {
  test('gross renewal is from 0 to 1, and net is at least that', () => {
    fc.assert(
      fc.property(scenarioArbitrary, options, ({ rows, periods: [period], policy }, own) => {
        const { customers, opportunities, revenue } = all(rows, period as Period, policy, own);
        for (const { numerator, denominator } of [customers, opportunities, revenue.gross]) {
          expect(numerator).toBeGreaterThanOrEqual(0);
          expect(numerator).toBeLessThanOrEqual(denominator);
        }
        expect(revenue.net.numerator).toBeGreaterThanOrEqual(revenue.gross.numerator);
        // Printed, each can be off by half an ulp, and is up to as large as what was due.
        const { gross, lost } = revenue;
        const rounding = gross.denominator * 2 ** -51;
        expect(lost.numerator).toBeLessThanOrEqual(gross.denominator - gross.numerator + rounding);
        expect(lost.denominator).toBe(gross.denominator);
        expect(opportunities.undecided).toBe(revenue.undecided);
      }),
      runs,
    );
  });

  // One walk counts for all periods of a list: they may overlap, repeat and lie apart.
  test('a list of periods has the result of each of them alone', () => {
    fc.assert(
      fc.property(scenarioArbitrary, options, fc.nat(2), ({ rows, periods, policy }, own, split) => {
        const overlapping = periods.map((one) => trailing(3, 'month', one.end, { timeZone: one.timeZone }));
        const list = [...overlapping.reverse(), ...periods];
        const by = [undefined, (row: Subscription) => row.plan ?? null, (row: Subscription) => String(row.customerId)][
          split
        ];
        const asked = { ...policy, ...own, ...(by && { by }) };
        const withTrials = { ...asked, trialConversions: 'include' } as const;
        const { graceDays } = asked;
        const ofTrials = { ...policy, ...(graceDays !== undefined && { graceDays }), ...(by && { by }) };
        expect(renewalRate(rows, list, withTrials)).toEqual(list.map((one) => renewalRate(rows, one, withTrials)));
        expect(revenueRenewalRate(rows, list, asked)).toEqual(list.map((one) => revenueRenewalRate(rows, one, asked)));
        expect(trialConversionRate(rows, list, ofTrials)).toEqual(
          list.map((one) => trialConversionRate(rows, one, ofTrials)),
        );
      }),
      propertyRuns(100),
    );
  });

  test('a longer grace, and leaving out early ends, renew no less', () => {
    fc.assert(
      fc.property(scenarioArbitrary, fc.nat(30), ({ rows, periods: [period], policy }, graceDays) => {
        const rate = (own: object) =>
          renewalRate(rows, period as Period, { ...policy, weightedBy: 'opportunities', ...own });
        const [short, long] = [rate({ graceDays }), rate({ graceDays: graceDays + 5 })];
        expect(long.numerator).toBeGreaterThanOrEqual(short.numerator);
        expect(long.denominator).toBe(short.denominator);
        const lost = (of: { numerator: number; denominator: number }) => of.denominator - of.numerator;
        expect(lost(rate({ graceDays, earlyTermination: 'exclude' }))).toBeLessThanOrEqual(lost(short));
      }),
      runs,
    );
  });

  test('where all contracts must be due, no more due dates count', () => {
    fc.assert(
      fc.property(scenarioArbitrary, options, ({ rows, periods: [period], policy }, own) => {
        const [any, every] = (['any', 'all'] as const).map((due) =>
          all(rows, period as Period, policy, { ...own, due }),
        );
        expect(every?.opportunities.denominator).toBeLessThanOrEqual(any?.opportunities.denominator as number);
        expect(every?.opportunities.undecided).toBeLessThanOrEqual(any?.opportunities.undecided as number);
        expect(every?.revenue.net.denominator).toBeLessThanOrEqual(any?.revenue.net.denominator as number);
        const bySubscription = { ...policy, grain: 'subscription' } as const;
        const [each, together] = (['any', 'all'] as const).map((due) =>
          all(rows, period as Period, bySubscription, { ...own, due }),
        );
        expect(together).toEqual(each);
      }),
      runs,
    );
  });

  test('shuffling and renaming change nothing', () => {
    fc.assert(
      fc.property(scenarioArbitrary, options, fc.nat(), ({ rows, periods: [period], policy }, own, turn) => {
        const at = turn % (rows.length + 1);
        const other = [...rows.slice(at), ...rows.slice(0, at)].map((row) => ({
          ...row,
          customerId: `x${row.customerId}`,
        }));
        expect(all(other, period as Period, policy, own)).toEqual(all(rows, period as Period, policy, own));
      }),
      runs,
    );
  });

  test('a row split in two, in time, under one subscriptionId changes nothing', () => {
    fc.assert(
      fc.property(
        scenarioArbitrary,
        options,
        fc.nat(),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (scenario, own, pick, share) => {
          const {
            rows,
            periods: [period],
            policy,
          } = scenario;
          const named = rows.map((row, i) => ({ ...row, subscriptionId: row.subscriptionId ?? `own${i}` }));
          const index = rows.length === 0 ? 0 : pick % rows.length;
          const row = named[index];
          // The price of a term is for its whole length, and a request can come before the second half starts.
          if (row === undefined || row.interval === 'term' || row.cancelRequestedAt != null) return;
          const [start, end] = [row.start, row.end].map((instant) =>
            instant instanceof Date ? instant.getTime() : instant,
          );
          if (typeof start !== 'number' || typeof end !== 'number' || end - start < 2) return;
          const middle = start + Math.max(1, Math.floor((end - start) * share));
          const halves = [
            { ...row, end: middle },
            { ...row, start: middle },
          ];
          const split = named.flatMap((entry, i) => (i === index ? halves : [entry]));
          expect(all(split, period as Period, policy, own)).toEqual(all(named, period as Period, policy, own));
        },
      ),
      propertyRuns(200),
    );
  });
});
