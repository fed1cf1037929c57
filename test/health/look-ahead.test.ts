import fc from 'fast-check';
import {
  earlyWarnings,
  type HealthData,
  type HealthModel,
  type HealthSignalOptions,
  healthScores,
  healthSignals,
  type WarningRule,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../support/property-runs.ts';
import { asOfArbitrary, type Draw, type History, historyArbitrary, splice } from './histories.ts';

const model: HealthModel = {
  signals: [
    { key: 'usageTrend', weight: 2, normalise: { type: 'linear', worst: -1, best: 1 } },
    { key: 'activeDays', weight: 3, normalise: { type: 'linear', worst: 0, best: 10 } },
    { key: 'npsScore', weight: 2, normalise: { type: 'linear', worst: 0, best: 10 }, halfLifeDays: 60 },
    { key: 'openTickets', weight: 1, normalise: { type: 'steps', below: 100, steps: [{ from: 1, points: 20 }] } },
    { key: 'cancelRequested', weight: 1, normalise: { type: 'categories', points: { true: 0, false: 100 } } },
    { key: 'mrrChange', weight: 1, normalise: { type: 'linear', worst: -1, best: 1 } },
  ],
  caps: [{ when: { key: 'unpaidInvoices', op: '>', value: 0 }, max: 30 }],
};
const severity = 'low';
const rules: WarningRule[] = [
  { name: 'drop', type: 'usageDrop', severity, drop: 0.3, windowDays: 7, baselineWindows: 3 },
  {
    name: 'deviation',
    type: 'usageDrop',
    severity,
    zScore: 1,
    windowDays: 7,
    baselineWindows: 3,
    measure: 'activeDays',
  },
  { name: 'silence', type: 'silence', severity, days: 5 },
  { name: 'unusual', type: 'silence', severity, factor: 1.5, minimumGaps: 1 },
  { name: 'import', type: 'stepNotReached', severity, feature: 'import', withinDays: 10 },
  { name: 'falling', type: 'fallingScore', severity, survey: 'nps', points: 1 },
  { name: 'unpaid', type: 'failedPayment', severity, days: 2 },
  { name: 'renewal', type: 'renewalAtRisk', severity, withinDays: 60, model, band: 'yellow' },
];

const optionsArbitrary: fc.Arbitrary<HealthSignalOptions> = fc.record(
  {
    timeZone: fc.constantFrom('UTC', 'America/Havana'),
    customers: fc.constantFrom('running' as const, 'all' as const),
    pauses: fc.constantFrom('churn' as const, 'retain' as const),
    churnAt: fc.constantFrom('end' as const, 'cancelRequest' as const),
    trials: fc.constantFrom('exclude' as const, 'include' as const),
    freePlans: fc.constantFrom('exclude' as const, 'include' as const),
    pastDueGraceDays: fc.constantFrom(null, 0, 5),
    churnGraceDays: fc.constantFrom(0, 10),
    windowDays: fc.constantFrom(7, 28),
    mrrWindowDays: fc.constantFrom(30, 90),
  },
  { requiredKeys: [] },
);

/** All that can be asked at an instant. */
function answers(data: HealthData, asOf: number, options: HealthSignalOptions) {
  const signals = healthSignals(data, asOf, options);
  return { signals, scores: healthScores(signals, model), warnings: earlyWarnings(data, rules, asOf, options) };
}

const draws = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 50 });
function drawFrom(numbers: readonly number[]): Draw {
  let next = 0;
  return () => numbers[next++ % numbers.length] as number;
}

test('no look-ahead: whatever happens from the instant on, signals, scores and warnings stay the same', () => {
  let warned = 0;
  let altered = 0;
  const { numRuns } = propertyRuns(150);
  fc.assert(
    fc.property(
      historyArbitrary,
      historyArbitrary,
      asOfArbitrary,
      optionsArbitrary,
      draws,
      (past, future, asOf, options, numbers) => {
        const known = answers(past, asOf, options);
        const other = splice(past, future, asOf, drawFrom(numbers));
        expect(answers(other, asOf, options)).toStrictEqual(known);
        const nothing: History = {
          subscriptions: [],
          events: [],
          responses: [],
          tickets: [],
          payments: [],
          signUps: [],
        };
        expect(
          answers(
            splice(past, nothing, asOf, () => 0),
            asOf,
            options,
          ),
        ).toStrictEqual(known);
        warned += known.warnings.length;
        altered += JSON.stringify(other) === JSON.stringify(past) ? 0 : 1;
      },
    ),
    { numRuns },
  );
  // The property would hold of data in which nothing ever happens as well.
  expect(warned).toBeGreaterThan(numRuns);
  expect(altered).toBeGreaterThan(0.8 * numRuns);
});

test('what happens before the instant is seen', () => {
  const data = { events: [{ customerId: 'ada', at: '2026-03-14T23:59:59.999Z' }] };
  expect(healthSignals(data, '2026-03-15')[0]?.values.activeDays).toBe(1);
  expect(healthSignals(data, '2026-03-14T23:59:59.999Z')).toEqual([]);
});

describe('the order of rows and the names of customers', () => {
  test('change nothing', () => {
    fc.assert(
      fc.property(historyArbitrary, asOfArbitrary, optionsArbitrary, (history, asOf, options) => {
        const reversed = Object.fromEntries(
          Object.entries(history).map(([list, rows]) => [list, [...rows].reverse()]),
        ) as unknown as History;
        const known = answers(history, asOf, options);
        expect(answers(reversed, asOf, options)).toStrictEqual(known);

        const rename = (customerId: string) => `z-${customerId}`;
        const renamed = Object.fromEntries(
          Object.entries(history).map(([list, rows]) => [
            list,
            (rows as readonly { readonly customerId: string }[]).map((row) => ({
              ...row,
              customerId: rename(row.customerId),
            })),
          ]),
        ) as unknown as History;
        const named = <T extends { readonly customerId: string }>(rows: readonly T[]) =>
          rows.map((row) => ({ ...row, customerId: rename(row.customerId) }));
        expect(answers(renamed, asOf, options)).toStrictEqual({
          signals: named(known.signals),
          scores: named(known.scores),
          warnings: named(known.warnings),
        });
      }),
      propertyRuns(80),
    );
  });

  test('each customer is judged as if alone', () => {
    fc.assert(
      fc.property(historyArbitrary, asOfArbitrary, optionsArbitrary, (history, asOf, options) => {
        const known = answers(history, asOf, options);
        for (const customerId of ['ada', 'ben']) {
          const isOwn = (row: { readonly customerId: string }) => row.customerId === customerId;
          // Whether the data names features and users at all is a question about everybody's events.
          const alone = {
            ...(mapLists(history, (rows) => rows.filter(isOwn)) as unknown as History),
            events: history.events,
          };
          const own = answers(alone, asOf, options);
          expect(own.signals.filter(isOwn)).toStrictEqual(known.signals.filter(isOwn));
          expect(own.warnings.filter(isOwn)).toStrictEqual(known.warnings.filter(isOwn));
        }
      }),
      propertyRuns(40),
    );
  });
});

function mapLists(
  history: History,
  change: (rows: readonly { readonly customerId: string }[]) => readonly { readonly customerId: string }[],
) {
  return Object.fromEntries(Object.entries(history).map(([list, rows]) => [list, change(rows)]));
}
