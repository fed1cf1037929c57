import fc from 'fast-check';
import {
  compareLedgers,
  ledger,
  type MrrMovements,
  type MrrTermValues,
  month,
  mrrMovements,
  type Policy,
  type Subscription,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { add, divide, parse, type Rational, subtract } from '../oracle/rational.ts';
import { keysOf, refusal } from '../support/caught.ts';
import { deepFreeze } from '../support/deep-freeze.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { row } from '../support/row.ts';
import { snapshotsArbitrary } from '../support/snapshots.ts';

const march = month('2026-03');
const terms = [
  ...['opening', 'new', 'reactivation', 'expansion', 'contraction', 'churn', 'closing', 'fx'],
  ...['retainedGross', 'retainedNet'],
] as readonly (keyof MrrTermValues)[];

/** What happened to each customer, in short. */
function told(before: readonly Subscription[], after: readonly Subscription[], policy: Policy = {}) {
  const { customers } = compareLedgers(deepFreeze([...before]), deepFreeze([...after]), march, policy);
  return customers.map(({ customerId, causes }) => [
    customerId,
    ...causes.map(({ what, difference }) => `${what} ${difference.closing}`),
  ]);
}

describe('compareLedgers', () => {
  test('names for each customer what happened to its rows', () => {
    const before = [
      row({ customerId: 'ended' }),
      row({ customerId: 'gone' }),
      row({ customerId: 'priced', interval: 'year', amount: 120 }),
      row({ customerId: 'same' }),
      row({ customerId: 'started', start: '2026-03-10' }),
    ];
    const after = [
      row({ customerId: 'ended', end: '2026-03-10' }),
      row({ customerId: 'new', start: '2026-03-15' }),
      row({ customerId: 'priced', interval: 'year', amount: 240 }),
      row({ customerId: 'same' }),
      row({ customerId: 'started', start: '2026-02-10' }),
    ];
    expect(told(before, after)).toEqual([
      ['ended', 'end -10'],
      ['gone', 'removed -10'],
      ['new', 'added 10'],
      ['priced', 'amount 10'],
      ['started', 'start 0'],
    ]);
    const { causes, difference, ...sides } = compareLedgers(before, after, march);
    expect(causes.map(({ what, customers, difference: own }) => [what, customers, own.closing])).toEqual([
      ['added', 1, 10],
      ['amount', 1, 10],
      ['end', 1, -10],
      ['removed', 1, -10],
      ['start', 1, 0],
    ]);
    expect([sides.before.opening, sides.after.opening, difference.opening]).toEqual([40, 50, 10]);
    expect(difference).toMatchObject({ new: 0, churn: 10, closing: 0 });
  });

  test('a change says what stood in the row and what stands there now', () => {
    const [ada] = compareLedgers(
      [row({ subscriptionId: 7, start: new Date('2026-01-01') })],
      [row({ subscriptionId: '7', quantity: 2, discount: { percent: '12.5' }, end: '2026-05-01' })],
      march,
      { churnAt: 'end' },
    ).customers;
    expect(ada?.causes.flatMap(({ changes }) => changes)).toEqual([
      {
        change: 'changed',
        subscriptionId: '7',
        fields: ['quantity'],
        before: { quantity: null },
        after: { quantity: '2' },
      },
      {
        change: 'changed',
        subscriptionId: '7',
        fields: ['discount'],
        before: { discount: null },
        after: { discount: '12.5 %' },
      },
    ]);
    const [eve] = compareLedgers(
      [],
      [row({ customerId: 'eve', amount: '49.90', trialEnd: '2026-02-01' })],
      march,
    ).customers;
    expect(eve?.causes[0]?.changes).toEqual([
      {
        change: 'added',
        subscriptionId: null,
        fields: ['start', 'amount', 'interval', 'trialEnd'],
        before: null,
        after: {
          start: '2026-01-01',
          amount: '49.9',
          interval: 'month',
          trialEnd: '2026-02-01',
        },
      },
    ]);
  });

  test('days are those of the zone in force, other instants in UTC', () => {
    const policy = { timeZone: 'Europe/Berlin' } as const;
    const after = [row({ end: '2026-03-20' }), row({ customerId: 'ben', end: '2026-03-20T12:00:00+01:00' })];
    const { customers } = compareLedgers(
      [row({}), row({ customerId: 'ben' })],
      after,
      month('2026-03', policy),
      policy,
    );
    expect(customers.map(({ causes }) => causes[0]?.changes[0]?.after)).toEqual([
      { end: '2026-03-20' },
      { end: '2026-03-20T11:00:00.000Z' },
    ]);
  });

  test('equal values in other forms, fields that cost nothing and defaults are no change', () => {
    const before = [row({ amount: 10, start: '2026-01-01', currency: 'eur', plan: 'a', quantity: null })];
    const after = [
      row({
        amount: '10.00',
        start: new Date('2026-01-01'),
        currency: 'EUR',
        plan: 'b',
        quantity: 1,
        intervalCount: 1,
      }),
    ];
    expect(told(before, after)).toEqual([]);
  });

  test('a row that was renamed, cut or put together is no restatement', () => {
    const whole = [row({ subscriptionId: 'a' }), row({ customerId: 'eve' })];
    const cut = [
      row({ subscriptionId: 'a', end: '2026-02-10' }),
      row({ subscriptionId: 'a', start: '2026-02-10', end: '2026-03-05' }),
      row({ subscriptionId: 'a', start: '2026-03-05' }),
      row({ customerId: 'eve', subscriptionId: 'named' }),
    ];
    for (const grain of ['customer', 'subscription'] as const) {
      expect(told(whole, cut, { grain })).toEqual([]);
      expect(told(cut, whole, { grain })).toEqual([]);
      expect(compareLedgers(whole, cut, march, { grain }).causes).toEqual([]);
      // Nor is it one beside what is: the cause is the second subscription alone.
      const second = row({ subscriptionId: 'b', start: '2026-03-20', amount: 5 });
      expect(told(whole, [...cut, second], { grain })).toEqual([['ada', 'added 5']]);
      expect(told([...cut, second], whole, { grain })).toEqual([['ada', 'removed -5']]);
    }
  });

  test('a new price from a day on is one step: the old row ends where the new one begins', () => {
    const cut = [
      row({ subscriptionId: 'a', end: '2026-03-10' }),
      row({ subscriptionId: 'a', start: '2026-03-10', amount: 13 }),
    ];
    expect(told([row({ subscriptionId: 'a' })], cut)).toEqual([['ada', 'end + added 3']]);
    expect(told(cut, [row({ subscriptionId: 'a' })])).toEqual([['ada', 'end + removed -3']]);
    const later = [
      row({ subscriptionId: 'a', end: '2026-04-10' }),
      row({ subscriptionId: 'a', start: '2026-04-10', amount: 13 }),
    ];
    expect(told(cut, later)).toEqual([['ada', 'end + start -3']]);
  });

  test('what rows do not allow one by one is one step', () => {
    expect(told([row({ end: '2026-02-01' })], [row({ start: '2026-03-01', end: '2026-06-01' })])).toEqual([
      ['ada', 'start + end 10'],
    ]);
    const term = row({ interval: 'term', amount: 120, end: '2027-01-01' });
    expect(told([term], [row({ amount: 11 })])).toEqual([['ada', 'end + amount + interval 1']]);
  });

  test('changes that offset each other in one customer are none; between customers they are two', () => {
    const before = [row({ amount: 10, quantity: 2 }), row({ customerId: 'ben' })];
    expect(told(before, [row({ amount: 20 }), row({ customerId: 'ben' })])).toEqual([]);
    expect(told(before, [row({ amount: 11, quantity: 2 }), row({ customerId: 'ben', amount: 8 })])).toEqual([
      ['ada', 'amount 2'],
      ['ben', 'amount -2'],
    ]);
  });

  test('rates differ by numerator and denominator, and by who is behind them', () => {
    const before = [row({}), row({ customerId: 'ben' })];
    const after = [row({}), row({ customerId: 'ben', end: '2026-03-10' }), row({ customerId: 'eve' })];
    const { rates } = compareLedgers(before, after, march, { money: 'fraction' });
    const net = rates.find(({ rate }) => rate === 'netRevenueRetention');
    // 20 / 20 became 20 / 30. Of 10 less of ben and 10 more of eve each counts (1/20 + 1/30) / 2 a unit; eve's 10 below count -20 / 600 a unit.
    expect(net).toMatchObject({ difference: '-1/3', numerator: '0', denominator: '-1/3' });
    expect(net?.before.value).toBe(1);
    expect(net?.customers).toEqual([
      { customerId: 'ben', difference: '-5/12', numerator: '-5/12', denominator: '0' },
      { customerId: 'eve', difference: '1/12', numerator: '5/12', denominator: '-1/3' },
    ]);
    expect(net?.causes.map(({ what, difference }) => [what, difference])).toEqual([
      ['added', '1/12'],
      ['end', '-5/12'],
    ]);
    const churn = rates.find(({ rate }) => rate === 'customerChurnRate');
    expect([churn?.before.value, churn?.after.value, churn?.difference]).toEqual([0, 1 / 3, '1/3']);
  });

  test('a side without a rate leaves nothing to explain', () => {
    const [net] = compareLedgers([], [row({})], march).rates;
    expect(net).toMatchObject({ difference: null, numerator: null, denominator: null, causes: [], customers: [] });
  });

  test('takes ledgers, and lists of periods', () => {
    const [before, after] = [[row({})], [row({ end: '2026-03-10' })]];
    const policy = { movements: 'event' } as const;
    const expected = compareLedgers(before, after, [march, month('2026-02')], policy);
    expect(compareLedgers(ledger(before, policy), ledger(after, policy), [march, month('2026-02')])).toEqual(expected);
    expect(expected).toEqual([
      compareLedgers(before, after, march, policy),
      compareLedgers(before, after, month('2026-02'), policy),
    ]);
    expect(compareLedgers(before, after, [])).toEqual([]);
  });

  test.each([
    ['a row before', () => compareLedgers([row({ amount: -1 })], [], march), 'INVALID_AMOUNT', 'before[0].amount'],
    ['a row after', () => compareLedgers([], [row({ amount: -1 })], march), 'INVALID_AMOUNT', 'after[0].amount'],
    ['no rows', () => compareLedgers([], null as never, march), 'INVALID_TYPE', 'after'],
    ['no period', () => compareLedgers([], [], 'march' as never), 'INVALID_PERIOD', 'period'],
    ['an option', () => compareLedgers([], [], march, { grains: 1 } as never), 'UNKNOWN_KEY', 'policy.grains'],
    [
      'other currencies',
      () => compareLedgers([row({ currency: 'EUR' })], [row({ currency: 'USD' })], march),
      'MIXED_CURRENCIES',
      'after.currency',
    ],
    [
      'other options',
      () => compareLedgers(ledger([]), ledger([], { grain: 'subscription' }), march),
      'CONFLICTING_POLICY',
      'after',
    ],
    ['no amounts', () => compareLedgers([], [], march, { amounts: 'none' }), 'CONFLICTING_POLICY', 'policy.amounts'],
  ])('refuses %s', (_, call, code, path) => {
    expect(refusal(call)).toMatchObject({ code, path: keysOf(path) });
  });
});

const isZero = (value: Rational) => expect(value.n).toBe(0n);
/** GRR, exactly. */
const kept = ({ retainedGross, opening }: MrrMovements<string>) => divide(parse(retainedGross), parse(opening));
const sumOf = (values: readonly string[]) => values.map(parse).reduce(add, parse('0'));

describe('of any two snapshots', () => {
  test('causes add up to the difference, by customer and in all, exactly; customers to the whole', () => {
    fc.assert(
      fc.property(snapshotsArbitrary, ({ rows, later, periods, policy }) => {
        const asked = { ...policy, money: 'fraction' } as Policy<'fraction'>;
        const compared = compareLedgers(rows as never, later as never, periods, asked);
        const sides = [rows, later].map((own) => mrrMovements(own as never, periods, asked));
        for (const [at, { difference, causes, customers, ...own }] of compared.entries()) {
          expect([own.before, own.after]).toEqual([sides[0]?.[at], sides[1]?.[at]]);
          for (const term of terms) {
            const sum = (parts: readonly { difference: MrrTermValues<string> }[]) =>
              sumOf(parts.map((part) => part.difference[term]));
            isZero(subtract(subtract(parse(own.after[term]), parse(own.before[term])), parse(difference[term])));
            isZero(subtract(sum(causes), parse(difference[term])));
            isZero(subtract(sum(customers), parse(difference[term])));
            for (const customer of customers) isZero(subtract(sum(customer.causes), parse(customer.difference[term])));
          }
          for (const customer of customers) {
            // No cause for what did not change.
            for (const cause of customer.causes)
              expect(terms.some((term) => cause.difference[term] !== '0')).toBe(true);
          }
        }
      }),
      propertyRuns(200),
    );
  });

  test('so do the parts of the rates, and numerator and denominator', () => {
    fc.assert(
      fc.property(snapshotsArbitrary, ({ rows, later, periods, policy }) => {
        const asked = { ...policy, money: 'fraction' } as Policy<'fraction'>;
        for (const { rates, ...sides } of compareLedgers(rows as never, later as never, periods, asked)) {
          for (const { rate, before, after, causes, customers, ...effect } of rates) {
            expect(effect.difference === null).toBe(before.value === null || after.value === null);
            if (effect.difference === null) continue;
            const exact = parse(effect.difference);
            if (rate === 'grossRevenueRetention')
              isZero(subtract(subtract(kept(sides.after), kept(sides.before)), exact));
            const printed = (after.value as number) - (before.value as number);
            const size = Math.max(1, Math.abs(after.value as number), Math.abs(before.value as number));
            expect(Math.abs(Number(exact.n) / Number(exact.d) - printed)).toBeLessThan(1e-12 * size);
            for (const part of ['difference', 'numerator', 'denominator'] as const) {
              const whole = parse(effect[part] as string);
              isZero(subtract(sumOf(causes.map((cause) => cause[part])), whole));
              isZero(subtract(sumOf(customers.map((customer) => customer[part])), whole));
            }
            isZero(subtract(add(parse(effect.numerator as string), parse(effect.denominator as string)), exact));
          }
        }
      }),
      propertyRuns(100),
    );
  });

  test('the same rows in any order, and rows cut in two under one id, differ in nothing', () => {
    fc.assert(
      fc.property(snapshotsArbitrary, fc.integer({ min: -40, max: 40 }), ({ rows, periods, policy }, shift) => {
        const cutAt = new Date((periods[0]?.start.getTime() ?? 0) + shift * 86_400_000);
        // Without an id each half would be a subscription of its own, and the term of a contract is part of its price.
        const cut = rows.flatMap((own) => {
          const [whole] = ledgerRows(own, cutAt, policy);
          return whole === undefined
            ? [own]
            : [
                { ...own, end: cutAt },
                { ...own, start: cutAt },
              ];
        });
        for (const later of [[...rows].reverse(), cut.reverse()]) {
          for (const { customers, causes } of compareLedgers(rows as never, later as never, periods, policy)) {
            expect({ customers, causes }).toEqual({ customers: [], causes: [] });
          }
        }
      }),
      propertyRuns(60),
    );
  });
});

/** The row, if it can be cut at an instant without changing what it pays. */
function ledgerRows(own: object, cutAt: Date, policy: Policy): object[] {
  const { subscriptionId, start, end, interval, ...rest } = own as Subscription;
  const others = Object.entries(rest).filter(
    ([name, value]) =>
      value !== undefined &&
      value !== null &&
      !['customerId', 'amount', 'intervalCount', 'quantity', 'discount', 'currency', 'plan'].includes(name),
  );
  if (subscriptionId === undefined || subscriptionId === null || interval === 'term' || others.length > 0) return [];
  const isInside =
    refusal(() =>
      ledger(
        [
          { ...(own as Subscription), end: cutAt },
          { ...(own as Subscription), start: cutAt },
        ],
        policy as never,
      ),
    ) === undefined;
  const epoch = (value: unknown) => new Date(value as string).getTime();
  return isInside &&
    epoch(start) < cutAt.getTime() &&
    (end === null || end === undefined || epoch(end) > cutAt.getTime())
    ? [own]
    : [];
}
