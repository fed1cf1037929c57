import fc from 'fast-check';
import {
  arpa,
  customerChurnRate,
  type ExplainedRate,
  explainChange,
  grossMrrChurnRate,
  grossRevenueRetention,
  month,
  mrrMovements,
  netMrrChurnRate,
  netRevenueRetention,
  type Period,
  type Policy,
  period,
  type RateEffect,
  type Subscription,
} from 'tenure';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { add, divide, parse, type Rational, subtract } from '../oracle/rational.ts';
import { keysOf, refusal } from '../support/caught.ts';
import { deepFreeze } from '../support/deep-freeze.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { row } from '../support/row.ts';
import { scenarioArbitrary } from '../support/scenarios.ts';

const [march, april] = [month('2026-03'), month('2026-04')];
const rates = {
  netRevenueRetention,
  grossRevenueRetention,
  grossMrrChurnRate,
  netMrrChurnRate,
  customerChurnRate,
  arpa,
};
const names = Object.keys(rates) as ExplainedRate[];

// March: 100 open, 100 kept. April: 120 open, of which 20 leave and 30 are added.
const book = deepFreeze<Subscription[]>([
  row({ customerId: 'grown', amount: 50, plan: 'basic', end: '2026-04-10' }),
  row({ customerId: 'grown', amount: 80, plan: 'pro', start: '2026-04-10' }),
  row({ customerId: 'joined', amount: 20, plan: 'basic', start: '2026-03-10', end: '2026-04-20' }),
  row({ customerId: 'same', amount: 50, plan: 'pro' }),
]);

describe('explainChange', () => {
  test('says who is behind a change, in parts that add up', () => {
    const { before, after, difference, customers, others, keys, ...own } = explainChange(
      'netRevenueRetention',
      book,
      march,
      april,
      {
        money: 'fraction',
      },
    );
    expect([before.numerator, before.denominator, after.numerator, after.denominator]).toEqual([100, 100, 130, 120]);
    expect([before.period, after.period]).toEqual([march, april]);
    expect([difference, own.numerator, own.denominator]).toEqual(['1/12', '11/40', '-23/120']);
    expect(customers).toEqual([
      {
        customerId: 'grown',
        difference: '11/40',
        numerator: '11/40',
        denominator: '0',
        from: { numerator: '50', denominator: '50' },
        to: { numerator: '80', denominator: '50' },
      },
      {
        customerId: 'joined',
        difference: '-23/120',
        numerator: '0',
        denominator: '-23/120',
        from: { numerator: '0', denominator: '0' },
        to: { numerator: '0', denominator: '20' },
      },
    ]);
    expect([others, keys]).toEqual([null, []]);
  });

  test('by plan, one who moves is kept where it was, and what it pays more is the gain of where it went', () => {
    const { keys } = explainChange('netRevenueRetention', book, march, april, {
      by: ({ plan }) => plan ?? null,
      money: 'fraction',
    });
    expectTypeOf(keys[0]?.key).toEqualTypeOf<string | null | undefined>();
    expect(keys.map(({ key, from, to }) => [key, from, to])).toEqual([
      ['basic', { numerator: '50', denominator: '50' }, { numerator: '50', denominator: '70' }],
      ['pro', { numerator: '50', denominator: '50' }, { numerator: '80', denominator: '50' }],
    ]);
    const gross = explainChange('grossRevenueRetention', book, march, april, { by: ({ plan }) => plan });
    expect(gross.keys.map(({ key, to }) => [key, to.numerator])).toEqual([['basic', 50]]);
  });

  test('a customer of two plans is half a customer in each', () => {
    const rows = [
      row({ plan: 'a', end: '2026-04-05' }),
      row({ plan: 'b', end: '2026-04-05' }),
      row({ customerId: 'ben', plan: 'a' }),
      row({ customerId: 'eve', plan: 'b', start: '2026-04-02' }),
    ];
    const { difference, keys } = explainChange('customerChurnRate', rows, march, april, {
      by: ({ plan }) => plan,
      money: 'fraction',
    });
    expect(difference).toBe('1/2');
    expect(keys.map(({ key, to }) => [key, to.numerator, to.denominator])).toEqual([
      ['a', '1/2', '3/2'],
      ['b', '1/2', '1/2'],
    ]);
    expect(explainChange('arpa', rows, march, april, { by: ({ plan }) => plan }).keys.map(({ to }) => to)).toEqual([
      { numerator: 10, denominator: 1 },
      { numerator: 10, denominator: 1 },
    ]);
  });

  test('top names some, and counts the others', () => {
    const { customers, others } = explainChange('netRevenueRetention', book, march, april, {
      top: 1,
      money: 'fraction',
    });
    expect(customers.map(({ customerId }) => customerId)).toEqual(['grown']);
    expect(others).toEqual({ customers: 1, difference: '-23/120', numerator: '0', denominator: '-23/120' });
    expect(explainChange('netRevenueRetention', book, march, april, { top: 5 }).others).toEqual({
      customers: 0,
      difference: 0,
      numerator: 0,
      denominator: 0,
    });
  });

  test('rows without amounts have a churn rate to explain, and no other', () => {
    const rows = [
      { customerId: 'ada', start: '2026-01-01', end: '2026-04-10' },
      { customerId: 'ben', start: '2026-01-01' },
    ] as never;
    const explained = explainChange('customerChurnRate', rows, march, april, { amounts: 'none' });
    expect(explained.customers.map(({ customerId, difference }) => [customerId, difference])).toEqual([['ada', 0.5]]);
    expect(refusal(() => explainChange('arpa', rows, march, april, { amounts: 'none' }))).toMatchObject({
      code: 'CONFLICTING_POLICY',
    });
  });

  test('without a rate in one of the periods there is nothing to explain', () => {
    const rows = [row({ start: '2026-03-10' })];
    expect(explainChange('netRevenueRetention', rows, march, april, { top: 3, by: () => 1 })).toMatchObject({
      before: { value: null },
      after: { value: 1 },
      difference: null,
      numerator: null,
      customers: [],
      others: null,
      keys: [],
    });
  });

  test.each([
    ['a rate', () => explainChange('quickRatio' as never, [], march, april), 'INVALID_OPTION', 'rate'],
    ['no rows', () => explainChange('arpa', {} as never, march, april), 'INVALID_TYPE', 'subscriptions'],
    ['a period', () => explainChange('arpa', [], [march] as never, april), 'INVALID_PERIOD', 'before'],
    ['a period', () => explainChange('arpa', [], march, undefined as never), 'INVALID_PERIOD', 'after'],
    ['by', () => explainChange('arpa', [], march, april, { by: 'plan' as never }), 'INVALID_TYPE', 'policy.by'],
    ['a key', () => explainChange('arpa', book, march, april, { by: () => ({}) as never }), 'INVALID_TYPE', 'by(row)'],
    ['top', () => explainChange('arpa', [], march, april, { top: -1 }), 'INVALID_NUMBER', 'policy.top'],
    ['an option', () => explainChange('arpa', [], march, april, { topp: 1 } as never), 'UNKNOWN_KEY', 'policy.topp'],
    [
      'zones',
      () => explainChange('arpa', [], march, month('2026-04', { timeZone: 'Europe/Berlin' })),
      'CONFLICTING_TIME_ZONES',
      'periods[1].timeZone',
    ],
  ])('refuses %s', (_, call, code, path) => {
    expect(refusal(call)).toMatchObject({ code, path: keysOf(path) });
  });
});

/** GRR, exactly. */
const kept = ({ retainedGross, opening }: { retainedGross: string; opening: string }) =>
  divide(parse(retainedGross), parse(opening));

test('rates are those of their functions, and the parts of a change add up to it, by customer and by key, exactly', () => {
  fc.assert(
    fc.property(
      scenarioArbitrary,
      fc.constantFrom(...names),
      fc.integer({ min: 1, max: 60 }),
      (scenario, rate, days) => {
        const { rows, periods, policy } = scenario;
        const first = periods[0] as Period;
        const later = new Date(first.end.getTime() + days * 86_400_000);
        const second = periods[1] ?? period(first.end, later, { timeZone: first.timeZone });
        const asked = { ...policy, money: 'fraction' } as Policy<'fraction'>;
        const explained = explainChange(rate, rows as Subscription[], first, second, {
          ...asked,
          by: ({ plan, segment }) => plan ?? segment,
        });
        for (const [side, at] of [
          [explained.before, first],
          [explained.after, second],
        ] as const) {
          const { period: _, ...ratio } = side;
          expect(ratio).toEqual((rates[rate] as typeof arpa)(rows as never, at, policy as Policy));
        }
        const { difference } = explained;
        expect(difference === null).toBe(explained.before.value === null || explained.after.value === null);
        if (difference === null) return;
        if (rate === 'grossRevenueRetention') {
          const [from, to] = mrrMovements(rows as never, [first, second], asked).map(kept);
          expect(subtract(subtract(to as Rational, from as Rational), parse(difference)).n).toBe(0n);
        }
        for (const part of ['difference', 'numerator', 'denominator'] as const) {
          for (const parts of [explained.customers, explained.keys] as const) {
            const sum = (parts as readonly RateEffect<string>[]).map((own) => parse(own[part])).reduce(add, parse('0'));
            expect(subtract(sum, parse(explained[part] as string)).n).toBe(0n);
          }
        }
      },
    ),
    propertyRuns(150),
  );
});
