import fc from 'fast-check';
import {
  arpa,
  comparePolicies,
  customerChurnRate,
  grossMrrChurnRate,
  grossRevenueRetention,
  ledger,
  month,
  netMrrChurnRate,
  netRevenueRetention,
  type Policy,
  type Subscription,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { add, divide, parse, subtract } from '../oracle/rational.ts';
import { keysOf, refusal } from '../support/caught.ts';
import { deepFreeze } from '../support/deep-freeze.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { scenarioArbitrary } from '../support/scenarios.ts';

const march = month('2026-03');
const rates = {
  netRevenueRetention,
  grossRevenueRetention,
  grossMrrChurnRate,
  netMrrChurnRate,
  customerChurnRate,
  arpa,
};
const row = (fields: Partial<Subscription>): Subscription => ({
  customerId: 'ada',
  start: '2026-01-01',
  amount: 50,
  interval: 'month',
  ...fields,
});

describe('comparePolicies', () => {
  test('names for each customer the option that makes the difference', () => {
    const rows = deepFreeze([
      row({ customerId: 'trial', start: '2026-03-05', trialEnd: '2026-04-05' }),
      row({ customerId: 'paused', pauses: [{ start: '2026-03-10' }] }),
      row({ customerId: 'leaving', end: '2026-05-01', cancelRequestedAt: '2026-03-20' }),
      row({ customerId: 'weekly', amount: 12, interval: 'week' }),
      row({ customerId: 'same' }),
    ]);
    const a: Policy = {};
    const b: Policy = { trials: 'include', pauses: 'retain', churnAt: 'cancelRequest', weeksPerMonth: '4' };
    const { difference, causes, customers, ...sides } = comparePolicies(rows, march, a, b);
    expect(customers.map((own) => [own.customerId, own.causes.map(({ option }) => option)])).toEqual([
      ['leaving', ['churnAt']],
      ['paused', ['pauses']],
      ['trial', ['trials']],
      ['weekly', ['weeksPerMonth']],
    ]);
    expect(causes.map((cause) => [cause.option, cause.difference.closing])).toEqual([
      ['trials', 50],
      ['pauses', 50],
      ['churnAt', -50],
      ['weeksPerMonth', -4],
    ]);
    expect([sides.a.closing, sides.b.closing, difference.closing]).toEqual([152, 198, 46]);
    expect(customers[1]?.difference).toMatchObject({ opening: 0, churn: -50, closing: 50 });
  });

  test('what two options do only together is the later one’s', () => {
    // The grace alone fills nothing: the pause is longer than it. Retained, the pause is no gap at all.
    const rows = [row({ pauses: [{ start: '2026-02-20', end: '2026-03-05' }] })];
    const { causes } = comparePolicies(rows, march, {}, { churnGraceDays: 30, pauses: 'retain' });
    expect(causes.map(({ option }) => option)).toEqual(['pauses']);
  });

  test('booking each change is an option like the others; options of rates are none', () => {
    const rows = [row({ end: '2026-03-10' }), row({ start: '2026-03-20' })];
    const { causes, customers } = comparePolicies(
      rows,
      march,
      {},
      { movements: 'event', churnDenominator: 'openingPlusNew' },
    );
    expect(causes.map(({ option, difference }) => [option, difference.churn, difference.reactivation])).toEqual([
      ['movements', 50, 50],
    ]);
    expect(customers[0]?.difference).toMatchObject({ opening: 0, closing: 0 });
  });

  test('rates of exchange are one switch, and amounts come in the form that a asks for', () => {
    const rows = [row({ amount: '1/3', currency: 'EUR' })];
    const at = (rate: number): Policy => ({ currency: 'USD', exchangeRates: { EUR: rate } });
    const { causes, difference } = comparePolicies(rows, march, { ...at(2), money: 'fraction' }, at(3));
    expect(difference.closing).toBe('1/3');
    expect(causes.map(({ option }) => option)).toEqual(['currency']);
  });

  test('refuses a ledger, and sides that cannot be subtracted', () => {
    expect(refusal(() => comparePolicies(ledger([]) as never, march, {}, {}))).toMatchObject({
      code: 'INVALID_TYPE',
      path: keysOf('subscriptions'),
    });
    expect(refusal(() => comparePolicies([], march, { currency: 'EUR' }, { currency: 'USD' }))).toMatchObject({
      code: 'MIXED_CURRENCIES',
      path: keysOf('b.currency'),
    });
    expect(refusal(() => comparePolicies([], march, {}, { trial: 1 } as never))).toMatchObject({
      path: keysOf('b.trial'),
    });
    expect(refusal(() => comparePolicies([], march, { grain: 1 } as never, {}))).toMatchObject({
      path: keysOf('a.grain'),
    });
  });
});

test('causes add up to the difference, by customer and in all, exactly; customers to the whole', () => {
  fc.assert(
    fc.property(scenarioArbitrary, scenarioArbitrary, (one, other) => {
      const {
        rows,
        periods: [period],
      } = one;
      const { timeZone, currency, exchangeRates, ...options } = one.policy;
      const fixed = {
        timeZone,
        ...(currency && { currency }),
        ...(exchangeRates && { exchangeRates }),
        money: 'fraction' as const,
      };
      const {
        timeZone: _zone,
        currency: _currency,
        exchangeRates: _rates,
        asOf: _asOf,
        lastEnds,
        ...others
      } = other.policy;
      const a = { ...options, ...fixed } as Policy<'fraction'>;
      // Who takes ends for paid-through dates must say as of when.
      const ends = lastEnds === 'paidThrough' && options.asOf !== undefined ? { lastEnds, asOf: options.asOf } : {};
      const b = { ...others, ...ends, ...fixed } as Policy<'fraction'>;
      const { difference, causes, customers, ...sides } = comparePolicies(rows, period as never, a, b);
      for (const term of [
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
      ] as const) {
        const sum = (parts: readonly { difference: Readonly<Record<typeof term, string>> }[]) =>
          parts.map((part) => parse(part.difference[term])).reduce(add, parse('0'));
        const isEqual = (x: ReturnType<typeof parse>, y: ReturnType<typeof parse>) => expect(subtract(x, y).n).toBe(0n);
        isEqual(subtract(parse(sides.b[term]), parse(sides.a[term])), parse(difference[term]));
        isEqual(sum(causes), parse(difference[term]));
        isEqual(sum(customers), parse(difference[term]));
        for (const customer of customers) isEqual(sum(customer.causes), parse(customer.difference[term]));
      }
    }),
    propertyRuns(30),
  );
});

describe('rates', () => {
  const rateOf = (comparison: ReturnType<typeof comparePolicies>, name: string) => {
    const { a, b, causes, ...own } = comparison.rates.find(({ rate }) => rate === name) as (typeof comparison.rates)[0];
    return {
      a: a.value,
      b: b.value,
      difference: own.difference,
      causes: causes.map((cause) => [cause.option, cause.difference]),
    };
  };

  test('an option of rates alone is a cause of rates alone', () => {
    const rows = [
      row({}),
      row({ customerId: 'ben', end: '2026-03-10' }),
      row({ customerId: 'eve', start: '2026-03-03' }),
    ];
    const comparison = comparePolicies(rows, march, {}, { churnDenominator: 'openingPlusNew' });
    expect([comparison.causes, comparison.customers]).toEqual([[], []]);
    expect(rateOf(comparison, 'customerChurnRate')).toEqual({
      a: 1 / 2,
      b: 1 / 3,
      difference: -1 / 6,
      causes: [['churnDenominator', -1 / 6]],
    });
    expect(rateOf(comparison, 'netRevenueRetention')).toEqual({ a: 0.5, b: 0.5, difference: 0, causes: [] });
  });

  test('what two options do only together is shared between them', () => {
    const rows = [
      row({ customerId: 'paused', pauses: [{ start: '2026-02-20', end: '2026-03-05' }] }),
      row({ customerId: 'same' }),
    ];
    // Retained, the pause is no gap; with the grace it is filled. Either alone does all of it.
    const comparison = comparePolicies(rows, march, {}, { churnGraceDays: 40, pauses: 'retain' });
    expect(comparison.causes.map(({ option }) => option)).toEqual(['pauses']);
    expect(rateOf(comparison, 'arpa').causes).toEqual([]);
    const opening = comparePolicies(
      rows,
      march,
      { money: 'fraction' },
      { churnGraceDays: 40, pauses: 'retain', reactivation: 'include' },
    );
    // NRR is 50 / 50 in a: the one who returns is reactivated; with reactivation included it is 100 / 50 there.
    const [nrr] = opening.rates;
    expect([nrr?.a.value, nrr?.b.value, nrr?.difference]).toEqual([1, 1, '0']);
    expect(nrr?.causes.map(({ option, difference }) => [option, difference])).toEqual([
      ['pauses', '-1/6'],
      ['churnGraceDays', '-1/6'],
      ['reactivation', '1/3'],
    ]);
  });

  test('a default that is written out is no difference; an option without rows that it concerns is no cause', () => {
    const b: Policy = {
      grain: 'customer',
      trials: 'include',
      weeksPerMonth: '4',
      daysPerMonth: '30',
      freePlans: 'include',
    };
    for (const { causes } of comparePolicies([row({})], march, {}, b).rates) expect(causes).toEqual([]);
  });

  test('a side without a rate leaves nothing to explain', () => {
    const rows = [row({ start: '2026-02-10', trialEnd: '2026-04-01' })];
    expect(rateOf(comparePolicies(rows, march, {}, { trials: 'include' }), 'grossRevenueRetention')).toEqual({
      a: null,
      b: 1,
      difference: null,
      causes: [],
    });
  });

  test('asOf and lastEnds, which need each other, are one option where both differ', () => {
    const rows = [row({ end: '2026-03-10' }), row({ customerId: 'ben' })];
    const comparison = comparePolicies(rows, march, {}, { lastEnds: 'paidThrough', asOf: '2026-03-01' });
    expect(rateOf(comparison, 'netRevenueRetention').causes).toEqual([['lastEnds', 0.5]]);
  });
});

/** GRR, exactly. */
const kept = ({ retainedGross, opening }: { retainedGross: string; opening: string }) =>
  divide(parse(retainedGross), parse(opening));

test.each([
  ['at most eight options, by Shapley value', (options: [string, unknown][]) => options.slice(0, 6)],
  ['more, in their order', (options: [string, unknown][]) => options],
])('differences of rates are the sum of their causes, exactly: %s', (_, some) => {
  fc.assert(
    fc.property(scenarioArbitrary, scenarioArbitrary, ({ rows, periods: [period], policy }, other) => {
      const { timeZone, currency, exchangeRates, asOf } = policy;
      const fixed = { timeZone, asOf, currency, exchangeRates, money: 'fraction' } as Policy<'fraction'>;
      const options = Object.entries(other.policy).filter(
        ([name]) => !(name in fixed) && (name !== 'lastEnds' || asOf !== undefined),
      );
      const [a, b] = [policy, Object.fromEntries(some(options))].map(
        (own) => ({ ...own, ...fixed }) as Policy<'fraction'>,
      );
      const compared = comparePolicies(
        rows as never,
        period as never,
        a as Policy<'fraction'>,
        b as Policy<'fraction'>,
      );
      for (const { rate, causes, ...own } of compared.rates) {
        expect(own.a).toEqual((rates[rate] as typeof arpa)(rows as never, period as never, a));
        expect(own.b).toEqual((rates[rate] as typeof arpa)(rows as never, period as never, b));
        expect(own.difference === null).toBe(own.a.value === null || own.b.value === null);
        if (own.difference === null) continue;
        if (rate === 'grossRevenueRetention') {
          const change = subtract(kept(compared.b), kept(compared.a));
          expect(subtract(change, parse(own.difference)).n).toBe(0n);
        }
        for (const part of ['difference', 'numerator', 'denominator'] as const) {
          const sum = causes.map((cause) => parse(cause[part])).reduce(add, parse('0'));
          expect(subtract(sum, parse(own[part] as string)).n).toBe(0n);
        }
        for (const cause of causes) {
          expect(subtract(add(parse(cause.numerator), parse(cause.denominator)), parse(cause.difference)).n).toBe(0n);
        }
      }
    }),
    propertyRuns(24),
  );
});
