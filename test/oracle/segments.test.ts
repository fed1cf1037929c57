import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { propertyRuns } from '../support/property-runs.ts';
import { changesArbitrary } from './changes.ts';
import { exactMrrMovements } from './oracle.ts';
import { month } from './periods.ts';
import { type Scenario, scenarioArbitrary } from './policies.ts';
import { compare, type Rational, subtract, sum, toFraction, zero } from './rational.ts';
import { exactMrrMovementsBy, type MovementsPart, mrrMovementsBy, partImbalance } from './segments.ts';
import type { Policy, Row } from './types.ts';

vi.setConfig({ testTimeout: 60_000 });

const march = month('2026-03');
const event: Policy = { movements: 'event' };

const row = (plan: string, amount: number, start: string, end: string | null, more: Partial<Row> = {}): Row => ({
  ...{ customerId: 'a', plan, amount, interval: 'month', start, end },
  ...more,
});

/** The terms that are not zero; causes by their names, those of contraction as 'less by'. */
function told(rows: readonly Row[], policy: Policy = {}): Record<string, Record<string, number>> {
  const line = ({ period: _, complete: __, currency: ___, expansionCauses, ...rest }: MovementsPart<number>) => {
    const { contractionCauses, ...terms } = rest;
    const falls = Object.entries(contractionCauses).map(([name, amount]): [string, number] => [
      `less by ${name}`,
      amount,
    ]);
    const all: Record<string, number> = { ...terms, ...expansionCauses, ...Object.fromEntries(falls) };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== 0));
  };
  const parts = mrrMovementsBy(rows, march, ({ plan = 'none' }) => plan, policy);
  return Object.fromEntries([...parts].map(([key, part]) => [key, line(part)]));
}

describe('movements by plan, by hand', () => {
  // basic 10 -> pro 30. Gains 30, losses 10: a third of pro's gain came over, the rest is expansion.
  const upgrade = (more: Partial<Row>): Row[] => [
    row('basic', 10, '2026-01-01', '2026-03-10', more),
    row('pro', 30, '2026-03-10', null, more),
  ];
  const moved = { expansion: 20, transferIn: 10, closing: 30, retainedGross: 10, retainedNet: 30 };

  it('an upgrade, from one subscription to another', () => {
    const expected = { basic: { opening: 10, transferOut: 10 }, pro: { ...moved, subscription: 20 } };
    expect(told(upgrade({}))).toEqual(expected);
    expect(told(upgrade({}), event)).toEqual(expected);
  });

  it('an upgrade within one subscription, which was there before', () => {
    const expected = { basic: { opening: 10, transferOut: 10 }, pro: { ...moved, other: 20 } };
    expect(told(upgrade({ subscriptionId: 's' }))).toEqual(expected);
    expect(told(upgrade({ subscriptionId: 's' }), event)).toEqual(expected);
  });

  it('a swap at one price, both ways', () => {
    const b = { customerId: 'b' };
    const rows = [
      row('basic', 20, '2026-01-01', '2026-03-10'),
      row('pro', 20, '2026-03-10', null),
      row('pro', 20, '2026-01-01', '2026-03-20', b),
      row('basic', 20, '2026-03-20', null, b),
    ];
    const part = { opening: 20, transferIn: 20, transferOut: 20, closing: 20, retainedGross: 20, retainedNet: 20 };
    expect(told(rows)).toEqual({ basic: part, pro: part });
    expect(told(rows, event)).toEqual({ basic: part, pro: part });
  });

  it('one of two subscriptions lost, and the other grown', () => {
    const s = { subscriptionId: 's' };
    const rows = [
      row('basic', 30, '2026-01-01', '2026-03-10'),
      row('pro', 20, '2026-01-01', '2026-03-15', s),
      row('pro', 25, '2026-03-15', null, s),
    ];
    // 50 -> 25. Gains 5, losses 30: 5 of the 30 went over to pro, 25 are contraction.
    expect(told(rows)).toEqual({
      basic: { opening: 30, contraction: 25, 'less by subscription': 25, transferOut: 5 },
      pro: { opening: 20, transferIn: 5, closing: 25, retainedGross: 25, retainedNet: 25 },
    });
    // {30, 20} -> {0, 20} is contraction, {0, 20} -> {0, 25} expansion; what is retained stays point to point.
    expect(told(rows, event)).toEqual({
      basic: { opening: 30, contraction: 30, 'less by subscription': 30 },
      pro: { opening: 20, expansion: 5, price: 5, closing: 25, retainedGross: 25, retainedNet: 25 },
    });
  });

  it('two plans given up for a smaller one', () => {
    const rows = [
      row('basic', 30, '2026-01-01', '2026-03-10'),
      row('plus', 10, '2026-01-01', '2026-03-10'),
      row('pro', 20, '2026-03-10', null),
    ];
    // Gains 20, losses 40: half of each loss went over.
    expect(told(rows)).toEqual({
      basic: { opening: 30, contraction: 15, 'less by subscription': 15, transferOut: 15 },
      plus: { opening: 10, contraction: 5, 'less by subscription': 5, transferOut: 5 },
      pro: { transferIn: 20, closing: 20, retainedGross: 20, retainedNet: 20 },
    });
  });

  it('all lost, and won, in several plans', () => {
    const rows = [
      row('basic', 30, '2026-01-01', '2026-03-10'),
      row('pro', 10, '2026-01-01', '2026-03-10'),
      row('basic', 5, '2026-03-20', null, { customerId: 'b' }),
      row('never', 5, '2026-05-20', null, { customerId: 'b' }),
    ];
    expect(told(rows)).toEqual({
      basic: { opening: 30, churn: 30, new: 5, closing: 5 },
      pro: { opening: 10, churn: 10 },
      never: {},
    });
    expect([...mrrMovementsBy(rows, march, ({ plan }) => plan).keys()]).toEqual(['basic', 'pro', 'never']);
  });

  it('a gap that the grace fills keeps the plan before it', () => {
    const rows = [row('basic', 10, '2026-01-01', '2026-03-10'), row('pro', 10, '2026-03-14', null)];
    const policy: Policy = { ...event, churnGraceDays: 5 };
    expect(told(rows, policy)).toMatchObject({ basic: { transferOut: 10 }, pro: { transferIn: 10 } });
    expect(told(rows, event)).toMatchObject({ basic: { churn: 10 }, pro: { reactivation: 10 } });
  });

  it('what the rates did, in the part where it closes', () => {
    const policy: Policy = { currency: 'USD', exchangeRates: { EUR: { '2026-02': 1.1, '2026-03': 1.2 } } };
    const rows = upgrade({ currency: 'EUR' });
    // 10 EUR -> 30 EUR at 1.1, and 30 EUR are 3 USD dearer at the end.
    expect(told(rows, policy)).toEqual({
      basic: { opening: 11, transferOut: 11 },
      pro: { expansion: 22, subscription: 22, transferIn: 11, fx: 3, closing: 36, retainedGross: 11, retainedNet: 33 },
    });
  });
});

describe('causes of expansion, by hand', () => {
  const phases = (first: Partial<Row>, last: Partial<Row>): Row[] => [
    row('pro', 10, '2026-01-01', '2026-03-10', { subscriptionId: 's', quantity: 5, ...first }),
    row('pro', 10, '2026-03-10', null, { subscriptionId: 's', quantity: 5, ...last }),
  ];

  it.each<[string, Row[], Record<string, number>]>([
    // 5 x 10 -> 8 x 12: (8 - 5) x 12 and (12 - 10) x 5.
    ['price and seats', phases({}, { amount: 12, quantity: 8 }), { expansion: 46, quantity: 36, price: 10 }],
    ['price', phases({}, { amount: 12 }), { expansion: 10, price: 10 }],
    // 50 -> 60: a seat less at 15 takes nothing off the price's part.
    ['fewer seats at a higher price', phases({}, { amount: 15, quantity: 4 }), { expansion: 10, price: 10 }],
    ['more seats at a lower price', phases({}, { amount: 9, quantity: 10 }), { expansion: 40, quantity: 40 }],
    [
      'the last of two phases of one price',
      phases({}, { intervalCount: 1, quantity: 6 }),
      { expansion: 10, quantity: 10 },
    ],
    ['another interval', phases({}, { interval: 'quarter', amount: 36 }), { expansion: 10, other: 10 }],
    ['a discount that ended', phases({ discount: { percent: 20 } }, {}), { expansion: 10, other: 10 }],
    [
      'two rows at once',
      [...phases({}, {}), row('pro', 5, '2026-03-12', null, { subscriptionId: 's' })],
      { expansion: 5, other: 5 },
    ],
    [
      'a second subscription beside a price rise and a loss',
      [
        ...phases({}, { amount: 12 }), // + 10
        row('pro', 20, '2026-03-12', null), // + 20
        row('pro', 6, '2026-01-01', '2026-03-12'), // - 6
      ],
      // 56 -> 80 within one plan: 24, of which a third to the price and two to the new subscription.
      { expansion: 24, price: 8, subscription: 16 },
    ],
  ])('%s', (_, rows, expected) => {
    const { opening, closing, retainedGross, retainedNet, ...rest } = told(rows).pro ?? {};
    expect(rest).toEqual(expected);
  });
});

describe('causes of contraction, by hand', () => {
  const phases = (first: Partial<Row>, last: Partial<Row>): Row[] => [
    row('pro', 12, '2026-01-01', '2026-03-10', { subscriptionId: 's', quantity: 5, ...first }),
    row('pro', 12, '2026-03-10', null, { subscriptionId: 's', quantity: 5, ...last }),
  ];

  it.each<[string, Row[], Record<string, number>]>([
    // 5 x 12 -> 3 x 10: (12 - 10) x 5 and (5 - 3) x 10.
    ['price and seats', phases({}, { amount: 10, quantity: 3 }), { price: 10, quantity: 20 }],
    ['a discount', phases({}, { discount: { percent: 10 } }), { discount: 6 }],
    ['a year at 10 a month', phases({}, { interval: 'year', amount: 120 }), { billingPeriod: 10 }],
    // 5 x 12 -> 4 x 10.
    [
      'a year and a seat less',
      phases({}, { interval: 'year', amount: 120, quantity: 4 }),
      { billingPeriod: 10, quantity: 10 },
    ],
    [
      'a year, by a discount',
      phases({}, { interval: 'year', amount: 144, discount: { percent: 25 } }),
      { billingPeriod: 15 },
    ],
    ['back to months', phases({ interval: 'year', amount: 180 }, {}), { other: 15 }],
    [
      'a term of two years after one',
      phases(
        { interval: 'term', start: '2025-03-10', amount: 144 },
        { interval: 'term', end: '2028-03-10', amount: 240 },
      ),
      { billingPeriod: 10 },
    ],
    // 366 days after 365, both twelve months: another price.
    [
      'a leap year after a year',
      phases(
        { interval: 'term', start: '2025-03-10', amount: 144 },
        { interval: 'term', end: '2027-03-11', amount: 120 },
      ),
      { price: 3710 / 366 },
    ],
  ])('%s', (_, rows, expected) => {
    const { pro = {} } = told(rows);
    const falls = Object.entries(pro).filter(([name]) => name.startsWith('less by'));
    expect(Object.fromEntries(falls.map(([name, amount]) => [name.slice('less by '.length), amount]))).toEqual(
      expected,
    );
  });

  it('of one that ended, and of one that another replaced', () => {
    const ends = row('pro', 12, '2026-01-01', '2026-03-10', { subscriptionId: 'a' });
    const stays = row('pro', 30, '2026-01-01', null, { subscriptionId: 'b' });
    expect(told([ends, stays]).pro).toMatchObject({ contraction: 12, 'less by subscription': 12 });
    const yearly = row('pro', 120, '2026-03-10', null, { subscriptionId: 'c', interval: 'year' });
    expect(told([ends, yearly]).pro).toMatchObject({ contraction: 2, 'less by billingPeriod': 2 });
    expect(told([ends, stays, yearly]).pro).toMatchObject({ contraction: 2, 'less by billingPeriod': 2 });
  });
});

const TERMS = [
  ...(['opening', 'new', 'reactivation', 'expansion', 'contraction', 'churn', 'closing', 'fx'] as const),
  ...(['retainedGross', 'retainedNet'] as const),
];

const keysOf: readonly ((row: Row) => unknown)[] = [
  ({ plan }) => plan,
  ({ plan, segment }) => `${plan} ${segment}`,
  ({ interval }) => interval,
  ({ subscriptionId }) => subscriptionId,
  ({ customerId }) => customerId,
  () => Number.NaN,
];

const currencies = ['USD', 'EUR', 'JPY'];

describe.each<[string, fc.Arbitrary<Scenario>]>([
  ['rows apart', scenarioArbitrary()],
  ['rows apart, several currencies', scenarioArbitrary({ currencies })],
  ['changes', changesArbitrary()],
  ['changes, several currencies', changesArbitrary(currencies)],
])('parts, %s', (_, scenarios) => {
  it('sum to the whole, foot, and say where expansion came from', () => {
    fc.assert(
      fc.property(scenarios, fc.constantFrom(...keysOf), ({ rows, periods, policy }, keyOf) => {
        for (const period of periods) {
          const whole = exactMrrMovements(rows, period, policy);
          const byKey = exactMrrMovementsBy(rows, period, keyOf, policy);
          const parts = [...byKey.values()];
          const total = (of: (part: MovementsPart<Rational>) => Rational): string => toFraction(sum(parts.map(of)));
          expect([...byKey.keys()]).toEqual([...new Set(rows.map(keyOf))]);
          for (const term of TERMS)
            expect([term, total((part) => part[term])]).toEqual([term, toFraction(whole[term])]);
          expect(total((part) => subtract(part.transferIn, part.transferOut))).toBe('0');
          for (const part of parts) {
            const { expansionCauses: causes, contractionCauses: falls, fx: __, ...rest } = part;
            const { period: ___, complete, currency, ...terms } = rest;
            expect([complete, currency]).toEqual([whole.complete, whole.currency]);
            expect(toFraction(partImbalance(part))).toBe('0');
            expect(toFraction(sum(Object.values(causes)))).toBe(toFraction(part.expansion));
            expect(toFraction(sum(Object.values(falls)))).toBe(toFraction(part.contraction));
            const all = [...Object.values(terms), ...Object.values(causes), ...Object.values(falls)];
            expect(all.every((term) => compare(term, zero) >= 0)).toBe(true);
          }
        }
      }),
      propertyRuns(75),
    );
  });
});
