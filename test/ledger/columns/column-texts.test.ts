import {
  churnBreakdown,
  involuntaryChurnRate,
  ledgerBuilder,
  ledgerFromColumns,
  month,
  mrr,
  mrrMovementsByCustomer,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { refusal } from '../../support/caught.ts';

const base = {
  customerId: ['ada', 'ben', 'cem'],
  start: ['2026-01-01', '2026-01-01', '2026-01-01'],
  amount: 10,
  interval: 'month',
};
const bookOf = (columns: object, policy: object = {}) => ledgerFromColumns({ ...base, ...columns } as never, policy);
const march = month('2026-03');

test.each(['pauses', 'pastDue'])('%s in a column interrupt what is paid', (name) => {
  const interruptions = [null, [{ start: '2026-03-01', end: '2026-04-01' }], undefined];
  const book = bookOf({ [name]: interruptions }, { pastDueGraceDays: 0 });
  expect(['2026-02-28', '2026-03-15', '2026-04-01'].map((at) => mrr(book, at))).toEqual([30, 20, 30]);
});

describe('a text that is none is refused at its row, in whatever form the column is', () => {
  test.each(['plan', 'churnReason', 'segment', 'currency', 'churnType', 'interval'])('%s', (name) => {
    const fine = { churnType: 'voluntary', interval: 'month' }[name] ?? 'EUR';
    for (const bad of [5, true, ...(name === 'churnType' || name === 'interval' ? ['perhaps'] : [])]) {
      for (const [row, column] of [
        [1, [fine, bad, fine]],
        [1, { codes: Int32Array.of(0, 1, 0), values: [fine, bad] }],
        [1, { codes: Int32Array.of(1, 0, 1), values: [bad, fine] }],
        // What a validity leaves out is missing, which not every field can be.
        ...(name === 'interval' || name === 'currency'
          ? []
          : [
              [
                2,
                { codes: Int32Array.of(3, 0, 1), values: [fine, bad, fine, fine], valid: Uint8Array.of(0b101) },
              ] as const,
            ]),
        [0, bad],
      ] as const) {
        const error = refusal(() => bookOf({ [name]: column }));
        // What is wrong of a column as a whole is named for the column.
        if (error?.path[0] === 'columns') continue;
        expect([name, bad, error?.path]).toEqual([name, bad, ['subscriptions', row, name]]);
      }
    }
  });
});

test('a churn type counts in whatever form it comes, and a missing one as voluntary', () => {
  const end = ['2026-03-10', '2026-03-10', '2026-03-10'];
  const values = ['voluntary', 'involuntary'];
  for (const churnType of [
    ['involuntary', 'voluntary', null],
    { codes: Int32Array.of(1, 0, -1), values },
    { codes: Int32Array.of(1, 0, 1), values, valid: Uint8Array.of(0b011) },
  ]) {
    expect(involuntaryChurnRate(bookOf({ end, churnType }), march)).toMatchObject({ numerator: 1, denominator: 3 });
  }
  expect(involuntaryChurnRate(bookOf({ end, churnType: 'involuntary' }), march).numerator).toBe(3);
  expect(involuntaryChurnRate(bookOf({ end }), march).numerator).toBe(0);
  const reasons = churnBreakdown(
    bookOf({ end, churnReason: ['price', 'price', null] }),
    march,
    (row) => row.churnReason,
  );
  expect(reasons.map(({ key, customers }) => [key, customers])).toEqual([
    ['price', 2],
    [null, 1],
  ]);
});

describe('whole numbers are ids of the same text, first or after others, near or far apart', () => {
  test.each([
    Int32Array.of(3, 0, 3),
    Uint32Array.of(2, 0, 2),
    Int32Array.of(7, 2_000_000_000, 7),
    Uint32Array.of(0, 4_000_000_000, 0),
    Int32Array.of(-3, 5, -3),
  ])('%s', (customerId) => {
    const names = (...chunks: readonly unknown[]) => {
      const builder = ledgerBuilder();
      for (const own of chunks) builder.addColumns({ ...base, customerId: own } as never);
      return mrrMovementsByCustomer(builder.build(), march).map(({ customerId: id, closing }) => `${id} ${closing}`);
    };
    const texts = Array.from(customerId, String);
    const others = ['0', 'ada', '-3'];
    expect(names(customerId)).toEqual(names(texts));
    expect(names(others, customerId, customerId)).toEqual(names(others, texts, texts));
    expect(names(customerId, others)).toEqual(names(texts, others));
  });

  test('what stands in place of a missing one is not looked at', () => {
    const subscriptionId = { values: Int32Array.of(-7, 1, 2), valid: Uint8Array.of(0b110) };
    const book = bookOf({ customerId: ['ada', 'ada', 'ada'], subscriptionId }, { grain: 'subscription' });
    expect(mrrMovementsByCustomer(book, march).map((row) => row.subscriptionId)).toEqual([undefined, '1', '2']);
  });
});

test('a dictionary of one value is that value, and one that some rows lack is not', () => {
  const ended = ['2026-03-20', '2026-03-20', '2026-03-20'];
  const plansLost = (plan: object) =>
    churnBreakdown(bookOf({ end: ended, plan }), march, (row) => row.plan).map(({ key, customers }) => [
      key,
      customers,
    ]);
  const some = [
    ['pro', 2],
    [null, 1],
  ];
  expect(plansLost({ codes: Int32Array.of(0, 0, 0), values: ['pro'] })).toEqual([['pro', 3]]);
  expect(plansLost({ codes: Int32Array.of(0, -1, 0), values: ['pro'] })).toEqual(some);
  expect(plansLost({ codes: Int32Array.of(0, 0, 0), values: ['pro'], valid: Uint8Array.of(0b101) })).toEqual(some);
  const past = { codes: Int32Array.of(0, 1, 0), values: ['pro'] };
  expect(refusal(() => plansLost(past))).toMatchObject({ path: ['columns', 'plan', 'codes', 1] });
});

test('subscriptions are told apart by their ids in whatever form they come, chunk after chunk', () => {
  const ada = { ...base, customerId: ['ada', 'ada', 'ada'] };
  const forms = [
    ['x', null, 7],
    { codes: Int32Array.of(0, 0, 1), values: ['x', '7'], valid: Uint8Array.of(0b101) },
    { codes: Int32Array.of(2, -1, 0), values: ['7', 'unused', 'x'] },
    { codes: Int32Array.of(4, -1, 0), values: ['7', 'a', 'b', 'c', 'x'] },
  ];
  const names = (book: Parameters<typeof mrrMovementsByCustomer>[0]) =>
    mrrMovementsByCustomer(book, march).map(({ subscriptionId, closing }) => `${subscriptionId} ${closing}`);
  const policy = { grain: 'subscription' } as const;
  for (const subscriptionId of forms) {
    const chunk = { ...ada, subscriptionId } as never;
    expect(names(ledgerFromColumns(chunk, policy))).toEqual(['undefined 10', '7 10', 'x 10']);
    const builder = ledgerBuilder(policy);
    builder.addColumns(ada as never);
    builder.addColumns(chunk);
    // A row with a pause is read by itself, between the others.
    builder.addColumns({
      ...(chunk as object),
      pauses: [null, [{ start: '2026-02-01', end: '2026-02-10' }], null],
    } as never);
    expect(names(builder.build())).toEqual([...Array.from({ length: 5 }, () => 'undefined 10'), '7 20', 'x 20']);
  }
});

test('a text that all rows have in a list is theirs, and a hole among them has none', () => {
  const end = ['2026-03-10', '2026-03-10', '2026-03-10'];
  const churnType = ['involuntary', 'involuntary', 'involuntary'];
  const reasonsOf = (columns: object) =>
    churnBreakdown(bookOf({ end, ...columns }), march, (row) => row.churnType ?? null).map((own) => [
      own.key,
      own.customers,
    ]);
  expect(reasonsOf({ churnType })).toEqual([['involuntary', 3]]);
  delete churnType[1];
  expect(reasonsOf({ churnType })).toEqual([
    ['involuntary', 2],
    [null, 1],
  ]);
  expect(involuntaryChurnRate(bookOf({ end, churnType }), march).numerator).toBe(2);
});
