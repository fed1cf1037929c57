import fc from 'fast-check';
import {
  type CustomerMerge,
  churnBreakdown,
  customerCount,
  customerMovements,
  mergeCustomers,
  month,
  mrr,
  mrrMovements,
  mrrMovementsByCustomer,
  type Subscription,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { refusal } from '../../support/caught.ts';
import { deepFreeze } from '../../support/deep-freeze.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import { row } from '../../support/row.ts';

const march = month('2026-03');

describe('mergeCustomers', () => {
  const given = deepFreeze([row({ amount: 100 }), row({ customerId: 'ben', amount: 20 }), row({ customerId: 'cleo' })]);
  const at = '2026-03-10';

  test('what is replaced stays behind, or comes along', () => {
    const old = row({ customerId: 'ben', subscriptionId: 'a', end: '2026-02-01' });
    const next = row({ customerId: 'ben', subscriptionId: 'b', start: '2026-02-10', replaces: 'a' });
    const cut = mergeCustomers([old, next], [{ from: 'ben', into: 'ada', at }]);
    expect(cut.map(({ customerId, replaces }) => [customerId, replaces])).toEqual([
      ['ben', undefined],
      ['ben', 'a'],
      ['ada', null],
    ]);
    expect(mrr(cut, ['2026-02-05', '2026-03-15'])).toEqual([10, 10]);
    const whole = mergeCustomers([old, next], [{ from: 'ben', into: 'ada' }]);
    expect(whole.map(({ customerId, replaces }) => [customerId, replaces])).toEqual([
      ['ada', undefined],
      ['ada', 'a'],
    ]);
  });

  test('from a date on: cut in two, one as churned and the other as expansion, and the MRR the same', () => {
    const rows = mergeCustomers(given, [{ from: 'ben', into: 'ada', at }]);
    expect(rows).toEqual([
      given[0],
      row({ customerId: 'ben', amount: 20, end: at, churnReason: 'merged' }),
      row({ customerId: 'ada', amount: 20, start: at }),
      given[2],
    ]);
    expect(rows[0]).toBe(given[0]);
    expect(mrrMovements(rows, march)).toMatchObject({ opening: 130, new: 0, expansion: 20, churn: 20, closing: 130 });
    expect(customerMovements(rows, march)).toMatchObject({ opening: 3, new: 0, churned: 1, closing: 2 });
    expect(
      mrrMovementsByCustomer(rows, march).map(({ customerId, kind, change }) => [customerId, kind, change]),
    ).toEqual([
      ['ada', 'expansion', 20],
      ['ben', 'churn', -20],
      ['cleo', 'retained', 0],
    ]);
    const reasons = churnBreakdown(rows, march, (last) => last.churnReason ?? null);
    expect(reasons.map(({ key, customers }) => [key, customers])).toEqual([['merged', 1]]);
  });

  test('all along: no movement at all, and one customer less before', () => {
    const rows = mergeCustomers(given, [{ from: 'ben', into: 'ada' }]);
    expect(rows.map(({ customerId }) => customerId)).toEqual(['ada', 'ada', 'cleo']);
    expect(mrrMovements(rows, march)).toMatchObject({ opening: 130, expansion: 0, churn: 0, closing: 130 });
    expect(customerCount(rows, '2026-02-01')).toBe(2);
  });

  test('rows that ended by then stay, and rows that begin then move', () => {
    const rows = mergeCustomers(
      [
        row({ customerId: 'ben', end: at }),
        row({ customerId: 'ben', start: at }),
        row({ customerId: 'ben', start: at, end: at }),
      ],
      [{ from: 'ben', into: 'ada', at: '2026-03-10T00:00:00Z' }],
    );
    expect(rows.map(({ customerId, churnReason }) => [customerId, churnReason])).toEqual([
      ['ben', undefined],
      ['ada', undefined],
      ['ben', undefined],
    ]);
  });

  test('keeps the reason and the fields of one’s own', () => {
    const own = { ...row({ customerId: 'ben', churnReason: 'price', plan: 'pro' }), country: 'DE' };
    expect(mergeCustomers([own], [{ from: 'ben', into: 'ada', at }])).toEqual([
      { ...own, end: at },
      { ...own, customerId: 'ada', start: at },
    ]);
  });

  test('one after the other, in any order of the list; ids by their text', () => {
    const merges: CustomerMerge[] = [
      { from: '2', into: 3, at: '2026-03-01' },
      { from: 1n, into: 2, at: '2026-02-01' },
    ];
    const rows = mergeCustomers([row({ customerId: 1 })], merges);
    expect(rows.map(({ customerId, start, end }) => [customerId, start, end])).toEqual([
      [1, '2026-01-01', '2026-02-01'],
      [2, '2026-02-01', '2026-03-01'],
      [3, '2026-03-01', undefined],
    ]);
    const late = mergeCustomers(
      [row({ customerId: 1 })],
      [{ ...merges[0], at: '2026-01-15' } as CustomerMerge, merges[1] as CustomerMerge],
    );
    expect(late.map(({ customerId }) => customerId)).toEqual([1, 3]);
  });

  test('dates are days of the time zone', () => {
    const night = row({ customerId: 'ben', start: '2026-03-09T23:30:00Z' });
    const customers = (timeZone: string) =>
      mergeCustomers([night], [{ from: 'ben', into: 'ada', at }], { timeZone }).map(({ customerId }) => customerId);
    expect(customers('UTC')).toEqual(['ben', 'ada']);
    expect(customers('Europe/Berlin')).toEqual(['ada']);
  });

  test.each<[() => unknown, string, (string | number)[]]>([
    [() => mergeCustomers(null as never, []), 'INVALID_TYPE', ['subscriptions']],
    [() => mergeCustomers([null as never], []), 'INVALID_TYPE', ['subscriptions', 0, 'customerId']],
    [() => mergeCustomers([], {} as never), 'INVALID_TYPE', ['merges']],
    [() => mergeCustomers([], [{ from: 'a', to: 'b' } as never]), 'UNKNOWN_KEY', ['merges', 0, 'to']],
    [() => mergeCustomers([], [{ from: 'a' } as never]), 'INVALID_TYPE', ['merges', 0, 'into']],
    [() => mergeCustomers([], [{ from: 'a', into: 'a' }]), 'INVALID_OPTION', ['merges', 0, 'into']],
    [
      () =>
        mergeCustomers(
          [],
          [
            { from: 'a', into: 'b' },
            { from: 'b', into: 'a' },
          ],
        ),
      'INVALID_OPTION',
      ['merges', 1, 'into'],
    ],
    [
      () =>
        mergeCustomers(
          [],
          [
            { from: 'a', into: 'b' },
            { from: 'a', into: 'c' },
          ],
        ),
      'INVALID_OPTION',
      ['merges', 1, 'from'],
    ],
    [() => mergeCustomers([], [{ from: 'a', into: 'b', at: 5 }]), 'INVALID_INSTANT', ['merges', 0, 'at']],
    [
      () => mergeCustomers([row({ customerId: 'a', start: 'x' })], [{ from: 'a', into: 'b' }]),
      'INVALID_INSTANT',
      ['subscriptions', 0, 'start'],
    ],
    [() => mergeCustomers([], [], { zone: 'UTC' } as never), 'UNKNOWN_KEY', ['options', 'zone']],
  ])('%s is refused', (call, code, path) => {
    expect(refusal(call)).toMatchObject({ code, path });
  });

  test('changes the MRR of no instant, whatever rows and policies say', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((date) => `2026-01-${String(date).padStart(2, '0')}`);
    const some = fc.option(day, { nil: undefined });
    const rows = fc.array(
      fc
        .record({
          customerId: fc.constantFrom('a', 'b', 'c', 'd'),
          bounds: fc.tuple(day, day),
          isOpen: fc.boolean(),
          trialEnd: some,
          cancelRequestedAt: some,
          pauses: fc.option(
            day.map((start) => [{ start }]),
            { nil: undefined },
          ),
          pastDue: fc.option(
            day.map((start) => [{ start }]),
            { nil: undefined },
          ),
        })
        .map(({ bounds, isOpen, ...fields }): Subscription => {
          const [start, end] = [...bounds].sort() as [string, string];
          return { ...fields, start, end: isOpen ? null : end, amount: 10, interval: 'month' };
        }),
      { maxLength: 5 },
    );
    const merges = fc.tuple(some, some, some).map(([first, second, third]) => [
      { from: 'c', into: 'd', at: third },
      { from: 'a', into: 'b', at: first },
      { from: 'b', into: 'c', at: second },
    ]);
    const policies = [
      {},
      { pastDueGraceDays: 5 },
      { churnAt: 'cancelRequest' },
      { trials: 'include', pauses: 'retain' },
    ] as const;
    fc.assert(
      fc.property(rows, merges, fc.constantFrom(...policies), (given, list, policy) => {
        const merged = mergeCustomers(deepFreeze(given), list);
        const instants = Array.from({ length: 40 }, (_, date) => new Date(Date.UTC(2026, 0, date)));
        expect(mrr(merged, instants, policy)).toEqual(mrr(given, instants, policy));
      }),
      propertyRuns(200),
    );
  });
});
