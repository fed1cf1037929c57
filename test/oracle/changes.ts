import fc from 'fast-check';
import { centreArbitrary, type PlainRow, periodsArbitrary, zoneArbitrary } from './arbitraries.ts';
import { policyArbitrary, type Scenario } from './policies.ts';
import type { Interval, LabelledPeriod } from './types.ts';
import { DAY, startOfDay } from './zone.ts';

const iso = (number: number): string => new Date(number * DAY).toISOString().slice(0, 10);

const nine = <T>(value: T): T[] => Array.from({ length: 9 }, () => value);

/** What one phase of a subscription may differ in from the one before it; days are counted from the centre. */
const phaseArbitrary = fc.record({
  first: fc.integer({ min: -3, max: 33 }),
  pausedFor: fc.constantFrom(...nine(0), 3, 20),
  gapAfter: fc.constantFrom(...nine(0), 1, 4),
  plan: fc.constantFrom('basic', 'basic', 'basic', 'basic', 'pro', 'plus'),
  amount: fc.constantFrom(10, 10, 10, 12, 15, 20, '100/3', 0),
  quantity: fc.constantFrom(1, 1, 2, 5, 5, 2.5, 0),
  discount: fc.constantFrom(...nine(undefined), { percent: 20 }, { amount: 5 }),
  interval: fc.constantFrom<Interval>(...nine<Interval>('month'), 'week', 'year'),
  churnType: fc.constantFrom<'voluntary' | 'involuntary' | undefined>(undefined, 'voluntary', 'involuntary'),
  churnReason: fc.constantFrom(undefined, 'price', 'unused'),
  unpaid: fc.constantFrom(...nine(false), true),
});

type DrawnPhase = typeof phaseArbitrary extends fc.Arbitrary<infer T> ? T : never;

/** Phases one after the other, the first of them from long before the periods. */
function chain(
  customer: Pick<PlainRow, 'customerId' | 'subscriptionId' | 'currency'>,
  phases: readonly DrawnPhase[],
  centre: number,
  runsOn: boolean,
): PlainRow[] {
  const sorted = [...phases].sort((a, b) => a.first - b.first);
  return sorted.map((phase, index): PlainRow => {
    const { first, pausedFor, gapAfter, plan, amount, quantity, discount, interval, churnType, churnReason } = phase;
    const start = centre + (index === 0 ? first - 70 : first);
    const next = sorted[index + 1]?.first ?? (runsOn ? undefined : first + 20);
    const end = next === undefined ? null : Math.max(start, centre + next - gapAfter);
    const stop = centre + first + 5;
    return {
      ...customer,
      ...{ plan, amount, quantity, interval, start: iso(start), end: end === null ? null : iso(end) },
      ...(discount ? { discount } : {}),
      ...(churnType ? { churnType } : {}),
      ...(churnReason ? { churnReason } : {}),
      ...(pausedFor > 0 ? { pauses: [{ start: iso(stop), end: iso(stop + pausedFor) }] } : {}),
      ...(phase.unpaid ? { pastDue: [{ start: iso(stop - 8) }] } : {}),
    };
  });
}

/** Two periods or three that meet where the phases do. */
const near = (zone: string, centre: number): fc.Arbitrary<LabelledPeriod[]> =>
  fc.uniqueArray(fc.integer({ min: -15, max: 45 }), { minLength: 3, maxLength: 4 }).map((days) => {
    const bounds = days.sort((a, b) => a - b).map((shift) => new Date(startOfDay(centre + shift, zone)));
    return bounds.slice(1).map((end, index) => {
      const start = bounds[index] ?? end;
      return { start, end, timeZone: zone, label: `${start.toISOString()}/${end.toISOString()}` };
    });
  });

/**
 * A few subscriptions that change plan, price and seats within the periods. Rows drawn apart from each other hardly
 * ever do, so that transfers and the causes of an expansion would go all but untested.
 */
export function changesArbitrary(currencies: readonly string[] = []): fc.Arbitrary<Scenario> {
  const subscription = fc.record({
    customerId: fc.constantFrom('a', 'a', 'b'),
    subscriptionId: fc.constantFrom('s1', 's2', 's3', undefined),
    currency: fc.constantFrom(...(currencies.length > 0 ? currencies : [undefined])),
    phases: fc.array(phaseArbitrary, { minLength: 1, maxLength: 4 }),
    runsOn: fc.constantFrom(true, true, false),
  });
  return fc.tuple(zoneArbitrary, centreArbitrary).chain(([zone, centre]) =>
    fc.record({
      zone: fc.constant(zone),
      rows: fc
        .array(subscription, { minLength: 1, maxLength: 4 })
        .map((drawn) =>
          drawn.flatMap(({ customerId, subscriptionId, currency, phases, runsOn }) =>
            chain(
              { customerId, ...(subscriptionId ? { subscriptionId } : {}), ...(currency ? { currency } : {}) },
              phases,
              centre,
              runsOn,
            ),
          ),
        ),
      periods: fc.oneof(
        { weight: 1, arbitrary: periodsArbitrary(zone, centre) },
        { weight: 3, arbitrary: near(zone, centre) },
      ),
      policy: policyArbitrary({ zone, centre, currencies }),
    }),
  );
}
