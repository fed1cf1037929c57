import fc from 'fast-check';
import * as tenure from 'tenure';
import * as parts from 'tenure/parts';
import { describe, expect, test } from 'vitest';
import { paymentScenario, ticketScenario } from '../oracle/service-arbitraries.ts';
import { refusal } from '../support/caught.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { cutArbitrary, expectLaw, shardsOf } from './law.ts';

type Ask = (...question: unknown[]) => parts.InParts<unknown, parts.TablePart, unknown>;
type Whole = (rows: unknown, ...question: unknown[]) => unknown;

const answers = fc.array(
  fc.record(
    {
      customerId: fc.constantFrom('ada', 'ben', 'cem', 'dia', 'eve'),
      score: fc.integer({ min: 1, max: 5 }),
      at: fc.integer({ min: 0, max: 89 }).map((day) => Date.UTC(2026, 0, 1) + day * 86_400_000),
      segment: fc.constantFrom('small', 'large'),
    },
    { requiredKeys: ['customerId', 'score', 'at'] },
  ),
  { maxLength: 30 },
);
const quarter = tenure.months('2026-01', '2026-03');
const surveyOptions = fc.record(
  {
    period: fc.constantFrom<unknown>(undefined, quarter[0], quarter, []),
    confidence: fc.constantFrom(0.8, 0.95),
    timeZone: fc.constantFrom('UTC'),
  },
  { requiredKeys: ['period'] },
);

describe('what shards give of answers is what all give, to the bit', () => {
  test.each([
    ['netPromoterScore', parts.netPromoterScore, tenure.netPromoterScore, {}],
    ['netPromoterScore, plain', parts.netPromoterScore, tenure.netPromoterScore, { intervalType: 'wald' }],
    ['customerSatisfactionScore', parts.customerSatisfactionScore, tenure.customerSatisfactionScore, {}],
    ['customerEffortScore', parts.customerEffortScore, tenure.customerEffortScore, {}],
    ['customerEffortScore, version 1', parts.customerEffortScore, tenure.customerEffortScore, { version: 1 }],
  ] as const)('%s', (_, ask, whole, more) => {
    fc.assert(
      fc.property(answers, cutArbitrary, surveyOptions, fc.boolean(), (rows, cut, own, isSplit) => {
        const options = { ...own, ...more };
        const by = (row: { readonly segment?: string }) => row.segment;
        expectLaw(
          () => (ask as Ask)(isSplit ? { ...options, by, name: 'segment' } : options),
          shardsOf(rows, cut),
          cut,
          () => (whole as Whole)(rows, isSplit ? { ...options, by } : options),
        );
      }),
      propertyRuns(40),
    );
  });

  const themed = fc.array(
    fc.record(
      {
        customerId: fc.constantFrom('ada', 'ben', 'cem', 'dia', 'eve'),
        score: fc.integer({ min: 0, max: 11 }).map((score) => Math.min(score, 10)),
        at: fc.integer({ min: 0, max: 89 }).map((day) => Date.UTC(2026, 0, 1) + day * 86_400_000),
        segment: fc.constantFrom('small', 'large'),
        themes: fc.array(fc.constantFrom('price', 'support', 'Price', '1'), { maxLength: 4 }),
        survey: fc.constantFrom(undefined, undefined, undefined, null, 'nps' as const),
      },
      { requiredKeys: ['customerId', 'score', 'at'] },
    ),
    { maxLength: 30 },
  );
  const themeOptions = fc.record(
    { positiveFrom: fc.constantFrom(8, 9), negativeTo: fc.constantFrom(0, 6, 10) },
    { requiredKeys: [] },
  );

  test('feedbackThemes', () => {
    fc.assert(
      fc.property(
        themed,
        cutArbitrary,
        themeOptions,
        fc.constantFrom(undefined, quarter[0], quarter, []),
        fc.boolean(),
        (rows, cut, own, period, isSplit) => {
          const options = { ...own, period };
          const by = (row: { readonly segment?: string }) => row.segment;
          expectLaw(
            () => (parts.feedbackThemes as Ask)(isSplit ? { ...options, by, name: 'segment' } : options),
            shardsOf(rows, cut),
            cut,
            () => (tenure.feedbackThemes as Whole)(rows, isSplit ? { ...options, by } : options),
          );
        },
      ),
      propertyRuns(40),
    );
  });

  test('feedbackThemeChanges', () => {
    fc.assert(
      fc.property(themed, cutArbitrary, themeOptions, fc.nat(2), fc.nat(2), (rows, cut, own, first, second) => {
        const [before, after] = [quarter[first] as tenure.Period, quarter[second] as tenure.Period];
        expectLaw(
          () => (parts.feedbackThemeChanges as Ask)(before, after, own),
          shardsOf(rows, cut),
          cut,
          () => tenure.feedbackThemeChanges(rows as never, before, after, own),
        );
      }),
      propertyRuns(40),
    );
  });

  test('themes of answers to several surveys are refused, in one shard and in several', () => {
    const { part, merge, result } = parts.feedbackThemes();
    const [ada, ben] = [
      { score: 3, survey: 'nps' as const },
      { score: 3, survey: 'csat' as const },
    ];
    expect(refusal(() => part([ada, ben]))?.code).toBe('INVALID_OPTION');
    const both = merge([part([ada]), part([ben]), part([{ score: 1 }])]);
    expect(refusal(() => result(both))?.code).toBe('INVALID_OPTION');
    expect(result(merge([part([ada]), part([ada]), part([{ score: 1 }])])).responses).toBe(3);
  });

  test('the latest answer of each customer is chosen by each shard', () => {
    fc.assert(
      fc.property(answers, cutArbitrary, (rows, cut) => {
        const { part, merge, result } = parts.customerSatisfactionScore();
        const made = shardsOf(rows, cut).map((shard) => tenure.latestPerCustomer(shard, (latest) => part(latest)));
        expect(result(merge(made))).toStrictEqual(
          tenure.latestPerCustomer(rows, (latest) => tenure.customerSatisfactionScore(latest)),
        );
      }),
      propertyRuns(40),
    );
  });
});

const atWork = { workingHours: { monday: ['09:00-17:00'], thursday: ['00:00-24:00'] }, onHold: 'exclude' };

describe('what shards give of tickets is what all give, to the bit', () => {
  test.each([
    ['resolutionTime', parts.resolutionTime, tenure.resolutionTime, { assignedBy: 'resolvedAt' }],
    ['resolutionTime in days', parts.resolutionTime, tenure.resolutionTime, { unit: 'day', quantiles: [0.5, 1] }],
    ['firstResponseTime', parts.firstResponseTime, tenure.firstResponseTime, {}],
    ['firstResponseTime at work', parts.firstResponseTime, tenure.firstResponseTime, { ...atWork, target: 2 }],
    [
      'resolutionTime within a target',
      parts.resolutionTime,
      tenure.resolutionTime,
      { target: 20, clockSkewSeconds: 5 },
    ],
    ['reopenRate with clocks that differ', parts.reopenRate, tenure.reopenRate, { clockSkewSeconds: 5 }],
    ['reopenRate', parts.reopenRate, tenure.reopenRate, {}],
    ['repeatContactRate', parts.repeatContactRate, tenure.repeatContactRate, { withinDays: 7 }],
    ['repeatContactRate by channel', parts.repeatContactRate, tenure.repeatContactRate, { channel: 'same' }],
  ] as const)('%s', (_, ask, whole, more) => {
    fc.assert(
      fc.property(ticketScenario, cutArbitrary, fc.boolean(), ({ rows, periods, asOf }, cut, isSplit) => {
        const options = { ...more, asOf };
        const by = (row: { readonly channel?: string | null }) => row.channel;
        expectLaw(
          () => (ask as Ask)(periods, isSplit ? { ...options, by, name: 'channel' } : options),
          shardsOf(rows, cut),
          cut,
          () => (whole as Whole)(rows, periods, isSplit ? { ...options, by } : options),
        );
      }),
      propertyRuns(40),
    );
  });
});

test('ticketsPerCustomer, over a number of customers and over a list of them', () => {
  fc.assert(
    fc.property(ticketScenario, cutArbitrary, fc.boolean(), fc.boolean(), (scenario, cut, isSplit, isList) => {
      const { rows, periods, asOf } = scenario;
      const options = { customers: periods.map(() => (isList ? ['a', 'b', 'z'] : 2.5)), asOf };
      const by = (row: { readonly channel?: string | null }) => row.channel;
      expectLaw(
        () => (parts.ticketsPerCustomer as Ask)(periods, isSplit ? { ...options, by, name: 'channel' } : options),
        shardsOf(rows, cut),
        cut,
        () => (tenure.ticketsPerCustomer as Whole)(rows, periods, isSplit ? { ...options, by } : options),
      );
    }),
    propertyRuns(40),
  );
});

const customerOf = ({ customerId }: { readonly customerId: string }) => customerId;

describe('what shards give of payments is what all give, to the bit', () => {
  test.each([
    ['paymentSuccessRate', parts.paymentSuccessRate, tenure.paymentSuccessRate, {}],
    ['recoveryRate', parts.recoveryRate, tenure.recoveryRate, {}],
    ['recoveryRate in days', parts.recoveryRate, tenure.recoveryRate, { withinDays: 7, details: 'include' }],
    ['paymentSuccessRate by', parts.paymentSuccessRate, tenure.paymentSuccessRate, { by: customerOf }],
    ['recoveryRate by', parts.recoveryRate, tenure.recoveryRate, { by: customerOf, details: 'include' }],
  ] as const)('%s', (_, ask, whole, more) => {
    const name = 'by' in more ? { name: 'customer' } : {};
    fc.assert(
      fc.property(paymentScenario, cutArbitrary, fc.boolean(), ({ rows, periods, asOf }, cut, isMixed) => {
        const own = isMixed ? rows.map((row, index) => ({ ...row, currency: index % 9 === 8 ? 'USD' : 'EUR' })) : rows;
        expectLaw(
          () => (ask as Ask)(periods, { asOf, ...more, ...name }),
          shardsOf(own, cut),
          cut,
          () => (whole as Whole)(own, periods, { asOf, ...more }),
        );
      }),
      propertyRuns(40),
    );
  });
});
