import fc from 'fast-check';
import {
  type Ledger,
  ledger,
  ledgerBuilder,
  ledgerFromColumns,
  month,
  mrr,
  mrrMovements,
  mrrMovementsBy,
  type Period,
  type Subscription,
  subscriptionColumns,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../../support/caught.ts';
import { columnsIn } from '../../support/columns.ts';
import { answersOf } from '../../support/ledger-answers.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import { scenarioArbitrary } from '../../support/scenarios.ts';

describe('a ledger of columns is the ledger of the rows, to the bit', () => {
  test('in whatever forms the columns come', () => {
    fc.assert(
      fc.property(scenarioArbitrary, fc.infiniteStream(fc.nat(60)), ({ rows, periods, policy: given }, picks) => {
        const [period] = periods as [Period];
        const policy = { ...given, asOf: period.end };
        const pick = (forms: number) => (picks.next().value as number) % forms;
        const columns = columnsIn(rows, given.timeZone as string, pick);
        expect(answersOf(ledgerFromColumns(columns as never, policy), period)).toEqual(
          answersOf(ledger(rows, policy), period),
        );
      }),
      propertyRuns(150),
    );
  });

  test('in chunks, and between rows', () => {
    fc.assert(
      fc.property(
        scenarioArbitrary,
        fc.infiniteStream(fc.nat(60)),
        fc.nat(4),
        ({ rows, periods, policy: given }, picks, size) => {
          const [period] = periods as [Period];
          const policy = { ...given, asOf: period.end };
          const pick = (forms: number) => (picks.next().value as number) % forms;
          const builder = ledgerBuilder(policy);
          for (let first = 0; first < rows.length; first += size + 1) {
            const chunk = rows.slice(first, first + size + 1);
            if (pick(3) === 0) builder.add(chunk);
            else builder.addColumns(columnsIn(chunk, given.timeZone as string, pick) as never);
          }
          expect(answersOf(builder.build(), period)).toEqual(answersOf(ledger(rows, policy), period));
        },
      ),
      propertyRuns(80),
    );
  });

  test('that were made of rows and sent to another place', () => {
    fc.assert(
      fc.property(scenarioArbitrary, ({ rows, periods, policy: given }) => {
        const [period] = periods as [Period];
        const policy = { ...given, asOf: period.end };
        const columns = structuredClone(subscriptionColumns(rows));
        expect(answersOf(ledgerFromColumns(columns, policy) as unknown as Ledger, period)).toEqual(
          answersOf(ledger(rows, policy), period),
        );
      }),
      propertyRuns(60),
    );
  });
});

const base = { customerId: ['ada', 'ben', 'cleo'], start: ['2026-01-01', '2026-01-01', '2026-01-01'] };
const march = '2026-03-01';

describe('every form of a column', () => {
  const day = Date.UTC(2026, 1, 1);
  const microsecond = 1000n;
  test.each<[string, object, number]>([
    ['a list', { amount: [10, 20, 30] }, 60],
    ['one value', { amount: 10 }, 30],
    ['amounts as texts and bigints', { amount: ['10.50', 20n, '1/2'] }, 31],
    ['doubles', { amount: Float64Array.of(10, 20, 30) }, 60],
    ['whole numbers', { amount: Int32Array.of(10, 20, 30) }, 60],
    ['64 bits', { amount: BigInt64Array.of(10n, 20n, 30n) }, 60],
    ['minor units', { amount: { unscaled: Int32Array.of(1050, 2025, 5), scale: 2 } }, 30.8],
    ['decimals of 18 digits', { amount: { unscaled: BigInt64Array.of(10n ** 17n, 1n, 0n), scale: 16 } }, 10],
    ['quantities of 64 bits', { amount: 1, quantity: BigInt64Array.of(1n, 2n, 3n) }, 6],
    ['missing quantities', { amount: 1, quantity: Float64Array.of(5, Number.NaN, 5) }, 11],
    [
      'a validity of quantities',
      { amount: 1, quantity: { values: Int32Array.of(5, 9, 5), valid: Uint8Array.of(0b101) } },
      11,
    ],
    ['percentages off', { amount: 10, discountPercent: Float64Array.of(50, Number.NaN, 100) }, 15],
    ['amounts off', { amount: 10, discountAmount: { unscaled: Int32Array.of(250, 0, 900), scale: 2 } }, 18.5],
    [
      'no validity, as DuckDB and Arrow say it',
      { amount: 1, quantity: { values: Int32Array.of(5, 9, 5), valid: null } },
      19,
    ],
    ['codes', { amount: 12, interval: { codes: Uint8Array.of(0, 1, 0), values: ['month', 'year'] } }, 25],
    ['ends as epochs', { amount: 1, end: Float64Array.of(day, Number.NaN, day) }, 1],
    ['ends as days', { amount: 1, end: { epochs: Int32Array.of(20_485, 20_600, 20_485), unit: 'day' } }, 1],
    ['ends as seconds', { amount: 1, end: { epochs: Float64Array.of(day / 1000, Number.NaN, 2e9), unit: 's' } }, 2],
    [
      'ends as microseconds',
      {
        amount: 1,
        end: {
          epochs: BigInt64Array.from([day, 0, 4e12], (ms) => BigInt(ms) * microsecond),
          unit: 'us',
          valid: Uint8Array.of(5),
        },
      },
      2,
    ],
    ['ends in two kinds of text', { amount: 1, end: ['2026-02-01', '2026-02-01T00:00:00Z', null] }, 1],
  ])('%s', (_, columns, expected) => {
    expect(mrr(ledgerFromColumns({ interval: 'month', ...base, ...columns } as never), march)).toBe(expected);
  });

  test('a dictionary that holds a text twice has one customer, and a value that nobody uses none', () => {
    const customerId = { codes: Int32Array.of(1, 2), values: ['ghost', 'ada', 'ada'] };
    const phases = { start: ['2026-01-01', '2026-02-01'], end: ['2026-02-01', null], amount: 10, interval: 'month' };
    const statement = mrrMovements(ledgerFromColumns({ customerId, ...phases } as never), month('2026-02'));
    expect([statement.opening, statement.churn, statement.new, statement.closing]).toEqual([10, 0, 0, 10]);
  });

  test('a callback sees the values as a row would have them', () => {
    const seen: Subscription[] = [];
    const columns = {
      customerId: { codes: Int32Array.of(0, 1), values: ['ada', 'ben'] },
      start: { epochs: Int32Array.of(20_454, 20_454), unit: 'day' as const },
      amount: { unscaled: BigInt64Array.of(1999n, 123_456_789_012_345_678n), scale: 2 },
      interval: { codes: Int32Array.of(0, 0), values: ['month'] },
      quantity: { values: Int32Array.of(3, 9), valid: Uint8Array.of(1) },
      discountPercent: Float64Array.of(Number.NaN, 10),
      trialEnd: { epochs: Int32Array.of(20_460, 0), unit: 'day' as const, valid: Uint8Array.of(1) },
      country: { codes: Int32Array.of(0, -1), values: ['DE'] },
      score: Float64Array.of(Number.NaN, 1),
    };
    mrrMovementsBy(ledgerFromColumns(columns), month('2026-01'), (row) => void seen.push(row as Subscription));
    const start = new Date('2026-01-01');
    expect(seen).toStrictEqual([
      {
        customerId: 'ada',
        start,
        amount: 19.99,
        interval: 'month',
        quantity: 3,
        trialEnd: '2026-01-07',
        country: 'DE',
        score: Number.NaN,
      },
      {
        customerId: 'ben',
        start,
        amount: '1234567890123456.78',
        interval: 'month',
        discount: { percent: 10 },
        country: undefined,
        score: 1,
      },
    ]);
  });

  test('columns are copied: what is written into them later changes nothing', () => {
    const customerId = [...base.customerId];
    const country = ['DE', 'DE', 'FR'];
    const amount = Float64Array.of(1, 2, 3);
    const quantity = { values: Int32Array.of(4, 5, 6), valid: Uint8Array.of(0b101) };
    const pauses = [[{ start: '2026-05-01' }], null, null];
    const book = ledgerFromColumns({ ...base, customerId, amount, quantity, interval: 'month', country, pauses });
    const keysOf = () =>
      mrrMovementsBy(book, month('2026-01'), (row) =>
        [row.customerId, row.country, row.amount, row.quantity, row.pauses?.length].join(' '),
      ).map(({ key }) => key);
    const before = keysOf();
    customerId.fill('xia');
    amount.fill(9);
    quantity.values.fill(9);
    quantity.valid.fill(0);
    country.fill('XX');
    (pauses[0] as unknown[]).length = 0;
    expect(keysOf()).toEqual(before);
    expect(before).toEqual(base.customerId.map((id, row) => `${id} ${['DE 1 4 1', 'DE 2  ', 'FR 3 6 '][row]}`).sort());
  });
});

describe('what is refused', () => {
  test.each<[string, object, string, string]>([
    [
      'codes past the dictionary',
      { plan: { codes: Int32Array.of(0, 2, 0), values: ['a', 'b'] } },
      'INVALID_NUMBER',
      'columns.plan.codes[1]',
    ],
    ['codes of another type', { plan: { codes: [0, 0, 0], values: ['a'] } }, 'INVALID_TYPE', 'columns.plan.codes'],
    [
      'a dictionary that is none',
      { plan: { codes: Int32Array.of(0, 0, 0), values: 'a' } },
      'INVALID_TYPE',
      'columns.plan.values',
    ],
    [
      'a text that is empty',
      { plan: { codes: Int32Array.of(0, 1, 0), values: ['a', ''] } },
      'INVALID_TYPE',
      'subscriptions[1].plan',
    ],
    [
      'a unit that is none',
      { end: { epochs: Float64Array.of(1, 2, 3), unit: 'minute' } },
      'INVALID_OPTION',
      'columns.end.unit',
    ],
    ['32 bits for milliseconds', { end: Int32Array.of(1, 2, 3) }, 'INVALID_TYPE', 'columns.end'],
    ['32 bits for money', { amount: Float32Array.of(1, 2, 3) }, 'INVALID_TYPE', 'columns.amount'],
    [
      'a scale that is none',
      { amount: { unscaled: Int32Array.of(1, 2, 3), scale: -1 } },
      'INVALID_NUMBER',
      'columns.amount.scale',
    ],
    [
      'whole numbers that are not',
      { amount: { unscaled: Float64Array.of(1, 2, 3), scale: 2 } },
      'INVALID_TYPE',
      'columns.amount.unscaled',
    ],
    ['another length', { amount: { unscaled: Int32Array.of(1), scale: 2 } }, 'INVALID_TYPE', 'columns.amount'],
    [
      'too few bits',
      { plan: { values: ['a', 'a', 'a'], valid: new Uint8Array(0) } },
      'INVALID_TYPE',
      'columns.plan.valid',
    ],
    ['bits of another type', { plan: { values: ['a', 'a', 'a'], valid: [1] } }, 'INVALID_TYPE', 'columns.plan.valid'],
    ['a discount twice', { discount: { percent: 1 }, discountPercent: 2 }, 'INVALID_TYPE', 'columns.discount'],
    [
      'percent and amount off',
      { discountPercent: 2, discountAmount: [null, 1, null] },
      'INVALID_TYPE',
      'subscriptions[1].discount',
    ],
    [
      'less than nothing off',
      { discountPercent: Float64Array.of(1, -1, 1) },
      'INVALID_AMOUNT',
      'subscriptions[1].discount.percent',
    ],
    ['no amount', { amount: Float64Array.of(1, Number.NaN, 1) }, 'INVALID_AMOUNT', 'subscriptions[1].amount'],
    ['a negative quantity', { quantity: Float64Array.of(1, -1, 1) }, 'INVALID_NUMBER', 'subscriptions[1].quantity'],
    ['no whole milliseconds', { end: Float64Array.of(2e12, 1.5, 2e12) }, 'INVALID_INSTANT', 'subscriptions[1].end'],
    [
      'half a day',
      { end: { epochs: Float64Array.of(3e4, 3e4, 3e4 + 0.5), unit: 'day' } },
      'INVALID_INSTANT',
      'subscriptions[2].end',
    ],
    [
      'an end before the start',
      { end: { epochs: Int32Array.of(1, 2, 3), unit: 'day' } },
      'END_BEFORE_START',
      'subscriptions[0].end',
    ],
    [
      'an interval that is none',
      { interval: { codes: Int32Array.of(0, 0, 1), values: ['month', 'fortnight'] } },
      'INVALID_OPTION',
      'subscriptions[2].interval',
    ],
    [
      'a churn type that is none',
      { churnType: ['voluntary', 'other', null] },
      'INVALID_OPTION',
      'subscriptions[1].churnType',
    ],
    [
      'a missing customer',
      { customerId: { codes: Int32Array.of(0, -1, 0), values: ['ada'] } },
      'INVALID_TYPE',
      'subscriptions[1].customerId',
    ],
    [
      'currencies that do not add',
      { currency: { codes: Int32Array.of(0, 0, 1), values: ['EUR', 'USD'] } },
      'MIXED_CURRENCIES',
      'subscriptions[2].currency',
    ],
    ['one own value for all', { country: 'DE' }, 'INVALID_TYPE', 'columns.country'],
  ])('%s', (_, columns, code, path) => {
    const given = { ...base, amount: 1, interval: 'month', ...columns };
    expect(refusal(() => ledgerFromColumns(given as never))).toMatchObject({ code, path: keysOf(path) });
  });

  test('the first row that breaks a rule, whichever column it is in, as of an array', () => {
    const bad: Partial<Record<keyof Subscription, unknown>>[] = [
      { amount: -1 },
      { end: '2020-01-01' },
      { start: 'soon' },
      { plan: '' },
      { interval: 'never' },
      { currency: 'USD' },
      { trialEnd: 'late' },
      { pauses: 3 },
      { discount: { percent: 101 } },
      { subscriptionId: '' },
      { churnType: 'x' },
      { quantity: -2 },
    ];
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.nat(bad.length - 1), { freq: 2 }), { minLength: 1, maxLength: 6 }),
        (faults) => {
          const rows = faults.map((fault) => ({
            customerId: 'ada',
            start: '2026-01-01',
            amount: 1,
            interval: 'month',
            currency: 'EUR',
            ...(fault === null ? {} : bad[fault]),
          })) as unknown as Subscription[];
          const names = new Set(rows.flatMap((row) => Object.keys(row) as (keyof Subscription)[]));
          const columns = Object.fromEntries(Array.from(names, (name) => [name, rows.map((row) => row[name])]));
          const plain = refusal(() => ledger(rows));
          const columnar = refusal(() => ledgerFromColumns(columns as never));
          expect([columnar?.code, columnar?.path]).toEqual([plain?.code, plain?.path]);
        },
      ),
      propertyRuns(200),
    );
  });

  test('arrays that are empty because their buffer was sent elsewhere', () => {
    const columns = subscriptionColumns([
      { customerId: 'ada', start: '2026-01-01', amount: 1, interval: 'month' },
      { customerId: 'ben', start: '2026-01-01', amount: 2, interval: 'month' },
    ]);
    const parts = Object.values(columns).flatMap((column) =>
      ArrayBuffer.isView(column) ? [column] : Object.values(column),
    );
    const transfer = parts.filter(ArrayBuffer.isView).map(({ buffer }) => buffer as ArrayBuffer);
    const received = structuredClone(columns, { transfer });
    expect(mrr(ledgerFromColumns(received), march)).toBe(3);
    expect(refusal(() => ledgerFromColumns(columns))).toMatchObject({
      code: 'INVALID_TYPE',
      path: ['columns', 'customerId'],
      message: expect.stringContaining('transferred'),
    });
    const none = { customerId: [], start: new Float64Array(0), amount: [], interval: 'month' };
    expect(mrr(ledgerFromColumns(none), march)).toBe(0);
    expect(refusal(() => ledgerFromColumns({ ...none, amount: columns.amount }))?.path).toEqual(['columns', 'amount']);
  });

  test('a field of one’s own that would be a discount as a column', () => {
    const rows = [{ customerId: 'a', start: '2026-01-01', amount: 1, interval: 'month', discountPercent: 5 }] as const;
    expect(refusal(() => subscriptionColumns(rows))).toMatchObject({ path: ['subscriptions', 0, 'discountPercent'] });
    expect(mrr(rows, march)).toBe(1);
  });
});

describe('epochs', () => {
  const plain = { customerId: ['ada', 'ben'], amount: [10, 20], interval: 'month' } as const;

  test.each([
    ['seconds', Float64Array.of(1_772_323_200_000, 1_772_323_200)],
    ['seconds', [1_772_323_200_000, 1_772_323_200]],
    ['seconds', BigInt64Array.of(1_772_323_200_000n, 1_772_323_200n)],
    ['seconds', BigUint64Array.of(1_772_323_200_000n, 1_772_323_200n)],
    ['microseconds', BigInt64Array.of(1_772_323_200_000n, 1_772_323_200_000_000n)],
    ['nanoseconds', BigInt64Array.of(1_772_323_200_000n, 1_772_323_200_000_000_000n)],
    ['seconds', { values: Float64Array.of(1_772_323_200_000, 1_772_323_200), valid: Uint8Array.of(3) }],
  ])('that look like %s are refused where no unit is said', (unit, start) => {
    const error = refusal(() => ledgerFromColumns({ ...plain, start }));
    expect(error).toMatchObject({ code: 'INVALID_INSTANT', path: ['subscriptions', 1, 'start'] });
    expect(error?.message).toContain(`looks like ${unit}`);
    const end = refusal(() => ledgerFromColumns({ ...plain, start: ['2026-01-01', '2026-01-01'], end: start }));
    expect(end?.path).toEqual(['subscriptions', 1, 'end']);
  });

  test('of a unit are never in doubt, in rows that are read one by one either', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('s', 'ms', 'us', 'ns'),
        fc.array(fc.tuple(fc.integer({ min: -1e6, max: 1e6 }), fc.nat(1e6), fc.boolean()), { minLength: 1 }),
        (unit, list) => {
          const perMs = { s: 1 / 1000, ms: 1, us: 1000, ns: 1_000_000 }[unit];
          const dateOf = (epoch: number) => new Date(Math.floor(epoch / perMs));
          const rows = list.map(([start, length, isRare], index) => ({
            customerId: `c${index}`,
            start: dateOf(start),
            trialEnd: dateOf(start + length),
            amount: 10,
            interval: 'month' as const,
            pauses: isRare ? [{ start: dateOf(start + 2 * length) }] : undefined,
          }));
          const book = ledgerFromColumns({
            customerId: rows.map((row) => row.customerId),
            start: { epochs: Float64Array.from(list, ([start]) => start), unit },
            trialEnd: { epochs: BigInt64Array.from(list, ([start, length]) => BigInt(start + length)), unit },
            amount: 10,
            interval: 'month',
            pauses: rows.map((row) => row.pauses),
          });
          for (const [start, length] of list) {
            for (const at of [dateOf(start), dateOf(start + length), dateOf(start + 2 * length)]) {
              expect(mrr(book, at)).toBe(mrr(rows, at));
            }
          }
        },
      ),
      propertyRuns(100),
    );
  });

  test('of a unit that are no Date are refused in that unit', () => {
    const start = { epochs: Float64Array.of(0, 1e13), unit: 's' } as const;
    const error = refusal(() => ledgerFromColumns({ ...plain, start }));
    expect(error?.path).toEqual(['subscriptions', 1, 'start']);
    expect(error?.message).toContain("received '10000000000000 s'");
  });

  test('come back from columns as they went in, also where they are few milliseconds', () => {
    const rows = [
      { customerId: 'ada', start: new Date(5), end: new Date(1_772_323_200_000), amount: 10, interval: 'month' },
    ] as const;
    const columns = subscriptionColumns(rows);
    expect(columns).toMatchObject({
      start: { epochs: Float64Array.of(5), unit: 'ms' },
      end: Float64Array.of(1_772_323_200_000),
    });
    expect(mrr(ledgerFromColumns(columns), '2026-02-01')).toBe(10);
  });
});

describe('columns of rows', () => {
  test('are typed arrays and codes where all values allow it', () => {
    const columns = subscriptionColumns([
      {
        customerId: 'ada',
        start: '2026-01-01',
        end: new Date(1_772_323_200_000),
        amount: 10,
        interval: 'month',
        country: 'DE',
        tier: 2,
      },
      { customerId: 'ben', start: '2026-01-02', amount: 20, interval: 'month', plan: null, country: 'DE', tier: 3 },
    ]);
    expect(columns).toEqual({
      customerId: { codes: Int32Array.of(0, 1), values: ['ada', 'ben'] },
      start: { epochs: Int32Array.of(20_454, 20_455), unit: 'day', valid: Uint8Array.of(3) },
      end: Float64Array.of(1_772_323_200_000, Number.NaN),
      amount: Float64Array.of(10, 20),
      interval: { codes: Int32Array.of(0, 0), values: ['month'] },
      country: { codes: Int32Array.of(0, 0), values: ['DE'] },
      tier: Float64Array.of(2, 3),
    });
  });

  test('hand on what is refused for the ledger to refuse', () => {
    const row = { customerId: 'ada', start: '2026-01-01', amount: 10, interval: 'month' } as const;
    for (const fault of [
      { quantity: Number.NaN },
      { amount: Number.NaN },
      { plan: 7 },
      { end: 'x' },
      { customerId: '' },
    ]) {
      const rows = [row, { ...row, ...fault }] as unknown as Subscription[];
      const plain = refusal(() => ledger(rows));
      const columnar = refusal(() => ledgerFromColumns(subscriptionColumns(rows)));
      expect([columnar?.code, columnar?.path, columnar?.message]).toEqual([plain?.code, plain?.path, plain?.message]);
    }
  });
});

describe('chunks of one source', () => {
  test('share a dictionary that is longer than they are, and see when it changed', () => {
    const values = Array.from({ length: 50 }, (_, i) => `customer ${i}`);
    const chunkOf = (...codes: number[]) => ({
      customerId: { codes: Int32Array.from(codes), values },
      start: '2026-01-01T00:00:00Z',
      amount: 1,
      interval: 'month' as const,
      plan: { codes: Int32Array.from(codes), values },
    });
    const day = (codes: number) => ({ epochs: new Int32Array(codes).fill(20_454), unit: 'day' as const });
    const builder = ledgerBuilder();
    builder.addColumns({ ...chunkOf(3, 4, 3), start: day(3) });
    builder.addColumns({ ...chunkOf(4, 5), start: day(2) });
    values[3] = 'another';
    values[5] = 'customer 4';
    builder.addColumns({ ...chunkOf(3, 5), start: day(2) });
    const found = mrrMovementsBy(builder.build(), month('2026-01'), ({ customerId, plan }) => `${customerId} ${plan}`);
    expect(found.map(({ key, closing }) => [key, closing])).toEqual([
      ['another another', 1],
      ['customer 3 customer 3', 2],
      ['customer 4 customer 4', 3],
      ['customer 5 customer 5', 1],
    ]);
  });
});
