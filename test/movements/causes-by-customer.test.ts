import fc from 'fast-check';
import {
  type ContractionCauses,
  type ExpansionCauses,
  ledger,
  month,
  mrrMovementsBy,
  mrrMovementsByCustomer,
  type Subscription,
} from 'tenure';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { add, type Rational, zero } from '../../src/exact/index.ts';
import { readSignedAmount } from '../../src/money/index.ts';
import { toFraction } from '../../src/money/money-out.ts';
import { keysOf, refusal } from '../support/caught.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { row } from '../support/row.ts';
import { scenarioArbitrary } from '../support/scenarios.ts';

const march = month('2026-03');
const include = { causes: 'include' } as const;
const less = { price: 0, quantity: 0, discount: 0, billingPeriod: 0, subscription: 0, other: 0 };
const more = { price: 0, quantity: 0, subscription: 0, other: 0 };

/** From 12 a month to 120 a year: 12 to 10. */
const monthly = row({ end: '2026-03-10', amount: 12 });
const yearly = row({ start: '2026-03-10', amount: 120, interval: 'year' });

describe('causes in the drill-down', () => {
  test('are there where they are asked for, of expansion and contraction alone', () => {
    const rows = [
      monthly,
      yearly,
      row({ customerId: 'ben', subscriptionId: 's', end: '2026-03-10', amount: 10, quantity: 10 }),
      row({ customerId: 'ben', subscriptionId: 's', start: '2026-03-10', amount: 12, quantity: 15 }),
      row({ customerId: 'cem' }),
      row({ customerId: 'dia', start: '2026-03-03' }),
      row({ customerId: 'eve', end: '2026-03-03' }),
    ];
    const told = mrrMovementsByCustomer(rows, march, include);
    expect(
      told.map(({ kind, expansionCauses, contractionCauses }) => [kind, expansionCauses, contractionCauses]),
    ).toEqual([
      ['contraction', undefined, { ...less, billingPeriod: 2 }],
      ['expansion', { ...more, price: 20, quantity: 60 }, undefined],
      ['retained', undefined, undefined],
      ['new', undefined, undefined],
      ['churn', undefined, undefined],
    ]);
    const plain = mrrMovementsByCustomer(rows, march);
    expect(plain[0]).toStrictEqual({ customerId: 'ada', kind: 'contraction', opening: 12, closing: 10, change: -2 });
    expect(mrrMovementsByCustomer(rows, march, { causes: 'exclude' })).toStrictEqual(plain);
    expect(told.map(({ expansionCauses: _, contractionCauses: __, ...rest }) => rest)).toStrictEqual(plain);
  });

  test('of the largest rows too, and of those of some kinds', () => {
    const rows = [monthly, yearly, ...[monthly, yearly].map((own) => ({ ...own, customerId: 'ben', quantity: 3 }))];
    const [first, ...rest] = mrrMovementsByCustomer(rows, march, { ...include, kinds: ['contraction'], top: 1 });
    expect(first).toMatchObject({ customerId: 'ben', change: -6, contractionCauses: { ...less, billingPeriod: 6 } });
    expect(rest).toEqual([]);
  });

  test('of events each at its instant', () => {
    const s = (fields: Partial<Subscription>) => row({ subscriptionId: 's', ...fields });
    const rows = [
      s({ end: '2026-03-05', amount: 12 }),
      s({ start: '2026-03-05', end: '2026-03-10', amount: 15 }),
      s({ start: '2026-03-10', end: '2026-03-20', amount: 15, discount: { amount: 1 } }),
      s({ start: '2026-03-20', amount: 120, interval: 'year' }),
    ];
    const told = mrrMovementsByCustomer(rows, march, { ...include, movements: 'event' });
    expect(
      told.map(({ change, expansionCauses, contractionCauses }) => [change, expansionCauses ?? contractionCauses]),
    ).toEqual([
      [3, { ...more, price: 3 }],
      [-1, { ...less, discount: 1 }],
      [-4, { ...less, billingPeriod: 4 }],
    ]);
    // Netted it is 12 a month that became 120 a year.
    expect(mrrMovementsByCustomer(rows, march, include)[0]?.contractionCauses).toEqual({ ...less, billingPeriod: 2 });
  });

  test('at a return within a grace: what ran before the gap is what is compared', () => {
    const rows = [
      row({ subscriptionId: 's', end: '2026-03-05', amount: 12 }),
      row({ ...yearly, subscriptionId: 's', start: '2026-03-12' }),
    ];
    for (const movements of ['net', 'event'] as const) {
      const told = mrrMovementsByCustomer(rows, march, { ...include, movements, churnGraceDays: 10 });
      expect(told[0]).toMatchObject({ kind: 'contraction', contractionCauses: { ...less, billingPeriod: 2 } });
    }
  });

  test('come in the form of money asked for, and in lists', () => {
    const list = mrrMovementsByCustomer(ledger([monthly, yearly]), [march, month('2026-04')], {
      ...include,
      money: 'fraction',
    });
    expect(list[0]?.[0]?.contractionCauses).toEqual({
      price: '0',
      quantity: '0',
      discount: '0',
      billingPeriod: '2',
      subscription: '0',
      other: '0',
    });
    expectTypeOf(list[0]?.[0]?.contractionCauses).toEqualTypeOf<ContractionCauses<string> | undefined>();
    expectTypeOf(list[0]?.[0]?.expansionCauses).toEqualTypeOf<ExpansionCauses<string> | undefined>();
  });

  test('are asked for by a word', () => {
    const wrong = () => mrrMovementsByCustomer([], march, { causes: true as never });
    expect(refusal(wrong)).toMatchObject({ code: 'INVALID_OPTION', path: keysOf('policy.causes') });
  });
});

describe('properties', () => {
  test('rows add up to the causes of the bridge, and each to its change', () => {
    fc.assert(
      fc.property(scenarioArbitrary, ({ rows, periods, policy }) => {
        const exact = { ...policy, money: 'fraction' } as const;
        for (const period of periods) {
          const [whole] = mrrMovementsBy(rows, period, () => 'all', exact);
          const sums = new Map<string, Rational>();
          for (const told of mrrMovementsByCustomer(rows, period, { ...exact, ...include })) {
            let all = zero;
            for (const field of ['expansionCauses', 'contractionCauses'] as const)
              for (const [name, text] of Object.entries(told[field] ?? {})) {
                const amount = readSignedAmount(text, name);
                all = add(all, amount);
                sums.set(`${field}.${name}`, add(sums.get(`${field}.${name}`) ?? zero, amount));
              }
            const isTold = told.kind === 'expansion' || told.kind === 'contraction';
            expect(toFraction(all)).toBe(isTold ? told.change.replace('-', '') : '0');
          }
          for (const field of ['expansionCauses', 'contractionCauses'] as const)
            for (const [name, text] of Object.entries(whole?.[field] ?? {}))
              expect([field, name, toFraction(sums.get(`${field}.${name}`) ?? zero)]).toEqual([field, name, text]);
        }
      }),
      propertyRuns(100),
    );
  });
});
