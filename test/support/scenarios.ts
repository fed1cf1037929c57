import fc from 'fast-check';
import type { Period, Policy } from 'tenure';
import {
  centreArbitrary,
  type PlainPolicy,
  type PlainRow,
  periodsArbitrary,
  rowsArbitrary,
  zoneArbitrary,
} from '../oracle/arbitraries.ts';

/** A ledger, a list of periods and the policy they are asked under. */
export interface Scenario {
  readonly rows: PlainRow[];
  readonly periods: Period[];
  readonly policy: Policy & PlainPolicy;
}

export const optionArbitrary = fc.record(
  {
    trials: fc.constantFrom('exclude' as const, 'include' as const),
    pauses: fc.constantFrom('churn' as const, 'retain' as const),
    weeksPerMonth: fc.constantFrom('52/12' as const, '4' as const),
    daysPerMonth: fc.constantFrom('365/12' as const, '30' as const),
  },
  { requiredKeys: [] },
);

export const scenarioArbitrary: fc.Arbitrary<Scenario> = fc
  .tuple(zoneArbitrary, centreArbitrary, optionArbitrary)
  .chain(([zone, centre, options]) =>
    fc.record({
      rows: rowsArbitrary({ zone, centre }),
      periods: periodsArbitrary(zone, centre),
      policy: fc.constant({ ...options, timeZone: zone }),
    }),
  );
