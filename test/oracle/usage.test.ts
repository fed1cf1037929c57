import fc from 'fast-check';
import {
  activationRate,
  activeCustomers,
  averageActiveCustomers,
  engagementScore,
  featureAdoption,
  featureRetention,
  funnel,
  period,
  stickiness,
  timeToActivation,
  usageDuration,
  usageFrequency,
  usageRetention,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { expectClose } from '../support/close.ts';
import { deepFreeze } from '../support/deep-freeze.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { centreArbitrary, instantArbitrary, zoneArbitrary } from './arbitraries.ts';
import type { LabelledPeriod } from './types.ts';
import * as oracle from './usage.ts';
import { type Usage, usageArbitrary } from './usage-arbitraries.ts';
import { addCalendarDays, readInstant } from './zone.ts';

const of = fc.constantFrom<oracle.Of>('customers', 'users');
const unit = fc.constantFrom<oracle.UnitName>('day', 'week', 'month');
const shares = fc.constantFrom([0.5], [0, 0.1, 1], [], [0.25, 0.9, 0.333]);
const active: fc.Arbitrary<oracle.ActiveOptions> = fc.record(
  { of, feature: fc.constantFrom('a', 'b', 'never', 'constructor'), minimumEvents: fc.constantFrom(1, 2, 3) },
  { requiredKeys: [] },
);
const steps = fc.constantFrom(
  ['a'],
  ['a', 'b'],
  ['b', 'a'],
  ['a', 'b', 'c'],
  ['c', 'constructor', 'a', 'b'],
  ['never', 'a'],
);
const withinDays = fc.constantFrom(1, 2, 7, 30, 90);
const { numRuns } = propertyRuns(150);

/** The whole of the periods drawn, which need not be whole units. */
function wholeOf({ periods, zone }: Usage): LabelledPeriod {
  const [first, last] = [periods[0] as LabelledPeriod, periods.at(-1) as LabelledPeriod];
  return period(first.start, last.end, { timeZone: zone });
}

function agree<T>(rest: fc.Arbitrary<T>, check: (usage: Usage, drawn: T) => void): void {
  fc.assert(
    fc.property(usageArbitrary, rest, (usage, drawn) => check(deepFreeze(usage), drawn)),
    { numRuns },
  );
}

const weekStart = fc.constantFrom('monday' as const, 'sunday' as const, 'wednesday' as const);

describe('each usage metric is that of the oracle', () => {
  test('activeCustomers, over periods that overlap', () => {
    agree(active, (usage, options) => {
      const periods = [...usage.periods, wholeOf(usage), usage.periods[0] as LabelledPeriod];
      expectClose(
        activeCustomers(usage.events, periods, options),
        periods.map((one) => oracle.activeCustomers(usage.events, one, options)),
      );
    });
  });

  test('averageActiveCustomers', () => {
    agree(fc.tuple(active, unit, weekStart), (usage, [own, per, week]) => {
      const options = { ...own, weekStart: week };
      for (const one of [wholeOf(usage), usage.periods[0] as LabelledPeriod]) {
        expectClose(
          averageActiveCustomers(usage.events, one, { ...options, per }),
          oracle.averageActive(usage.events, one, per, options),
        );
      }
    });
  });

  test('stickiness', () => {
    const pair = fc.constantFrom<[oracle.UnitName, oracle.UnitName]>(
      ['day', 'month'],
      ['day', 'week'],
      ['week', 'month'],
    );
    agree(fc.tuple(active, pair, weekStart), (usage, [own, [short, long], week]) => {
      const options = { ...own, weekStart: week };
      const whole = wholeOf(usage);
      expectClose(
        stickiness(usage.events, whole, { ...options, short, long }),
        oracle.stickiness(usage.events, whole, [short, long], options),
      );
    });
  });

  test('usageFrequency and usageDuration', () => {
    agree(fc.tuple(of, shares), (usage, [who, quantiles]) => {
      const whole = wholeOf(usage);
      const options = { of: who, quantiles };
      expectClose(
        usageFrequency(usage.events, whole, options),
        oracle.usageFrequency(usage.events, whole, who, quantiles),
      );
      expectClose(
        usageDuration(usage.events, whole, options),
        oracle.usageDuration(usage.events, whole, who, quantiles),
      );
    });
  });

  test('featureAdoption', () => {
    const base = fc.constantFrom<undefined | number | string[]>(
      undefined,
      10,
      ['ada', 'cem'],
      ['ben', 'zoe', 'ben'],
      [],
    );
    agree(fc.tuple(of, base, shares), (usage, [who, over, quantiles]) => {
      const one = usage.periods.at(-1) as LabelledPeriod;
      const choice = typeof over === 'object' ? 'customers' : who;
      expectClose(
        featureAdoption(usage.events, one, { of: choice, base: over, quantiles }),
        oracle.featureAdoption(usage.events, one, { of: choice, base: over, shares: quantiles }),
      );
    });
  });

  test('featureRetention', () => {
    agree(of, (usage, who) => {
      const [one, last] = [usage.periods[0] as LabelledPeriod, usage.periods.at(-1) as LabelledPeriod];
      const later = last === one ? { ...one, start: one.end, end: new Date(one.end.getTime() + 1e9) } : last;
      expectClose(
        featureRetention(usage.events, one, later, { of: who }),
        oracle.featureRetention(usage.events, one, later, who),
      );
    });
  });

  test('activationRate and timeToActivation', () => {
    agree(fc.tuple(steps, withinDays, fc.boolean(), shares), (usage, [list, days, cut, quantiles]) => {
      const { zone, signUps, events, asOf } = usage;
      const known = cut ? { asOf } : {};
      const expected = oracle.activations(signUps, events, zone, { steps: list, withinDays: days, ...known });
      const what = list.length === 1 ? { feature: list[0] as string } : { steps: list };
      const options = { ...what, withinDays: days, timeZone: zone, ...known };
      const decided = expected.days.length + expected.missed;
      expectClose(activationRate(signUps, events, options), {
        value: decided === 0 ? null : expected.days.length / decided,
        numerator: expected.days.length,
        denominator: decided,
        undecided: expected.undecided,
      });
      expectClose(
        timeToActivation(signUps, events, { ...options, quantiles }),
        oracle.timeToActivation(expected, quantiles),
      );
    });
  });

  test('windows end where the oracle has the same local time so many days later', () => {
    const around = fc.tuple(zoneArbitrary, centreArbitrary, withinDays, fc.constantFrom(-1, 0, 1));
    const drawn = around.chain(([zone, centre, days, shift]) =>
      instantArbitrary(zone, centre).map((start) => ({ zone, days, shift, start })),
    );
    fc.assert(
      fc.property(drawn, ({ zone, days, shift, start }) => {
        const at = addCalendarDays(readInstant(start, zone), days, zone) + shift;
        const options = { withinDays: days, timeZone: zone };
        const isInside = shift < 0 ? 1 : 0;
        const used = { customerId: 'ada', at, feature: 'b' };
        const activation = activationRate([{ customerId: 'ada', at: start }], [used], { ...options, feature: 'b' });
        expect(activation.numerator).toBe(isInside);
        const undecided = activationRate([{ customerId: 'ada', at: start }], [], {
          ...options,
          feature: 'b',
          asOf: at,
        });
        expect(undecided.undecided).toBe(isInside);
        // What happens at asOf itself is not known at asOf.
        const unknown = activationRate([{ customerId: 'ada', at: start }], [used], {
          ...options,
          feature: 'b',
          asOf: at,
        });
        expect(unknown).toEqual(undecided);
        const [, second] = funnel([{ customerId: 'ada', at: start, feature: 'a' }, used], {
          ...options,
          steps: ['a', 'b'],
        });
        expect(second?.customers).toBe(isInside);
      }),
      propertyRuns(500),
    );
  });

  test('usageRetention', () => {
    const rule = fc.constantFrom<'on' | 'onOrAfter'>('on', 'onOrAfter');
    agree(
      fc.tuple(unit, fc.integer({ min: 1, max: 6 }), rule, of, fc.boolean()),
      (usage, [name, periods, how, who, cut]) => {
        // Far from each other there are too many units for an oracle that looks at every day.
        const { zone, events, asOf } = usage;
        const near = events.slice(0, 12);
        const options = { unit: name, periods, rule: how, of: who, ...(cut ? { asOf } : {}) };
        expectClose(usageRetention(near, { ...options, timeZone: zone }), oracle.usageRetention(near, zone, options));
      },
    );
  });

  test('funnel: the best attempt of each customer, of all that there are', () => {
    agree(fc.tuple(steps, withinDays, of), (usage, [list, days, who]) => {
      const { zone, events } = usage;
      expectClose(
        funnel(events, { steps: list, withinDays: days, timeZone: zone, of: who }),
        oracle.funnel(events, zone, list, days, who),
      );
    });
  });

  test('engagementScore', () => {
    const targets = fc.constantFrom(
      { activeDays: 3, seconds: 100, features: 2 },
      { seconds: 3600 },
      { activeDays: 2, features: 9 },
    );
    const weights = fc.constantFrom({}, { activeDays: 2 }, { activeDays: 0.5, seconds: 3, features: 0.1 });
    const customers = fc.constantFrom<undefined | string[]>(undefined, ['ada', 'zoe', 'cem', 'ada'], []);
    agree(fc.tuple(targets, weights, customers), (usage, [goal, weight, list]) => {
      const whole = wholeOf(usage);
      expectClose(
        engagementScore(usage.events, whole, { targets: goal, weights: weight, customers: list }),
        oracle.engagementScore(usage.events, whole, goal, weight, list),
      );
    });
  });
});
