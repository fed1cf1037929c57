import fc from 'fast-check';
import {
  customerMovements,
  month,
  mrrMovements,
  mrrMovementsBy,
  netMrrChurnRate,
  netRevenueRetention,
  type Policy,
  type Subscription,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { add, type Rational, subtract, toNumber } from '../../src/exact/index.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { scenarioArbitrary } from '../support/scenarios.ts';

const check = (property: (scenario: typeof scenarioArbitrary extends fc.Arbitrary<infer S> ? S : never) => void) =>
  fc.assert(fc.property(scenarioArbitrary, property), propertyRuns(100));

function parse(fraction: string): Rational {
  const [n = '0', d = '1'] = fraction.split('/');
  return { n: BigInt(n), d: BigInt(d) };
}

const sum = (fractions: readonly string[]) => fractions.map(parse).reduce(add, { n: 0n, d: 1n });
const isZero = (amount: Rational) => amount.n === 0n;

describe('net and event', () => {
  test('share opening, closing, fx and what was retained, and both foot exactly', () => {
    check(({ rows, periods, policy }) => {
      const [net, event] = (['net', 'event'] as const).map((movements) =>
        mrrMovements(rows, periods, { ...policy, movements, money: 'fraction' }),
      );
      for (const [i, n] of (net ?? []).entries()) {
        const e = event?.[i] ?? n;
        for (const term of ['opening', 'closing', 'fx', 'retainedGross', 'retainedNet'] as const)
          expect(e[term]).toBe(n[term]);
        for (const m of [n, e]) {
          const gained = sum([m.opening, m.new, m.reactivation, m.expansion, m.fx]);
          expect(isZero(subtract(gained, sum([m.contraction, m.churn, m.closing])))).toBe(true);
        }
      }
      const counts = (['net', 'event'] as const).map((movements) =>
        customerMovements(rows, periods, { ...policy, movements }).map(({ opening, closing, retained }) => [
          opening,
          closing,
          retained,
        ]),
      );
      expect(counts[0]).toEqual(counts[1]);
    });
  });
});

describe('segments', () => {
  test('parts sum to the whole, transfers to nothing, each part foots, causes sum to the expansion', () => {
    check(({ rows, periods, policy }) => {
      const exact = { ...policy, money: 'fraction' as const };
      for (const period of periods) {
        const whole = mrrMovements(rows, period, exact);
        const parts = [...mrrMovementsBy(rows, period, (row) => row.plan, exact).values()];
        const terms = [
          'opening',
          'new',
          'reactivation',
          'expansion',
          'contraction',
          'churn',
          'closing',
          'fx',
          'retainedGross',
          'retainedNet',
        ] as const;
        for (const term of terms) {
          expect(isZero(subtract(sum(parts.map((part) => part[term])), parse(whole[term]))), term).toBe(true);
        }
        expect(isZero(subtract(sum(parts.map((p) => p.transferIn)), sum(parts.map((p) => p.transferOut))))).toBe(true);
        for (const m of parts) {
          const gained = sum([m.opening, m.new, m.reactivation, m.expansion, m.fx, m.transferIn]);
          expect(isZero(subtract(gained, sum([m.contraction, m.churn, m.closing, m.transferOut])))).toBe(true);
          expect(isZero(subtract(sum(Object.values(m.expansionCauses)), parse(m.expansion)))).toBe(true);
        }
      }
    });
  });
});

describe('rates', () => {
  test('NRR is 1 - net churn under both settings of reactivation', () => {
    check(({ rows, periods, policy }) => {
      for (const reactivation of ['exclude', 'include'] as const) {
        const options: Policy = { ...policy, reactivation };
        for (const period of periods) {
          const nrr = netRevenueRetention(rows, period, options);
          const churn = netMrrChurnRate(rows, period, options);
          if (nrr.value === null) expect(churn.value).toBeNull();
          else
            expect(Math.abs(nrr.value + (churn.value ?? Number.NaN) - 1)).toBeLessThanOrEqual(
              1e-12 * Math.max(1, nrr.value),
            );
        }
      }
    });
  });
});

describe('churnGraceDays', () => {
  test('a shorter grace never lowers churn', () => {
    check(({ rows, periods, policy: { exchangeRates: _, currency: __, ...policy } }) => {
      const local = rows.map(({ currency: ___, ...row }) => row);
      // Over all of time: within one period a filled gap can move the loss into a later one.
      const [first, last] = [periods[0], periods[periods.length - 1]];
      if (first === undefined || last === undefined) return;
      const always = { ...first, start: new Date(0), end: new Date('2100-01-01') };
      const churn = [0, 1, 5, 30, 90].map((churnGraceDays) =>
        toNumber(
          parse(
            mrrMovements(local, always, { ...policy, churnGraceDays, movements: 'event', money: 'fraction' }).churn,
          ),
        ),
      );
      expect(churn).toEqual([...churn].sort((a, b) => b - a));
    });
  });
});

describe('grain', () => {
  test('a customer with one subscription is the same under both grains', () => {
    const rows: Subscription[] = [
      { customerId: 'a', subscriptionId: 's', start: '2026-01-01', end: '2026-03-10', amount: 10, interval: 'month' },
      { customerId: 'a', subscriptionId: 's', start: '2026-03-10', amount: 15, interval: 'month' },
      { customerId: 'b', subscriptionId: 's', start: '2026-01-01', end: '2026-03-20', amount: 7, interval: 'month' },
    ];
    const march = month('2026-03');
    expect(mrrMovements(rows, march, { grain: 'subscription' })).toEqual(mrrMovements(rows, march));
  });
});
