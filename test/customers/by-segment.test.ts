import fc from 'fast-check';
import {
  ledger,
  month,
  type Period,
  renewalRate,
  revenueRenewalRate,
  type SegmentKey,
  type Subscription,
  trialConversionRate,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { caught } from '../support/caught.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { scenarioArbitrary } from '../support/scenarios.ts';

type By = ((row: Subscription) => SegmentKey) | ReadonlyMap<string, SegmentKey>;
type Ask = (rows: readonly Subscription[], period: Period, options: object & { readonly by?: By }) => unknown;
interface Counts {
  readonly key: SegmentKey;
  readonly numerator: number;
  readonly denominator: number;
  readonly undecided: number;
}

const metrics: readonly (readonly [string, Ask, object])[] = [
  ['renewalRate', renewalRate as Ask, {}],
  ['renewalRate of opportunities', renewalRate as Ask, { weightedBy: 'opportunities', due: 'all', graceDays: 9 }],
  ['renewalRate with trials', renewalRate as Ask, { trialConversions: 'include' }],
  ['revenueRenewalRate', revenueRenewalRate as Ask, { graceDays: 20 }],
  ['trialConversionRate', trialConversionRate as Ask, { graceDays: 5 }],
];

const march = month('2026-03');
const segmentOf = (id: unknown) => ['large', 'small', null][String(id).charCodeAt(String(id).length - 1) % 3] ?? null;
const pick = ({ key: _, ...result }: { readonly key: SegmentKey }) => result;

describe('renewals and trials by segment', () => {
  test.each(metrics)('%s: a segment is what the function gives over its rows alone', (_, ask, own) => {
    fc.assert(
      fc.property(scenarioArbitrary, ({ rows, periods: [period], policy }) => {
        // What the newest row says of the last known instant is of all rows, not of a segment's.
        const options = { asOf: '2100-01-01', ...policy, ...own };
        const asked = (some: readonly Subscription[]) => ask(some, period as Period, options);
        const byRow = ask(rows, period as Period, { ...options, by: (row) => segmentOf(row.customerId) });
        const customers = new Map(rows.map(({ customerId }) => [String(customerId), segmentOf(customerId)]));
        expect(ask(rows, period as Period, { ...options, by: customers })).toEqual(byRow);
        for (const segment of byRow as { readonly key: SegmentKey }[]) {
          expect(pick(segment)).toEqual(asked(rows.filter((row) => segmentOf(row.customerId) === segment.key)));
        }
        expect(ask(rows, period as Period, { ...options, by: () => 1 })).toEqual(
          (byRow as unknown[]).length === 0 ? [] : [{ key: 1, ...(asked(rows) as object) }],
        );
      }),
      propertyRuns(60),
    );
  });

  test.each(metrics.filter(([, , own]) => !('trialConversions' in own)))(
    '%s: rows add up to the whole',
    (_, ask, own) => {
      fc.assert(
        fc.property(scenarioArbitrary, ({ rows, periods: [period], policy }) => {
          const options = { weightedBy: 'opportunities', ...own };
          if (ask !== (renewalRate as Ask)) delete (options as { weightedBy?: string }).weightedBy;
          const read = (result: unknown) => {
            const { net, ...plain } = result as Counts & { readonly net?: Counts };
            return { ...(net ?? plain), undecided: plain.undecided };
          };
          const whole = read(ask(rows, period as Period, { ...policy, ...options }));
          const all = { ...policy, ...options, by: (row: Subscription) => row.plan ?? row.interval };
          const parts = (ask(rows, period as Period, all) as unknown[]).map(read);
          const sum = (name: 'numerator' | 'denominator' | 'undecided') =>
            parts.reduce((total, part) => total + part[name], 0);
          expect(sum('undecided')).toBe(whole.undecided);
          expect(Math.abs(sum('numerator') - whole.numerator)).toBeLessThanOrEqual(1e-12 * whole.numerator);
          expect(Math.abs(sum('denominator') - whole.denominator)).toBeLessThanOrEqual(1e-12 * whole.denominator);
        }),
        propertyRuns(60),
      );
    },
  );

  const yearly = { start: '2025-03-10', interval: 'year' } as const;

  test('a due date with several rows goes by the one with the highest price', () => {
    const rows: Subscription[] = [
      { customerId: 'ada', subscriptionId: 's', plan: 'base', ...yearly, amount: 100 },
      { customerId: 'ada', subscriptionId: 's', plan: 'seats', ...yearly, amount: 900 },
    ];
    const by = (row: Subscription) => row.plan;
    expect(renewalRate(rows, march, { by }).map(({ key, denominator }) => [key, denominator])).toEqual([['seats', 1]]);
    const equal = rows.map((row) => ({ ...row, amount: 100 }));
    expect(renewalRate(equal, march, { by }).map(({ key }) => key)).toEqual(['seats']);
  });

  test('a customer with due dates in two segments counts in each, judged by its due dates there', () => {
    const rows: Subscription[] = [
      { customerId: 'ada', subscriptionId: 'a', plan: 'pro', ...yearly, amount: 1200 },
      { customerId: 'ada', subscriptionId: 'b', plan: 'old', ...yearly, end: '2026-03-10', amount: 1200 },
    ];
    const options = { grain: 'subscription', by: (row: Subscription) => row.plan } as const;
    expect(renewalRate(rows, march, options).map(({ key, value }) => [key, value])).toEqual([
      ['old', 0],
      ['pro', 1],
    ]);
    const both = renewalRate(rows, march, { by: ({ plan }) => plan });
    expect(both.map(({ key, denominator }) => [key, denominator])).toEqual([
      ['old', 1],
      ['pro', 1],
    ]);
    expect(renewalRate(rows, march).denominator).toBe(1);
  });

  test('a replacement is shared among what it replaces, in whichever segments that was', () => {
    const rows: Subscription[] = [
      { customerId: 'ada', subscriptionId: 'a', plan: 'x', ...yearly, end: '2026-03-10', amount: 1200 },
      { customerId: 'ada', subscriptionId: 'b', plan: 'y', ...yearly, end: '2026-03-10', amount: 3600 },
      { customerId: 'ada', subscriptionId: 'c', plan: 'z', start: '2026-03-10', interval: 'year', amount: 2400 },
    ];
    const split = revenueRenewalRate(rows, march, { by: ({ plan }) => plan });
    expect(split.map(({ key, net }) => [key, net.numerator, net.denominator])).toEqual([
      ['x', 50, 100],
      ['y', 150, 300],
    ]);
  });

  test('of a ledger, for a list of periods, with undecided ones alone', () => {
    const rows = [
      { customerId: 17, ...yearly, amount: 1200, region: 'EU' },
      { customerId: 'ben', ...yearly, start: '2025-04-10', amount: 1200, region: 'US' },
    ];
    const book = ledger(rows, { asOf: '2026-04-01' });
    const periods = [march, month('2026-04'), month('2026-05')];
    expect(renewalRate(book, periods, { by: (row) => row.region })).toEqual([
      [{ key: 'EU', value: 1, numerator: 1, denominator: 1, undecided: 0 }],
      [{ key: 'US', value: null, numerator: 0, denominator: 0, undecided: 1 }],
      [],
    ]);
    expect(renewalRate(book, march, { by: new Map([['17', 'first']]) }).map(({ key }) => key)).toEqual(['first']);
  });

  test.each(metrics)('%s refuses what gives no keys', (_, ask, own) => {
    const rows: Subscription[] = [
      { customerId: 'ada', ...yearly, amount: 1 },
      { customerId: 'ben', start: '2026-03-01', trialEnd: '2026-03-09', amount: 1, interval: 'month' },
    ];
    const code = (by: unknown) => caught(() => ask(rows, march, { ...own, by: by as By }));
    expect(code('plan')).toMatchObject({ code: 'INVALID_TYPE', path: ['options', 'by'] });
    expect(caught(() => ask([], march, { by: 1 as never }))).toMatchObject({
      code: 'INVALID_TYPE',
      path: ['options', 'by'],
    });
    expect(code(() => ({}))).toMatchObject({ code: 'INVALID_TYPE' });
    expect(code(new Map([['ada', Number.NaN]]))).toMatchObject({
      code: 'INVALID_TYPE',
      path: ['options', 'by', 'ada'],
    });
  });
});
