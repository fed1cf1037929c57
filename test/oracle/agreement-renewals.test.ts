import fc from 'fast-check';
import * as tenure from 'tenure';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../support/property-runs.ts';
import type { PlainRow } from './arbitraries.ts';
import type { Ratio } from './churn.ts';
import { askedArbitrary, contractsArbitrary, graceArbitrary } from './contracts.ts';
import { endingsArbitrary } from './endings.ts';
import { type Scenario, scenarioArbitrary } from './policies.ts';
import * as renewals from './renewals.ts';
import { type RatioOfDecided, type TrialOptions, trialConversionRate } from './trials.ts';
import type { Period } from './types.ts';

/** As the contract has them; a name that the library lacks is skipped. */
interface Library {
  readonly renewalRate: (rows: readonly PlainRow[], period: Period, options: renewals.RenewalOptions) => RatioOfDecided;
  readonly revenueRenewalRate: (
    rows: readonly PlainRow[],
    period: Period,
    options: renewals.RevenueRenewalOptions,
  ) => { gross: Ratio; net: Ratio; lost: Ratio; undecided: number };
  readonly trialConversionRate: (rows: readonly PlainRow[], period: Period, options: TrialOptions) => RatioOfDecided;
}

const library = tenure as unknown as Partial<Library>;

const currencies = ['USD', 'EUR', 'JPY'];
const scenarios: fc.Arbitrary<Scenario> = fc
  .oneof(
    { weight: 6, arbitrary: endingsArbitrary },
    { weight: 3, arbitrary: contractsArbitrary() },
    { weight: 3, arbitrary: contractsArbitrary({ currencies }) },
    { weight: 1, arbitrary: scenarioArbitrary() },
    { weight: 1, arbitrary: scenarioArbitrary({ currencies }) },
  )
  .map((scenario) => ({ ...scenario, policy: { ...scenario.policy, timeZone: scenario.zone } }));

const runs = propertyRuns(100);

describe.skipIf(!library.renewalRate)('renewalRate', () => {
  const optionsArbitrary: fc.Arbitrary<renewals.RenewalOptions> = fc
    .tuple(
      askedArbitrary,
      fc.record(
        {
          weightedBy: fc.constantFrom('customers' as const, 'opportunities' as const),
          trialConversions: fc.constantFrom('exclude' as const, 'include' as const),
        },
        { requiredKeys: [] },
      ),
    )
    .map(([asked, own]) => ({ ...asked, ...own }));

  test('agrees with the oracle', () => {
    fc.assert(
      fc.property(scenarios, optionsArbitrary, ({ rows, periods, policy }, options) => {
        for (const period of periods) {
          const all = { ...policy, ...options };
          expect(library.renewalRate?.(rows, period, all)).toEqual(renewals.renewalRate(rows, period, all));
        }
      }),
      runs,
    );
  });
});

describe.skipIf(!library.revenueRenewalRate)('revenueRenewalRate', () => {
  test('agrees with the oracle', () => {
    fc.assert(
      fc.property(scenarios, askedArbitrary, ({ rows, periods, policy }, options) => {
        for (const period of periods) {
          const all = { ...policy, ...options };
          expect(library.revenueRenewalRate?.(rows, period, all)).toEqual(
            renewals.revenueRenewalRate(rows, period, all),
          );
        }
      }),
      // It has the most cases of its own.
      propertyRuns(200),
    );
  });
});

describe.skipIf(!library.trialConversionRate)('trialConversionRate', () => {
  test('agrees with the oracle', () => {
    fc.assert(
      fc.property(scenarios, graceArbitrary, ({ rows, periods, policy }, options) => {
        for (const period of periods) {
          const all = { ...policy, ...options };
          expect(library.trialConversionRate?.(rows, period, all)).toEqual(trialConversionRate(rows, period, all));
        }
      }),
      runs,
    );
  });
});
