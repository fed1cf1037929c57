import fc from 'fast-check';
import {
  activationRate,
  activeCustomers,
  averageActiveCustomers,
  engagementScore,
  featureAdoption,
  featureRetention,
  funnel,
  type Period,
  period,
  stickiness,
  timeToActivation,
  usageDuration,
  usageFrequency,
  usageRetention,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import type { Event, SignUp } from '../oracle/usage.ts';
import { type Usage, usageArbitrary } from '../oracle/usage-arbitraries.ts';
import { deepFreeze } from '../support/deep-freeze.ts';
import { propertyRuns } from '../support/property-runs.ts';

const { numRuns } = propertyRuns(100);
const wholeOf = ({ periods, zone }: Usage): Period =>
  period(periods[0]?.start as Date, periods.at(-1)?.end as Date, { timeZone: zone });

/** Every metric of one draw, by customers and by users. */
function everything(usage: Usage): unknown {
  const { events, signUps, periods, asOf, zone } = usage;
  const whole = wholeOf(usage);
  const later = period(whole.end, whole.end.getTime() + 1e10, { timeZone: zone });
  const steps = ['a', 'b', 'c'];
  const window = { withinDays: 7, timeZone: zone };
  const near = events.slice(0, 8);
  return (['customers', 'users'] as const).map((of) => ({
    active: activeCustomers(events, [...periods, whole], { of, minimumEvents: 2 }),
    average: averageActiveCustomers(events, whole, { of, per: 'day' }),
    stickiness: stickiness(events, whole, { of, long: 'week' }),
    frequency: usageFrequency(events, whole, { of }),
    duration: usageDuration(events, whole, { of }),
    adoption: featureAdoption(events, whole, { of }),
    featureRetention: featureRetention(events, whole, later, { of }),
    activation: activationRate(signUps, events, { feature: 'a', ...window, asOf }),
    time: timeToActivation(signUps, events, { steps, ...window }),
    retention: usageRetention(near, { unit: 'week', periods: 3, of, timeZone: zone }),
    funnel: funnel(events, { steps, ...window, of }),
    engagement: engagementScore(events, whole, { targets: { activeDays: 5, seconds: 1000, features: 3 } }),
  }));
}

function shuffled<T>(list: readonly T[], keys: readonly number[]): T[] {
  return list
    .map((item, index) => ({ item, key: keys[index % keys.length] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

describe('all usage metrics', () => {
  test('are the same to the last bit in whatever order the rows come, and leave them as they are', () => {
    const keys = fc.array(fc.double({ noNaN: true }), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(usageArbitrary, keys, (usage, order) => {
        const near = usage.events.slice(0, 8);
        const far = usage.events.slice(8);
        const mixed = {
          ...usage,
          // The first ones stay the first ones: retention is asked of these alone.
          events: [...shuffled(near, order), ...shuffled(far, order)],
          signUps: shuffled(usage.signUps, order),
        };
        expect(everything(deepFreeze(mixed))).toEqual(everything(deepFreeze(usage)));
      }),
      { numRuns },
    );
  });

  test('do not depend on what customers, users and features are called', () => {
    const rename = (name: string) => `${[...name].reverse().join('')}~`;
    fc.assert(
      fc.property(usageArbitrary, (usage) => {
        const { engagement: _, ...plain } = (everything(usage) as { engagement: unknown }[])[0] as {
          engagement: unknown;
        };
        const renamed = everything({
          ...usage,
          events: usage.events.map((event) => ({
            ...event,
            customerId: rename(event.customerId),
            userId: rename(event.userId as string),
          })),
          signUps: usage.signUps.map((signUp) => ({ ...signUp, customerId: rename(signUp.customerId) })),
        }) as { engagement: { customerId: string }[] }[];
        const { engagement, ...others } = renamed[0] as { engagement: { customerId: string }[] };
        expect(others).toEqual(plain);
        const original = engagementScore(usage.events, wholeOf(usage), {
          targets: { activeDays: 5, seconds: 1000, features: 3 },
        });
        const byName = (a: { customerId: string }, b: { customerId: string }) => (a.customerId < b.customerId ? -1 : 1);
        expect(engagement).toEqual(
          original.map((row) => ({ ...row, customerId: rename(row.customerId) })).sort(byName),
        );
      }),
      { numRuns },
    );
  });
});

describe('what must hold', () => {
  function holds(check: (usage: Usage, whole: Period) => void): void {
    fc.assert(
      fc.property(usageArbitrary, (usage) => check(usage, wholeOf(usage))),
      { numRuns },
    );
  }

  test('events that are there twice make nobody more active', () => {
    holds(({ events, periods, zone }, whole) => {
      const twice: readonly Event[] = [...events, ...events];
      expect(activeCustomers(twice, periods)).toEqual(activeCustomers(events, periods));
      expect(stickiness(twice, whole)).toEqual(stickiness(events, whole));
      const options = { unit: 'day', periods: 2, timeZone: zone } as const;
      expect(usageRetention(twice.slice(0, 5), options)).toEqual(usageRetention(events.slice(0, 5), options));
      const path = { steps: ['a', 'b'], withinDays: 7, timeZone: zone };
      expect(funnel(twice, path)).toEqual(funnel(events, path));
    });
  });

  test('the whole has no more customers than its parts together, and no fewer than any of them', () => {
    holds(({ events, periods }, whole) => {
      const parts = activeCustomers(events, periods);
      const all = activeCustomers(events, whole);
      expect(all).toBeLessThanOrEqual(parts.reduce((sum, count) => sum + count, 0));
      expect(all).toBeGreaterThanOrEqual(Math.max(...parts));
      expect(activeCustomers(events, whole, { of: 'users' })).toBeGreaterThanOrEqual(all);
    });
  });

  test('a funnel only narrows, and each step is the share of the one before', () => {
    holds(({ events, zone }) => {
      const rows = funnel(events, { steps: ['a', 'b', 'c'], withinDays: 30, timeZone: zone });
      for (const [index, { customers, dropOff, fromStart }] of rows.entries()) {
        const previous = rows[index - 1]?.customers ?? customers;
        expect(customers + dropOff).toBe(previous);
        expect(dropOff).toBeGreaterThanOrEqual(0);
        expect(fromStart.denominator).toBe(rows[0]?.customers);
      }
    });
  });

  test('every sign-up is activated, missed or undecided, and more time activates no fewer', () => {
    holds(({ signUps, events, zone, asOf }) => {
      const customers = new Set(signUps.map(({ customerId }: SignUp) => customerId)).size;
      const options = { feature: 'a', timeZone: zone };
      const rates = [1, 7, 30].map((withinDays) => activationRate(signUps, events, { ...options, withinDays, asOf }));
      for (const { denominator, undecided } of rates) expect(denominator + undecided).toBe(customers);
      const activated = rates.map(({ numerator }) => numerator);
      expect(activated).toEqual([...activated].sort((a, b) => a - b));
    });
  });

  test('retention on or after is no less than on, falls with age, and begins with everybody', () => {
    holds(({ events, zone }) => {
      const options = { unit: 'week', periods: 4, timeZone: zone } as const;
      const on = usageRetention(events.slice(0, 8), options).cells;
      const after = usageRetention(events.slice(0, 8), { ...options, rule: 'onOrAfter' }).cells;
      for (const [index, row] of after.entries()) {
        const [before, same] = [after[index - 1], on[index]];
        if (row.retained === null) expect(same?.retained).toBeNull();
        else expect(row.retained).toBeGreaterThanOrEqual(same?.retained as number);
        if (row.age === 0) expect(row.retention).toBe(1);
        else if (row.retained !== null) expect(row.retained).toBeLessThanOrEqual(before?.retained as number);
      }
    });
  });

  test('a day more of data changes no cell that was known', () => {
    holds(({ events, zone }) => {
      const options = { unit: 'day', periods: 3, timeZone: zone } as const;
      const near = events.slice(0, 6);
      const times = near.map(({ at }) => new Date(at as string).getTime()).filter((time) => !Number.isNaN(time));
      const asOf = (Math.max(0, ...times) + Math.min(...times, Infinity)) / 2;
      if (!Number.isFinite(asOf)) return;
      const early = usageRetention(near, { ...options, asOf: Math.floor(asOf) }).cells;
      const late = usageRetention(near, options).cells;
      for (const cell of early) {
        if (cell.retained === null) continue;
        expect(late.find(({ cohort, age }) => cohort === cell.cohort && age === cell.age)).toEqual(cell);
      }
    });
  });
});
