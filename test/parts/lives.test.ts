import fc from 'fast-check';
import * as tenure from 'tenure';
import * as parts from 'tenure/parts';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../support/property-runs.ts';
import { type Scenario, scenarioArbitrary } from '../support/scenarios.ts';
import { cutArbitrary, expectLaw, shardsOf } from './law.ts';

/** The instant up to which lives are known, in or after the periods of the scenario. */
const instantOf = ({ periods }: Scenario, place: number) => (periods[place % periods.length] as tenure.Period).end;

describe('what shards give of lives is what all rows give, to the bit', () => {
  test('retentionCohorts', () => {
    const own = fc.record(
      {
        unit: fc.constantFrom('month' as const, 'quarter' as const, 'year' as const),
        ages: fc.constantFrom('calendar' as const, 'elapsed' as const),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(scenarioArbitrary, cutArbitrary, own, fc.nat(20), (scenario, cut, more, place) => {
        const { rows } = scenario;
        const { asOf = instantOf(scenario, place), ...policy } = scenario.policy;
        const options = { ...policy, ...more, asOf };
        expectLaw(
          () => parts.retentionCohorts(options),
          shardsOf(rows, cut),
          cut,
          () => tenure.retentionCohorts(rows, options),
        );
        const by = (row: tenure.Subscription) => (row.interval === 'year' ? null : row.interval);
        expectLaw(
          () => parts.retentionCohorts({ ...options, by, name: 'interval' }),
          shardsOf(rows, cut),
          cut,
          () => tenure.retentionCohorts(rows, { ...options, by }),
        );
      }),
      propertyRuns(40),
    );
  });

  test('realizedLifetimeValue', () => {
    fc.assert(
      fc.property(scenarioArbitrary, cutArbitrary, fc.nat(20), fc.boolean(), (scenario, cut, place, isFraction) => {
        const { rows } = scenario;
        const asOf = scenario.policy.asOf ?? instantOf(scenario, place);
        const policy = { ...scenario.policy, money: isFraction ? ('fraction' as const) : ('number' as const) };
        expectLaw(
          () => parts.realizedLifetimeValue(asOf, policy),
          shardsOf(rows, cut),
          cut,
          () => tenure.realizedLifetimeValue(rows, asOf, policy),
        );
      }),
      propertyRuns(40),
    );
  });

  test('survivalCurve of subscriptions', () => {
    const own = fc.record(
      {
        unit: fc.constantFrom('day' as const, 'month' as const, 'quarter' as const),
        isLate: fc.boolean(),
      },
      { requiredKeys: ['isLate'] },
    );
    fc.assert(
      fc.property(scenarioArbitrary, cutArbitrary, own, fc.nat(20), (scenario, cut, { isLate, ...more }, place) => {
        const { rows, periods, policy } = scenario;
        const late = isLate ? { observedFrom: (periods[0] as tenure.Period).start } : {};
        const durations = { asOf: instantOf(scenario, place), ...policy, ...more, ...late };
        const by = new Map(rows.map(({ customerId }, row) => [String(customerId), row % 2]));
        expectLaw(
          () => parts.survivalCurve({ durations, by, name: 'parity' }),
          shardsOf(rows, cut),
          cut,
          () => tenure.survivalCurve(tenure.customerDurations(rows, durations), { by }),
        );
        expectLaw(
          () => parts.logRankTest({ durations, by, name: 'parity' }),
          shardsOf(rows, cut),
          cut,
          () => tenure.logRankTest(tenure.customerDurations(rows, durations), { by }),
        );
        expectLaw(
          () => parts.survivalCurve({ durations, intervalType: 'log' }),
          shardsOf(rows, cut),
          cut,
          () => tenure.survivalCurve(tenure.customerDurations(rows, durations), { intervalType: 'log' }),
        );
      }),
      propertyRuns(40),
    );
  });

  test('survivalCurve of durations, with ties up to a rounding', () => {
    const duration = fc.record({
      customerId: fc.nat(30),
      duration: fc.constantFrom(0, 1, 1 + 1e-9, 2, 2 - 1e-9, 3.5, 12),
      event: fc.boolean(),
      entry: fc.constantFrom(undefined, 0, 0.5),
      count: fc.constantFrom(undefined, 1, 3),
    });
    const byPlan = { by: ({ customerId }: tenure.ObservedDuration) => Number(customerId) % 3 || null };
    fc.assert(
      fc.property(fc.array(duration, { maxLength: 30 }), cutArbitrary, (rows, cut) => {
        expectLaw(
          () => parts.survivalCurve({ confidence: 0.9 }),
          shardsOf(rows, cut),
          cut,
          () => tenure.survivalCurve(rows, { confidence: 0.9 }),
        );
        const weighted = rows.map((row, index) => ({ ...row, weight: [1, 0.1, 1 / 3][index % 3] }));
        expectLaw(
          () => parts.weightedSurvivalCurve({ ...byPlan, name: 'plan' }),
          shardsOf(weighted, cut),
          cut,
          () => tenure.weightedSurvivalCurve(weighted, byPlan),
        );
        expectLaw(
          () => parts.logRankTest({ ...byPlan, name: 'plan' }),
          shardsOf(rows, cut),
          cut,
          () => tenure.logRankTest(rows, byPlan),
        );
        expectLaw(
          () => parts.survivalCurve({ ...byPlan, name: 'plan' }),
          shardsOf(rows, cut),
          cut,
          () => tenure.survivalCurve(rows, byPlan),
        );
      }),
      propertyRuns(100),
    );
  });

  test('a ledger that is known further answers, and an instant is required', () => {
    const rows: tenure.Subscription[] = [
      { customerId: 'ada', start: '2026-01-10', end: '2026-02-10', amount: 100, interval: 'month' },
    ];
    const { part } = parts.retentionCohorts({ asOf: '2026-03-01' });
    expect(part(tenure.ledger(rows, { asOf: '2026-05-01' }))).toStrictEqual(part(rows));
    // @ts-expect-error: the instant is required.
    expect(() => parts.retentionCohorts({})).toThrow('options.asOf');
    expect(() => parts.survivalCurve({ durations: {} })).toThrow('options.durations.asOf');
    // @ts-expect-error: weights are those of durations.
    expect(() => parts.weightedSurvivalCurve({ durations: { asOf: '2026-03-01' } })).toThrow('options.durations');
    // @ts-expect-error: nothing can be compared without segments.
    expect(() => parts.logRankTest({})).toThrow('options.by must be given');
    // @ts-expect-error: parts split by another one cannot be merged.
    expect(() => parts.logRankTest({ by: () => 1 })).toThrow('options.name');
  });
});

describe('what shards give of scores and outcomes is what all give, to the bit', () => {
  const outcome = fc.record(
    {
      customerId: fc.constantFrom('ada', 'ben', 'cem', 'dia', 'eve', 'fay', undefined),
      score: fc.oneof(fc.constantFrom(null, 0, 30, 55.5, 70, 100), fc.double({ min: 0, max: 100, noNaN: true })),
      churned: fc.boolean(),
      mrr: fc.constantFrom(10, '25/3', 49.99),
    },
    { requiredKeys: ['score', 'churned', 'mrr'] },
  );
  const options = fc.record(
    { thresholds: fc.constantFrom([40], [10, 70]), bins: fc.constantFrom(2, 10), confidence: fc.constantFrom(0.9) },
    { requiredKeys: [] },
  );

  test('backtestScores', () => {
    fc.assert(
      fc.property(
        fc.array(outcome, { maxLength: 30 }),
        fc.array(outcome, { maxLength: 10 }),
        cutArbitrary,
        options,
        fc.constantFrom('all', 'none', 'some'),
        (drawn, before, cut, own, mrr) => {
          const rows = drawn.map(({ mrr: amount, ...row }, index) => {
            return mrr === 'all' || (mrr === 'some' && index % 9 !== 8) ? { ...row, mrr: amount } : row;
          });
          const all = before.length === 0 ? own : { ...own, calibrateOn: before };
          // A row that names nobody is a customer of its own.
          const idOf = (row: { readonly customerId?: string | undefined }) =>
            row.customerId ?? `row ${rows.indexOf(row as never)}`;
          expectLaw(
            () => parts.backtestScores(all),
            shardsOf(rows, cut, idOf),
            cut,
            () => tenure.backtestScores(rows, all),
          );
        },
      ),
      propertyRuns(150),
    );
  });
});
