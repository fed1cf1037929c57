import fc from 'fast-check';
import {
  churnBreakdown,
  comparePolicies,
  customerMovements,
  ledger,
  month,
  months,
  mrrMovements,
  mrrMovementsBy,
  mrrMovementsByCustomer,
  type Period,
  type Policy,
  period,
  type Subscription,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { propertyRuns } from '../support/property-runs.ts';
import { row } from '../support/row.ts';
import { scenarioArbitrary } from '../support/scenarios.ts';

const event = { movements: 'event' } as const satisfies Policy;
const within = (mergeWithinSeconds: number) => ({ ...event, mergeWithinSeconds });
const march = month('2026-03');
const at = (time: string, day = '2026-03-10') => `${day}T${time}Z`;

/** The new one begins 5 seconds before the old one ends. */
const swap: Subscription[] = [
  row({ subscriptionId: 'old', amount: 9.99, end: at('10:00:05') }),
  row({ subscriptionId: 'new', amount: 10.99, start: at('10:00:00') }),
];

/** The flows of a period that are not 0. */
function flows(rows: readonly Subscription[], policy: Policy, asked: Period = march) {
  const { new: fresh, reactivation, expansion, contraction, churn } = mrrMovements(rows, asked, policy);
  const all = { new: fresh, reactivation, expansion, contraction, churn };
  return Object.fromEntries(Object.entries(all).filter(([, amount]) => amount !== 0));
}

describe('mergeWithinSeconds', () => {
  test.each<[string, Subscription[], Policy, object]>([
    ['a swap is two changes', swap, event, { expansion: 10.99, contraction: 9.99 }],
    ['or one', swap, within(60), { expansion: 1 }],
    ['just within', swap, within(5), { expansion: 1 }],
    ['just not', swap, within(4), { expansion: 10.99, contraction: 9.99 }],
    ['netted it is one anyway', swap, { mergeWithinSeconds: 60 }, { expansion: 1 }],
    [
      'a gap of seconds is neither churn nor return',
      [row({ end: at('10:00:00') }), row({ start: at('10:00:30'), amount: 12 })],
      within(60),
      { expansion: 2 },
    ],
    [
      'counted from the first, not from one to the next',
      [
        row({ end: at('10:00:40') }),
        row({ start: at('10:00:00'), amount: 1 }),
        row({ start: at('10:01:20'), amount: 2 }),
      ],
      within(60),
      { contraction: 9, expansion: 2 },
    ],
    [
      'what comes to nothing is none',
      [row({}), row({ start: at('10:00:00'), end: at('10:00:09'), amount: 5 })],
      within(60),
      {},
    ],
    [
      'new is new',
      [row({ start: at('10:00:00') }), row({ start: at('10:00:20'), amount: 5 })],
      within(60),
      { new: 15 },
    ],
    [
      'who comes and goes at once was never there',
      [row({ start: at('10:00:00'), end: at('10:00:20') })],
      within(60),
      {},
    ],
    [
      'a return is a return',
      [row({ end: '2026-02-01' }), row({ start: at('10:00:00') }), row({ start: at('10:00:20'), amount: 5 })],
      within(60),
      { reactivation: 15 },
    ],
    [
      'churn is of all',
      [row({ end: at('10:00:00') }), row({ end: at('10:00:20'), amount: 5 })],
      within(60),
      { churn: 15 },
    ],
    [
      'never over the bound of a period',
      [row({ end: at('00:00:05', '2026-03-01') }), row({ start: at('23:59:58', '2026-02-28'), amount: 12 })],
      within(60),
      { contraction: 10 },
    ],
    [
      'each customer for itself',
      [row({ end: at('10:00:00') }), row({ customerId: 'ben', start: at('10:00:05') })],
      within(60),
      { churn: 10, new: 10 },
    ],
    [
      'in several currencies too',
      [row({ currency: 'USD', end: at('10:00:05') }), row({ currency: 'EUR', start: at('10:00:00') })],
      { ...within(60), currency: 'EUR', exchangeRates: { USD: 0.5 } },
      { expansion: 5 },
    ],
  ])('%s', (_, rows, policy, expected) => {
    expect(flows(rows, policy)).toEqual(expected);
    const byCustomer = mrrMovementsByCustomer(rows, march, policy).filter(({ kind }) => kind !== 'retained');
    const total: Record<string, number> = {};
    for (const { kind, change } of byCustomer) total[kind] = (total[kind] ?? 0) + Math.abs(change);
    expect(total).toEqual(expected);
  });

  test('the change is told by the first instant', () => {
    expect(mrrMovementsByCustomer(swap, march, within(60))).toMatchObject([
      { kind: 'expansion', opening: 9.99, closing: 10.99, change: 1, at: new Date(at('10:00:00')) },
    ]);
  });

  test('by plan it is a move, with what it brought', () => {
    const plans = swap.map((own) => ({ ...own, plan: String(own.subscriptionId) }));
    const parts = mrrMovementsBy(plans, march, ({ plan }) => plan, within(60));
    expect(
      parts.map(({ key, expansion, transferIn, transferOut }) => [key, expansion, transferIn, transferOut]),
    ).toEqual([
      ['new', 1, 9.99, 0],
      ['old', 0, 0, 9.99],
    ]);
  });

  test('customers, reasons, and comparisons go by it', () => {
    const rows = [row({ end: at('10:00:00'), churnReason: 'moved' }), row({ start: at('10:00:30') })];
    expect(customerMovements(rows, march, event)).toMatchObject({ churned: 1, reactivated: 1 });
    expect(customerMovements(rows, march, within(60))).toMatchObject({ churned: 0, reactivated: 0 });
    const reasons = (policy: Policy) => churnBreakdown(rows, march, ({ churnReason }) => churnReason, policy);
    expect(reasons(event)).toMatchObject([{ key: 'moved', customers: 1, mrr: 10 }]);
    expect(reasons(within(60))).toEqual([]);
    const { causes } = comparePolicies(rows, march, event, within(60));
    expect(causes).toMatchObject([{ option: 'mergeWithinSeconds', difference: { churn: -10, reactivation: -10 } }]);
  });

  test('a list of periods, in any order and overlapping, is each of them', () => {
    fc.assert(
      fc.property(scenarioArbitrary, fc.constantFrom(1, 86_400, 604_800), ({ rows, periods, policy }, seconds) => {
        const own = { ...policy, ...within(seconds) };
        const book = ledger(rows, own);
        const [first, last] = [periods[0] as Period, periods.at(-1) as Period];
        const whole = period(first.start, last.end, { timeZone: first.timeZone });
        const asked = [...periods, whole, ...periods].reverse();
        expect(mrrMovements(book, asked)).toEqual(asked.map((one) => mrrMovements(book, one)));
        for (const one of periods) {
          const merged = mrrMovementsByCustomer(book, one);
          const every = mrrMovementsByCustomer(book, one, { mergeWithinSeconds: 0 });
          expect(merged.length).toBeLessThanOrEqual(every.length);
        }
      }),
      propertyRuns(60),
    );
  });

  test('0 is each by itself, and an endless time is the net of each period', () => {
    fc.assert(
      fc.property(scenarioArbitrary, ({ rows, periods, policy }) => {
        const terms = (own: Policy) =>
          mrrMovements(rows, periods, { ...policy, ...own }).map((statement) => JSON.stringify(statement));
        expect(terms(within(1e9))).toEqual(terms({ movements: 'net' }));
      }),
      propertyRuns(60),
    );
    expect(months('2026-01', '2026-04').map((one) => flows(swap, within(0), one))).toEqual([
      { new: 9.99 },
      {},
      { expansion: 10.99, contraction: 9.99 },
      {},
    ]);
  });
});
