import fc from 'fast-check';
import * as tenure from 'tenure';
import { expect, test } from 'vitest';
import { compareKeys } from '../../src/table/index.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { changesArbitrary } from './changes.ts';
import * as churn from './churn.ts';
import { type Scenario, scenarioArbitrary } from './policies.ts';
import { mrrMovementsBy } from './segments.ts';

const currencies = ['USD', 'EUR', 'JPY'];
const scenarios: fc.Arbitrary<Scenario> = fc
  .oneof(scenarioArbitrary(), scenarioArbitrary({ currencies }), changesArbitrary(), changesArbitrary(currencies))
  .map((scenario) => ({ ...scenario, policy: { ...scenario.policy, timeZone: scenario.zone } }));
/** As far as keys read rows, which are of two types here. */
interface Keyed {
  readonly plan?: string | undefined;
  readonly subscriptionId?: string | undefined;
  readonly churnReason?: string | undefined;
}

type Key = string | undefined;

const keysOf: readonly ((row: Keyed) => Key)[] = [
  ({ plan }) => plan,
  ({ subscriptionId }) => subscriptionId,
  ({ plan, churnReason }) => `${plan} ${churnReason}`,
  // Every row a key of its own: which row a churn is told by.
  (row) => JSON.stringify(row),
];

const agree = (check: (scenario: Scenario, keyOf: (row: Keyed) => Key) => void): void =>
  fc.assert(fc.property(scenarios, fc.constantFrom(...keysOf), check), propertyRuns(125));

test(
  'mrrMovementsBy',
  () =>
    agree(({ rows, periods, policy }, keyOf) => {
      for (const period of periods) {
        const found = tenure.mrrMovementsBy(rows, period, keyOf, policy);
        const expected = [...mrrMovementsBy(rows, period, keyOf, policy)];
        expect(found).toEqual(
          expected
            .map(([key, part]) => ({ key: (key as Key) ?? null, ...part }))
            .sort((a, b) => compareKeys(a.key, b.key)),
        );
      }
    }),
  600_000,
);

test(
  'churnBreakdown',
  () =>
    agree(({ rows, periods, policy }, keyOf) => {
      const expected = periods.map((period) => churn.churnBreakdown(rows, period, keyOf, policy));
      expect(tenure.churnBreakdown(rows, periods, keyOf, policy)).toEqual(expected);
    }),
  600_000,
);

test(
  'involuntaryChurnRate and winBackRate',
  () =>
    agree(({ rows, periods, policy }) => {
      for (const period of periods) {
        expect(tenure.involuntaryChurnRate(rows, period, policy)).toEqual(
          churn.involuntaryChurnRate(rows, period, policy),
        );
        for (const lapsedWithinDays of [null, 0, 10, 31]) {
          const options = { ...policy, lapsedWithinDays };
          expect(tenure.winBackRate(rows, period, options)).toEqual(churn.winBackRate(rows, period, options));
        }
      }
    }),
  600_000,
);
