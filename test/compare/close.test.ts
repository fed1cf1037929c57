import fc from 'fast-check';
import {
  type BooksClose,
  checkAgainstClose,
  closeBooks,
  customerMovements,
  ledger,
  month,
  months,
  mrrMovements,
  type Policy,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../support/caught.ts';
import { deepFreeze } from '../support/deep-freeze.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { row } from '../support/row.ts';
import { snapshotsArbitrary } from '../support/snapshots.ts';

const march = month('2026-03');
const spring = months('2026-02', '2026-04');
const book = deepFreeze([
  row({}),
  row({ customerId: 'ben', amount: 120, interval: 'year' }),
  row({ customerId: 'eve', start: '2026-03-05' }),
]);
const sent = (close: BooksClose): BooksClose => JSON.parse(JSON.stringify(close));

describe('closeBooks', () => {
  test('keeps definitions, exact statements and a digest', () => {
    const close = closeBooks([row({ amount: 100, interval: 'year' })], march, {
      asOf: '2026-04-02',
      grain: 'subscription',
    });
    expect(close).toMatchObject({ version: 1, digests: 'tenure-1', currency: null });
    expect(close.definitions).toMatchObject({
      timeZone: 'UTC',
      asOf: '2026-04-02T00:00:00.000Z',
      grain: 'subscription',
      trials: 'exclude',
      movements: 'net',
    });
    expect(close.periods[0]).toMatchObject({
      complete: true,
      mrr: { opening: '25/3', closing: '25/3', churn: '0' },
      customers: { opening: 1, closing: 1, retained: 1 },
      digest: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    expect(close.customers).toBeUndefined();
  });

  test('holds each customer where that is asked for, in the periods that it has a part in', () => {
    const { customers = [] } = closeBooks(book, spring, { customers: true });
    expect(customers.map(({ customerId, digests }) => [customerId, digests.map((own) => own !== null)])).toEqual([
      ['ada', [true, true, true]],
      ['ben', [true, true, true]],
      ['eve', [false, true, true]],
    ]);
  });

  test('the digest knows no order of rows, and no unit that a ledger keeps amounts in', () => {
    const digests = (rows: typeof book) => closeBooks(rows, spring).periods.map(({ digest }) => digest);
    expect(digests([...book].reverse())).toEqual(digests(book));
    expect(digests(book.map((own) => ({ ...own, amount: `${own.amount}.00` })))).toEqual(digests(book));
    const other = [...book, row({ customerId: 'odd', start: '2026-04-01', amount: '1/7' })];
    expect(digests(other).slice(0, 2)).toEqual(digests(book).slice(0, 2));
    expect(digests(other)[2]).not.toBe(digests(book)[2]);
  });

  test('two customers that change places are another book', () => {
    const [a, b] = [row({ customerId: 'a' }), row({ customerId: 'b', amount: 20 })];
    const close = closeBooks([a, b], march, { customers: true });
    const [check] = checkAgainstClose(close, [
      { ...a, amount: 20 },
      { ...b, amount: 10 },
    ]).periods;
    expect(check).toMatchObject({ holds: false, digestHolds: false, terms: [], customerTerms: [] });
    expect(check?.customers).toEqual([
      { customerId: 'a', change: 'changed' },
      { customerId: 'b', change: 'changed' },
    ]);
  });

  test.each([
    [
      'a word for customers',
      () => closeBooks([], march, { customers: 'yes' as never }),
      'INVALID_TYPE',
      'options.customers',
    ],
    ['an unknown option', () => closeBooks([], march, { customer: true } as never), 'UNKNOWN_KEY', 'options.customer'],
    ['a bad option', () => closeBooks([], march, { grain: 'plan' as never }), 'INVALID_OPTION', 'options.grain'],
    ['no rows', () => closeBooks({} as never, march), 'INVALID_TYPE', 'subscriptions'],
    ['no amounts', () => closeBooks([], march, { amounts: 'none' }), 'CONFLICTING_POLICY', 'policy.amounts'],
  ])('refuses %s', (_, call, code, path) => {
    expect(refusal(call)).toMatchObject({ code, path: keysOf(path) });
  });
});

describe('checkAgainstClose', () => {
  test('says which terms moved, by how much, and who moved', () => {
    const close = sent(closeBooks(book, spring, { customers: true }));
    const later = [row({ end: '2026-03-20' }), book[1] ?? row({}), row({ customerId: 'zoe', start: '2026-04-02' })];
    const { holds, periods } = checkAgainstClose(close, later);
    expect(holds).toBe(false);
    expect(periods.map((own) => [own.period.label, own.holds])).toEqual([
      ['2026-02', true],
      ['2026-03', false],
      ['2026-04', false],
    ]);
    const [, check] = periods;
    expect(check?.terms).toEqual(['new', 'churn', 'closing', 'retainedGross', 'retainedNet']);
    expect(check?.customerTerms).toEqual(['new', 'churned', 'closing', 'retained']);
    expect(check?.difference).toMatchObject({ opening: 0, new: -10, churn: 10, closing: -20 });
    expect([check?.closed.closing, check?.now.closing]).toEqual([30, 10]);
    expect(check?.customers).toEqual([
      { customerId: 'ada', change: 'changed' },
      { customerId: 'eve', change: 'removed' },
    ]);
    expect(periods[2]?.customers?.map(({ change }) => change)).toEqual(['removed', 'removed', 'added']);
  });

  test('without customers it says that they moved, and not who', () => {
    const [check] = checkAgainstClose(closeBooks(book, march), [row({})]).periods;
    expect(check).toMatchObject({ holds: false, customers: null });
  });

  test('rows of later know more: another asOf is no other definition', () => {
    const policy: Policy = { asOf: '2026-04-02', lastEnds: 'paidThrough' };
    const close = sent(closeBooks(book, march, policy));
    expect(checkAgainstClose(close, book).holds).toBe(true);
    expect(checkAgainstClose(close, book, { asOf: '2026-06-01' }).holds).toBe(true);
    expect(checkAgainstClose(close, ledger(book, { ...policy, asOf: '2026-06-01' })).holds).toBe(true);
    expect(refusal(() => checkAgainstClose(close, ledger(book)))).toMatchObject({
      code: 'CONFLICTING_POLICY',
      path: keysOf('close.definitions.lastEnds'),
    });
  });

  test('exchange rates are part of the definitions', () => {
    const rows = [row({ currency: 'EUR' }), row({ customerId: 'us', currency: 'USD' })];
    const exchangeRates = { EUR: { '2026-02': '1.25', '2026-03': '1/3' } };
    const close = sent(closeBooks(rows, march, { currency: 'usd', exchangeRates }));
    expect(close.definitions.exchangeRates).toEqual({ EUR: { '2026-02': '1.25', '2026-03': '1/3' } });
    expect(checkAgainstClose(close, rows).holds).toBe(true);
  });

  test.each([
    ['no close', () => checkAgainstClose({} as never, []), 'INVALID_TYPE', 'close'],
    [
      'digests of another make',
      () => checkAgainstClose({ ...closeBooks([], march), digests: 'tenure-2' as never }, []),
      'INVALID_TYPE',
      'close',
    ],
    [
      'a term that is missing',
      () => {
        const close = closeBooks(book, march);
        const periods = close.periods.map((own) => ({ ...own, mrr: { ...own.mrr, churn: undefined as never } }));
        return checkAgainstClose({ ...close, periods }, book);
      },
      'INVALID_AMOUNT',
      'close.periods[0].mrr.churn',
    ],
    [
      'customers that were cut off',
      () => {
        const close = closeBooks(book, spring, { customers: true });
        return checkAgainstClose({ ...close, customers: [{ customerId: 'ada', digests: [null] }] }, book);
      },
      'INVALID_TYPE',
      'close.customers[0].digests',
    ],
    [
      'rows in another currency',
      () => checkAgainstClose(closeBooks([row({ currency: 'EUR' })], march), [row({ currency: 'USD' })]),
      'MIXED_CURRENCIES',
      'subscriptions',
    ],
    [
      'an option',
      () => checkAgainstClose(closeBooks([], march), [], { grain: 1 } as never),
      'UNKNOWN_KEY',
      'options.grain',
    ],
    [
      'a form',
      () => checkAgainstClose(closeBooks([], march), [], { money: 'euro' as never }),
      'INVALID_OPTION',
      'options.money',
    ],
  ])('refuses %s', (_, call, code, path) => {
    expect(refusal(call)).toMatchObject({ code, path: keysOf(path) });
  });
});

describe('of any two snapshots', () => {
  test('a close holds for its own rows, through JSON, and in any order; its statements are those of the rows', () => {
    fc.assert(
      fc.property(snapshotsArbitrary, ({ rows, periods, policy }) => {
        const close = closeBooks(rows as never, periods, { ...(policy as Policy), customers: true });
        expect(checkAgainstClose(sent(close), [...rows].reverse() as never)).toMatchObject({ holds: true });
        const exact = mrrMovements(rows as never, periods, { ...(policy as Policy), money: 'fraction' });
        const counts = customerMovements(rows as never, periods, policy as Policy);
        for (const [at, own] of close.periods.entries()) {
          const { period: _, complete, currency: __, ...terms } = exact[at] as (typeof exact)[number];
          expect([own.mrr, own.complete]).toEqual([terms, complete]);
          expect(counts[at]).toMatchObject(own.customers);
        }
      }),
      propertyRuns(60),
    );
  });

  test('a close that no longer holds names a term or a customer; the customers named are those whose own books moved', () => {
    fc.assert(
      fc.property(snapshotsArbitrary, ({ rows, later, periods, policy }) => {
        const asked = policy as Policy;
        const { holds, periods: checks } = checkAgainstClose(
          sent(closeBooks(rows as never, periods, { ...asked, customers: true })),
          later as never,
        );
        expect(holds).toBe(checks.every((own) => own.holds));
        const ids = new Set([...rows, ...later].map(({ customerId }) => String(customerId)));
        const own = (all: typeof rows, id: string) =>
          JSON.stringify(
            periods.map((period) => {
              const mine = all.filter(({ customerId }) => String(customerId) === id) as never;
              const { complete: _, ...terms } = mrrMovements(mine, period, { ...asked, money: 'fraction' });
              return [terms, customerMovements(mine, period, asked)];
            }),
          );
        const moved = new Set(checks.flatMap(({ customers }) => customers ?? []).map(({ customerId }) => customerId));
        for (const id of ids) expect(moved.has(id)).toBe(own(rows, id) !== own(later, id));
        expect(holds).toBe(moved.size === 0);
      }),
      propertyRuns(40),
    );
  });
});
