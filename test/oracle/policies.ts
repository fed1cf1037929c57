import fc from 'fast-check';
import {
  centreArbitrary,
  instantArbitrary,
  type PlainAmount,
  type PlainPolicy,
  type PlainRow,
  periodsArbitrary,
  type RowsOptions,
  rowsArbitrary,
  zoneArbitrary,
} from './arbitraries.ts';
import type { ExchangeRates, LabelledPeriod } from './types.ts';

const months = Array.from({ length: 96 }, (_, index) => {
  const year = 2021 + Math.floor(index / 12);
  return `${year}-${String((index % 12) + 1).padStart(2, '0')}`;
});

/** Every month that rows and periods, and the year before them, reach has its rate, and neighbours differ. */
const datedArbitrary = fc
  .array(fc.integer({ min: 80, max: 125 }), { minLength: 12, maxLength: 12 })
  .map((percents) =>
    Object.fromEntries(
      months.map((month, index): [string, PlainAmount] => [month, (percents[index % 12] ?? 100) / 100]),
    ),
  );

const rateArbitrary = fc.oneof(fc.constantFrom<PlainAmount>(1.25, '0.9', '1/3', 110.37), datedArbitrary);

export interface PolicyOptions {
  /** The zone in force, in which `asOf` is read; `timeZone` is set to it or left out. Default 'UTC'. */
  readonly zone?: string;
  /** The day around which `asOf` gathers. */
  readonly centre?: number;
  /** Currencies of the rows, the reporting one first; none by default. */
  readonly currencies?: readonly string[];
}

/** Every option beside every other; those that are left out take their defaults. */
export function policyArbitrary(options: PolicyOptions = {}): fc.Arbitrary<PlainPolicy> {
  const { zone = 'UTC', currencies = [] } = options;
  const [reporting, ...foreign] = currencies;
  const free = fc.record(
    {
      timeZone: fc.constant(zone),
      asOf: instantArbitrary(zone, options.centre),
      grain: fc.constantFrom('customer' as const, 'subscription' as const),
      trials: fc.constantFrom('exclude' as const, 'first' as const, 'include' as const),
      freePlans: fc.constantFrom('exclude' as const, 'include' as const),
      pauses: fc.constantFrom('churn' as const, 'retain' as const),
      pastDueGraceDays: fc.constantFrom(null, 0, 1, 7, 14, 60),
      churnAt: fc.constantFrom('end' as const, 'cancelRequest' as const),
      startAt: fc.constantFrom('start' as const, 'signed' as const),
      lastEnds: fc.constantFrom('end' as const, 'end' as const, 'paidThrough' as const),
      churnGraceDays: fc.constantFrom(0, 1, 2, 5, 30, 90),
      reactivationWindowDays: fc.constantFrom(null, 0, 1, 3, 31, 90),
      weeksPerMonth: fc.constantFrom('52/12' as const, '4' as const),
      daysPerMonth: fc.constantFrom('365/12' as const, '30' as const),
      termLength: fc.constantFrom('months' as const, 'days' as const),
      movements: fc.constantFrom('net' as const, 'event' as const),
      // A second, and half a day and days, within which generated rows do change.
      mergeWithinSeconds: fc.constantFrom(0, 1, 43_200, 86_400, 604_800),
      reactivation: fc.constantFrom('exclude' as const, 'include' as const),
      churnDenominator: fc.constantFrom('opening' as const, 'openingPlusNew' as const),
      retentionMethod: fc.constantFrom('cohort' as const, 'headcount' as const),
    },
    { requiredKeys: [] },
  );
  const known = free.map(({ lastEnds, ...policy }) =>
    lastEnds === undefined || (lastEnds === 'paidThrough' && policy.asOf === undefined)
      ? policy
      : { ...policy, lastEnds },
  );
  if (reporting === undefined) return known;
  const rates: fc.Arbitrary<ExchangeRates<PlainAmount>> = fc.record(
    Object.fromEntries(foreign.map((currency) => [currency, rateArbitrary])),
  );
  return fc.tuple(known, rates).map(([policy, exchangeRates]) => ({ ...policy, currency: reporting, exchangeRates }));
}

export interface Scenario {
  readonly zone: string;
  readonly rows: readonly PlainRow[];
  readonly periods: readonly LabelledPeriod[];
  readonly policy: PlainPolicy;
}

/** Rows, periods and a policy that share one zone, so that none of them throws. */
export function scenarioArbitrary(options: Omit<RowsOptions, 'zone'> = {}): fc.Arbitrary<Scenario> {
  return fc.tuple(zoneArbitrary, centreArbitrary).chain(([zone, centre]) =>
    fc.record({
      zone: fc.constant(zone),
      rows: rowsArbitrary({ centre, ...options, zone }),
      periods: periodsArbitrary(zone, options.centre ?? centre),
      policy: policyArbitrary({ zone, centre: options.centre ?? centre, currencies: options.currencies ?? [] }),
    }),
  );
}
