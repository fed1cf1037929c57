import fc from 'fast-check';
import * as tenure from 'tenure';
import * as parts from 'tenure/parts';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../support/property-runs.ts';
import { scenarioArbitrary } from '../support/scenarios.ts';
import { cutArbitrary, expectLaw, shardsOf } from './law.ts';

const keys: { readonly [name: string]: (row: tenure.Subscription) => tenure.SegmentKey } = {
  plan: (row) => row.plan,
  interval: (row) => row.interval,
  quantity: (row) => row.quantity ?? null,
  isYearly: (row) => row.interval === 'year',
};

type AskAll = (source: unknown, periods: unknown, keyOf: unknown, policy: unknown) => unknown;

describe('what shards give by key is what all rows give, to the bit', () => {
  test.each(['mrrMovementsBy', 'churnBreakdown'] as const)('%s', (of) => {
    const [ask, whole] =
      of === 'mrrMovementsBy'
        ? [parts.mrrMovementsBy, tenure.mrrMovementsBy]
        : [parts.churnBreakdown, tenure.churnBreakdown];
    fc.assert(
      fc.property(
        scenarioArbitrary,
        cutArbitrary,
        fc.constantFrom(...Object.keys(keys)),
        ({ rows, periods, policy }, cut, name) => {
          const keyOf = keys[name] as (row: tenure.Subscription) => tenure.SegmentKey;
          expectLaw(
            () => ask(periods, keyOf, { ...policy, name }) as parts.InParts<unknown, parts.TablePart, unknown>,
            shardsOf(rows, cut),
            cut,
            () => (whole as AskAll)(rows, periods, keyOf, policy),
          );
        },
      ),
      propertyRuns(40),
    );
  });
});

const dueDates = fc.record(
  {
    graceDays: fc.constantFrom(0, 7, 45),
    earlyTermination: fc.constantFrom('include' as const, 'exclude' as const),
    due: fc.constantFrom('any' as const, 'all' as const),
  },
  { requiredKeys: [] },
);
const weights = fc.record(
  {
    weightedBy: fc.constantFrom('customers' as const, 'opportunities' as const),
    trialConversions: fc.constantFrom('exclude' as const, 'include' as const),
  },
  { requiredKeys: [] },
);

const split = fc.constantFrom({}, ...Object.entries(keys).map(([name, by]) => ({ name, by })), {
  name: 'size',
  by: new Map([
    ['c0', 'large'],
    ['c1', 'small'],
  ]),
});
const withSplit = (options: fc.Arbitrary<object>) => fc.tuple(options, split).map(([a, b]) => ({ ...a, ...b }));

type Ask = (periods: unknown, options: unknown) => parts.InParts<unknown, parts.TablePart, unknown>;
type Whole = (source: unknown, periods: unknown, options: unknown) => unknown;

describe('what shards give of renewals is what all rows give, to the bit', () => {
  const cases: readonly (readonly [string, unknown, unknown, fc.Arbitrary<object>])[] = [
    [
      'renewalRate',
      parts.renewalRate,
      tenure.renewalRate,
      withSplit(fc.tuple(dueDates, weights).map(([a, b]) => ({ ...a, ...b }))),
    ],
    ['revenueRenewalRate', parts.revenueRenewalRate, tenure.revenueRenewalRate, withSplit(dueDates)],
    [
      'trialConversionRate',
      parts.trialConversionRate,
      tenure.trialConversionRate,
      withSplit(fc.record({ graceDays: fc.constantFrom(0, 10) })),
    ],
    [
      'winBackRate',
      parts.winBackRate,
      tenure.winBackRate,
      fc.record({ lapsedWithinDays: fc.constantFrom(null, 30, 400) }),
    ],
    ['involuntaryChurnRate', parts.involuntaryChurnRate, tenure.involuntaryChurnRate, fc.constant({})],
  ];
  test.each(cases)('%s', (_, ask, whole, options) => {
    fc.assert(
      fc.property(scenarioArbitrary, cutArbitrary, options, ({ rows, periods, policy }, cut, own) => {
        const { name: _, ...all } = { ...policy, ...own, name: undefined };
        expectLaw(
          () => (ask as Ask)(periods, { ...policy, ...own }),
          shardsOf(rows, cut),
          cut,
          () => (whole as Whole)(rows, periods, all),
        );
      }),
      propertyRuns(40),
    );
  });

  test('a callback needs a name, and parts by another one are refused', () => {
    const by = parts.mrrMovementsBy(tenure.month('2026-03'), (row) => row.plan, { name: 'plan' });
    const other = parts.mrrMovementsBy(tenure.month('2026-03'), (row) => row.segment, { name: 'segment' });
    expect(() => by.merge([other.part([])])).toThrow('parts[0].definitions');
    const renewals = parts.renewalRate(tenure.month('2026-03'), { by: (row) => row.plan, name: 'plan' });
    const whole = parts.renewalRate(tenure.month('2026-03'));
    expect(() => renewals.merge([whole.part([])])).toThrow('parts[0].definitions');
    // @ts-expect-error: the name is required.
    expect(() => parts.renewalRate(tenure.month('2026-03'), { by: (row) => row.plan })).toThrow('options.name');
    // @ts-expect-error: the name is required.
    expect(() => parts.mrrMovementsBy(tenure.month('2026-03'), (row) => row.plan, {})).toThrow('policy.name');
  });
});
