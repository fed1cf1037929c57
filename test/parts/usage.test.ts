import fc from 'fast-check';
import * as tenure from 'tenure';
import * as parts from 'tenure/parts';
import { describe, expect, test } from 'vitest';
import { type Usage, usageArbitrary } from '../oracle/usage-arbitraries.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { cutArbitrary, expectLaw, shardsOf } from './law.ts';

type Ask = (...question: unknown[]) => parts.InParts<unknown, parts.TablePart, unknown>;
type Whole = (rows: unknown, ...question: unknown[]) => unknown;

const userOf = (event: { readonly userId?: string }) => event.userId;
const entities = fc.constantFrom('customers' as const, 'users' as const);

/** Events, some of which stand for several. */
const usage: fc.Arbitrary<Usage> = fc
  .tuple(usageArbitrary, fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 5 }))
  .map(([drawn, counts]) => ({
    ...drawn,
    events: drawn.events.map((event, index) => {
      const count = counts[index % counts.length] as number;
      return count === 0 ? event : { ...event, count };
    }),
  }));

describe('what shards give of events is what all give, to the bit', () => {
  const byPeriod: readonly (readonly [string, unknown, unknown, object])[] = [
    ['activeCustomers', parts.activeCustomers, tenure.activeCustomers, {}],
    ['activeCustomers of a feature', parts.activeCustomers, tenure.activeCustomers, { feature: 'a', minimumEvents: 2 }],
    [
      'averageActiveCustomers',
      parts.averageActiveCustomers,
      tenure.averageActiveCustomers,
      { per: 'week', weekStart: 'friday' },
    ],
    ['stickiness', parts.stickiness, tenure.stickiness, { short: 'day', long: 'week', weekStart: 'sunday' }],
    ['usageFrequency', parts.usageFrequency, tenure.usageFrequency, {}],
    ['usageDuration', parts.usageDuration, tenure.usageDuration, { quantiles: [0, 0.5, 0.9] }],
    ['featureAdoption', parts.featureAdoption, tenure.featureAdoption, {}],
    ['usageLifecycle', parts.usageLifecycle, tenure.usageLifecycle, {}],
    ['stickiness over trailing days', parts.stickiness, tenure.stickiness, { long: { days: 28 } }],
    ['activeCustomers by key', parts.activeCustomers, tenure.activeCustomers, { by: userOf }],
    [
      'averageActiveCustomers by key',
      parts.averageActiveCustomers,
      tenure.averageActiveCustomers,
      { per: 'day', by: userOf },
    ],
    ['stickiness by key', parts.stickiness, tenure.stickiness, { long: 'week', by: userOf }],
    [
      'usageFrequency by customer',
      parts.usageFrequency,
      tenure.usageFrequency,
      { histogram: 'activeDays', by: new Map([['ada', 'x']]) },
    ],
    ['usageDuration by key', parts.usageDuration, tenure.usageDuration, { by: userOf }],
    ['featureAdoption by key', parts.featureAdoption, tenure.featureAdoption, { by: userOf }],
    ['usageLifecycle by key', parts.usageLifecycle, tenure.usageLifecycle, { by: userOf }],
  ];
  test.each(byPeriod)('%s', (_, ask, whole, more) => {
    fc.assert(
      fc.property(usage, cutArbitrary, entities, fc.boolean(), ({ events, periods }, cut, of, isOne) => {
        const asked = isOne ? periods[0] : periods;
        expectLaw(
          () => (ask as Ask)(asked, { ...more, of, ...('by' in more && { name: 'key' }) }),
          shardsOf(events, cut),
          cut,
          () => (whole as Whole)(events, asked, { ...more, of }),
        );
      }),
      propertyRuns(40),
    );
  });

  test('featureAdoption over a base', () => {
    fc.assert(
      fc.property(usage, cutArbitrary, fc.boolean(), ({ events, periods }, cut, isList) => {
        const base = periods.map(() => (isList ? ['ada', 'ben', 'zoe'] : 4));
        expectLaw(
          () => parts.featureAdoption(periods, { base }),
          shardsOf(events, cut),
          cut,
          () => tenure.featureAdoption(events, periods, { base }),
        );
      }),
      propertyRuns(40),
    );
  });

  const alone: readonly (readonly [string, unknown, unknown, object])[] = [
    ['usageRetention', parts.usageRetention, tenure.usageRetention, { unit: 'day', periods: 5 }],
    [
      'usageRetention by week',
      parts.usageRetention,
      tenure.usageRetention,
      { unit: 'week', periods: 3, rule: 'onOrAfter' },
    ],
    [
      'usageRetention with every option',
      parts.usageRetention,
      tenure.usageRetention,
      {
        unit: 'week',
        periods: 5,
        weekStart: 'sunday',
        ages: 'elapsed',
        brackets: [0, 1, 3],
        start: { feature: 'a' },
        feature: 'b',
        minimumEvents: 2,
        emptyCohorts: 'include',
        by: userOf,
      },
    ],
    [
      'usageRetention of chosen cohorts',
      parts.usageRetention,
      tenure.usageRetention,
      { unit: 'month', periods: 2, cohorts: ['2023-03', '2023-04', '2024-11'] },
    ],
    ['funnel', parts.funnel, tenure.funnel, { steps: ['a', 'b', 'c'], withinDays: 7 }],
    [
      'funnel with every option',
      parts.funnel,
      tenure.funnel,
      {
        steps: ['a', { feature: 'b', optional: true }, { feature: 'c', within: { days: 7 }, exclude: ['b'] }, 'never'],
        within: { days: 30 },
        withinStep: { hours: 300 },
        order: 'strictlyLater',
        exclude: ['x'],
        quantiles: [0.5],
        by: userOf,
      },
    ],
    [
      'funnel in any order',
      parts.funnel,
      tenure.funnel,
      { steps: ['a', 'b'], within: { days: 30 }, order: 'any', by: userOf },
    ],
  ];
  test.each(alone)('%s', (name, ask, whole, more) => {
    fc.assert(
      fc.property(usage, cutArbitrary, entities, ({ events, zone, asOf }, cut, of) => {
        const options = { ...more, of, timeZone: zone, ...(name === 'funnel' ? {} : { asOf }) };
        const named = 'by' in options ? { ...options, name: 'user' } : options;
        expectLaw(
          () => (ask as Ask)(named),
          shardsOf(events, cut),
          cut,
          () => (whole as Whole)(events, options),
        );
      }),
      propertyRuns(40),
    );
  });

  test.each([
    ['activationRate', parts.activationRate, tenure.activationRate, { feature: 'a' }],
    ['timeToActivation', parts.timeToActivation, tenure.timeToActivation, { steps: ['a', 'b'] }],
    ['activationRate by key', parts.activationRate, tenure.activationRate, { by: new Map([['ada', 1]]) }],
    ['timeToActivation by key', parts.timeToActivation, tenure.timeToActivation, { by: new Map([['ada', 1]]) }],
  ] as const)('%s', (_, ask, whole, more) => {
    fc.assert(
      fc.property(usage, cutArbitrary, ({ events, signUps, zone, asOf }, cut) => {
        const options = { ...more, withinDays: 7, timeZone: zone, asOf };
        const rows = [
          ...signUps.map((signUp) => ({ ...signUp, kind: 0 })),
          ...events.map((event) => ({ ...event, kind: 1 })),
        ];
        const shards = shardsOf(rows, cut).map((shard) => ({
          signUps: shard.filter(({ kind }) => kind === 0).map(({ customerId, at }) => ({ customerId, at })),
          events: shard.filter(({ kind }) => kind === 1).map(({ kind: __, ...event }) => event),
        }));
        expectLaw(
          () => (ask as Ask)('by' in more ? { ...options, name: 'customer' } : options),
          shards,
          cut,
          () => (whole as (a: unknown, b: unknown, c: unknown) => unknown)(signUps, events, options),
        );
      }),
      propertyRuns(40),
    );
  });

  test('featureRetention', () => {
    fc.assert(
      fc.property(usage, cutArbitrary, entities, ({ events, periods }, cut, of) => {
        const [first, second = first] = periods;
        expectLaw(
          () => parts.featureRetention(first as tenure.Period, second as tenure.Period, { of }),
          shardsOf(events, cut) as never[],
          cut,
          () => tenure.featureRetention(events, first as tenure.Period, second as tenure.Period, { of }),
        );
        expectLaw(
          () => (parts.featureRetention as Ask)(first, second, { of, by: userOf, name: 'user' }),
          shardsOf(events, cut) as never[],
          cut,
          () => (tenure.featureRetention as Whole)(events, first, second, { of, by: userOf }),
        );
      }),
      propertyRuns(40),
    );
  });

  test('logs of a shard count as its events do, and a log of another zone is refused', () => {
    const events = [
      { customerId: 'ada', at: '2026-03-02', feature: 'a' },
      { customerId: 'ben', at: '2026-03-03', feature: 'b' },
    ];
    const { part } = parts.activeCustomers(tenure.month('2026-03'));
    expect(part(tenure.eventLog(events))).toStrictEqual(part(events));
    const abroad = tenure.eventLog(events, { timeZone: 'Europe/Berlin' });
    expect(() => parts.funnel({ steps: ['a', 'b'], withinDays: 7 }).part(abroad)).toThrow("be in the log's time zone");
  });
});
