import {
  customerDurations,
  customerMovements,
  inspectLedger,
  type Ledger,
  ledger,
  ledgerBuilder,
  ledgerFromColumns,
  month,
  months,
  mrr,
  mrrMovements,
  mrrMovementsBy,
  mrrMovementsByCustomer,
  type Policy,
  renewalRate,
  type Subscription,
  subscriptionColumns,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../../support/caught.ts';
import { row } from '../../support/row.ts';

/** Of 10 until 10 February. */
const old = (fields: Partial<Subscription> = {}) => row({ subscriptionId: 'old', end: '2026-02-10', ...fields });
/** Of 12 from 5 March. */
const next = (fields: Partial<Subscription> = {}) =>
  row({ subscriptionId: 'next', replaces: 'old', start: '2026-03-05', amount: 12, ...fields });

const at = ['2026-02-01', '2026-02-20', '2026-03-15', '2026-04-15'];

describe('replaces', () => {
  test.each<[string, Subscription[], number[], Policy?]>([
    ['pays on until the next one begins', [old(), next()], [10, 10, 12, 12]],
    ['without it that is a gap', [old(), next({ replaces: null })], [10, 0, 12, 12]],
    ['whatever else the customer pays', [old(), next(), row({ amount: 5 })], [15, 15, 17, 17]],
    ['also before its start is known to the data', [old(), next()], [10, 10, 12, 12], { asOf: '2026-02-15' }],
    ['to the end of a trial', [old(), next({ trialEnd: '2026-04-01' })], [10, 10, 10, 12]],
    [
      'from where the cancellation counts',
      [old({ cancelRequestedAt: '2026-02-01' }), next()],
      [10, 10, 12, 12],
      { churnAt: 'cancelRequest' },
    ],
    [
      'a chain',
      [
        old(),
        next({ end: '2026-03-10' }),
        next({ subscriptionId: 'last', replaces: 'next', start: '2026-04-01', amount: 14 }),
      ],
      [10, 10, 12, 14],
    ],
    [
      'of two that replace one the earlier',
      [old(), next(), next({ subscriptionId: 'also', start: '2026-04-01' })],
      [10, 10, 12, 24],
    ],
    ['no gap where both run: both count', [old({ end: '2026-03-20' }), next()], [10, 10, 22, 12]],
    [
      'a gap of its own stays one',
      [old({ pauses: [{ start: '2026-01-20', end: '2026-02-05' }] }), next()],
      [0, 10, 12, 12],
    ],
    [
      'of all rows that end last',
      [old({ amount: 4 }), old({ amount: 6 }), old({ end: '2026-01-20' }), next()],
      [10, 10, 12, 12],
    ],
    ['what was never paid has nothing to pay on', [old({ end: '2026-01-01' }), next()], [0, 0, 12, 12]],
    ['nor what was tried and never paid', [old({ trialEnd: '2026-03-01' }), next()], [0, 0, 12, 12]],
    ['nor what was paused all along', [old({ pauses: [{ start: '2026-01-01' }] }), next()], [0, 0, 12, 12]],
    ['nor is there anything to pay on to', [old(), next({ end: '2026-03-05' })], [10, 0, 0, 0]],
    ['ids are compared by their text', [old({ subscriptionId: 17 }), next({ replaces: 17n })], [10, 10, 12, 12]],
  ])('%s', (_, rows, expected, policy = {}) => {
    for (const own of [policy, { ...policy, grain: 'subscription' } as const]) {
      expect(mrr(rows, at, own)).toEqual(expected);
      expect(mrr([...rows].reverse(), at, own)).toEqual(expected);
      expect(mrr(ledgerFromColumns(subscriptionColumns(rows) as never, own), at)).toEqual(expected);
    }
  });

  test('the difference books when the next one begins, and both are one subscription', () => {
    const grain = { grain: 'subscription' } as const;
    const [february, march] = mrrMovements([old(), next()], months('2026-02', '2026-03'), grain);
    expect(february).toMatchObject({ opening: 10, churn: 0, closing: 10 });
    expect(march).toMatchObject({ opening: 10, reactivation: 0, new: 0, expansion: 2, closing: 12 });
    expect(mrrMovementsByCustomer([old(), next()], month('2026-03'), grain)).toEqual([
      { customerId: 'ada', subscriptionId: 'old', kind: 'expansion', opening: 10, closing: 12, change: 2 },
    ]);
    expect(customerMovements([old(), next()], month('2026-03'), grain)).toMatchObject({
      opening: 1,
      closing: 1,
      new: 0,
    });
    const [cause] = mrrMovementsBy([old(), next()], month('2026-03'), () => null, grain);
    expect(cause?.expansionCauses).toMatchObject({ price: 2, subscription: 0 });
  });

  test('renewals and durations go on', () => {
    expect(
      renewalRate([old(), next()], months('2026-02', '2026-04')).map(({ numerator, denominator }) => [
        numerator,
        denominator,
      ]),
    ).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
    const options = { asOf: '2026-05-01', grain: 'subscription' } as const;
    expect(customerDurations([old(), next()], options)).toEqual([
      { customerId: 'ada', subscriptionId: 'old', duration: 4, event: false },
    ]);
  });

  test.each<[string, () => Ledger]>([
    ['an array', () => ledger([old(), next()])],
    ['a builder', () => ledgerBuilder().add([old(), next()]).build()],
    ['columns', () => ledgerFromColumns(subscriptionColumns([old(), next()]) as never)],
    [
      'columns, and a row that replaces one of them',
      () =>
        ledgerBuilder()
          .addColumns(subscriptionColumns([old()]) as never)
          .add(next())
          .build(),
    ],
  ])('rows of %s come back with the id and the end that they had', (_, make) => {
    const periods = months('2026-02', '2026-03');
    const keys = mrrMovementsBy(make(), periods, ({ subscriptionId, end }) =>
      [subscriptionId, end && new Date(end as Date).toISOString().slice(0, 10)].join(' '),
    );
    expect(keys.map((parts) => parts.map(({ key, closing }) => [key, closing]))).toEqual([
      [
        ['next ', 0],
        ['old 2026-02-10', 10],
      ],
      [
        ['next ', 12],
        ['old 2026-02-10', 0],
      ],
    ]);
  });

  test('what another contract took the place of, all along, has nothing to pay on', () => {
    const contract = row({
      ...{ subscriptionId: 'c', start: '2026-01-01', end: '2026-01-15', signedAt: '2025-11-01', amount: 120 },
    });
    for (const start of ['2025-11-01', '2025-12-01']) {
      const rows = [old({ start, end: '2025-12-20' }), contract, next()];
      expect(mrr(rows, ['2025-12-05', '2026-01-20', '2026-03-15'], { startAt: 'signed' })).toEqual([120, 0, 12]);
    }
  });

  test.each<[string, Subscription[], number]>([
    ['an unknown id', [old(), next({ replaces: 'older' })], 1],
    ['its own', [old(), next({ replaces: 'next' })], 1],
    ['one of another customer', [old({ customerId: 'ben' }), next()], 1],
    ['a circle', [old({ replaces: 'next' }), next()], 1],
    ['a longer circle', [old({ replaces: 'last' }), next(), next({ subscriptionId: 'last', replaces: 'next' })], 2],
    ['two for one', [old(), old({ subscriptionId: 'other' }), next(), next({ replaces: 'other' })], 3],
    ['without an id of its own', [old(), next({ subscriptionId: null })], 1],
  ])('refuses %s', (_, rows, index) => {
    const found = { code: 'INVALID_OPTION', path: keysOf(`subscriptions[${index}].replaces`) };
    const error = refusal(() => ledger(rows));
    expect(error).toMatchObject(found);
    const rule = 'be another subscriptionId of its customer, replaced only once and not in a circle';
    expect(error?.message).toContain(`subscriptions[${index}].replaces must ${rule}; received '`);
    expect(refusal(() => ledgerFromColumns(subscriptionColumns(rows) as never))).toMatchObject(found);
    const { findings, refusals } = inspectLedger(rows);
    expect(findings[0]).toMatchObject({ kind: 'invalidRow', count: 1, examples: [index] });
    expect(refusals).toMatchObject([{ field: 'replaces', code: 'INVALID_OPTION' }]);
  });

  test('an id that other customers have too', () => {
    const rows = [old({ end: '2026-01-01' }), old({ customerId: 'ben' }), next()];
    expect(mrr(rows, at)).toEqual([10, 0, 12, 12]);
  });
});
