import fc from 'fast-check';
import { comparePolicies, ledger, month, type Policy, type Subscription } from 'tenure';
import { describe, expect, test } from 'vitest';
import { add, parse, subtract } from '../oracle/rational.ts';
import { keysOf, refusal } from '../support/caught.ts';
import { deepFreeze } from '../support/deep-freeze.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { scenarioArbitrary } from '../support/scenarios.ts';

const march = month('2026-03');
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
      const { timeZone: _zone, currency: _currency, exchangeRates: _rates, asOf: _asOf, ...rest } = other.policy;
      const { lastEnds: _lastEnds, ...others } = rest;
      const a = { ...options, ...fixed } as Policy<'fraction'>;
      const b = { ...others, ...fixed } as Policy<'fraction'>;
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
