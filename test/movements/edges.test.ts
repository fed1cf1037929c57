import { runInNewContext } from 'node:vm';
import {
  arr,
  isMetricsError,
  ledger,
  type MrrMovements,
  mergeMovements,
  month,
  mrr,
  mrrMovements,
  mrrMovementsBy,
  type Period,
  quickRatio,
  ratioInterval,
  roundMovements,
  type Subscription,
  trailing,
} from 'tenure';
import { beforeAll, describe, expect, test } from 'vitest';
import { caught, keysOf } from '../support/caught.ts';
import { row } from '../support/row.ts';

const march = month('2026-03');

describe('a result beyond the range of numbers throws, and is never Infinity or NaN', () => {
  test.each<[string, () => unknown]>([
    ['mrr', () => mrr([row({ amount: 1.7e308, quantity: 10 })], march)],
    ['arr', () => arr([row({ amount: 1.7e308 })], march)],
    ['a fraction', () => mrr([row({ amount: `1${'0'.repeat(400)}/1` })], march)],
    ['a ratio', () => quickRatio({ opening: 1, new: 1e308, churn: 1e-10 })],
    [
      'a confidence of almost 1',
      () => ratioInterval({ value: 0.5, numerator: 1, denominator: 2 }, { confidence: 1 - 2 ** -53 }),
    ],
    ['a start before all dates', () => trailing(1e300, 'day', '2026-01-01')],
    ['a start before all dates, in years', () => trailing(1e6, 'year', '2026-01-01')],
  ])('%s', (_, action) => {
    expect(caught(action)).toSatisfy(isMetricsError);
  });
});

test('a period is complete when the data reaches to its end, and not a moment less', () => {
  const complete = (asOf: string) => mrrMovements([row({})], march, { asOf }).complete;
  expect([complete('2026-04-01'), complete('2026-03-31T23:59:59.999Z')]).toEqual([true, false]);
});

describe('arguments that are almost right', () => {
  const sparse = [march, march, march];
  delete sparse[1];
  test.each<[string, () => unknown, string]>([
    ['periods with a hole', () => mrrMovements([], sparse), 'periods[1]'],
    ['nothing but holes', () => mrrMovements([], new Array<Period>(2)), 'periods[0]'],
    ['statements with a hole', () => mergeMovements(sparse.map((period) => mrrMovements([], period))), 'statements[1]'],
    ['a unit in an array', () => trailing(1, ['month'] as never, '2026-01-01'), 'unit'],
    [
      'what only looks like a Decimal',
      () => mrr([row({ amount: Object.assign(Object.create(null), { toStringTag: '[object Decimal]' }) })], march),
      'subscriptions[0].amount',
    ],
  ])('%s', (_, action, path) => {
    expect(caught(action)).toMatchObject({ name: 'MetricsError', path: keysOf(path) });
  });

  test('a Date of another realm is a Date', () => {
    const other = runInNewContext('new Date("2026-01-01T00:00:00Z")') as Date;
    expect(other instanceof Date).toBe(false);
    expect(mrr([row({ start: other })], other)).toBe(10);
    expect(mrr([row({})], { ...march, end: runInNewContext('new Date("2026-04-01")') as Date })).toBe(10);
  });
});

describe('merging', () => {
  let shard: MrrMovements;
  beforeAll(() => {
    shard = mrrMovements([row({ currency: 'EUR' })], march);
  });

  test('a shard without customers has no currency and changes nothing', () => {
    const empty = mrrMovements([], march);
    expect(mergeMovements([shard, empty])).toEqual(shard);
    expect(mergeMovements([empty, shard])).toEqual(shard);
  });

  test('zones by other names are the same', () => {
    const [a, b] = ['Asia/Kolkata', 'Asia/Calcutta'].map((timeZone) =>
      mrrMovements([row({})], month('2026-03', { timeZone })),
    );
    expect(mergeMovements([a, b] as MrrMovements[]).closing).toBe(20);
  });

  test('dates that JSON made texts are read strictly, and never in the machine’s zone', () => {
    const thawed = (start: string) =>
      JSON.parse(JSON.stringify({ ...shard, period: { ...march, start } })) as MrrMovements;
    expect(mergeMovements([thawed('2026-03-01T00:00:00.000Z')]).period.start).toEqual(march.start);
    for (const start of ['2026-03-01T00:00:00', '2026-02-30T00:00:00Z', 'March 1 2026']) {
      expect(caught(() => mergeMovements([thawed(start)]))).toMatchObject({
        path: keysOf('statements[0].period.start'),
      });
    }
    const untold = { ...shard, complete: 'false' } as unknown as MrrMovements;
    expect(caught(() => mergeMovements([untold]))).toMatchObject({ path: keysOf('statements[0].complete') });
  });

  test('a merged or rounded part is a part, also to the compiler', () => {
    const parts = mrrMovementsBy([row({})], march, ({ plan }) => plan);
    expect(mergeMovements(parts).transferIn).toBe(0);
    expect(roundMovements(mergeMovements(parts), 2).expansionCauses.price).toBe(0);
  });
});

describe('causes of expansion', () => {
  const before = row({ subscriptionId: 's', end: '2026-03-10' });
  const causes = (after: Partial<Subscription>, policy = {}) =>
    mrrMovementsBy([before, row({ subscriptionId: 's', start: '2026-03-10', ...after })], march, () => 'all', policy)[0]
      ?.expansionCauses;

  test.each<[string, Partial<Subscription>, object]>([
    ['a higher price', { amount: 12 }, { price: 2 }],
    ['more units', { quantity: 3 }, { quantity: 20 }],
    // 2 x 12 - 10: the price rise on the unit there was, the second unit at the new price.
    ['both', { amount: 12, quantity: 2 }, { price: 2, quantity: 12 }],
    ['another subscription', { subscriptionId: 't', amount: 15 }, { subscription: 5 }],
    ['another interval', { amount: 36, interval: 'quarter' }, { other: 2 }],
    ['a discount', { amount: 20, discount: { percent: 10 } }, { other: 8 }],
  ])('%s', (_, after, expected) => {
    expect(causes(after)).toEqual({ price: 0, quantity: 0, subscription: 0, other: 0, ...expected });
  });

  test('a row that leaves its currency to the policy is in the same one', () => {
    expect(causes({ amount: 12, currency: 'EUR' }, { currency: 'EUR' })).toMatchObject({ price: 2, other: 0 });
  });

  test('are those of the rows as they were when the ledger was made', () => {
    const rows = [before, row({ subscriptionId: 's', start: '2026-03-10', quantity: 2 })];
    const book = ledger(rows);
    Object.assign(rows[1] as object, { quantity: 1, subscriptionId: 't' });
    expect(mrrMovementsBy(book, march, () => 'all')[0]?.expansionCauses).toMatchObject({ quantity: 10 });
  });

  test('that do not add up are not rounded into sense', () => {
    const [part] = mrrMovementsBy([before, row({ start: '2026-03-10', amount: 20 })], march, () => 1);
    const wrong = { ...part, expansionCauses: { price: 11, quantity: 0, subscription: 0, other: 0 } } as MrrMovements;
    expect(caught(() => roundMovements(wrong, 0))).toMatchObject({
      code: 'NOT_FOOTING',
      path: keysOf('statement.expansionCauses'),
    });
  });
});
