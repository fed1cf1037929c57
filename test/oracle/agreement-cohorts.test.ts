import fc from 'fast-check';
import * as tenure from 'tenure';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../support/property-runs.ts';
import { type LifetimeValue, realizedLifetimeValue } from './accrual.ts';
import type { PlainPolicy, PlainRow } from './arbitraries.ts';
import { type CohortOptions, type RetentionCohorts, retentionCohorts } from './cohorts.ts';
import { type ContractScenario, contractsArbitrary } from './contracts.ts';
import { type CustomerDuration, customerDurations, type DurationOptions } from './durations.ts';
import { order } from './oracle.ts';
import { scenarioArbitrary } from './policies.ts';
import type { Instant, Policy } from './types.ts';
import type { CohortUnit, Unit } from './units.ts';

/** As the contract has them; a name that the library lacks is skipped. */
interface Library {
  readonly customerDurations: (rows: readonly PlainRow[], options: DurationOptions) => CustomerDuration<number>[];
  readonly retentionCohorts: (rows: readonly PlainRow[], options: CohortOptions) => RetentionCohorts;
  readonly realizedLifetimeValue: (rows: readonly PlainRow[], asOf: Instant, policy: Policy) => LifetimeValue<number>;
}

const library = tenure as unknown as Partial<Library>;

const currencies = ['USD', 'EUR', 'JPY'];
const customerIds = ['a', 'b', 'c', 'd', 'E'];

/** The data is taken at the moment: what else the policy may say of that is taken out. */
type Taken = Pick<ContractScenario, 'rows' | 'moment'> & { readonly policy: Omit<PlainPolicy, 'asOf'> };

const scenarios: fc.Arbitrary<Taken> = fc
  .oneof(
    { weight: 3, arbitrary: contractsArbitrary({ customerIds }) },
    { weight: 2, arbitrary: contractsArbitrary({ customerIds, currencies }) },
    ...[scenarioArbitrary(), scenarioArbitrary({ currencies })].map((apart) => ({
      weight: 1,
      arbitrary: apart.map((scenario) => ({ ...scenario, moment: scenario.periods[0]?.end ?? new Date(0) })),
    })),
  )
  .map(({ rows, zone, moment, policy: { asOf: _, ...policy } }) => ({
    rows,
    moment,
    policy: { ...policy, timeZone: zone },
  }));

const runs = propertyRuns(75);

describe.skipIf(!library.customerDurations)('customerDurations', () => {
  const unitArbitrary = fc.constantFrom<Unit>('day', 'week', 'month', 'quarter', 'year');

  /** Subscriptions without an id are told apart by nothing that is printed. */
  const sorted = (durations: readonly CustomerDuration<number>[] = []): CustomerDuration<number>[] =>
    [...durations].sort(
      (a, b) =>
        order(a.customerId, b.customerId) ||
        order(a.subscriptionId ?? '', b.subscriptionId ?? '') ||
        a.duration - b.duration ||
        Number(a.event) - Number(b.event),
    );

  test('agrees with the oracle', () => {
    fc.assert(
      fc.property(scenarios, unitArbitrary, ({ rows, moment, policy }, unit) => {
        const options = { ...policy, asOf: moment, unit };
        const found = library.customerDurations?.(rows, options) ?? [];
        const ids = found.map(({ customerId }) => customerId);
        expect(ids).toEqual([...ids].sort(order));
        expect(sorted(found)).toEqual(sorted(customerDurations(rows, options)));
      }),
      runs,
    );
  });
});

describe.skipIf(!library.retentionCohorts)('retentionCohorts', () => {
  const viewArbitrary = fc.record({
    unit: fc.constantFrom<CohortUnit>('month', 'month', 'quarter', 'year'),
    ages: fc.constantFrom('calendar' as const, 'elapsed' as const),
  });

  test('agrees with the oracle', () => {
    fc.assert(
      fc.property(scenarios, viewArbitrary, ({ rows, moment, policy }, view) => {
        const options = { ...policy, ...view, asOf: moment };
        const found = library.retentionCohorts?.(rows, options) ?? { cohorts: [], cells: [] };
        const wanted = retentionCohorts(rows, options);
        expect({ cohorts: found.cohorts, cells: found.cells }).toEqual(wanted);
      }),
      runs,
    );
  });
});

describe.skipIf(!library.realizedLifetimeValue)('realizedLifetimeValue', () => {
  test('agrees with the oracle', () => {
    fc.assert(
      fc.property(scenarios, ({ rows, moment, policy }) => {
        expect(library.realizedLifetimeValue?.(rows, moment, policy)).toMatchObject(
          realizedLifetimeValue(rows, moment, policy),
        );
      }),
      runs,
    );
  });
});
