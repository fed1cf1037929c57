import Decimal from 'decimal.js';
import fc from 'fast-check';
import {
  isMetricsError,
  type MrrMovements,
  type MrrMovementsByKey,
  mergeMovements,
  month,
  mrr,
  mrrMovements,
  mrrMovementsBy,
  netRevenueRetention,
  roundMovements,
  type Subscription,
} from 'tenure';
import { beforeAll, describe, expect, test } from 'vitest';
import { add, ofNumber, type Rational, toNumber } from '../../src/exact/index.ts';
import { caught, keysOf } from '../support/caught.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { scenarioArbitrary } from '../support/scenarios.ts';

const march = month('2026-03');
const yearly = (customerId: string, start = '2026-01-01'): Subscription => ({
  customerId,
  start,
  amount: 100,
  interval: 'year',
});

describe('mergeMovements', () => {
  test('any partition of the customers, as fractions and through JSON, equals the whole to the character', () => {
    fc.assert(
      fc.property(scenarioArbitrary, fc.integer({ min: 1, max: 3 }), ({ rows, periods, policy }, shards) => {
        const exact = { ...policy, money: 'fraction' as const };
        for (const period of periods) {
          const parts = Array.from({ length: shards }, (_, shard) =>
            mrrMovements(
              rows.filter((row) => row.customerId.charCodeAt(0) % shards === shard),
              period,
              exact,
            ),
          );
          const whole = mrrMovements(rows, period, exact);
          // Shards whose rows name no currency cannot know that of the others.
          const same = parts.map((part) => ({ ...part, currency: whole.currency }));
          expect(mergeMovements(same)).toEqual(whole);
          const thawed: MrrMovements<string>[] = JSON.parse(JSON.stringify(same));
          expect(mergeMovements(thawed)).toEqual(whole);
        }
      }),
      propertyRuns(100),
    );
  });

  test('numbers add as the decimals they print as, Decimals exactly', () => {
    const tenths = [0.1, 0.2].map((amount) => mrrMovements([{ ...yearly('a'), amount, interval: 'month' }], march));
    expect(mergeMovements(tenths).closing).toBe(0.3);
    const decimals = ['a', 'b', 'c'].map((id) => mrrMovements([yearly(id)], march, { money: Decimal }));
    expect(mergeMovements(decimals).closing.toString()).toBe('24.999999999999999999999999999999999');
    const fractions = ['a', 'b', 'c'].map((id) => mrrMovements([yearly(id)], march, { money: 'fraction' }));
    expect(mergeMovements(fractions).closing).toBe('25');
  });

  test('what is not of one kind is refused', () => {
    const part = mrrMovements([yearly('a')], march);
    const merge = mergeMovements as (parts: unknown) => unknown;
    expect(caught(() => merge([]))).toMatchObject({ code: 'EMPTY', path: keysOf('statements') });
    expect(caught(() => merge([part, null]))).toMatchObject({ code: 'INVALID_TYPE', path: keysOf('statements[1]') });
    expect(caught(() => merge([part, mrrMovements([], month('2026-04'))]))).toMatchObject({
      code: 'CONFLICTING_POLICY',
      path: keysOf('statements[1].period'),
    });
    expect(caught(() => merge([part, mrrMovements([{ ...yearly('b'), currency: 'EUR' }], march)]))).toMatchObject({
      path: keysOf('statements[1].currency'),
    });
    expect(caught(() => merge([part, mrrMovements([yearly('b')], march, { movements: 'event' })]))).toMatchObject({
      code: 'CONFLICTING_POLICY',
      path: keysOf('statements[1]'),
    });
    expect(caught(() => merge([part, mrrMovements([yearly('b')], march, { trials: 'include' })]))).toMatchObject({
      code: 'CONFLICTING_POLICY',
    });
    expect(caught(() => merge([part, mrrMovements([yearly('b')], march, { money: 'fraction' })]))).toMatchObject({
      code: 'INVALID_TYPE',
    });
    expect(caught(() => merge([{ ...part, churn: -1 }]))).toMatchObject({
      code: 'INVALID_AMOUNT',
      path: keysOf('statements[0].churn'),
    });
  });

  test('complete only when all parts are', () => {
    const asOf = '2026-03-15';
    expect(mergeMovements([mrrMovements([yearly('a')], march, { asOf })]).complete).toBe(false);
  });
});

describe('money out', () => {
  test('Decimals come in full where they end, else with 34 digits, of the class that is handed over', () => {
    // Prisma's class is decimal.js under another name; a clone has settings of its own, which round no more than what is asked of it later.
    const Coarse = Decimal.clone({ precision: 5, toExpPos: 1 });
    const rows: Subscription[] = [
      { customerId: 'a', start: '2026-01-01', amount: '12345678901234567890.123456789', interval: 'month' },
    ];
    for (const Class of [Decimal, Coarse, class PrismaDecimal extends Decimal {}]) {
      const full = mrrMovements(rows, march, { money: Class });
      expect(full.closing.toFixed()).toBe('12345678901234567890.123456789');
      expect(full.closing).toBeInstanceOf(Class);
      expect(mrrMovements([yearly('a')], march, { money: Class }).closing.toFixed()).toBe(`8.${'3'.repeat(33)}`);
      // And back in as an amount, by its shape.
      expect(mrr([{ ...yearly('a'), amount: full.closing, interval: 'month' }], march, { money: 'fraction' })).toBe(
        '12345678901234567890123456789/1000000000',
      );
    }
  });
});

describe('roundMovements', () => {
  const terms = ['new', 'reactivation', 'expansion', 'contraction', 'churn', 'fx'] as const;
  const sign = { new: 1, reactivation: 1, expansion: 1, contraction: -1, churn: -1, fx: 1 };

  test('foots for any digits, each movement within one unit of its exact value, and zeros stay', () => {
    fc.assert(
      fc.property(scenarioArbitrary, fc.integer({ min: -4, max: 8 }), ({ rows, periods, policy }, digits) => {
        for (const exact of mrrMovements(rows, periods, { ...policy, money: 'fraction' })) {
          const rounded = roundMovements(exact, digits);
          const sum = [rounded.opening, ...terms.map((term) => sign[term] * rounded[term])].map(ofNumber).reduce(add);
          const largest = Math.max(rounded.opening, ...terms.map((term) => Math.abs(rounded[term])), rounded.closing);
          // Beyond 15 digits a double cannot tell the decimals asked for.
          if (largest < 10 ** (15 - digits)) expect(toNumber(sum)).toBe(rounded.closing);
          for (const term of [...terms, 'opening', 'closing'] as const) {
            if (exact[term] === '0') expect(rounded[term]).toBe(0);
            const unit = 10 ** -digits;
            expect(Math.abs(rounded[term] - toNumber(parse(exact[term])))).toBeLessThanOrEqual(
              unit * 1.000001 + Math.abs(rounded[term]) * 1e-12,
            );
          }
        }
      }),
      propertyRuns(150),
    );
  });

  test('worked by hand', () => {
    // 8.333 + 8.333 - 8.333 = 8.333: opening 8.33, closing 8.33; the two thirds of a cent go where most was lost.
    const statement = {
      opening: '25/3',
      new: '25/3',
      reactivation: 0,
      expansion: 0,
      contraction: 0,
      churn: '25/3',
      closing: '25/3',
      fx: 0,
    };
    const round = roundMovements as (statement: unknown, digits: number) => MrrMovements;
    expect(round(statement, 2)).toMatchObject({ opening: 8.33, new: 8.33, churn: 8.33, closing: 8.33 });
    expect(round({ opening: 1234.5, new: 600, closing: 1834.5 }, -3)).toMatchObject({
      opening: 1000,
      new: 1000,
      closing: 2000,
    });
    expect(round({ opening: 10, fx: -0.5, closing: 9.5 }, 0)).toMatchObject({ opening: 10, fx: 0, closing: 10 });
  });

  test('printed numbers foot to an ulp, and that is enough', () => {
    const statement = mrrMovements([yearly('a', '2025-01-01'), yearly('b', '2026-03-05')], march);
    expect(roundMovements(statement, 2)).toMatchObject({ opening: 8.33, new: 8.34, closing: 16.67, retainedNet: 8.33 });
  });

  test('what does not foot, or is no number of digits, is refused', () => {
    const round = roundMovements as (statement: unknown, digits: unknown) => unknown;
    expect(caught(() => round({ opening: 10, new: 5, closing: 16 }, 2))).toMatchObject({
      code: 'NOT_FOOTING',
      path: keysOf('statement.closing'),
    });
    for (const digits of [1.5, 16, -16, '2', undefined]) {
      expect(caught(() => round({ opening: 10 }, digits))).toMatchObject({
        code: 'INVALID_NUMBER',
        path: keysOf('digits'),
      });
    }
    expect(caught(() => round({}, 2))).toSatisfy(isMetricsError);
  });
});

function parse(fraction: string): Rational {
  const [n = '0', d = '1'] = fraction.split('/');
  return { n: BigInt(n), d: BigInt(d) };
}

describe('parts of mrrMovementsBy', () => {
  const rows: Subscription[] = [
    { customerId: 'a', plan: 'basic', start: '2026-01-01', end: '2026-03-10', amount: 100, interval: 'year' },
    { customerId: 'a', plan: 'pro', start: '2026-03-10', amount: 200, interval: 'year' },
    { customerId: 'b', plan: 'pro', start: '2026-01-01', end: '2026-03-20', amount: 50, interval: 'year' },
  ];
  let basic: MrrMovementsByKey<string | null, string>;
  let pro: MrrMovementsByKey<string | null, string>;
  beforeAll(() => {
    const parts = mrrMovementsBy(rows, march, (row) => row.plan, { money: 'fraction' });
    basic = parts[0] as typeof basic;
    pro = parts[1] as typeof pro;
  });

  test('are statements: they have rates, merge and round', () => {
    // 50/12 open, 200/12 + 0 at the end: what came over from the other plan is kept as much as what was there.
    expect(netRevenueRetention(pro).value).toBe(4);
    expect(mergeMovements([pro, pro])).toMatchObject({ transferIn: '50/3', expansionCauses: { subscription: '50/3' } });
    // 4.17 + 8.33 + 8.33 - 4.17 would be 16.66: the first of those that lost a third of a cent takes the missing one.
    const { opening, expansion, transferIn, churn, closing, expansionCauses } = roundMovements(
      pro,
      2,
    ) as MrrMovementsByKey;
    expect([opening, expansion, transferIn, churn, closing]).toEqual([4.17, 8.34, 8.33, 4.17, 16.67]);
    expect(expansionCauses).toEqual({ price: 0, quantity: 0, subscription: 8.34, other: 0 });
  });

  test('do not merge with what is no part', () => {
    expect(caught(() => mergeMovements([pro, mrrMovements(rows, march, { money: 'fraction' })]))).toMatchObject({
      code: 'CONFLICTING_POLICY',
      path: ['statements', 1, 'key'],
    });
    expect(caught(() => mergeMovements([pro, basic]))).toMatchObject({ path: ['statements', 1, 'key'] });
  });

  test('keep their key', () => {
    expect(mergeMovements([pro, pro]).key).toBe('pro');
    expect(roundMovements(pro, 2).key).toBe('pro');
    expect(mergeMovements(JSON.parse(JSON.stringify([basic, basic])))).toEqual(mergeMovements([basic, basic]));
  });
});
