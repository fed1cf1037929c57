import fc from 'fast-check';
import { eventLog, funnel, type UsageEvent } from 'tenure';
import { describe, expect, test } from 'vitest';
import { expectClose } from '../support/close.ts';
import { propertyRuns } from '../support/property-runs.ts';
import * as oracle from './funnels.ts';
import { type Usage, usageArbitrary } from './usage-arbitraries.ts';
import { readInstant } from './zone.ts';

const length: fc.Arbitrary<oracle.Length> = fc.oneof(
  fc.record({ minutes: fc.constantFrom(1, 30, 1440) }),
  fc.record({ hours: fc.constantFrom(1, 24, 48) }),
  fc.record({ days: fc.constantFrom(1, 2, 7, 30) }),
);
const exclude = fc.subarray(['a', 'b', 'c', 'x', 'never']);
const ruleOf = (feature: string, isFirst: boolean): fc.Arbitrary<string | oracle.Step> =>
  isFirst
    ? fc.constantFrom<string | oracle.Step>(feature, { feature })
    : fc.oneof(
        fc.constant(feature),
        fc.record({ feature: fc.constant(feature), within: length, exclude }, { requiredKeys: ['feature'] }),
      );
const steps: fc.Arbitrary<(string | oracle.Step)[]> = fc
  .constantFrom(
    ['a'],
    ['a', 'b'],
    ['a', 'a'],
    ['a', 'b', 'c'],
    ['b', 'a', 'b'],
    ['a', 'a', 'b', 'a'],
    ['never', 'a'],
    ['a', 'never', 'b'],
  )
  .chain((names) => fc.tuple(...names.map((name, place) => ruleOf(name, place === 0))));
const optional: fc.Arbitrary<oracle.Options> = fc.record(
  {
    steps: fc.constantFrom<(string | oracle.Step)[]>(
      ['a', { feature: 'b', optional: true }, 'c'],
      ['a', { feature: 'c', optional: true }, { feature: 'constructor', optional: true }, 'b'],
      ['a', 'b', { feature: 'c', optional: true, within: { days: 2 } }],
      ['a', { feature: 'b', optional: true }, 'b', { feature: 'a', optional: true }],
      ['a', { feature: 'x', optional: true }, 'b', { feature: 'c', optional: true, exclude: ['x'] }],
    ),
    within: length,
    withinStep: length,
    exclude,
    order: fc.constantFrom('inOrder', 'strictlyLater'),
  },
  { requiredKeys: ['steps', 'within'] },
);
const bound: fc.Arbitrary<oracle.Options> = fc.record(
  { steps, within: length, withinStep: length, exclude, order: fc.constantFrom('inOrder', 'strictlyLater', 'strict') },
  { requiredKeys: ['steps', 'within'] },
);
const unbound: fc.Arbitrary<oracle.Options> = fc.record(
  { steps, withinStep: length, exclude, order: fc.constantFrom('inOrder', 'strict') },
  { requiredKeys: ['steps', 'withinStep'] },
);
const anyOrder: fc.Arbitrary<oracle.Options> = fc.record(
  {
    steps: fc.constantFrom(['a', 'b'], ['b', 'a', 'c'], ['a', 'a', 'b'], ['a', 'never']),
    within: length,
    exclude: fc.subarray(['x', 'c']),
    order: fc.constant('any'),
  },
  { requiredKeys: ['steps', 'within', 'order'] },
);

/** Few instants, so that steps meet. */
const dense: fc.Arbitrary<Usage> = fc
  .tuple(
    usageArbitrary,
    fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'x', undefined), fc.nat(12), fc.boolean()), { maxLength: 9 }),
  )
  .map(([usage, more]) => {
    const origin = readInstant(usage.events[0]?.at ?? usage.asOf, usage.zone);
    const events = more.map(([feature, hours, isHalf]) => ({
      customerId: 'eve',
      userId: 'u',
      at: origin + hours * 3_600_000 + (isHalf ? 1_800_000 : 0),
      ...(feature !== undefined && { feature }),
    }));
    return { ...usage, events: [...usage.events.slice(0, 12), ...events] };
  });

const plan = (event: oracle.Step | { userId?: string }) => (event as { userId?: string }).userId ?? null;

describe('funnels are those of the oracle, which tries every way', () => {
  test.each([
    ['with windows, exclusions and repetitions', bound],
    ['with windows from step to step alone', unbound],
    ['with optional steps', optional],
    ['in any order', anyOrder],
  ])('%s', (_, drawn) => {
    const rest = fc.record(
      {
        cut: fc.boolean(),
        of: fc.constantFrom<'customers' | 'users'>('customers', 'users'),
        quantiles: fc.constant([0, 0.5, 0.9]),
      },
      { requiredKeys: ['cut', 'of'] },
    );
    fc.assert(
      fc.property(dense, drawn, rest, fc.boolean(), ({ events, zone, asOf }, asked, { cut, ...more }, isLog) => {
        const options = { ...asked, ...more, ...(cut && { asOf }) };
        const source = isLog ? eventLog(events as readonly UsageEvent[], { timeZone: zone }) : events;
        expectClose(funnel(source, { ...options, timeZone: zone } as never), oracle.funnel(events, zone, options));
        const split = oracle.funnel(events, zone, options, plan);
        expectClose(funnel(source, { ...options, timeZone: zone, by: plan } as never), split);
      }),
      propertyRuns(400),
    );
  });

  test('by customers they add up to the whole', () => {
    const keys = new Map([
      ['ada', 'x'],
      ['ben', 'y'],
    ]);
    fc.assert(
      fc.property(dense, bound, ({ events, zone }, options) => {
        const whole = funnel(events, { ...options, timeZone: zone } as never);
        const split = funnel(events, {
          ...options,
          timeZone: zone,
          by: keys,
        } as never) as never as ((typeof whole)[number] & { key: string })[];
        for (const [place, { customers, dropOff }] of whole.entries()) {
          const own = split.filter((_, index) => index % whole.length === place);
          expect(own.reduce((sum, row) => sum + row.customers, 0)).toBe(customers);
          expect(own.reduce((sum, row) => sum + row.dropOff, 0)).toBe(dropOff);
        }
      }),
      propertyRuns(100),
    );
  });
});
