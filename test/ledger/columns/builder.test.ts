import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import {
  churnBreakdown,
  type Ledger,
  ledger,
  ledgerBuilder,
  ledgerFromColumns,
  month,
  mrr,
  mrrMovementsBy,
  type Period,
  type Policy,
  type Subscription,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { keysOf, refusal } from '../../support/caught.ts';
import { answersOf } from '../../support/ledger-answers.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import { scenarioArbitrary } from '../../support/scenarios.ts';

const march = month('2026-03');
const ada: Subscription = { customerId: 'ada', start: '2026-01-01', amount: 49.99, interval: 'month', plan: 'team' };

function built(chunks: readonly (Subscription | readonly Subscription[])[], policy: Policy): Ledger {
  const builder = ledgerBuilder(policy);
  for (const chunk of chunks) builder.add(chunk);
  return builder.build();
}

/** One object for all rows, filled again for each, as a reader of a file may do. */
function reused(rows: readonly Subscription[], policy: Policy): Ledger {
  const builder = ledgerBuilder(policy);
  const row: Record<string, unknown> = {};
  for (const own of rows) {
    for (const key of Object.keys(row)) delete row[key];
    builder.add(Object.assign(row, own) as unknown as Subscription);
  }
  return builder.build();
}

function columnsOf(rows: readonly Subscription[]): object {
  const keys = new Set(rows.flatMap((row) => Object.keys(row)));
  const columns = [...keys].map((key) => [key, rows.map((row) => row[key as keyof Subscription] ?? null)]);
  return rows.length === 0 ? { customerId: [], start: [], amount: [], interval: [] } : Object.fromEntries(columns);
}

describe('row by row, in chunks, from columns and from an array', () => {
  test('it is the same ledger, to the bit', () => {
    fc.assert(
      fc.property(scenarioArbitrary, fc.nat(5), ({ rows, periods: [period], policy: given }, chunk) => {
        const policy = { ...given, asOf: (period as Period).end };
        const expected = answersOf(ledger(rows, policy), period as Period);
        const chunks = rows.map((_row, i) => rows.slice(i * (chunk + 1), (i + 1) * (chunk + 1)));
        expect(answersOf(built(rows, policy), period as Period)).toEqual(expected);
        expect(answersOf(built(chunks, policy), period as Period)).toEqual(expected);
        expect(answersOf(reused(rows, policy), period as Period)).toEqual(expected);
        expect(answersOf(ledgerFromColumns(columnsOf(rows) as never, policy), period as Period)).toEqual(expected);
      }),
      propertyRuns(40),
    );
  });

  test('rows come back as they were given, with Dates', () => {
    const full: Subscription = {
      ...ada,
      subscriptionId: 's',
      end: '2026-03-10',
      intervalCount: 3,
      quantity: 2,
      discount: { percent: 10 },
      currency: 'EUR',
      trialEnd: '2026-01-05',
      cancelRequestedAt: '2026-02-01',
      pauses: [{ start: '2026-02-10', end: '2026-02-12' }],
      pastDue: [{ start: '2026-03-01' }],
      churnType: 'involuntary',
      churnReason: 'card',
      segment: 'small',
    };
    const dates = { start: new Date('2026-01-01'), end: new Date('2026-03-10') };
    const seen: Subscription[] = [];
    churnBreakdown(built([full], {}), march, (row) => seen.push(row));
    churnBreakdown(built([{ ...ada, end: '2026-03-10', amount: new Decimal(7) }], {}), march, (row) => seen.push(row));
    expect(seen).toEqual([
      { ...full, ...dates },
      { ...ada, ...dates, amount: new Decimal(7) },
    ]);
    expect(Object.keys(seen[1] as object).sort()).toEqual(['amount', 'customerId', 'end', 'interval', 'plan', 'start']);
  });
});

describe('what is filled again for the next row', () => {
  const ending = { ...ada, end: '2026-03-10' };

  /** The rows that come back of rows that are one object, changed in between. */
  function kept(row: Subscription, change: () => void): Subscription[] {
    const builder = ledgerBuilder();
    builder.add(row);
    change();
    builder.add({ ...row, customerId: 'ben' });
    const seen: Subscription[] = [];
    churnBreakdown(builder.build(), march, (own) => seen.push(own));
    return seen;
  }

  test('can be a discount', () => {
    const discount = { percent: 10 };
    const seen = kept({ ...ending, discount }, () => {
      discount.percent = 20;
    });
    expect(seen.map((row) => row.discount)).toEqual([{ percent: 10 }, { percent: 20 }]);
  });

  test.each(['trialEnd', 'cancelRequestedAt'] as const)('can be a Date: %s', (field) => {
    const date = new Date('2026-01-05');
    const seen = kept({ ...ending, [field]: date }, () => date.setUTCDate(7));
    expect(seen.map((row) => row[field])).toEqual([new Date('2026-01-05'), new Date('2026-01-07')]);
  });

  test.each(['pauses', 'pastDue'] as const)('can be the Dates of %s', (field) => {
    const span = { start: new Date('2026-02-01'), end: new Date('2026-02-03') };
    const seen = kept({ ...ending, [field]: [span] }, () => {
      span.start.setUTCDate(2);
      span.end.setUTCDate(4);
    });
    expect(seen.map((row) => row[field])).toEqual([
      [{ start: new Date('2026-02-01'), end: new Date('2026-02-03') }],
      [{ start: new Date('2026-02-02'), end: new Date('2026-02-04') }],
    ]);
  });
});

test('texts are told apart, whatever characters they are made of', () => {
  const fields = ['currency', 'plan', 'churnReason', 'segment'] as const;
  const text = fc.string({ unit: fc.constantFrom('\0', ' ', '1', 'a'), minLength: 1, maxLength: 4 });
  const row = fc.record(
    { currency: fc.constant('EUR'), plan: text, churnReason: text, segment: text },
    { requiredKeys: ['currency'] },
  );
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), (texts) => {
      const rows = texts.map(
        (own, i): Subscription => ({ ...ada, plan: undefined, ...own, customerId: `c${i}`, end: '2026-03-10' }),
      );
      const seen: unknown[] = [];
      churnBreakdown(built([rows], {}), march, (own) => {
        seen.push(fields.map((field) => own[field]));
        return '';
      });
      expect(seen).toEqual(rows.map((own) => fields.map((field) => own[field])));
    }),
    propertyRuns(60),
  );
  const collided = [
    { ...ada, end: '2026-03-10', churnReason: 'a\0b', segment: 'c' },
    { ...ada, end: '2026-03-10', customerId: 'ben', churnReason: 'a', segment: 'b\0c' },
  ];
  const byReason = churnBreakdown(built([collided], {}), march, ({ churnReason }) => churnReason);
  expect(byReason.map(({ key }) => key).sort()).toEqual(['a', 'a\0b']);
});

describe('columns', () => {
  test('can be typed arrays, epochs as 64-bit integers, and one value for all rows', () => {
    const book = ledgerFromColumns({
      customerId: ['a', 'b', 'c'],
      start: BigInt64Array.of(0n, 946_684_800_000n, 1_772_323_200_000n),
      end: Float64Array.of(Number.NaN, 1_772_323_200_000, Number.NaN),
      amount: Int32Array.of(10, 20, 30),
      quantity: [undefined, 2, null],
      interval: 'month',
      currency: 'EUR',
    });
    // 1772323200000 is 1 March 2026.
    expect(mrr(book, '2026-02-28')).toBe(50);
    expect(mrr(book, '2026-03-01')).toBe(40);
  });

  test('null as one value for all rows is as good as left out', () => {
    const given = { customerId: ['a', 'b'], start: ['2026-01-01', '2026-01-01'], amount: [1, 2], interval: 'month' };
    const fields = ['subscriptionId', 'end', 'intervalCount', 'quantity', 'discount', 'currency', 'plan', 'trialEnd'];
    const others = ['cancelRequestedAt', 'pauses', 'pastDue', 'churnType', 'churnReason', 'segment'];
    const nothing = Object.fromEntries([...fields, ...others].map((field) => [field, null]));
    expect(mrr(ledgerFromColumns({ ...given, ...nothing } as never), '2026-01-01')).toBe(3);
    const error = refusal(() => ledgerFromColumns({ ...given, amount: null } as never));
    expect(error).toMatchObject({ code: 'INVALID_AMOUNT', path: keysOf('subscriptions[0].amount') });
  });

  test.each<[object, string, string]>([
    [{ amount: [1] }, 'INVALID_TYPE', 'columns.customerId'],
    [{ customerId: ['a'], start: '2026-01-01', amount: [1] }, 'INVALID_TYPE', 'columns.start'],
    [{ customerId: ['a'], start: ['2026-01-01'], amount: [1, 2] }, 'INVALID_TYPE', 'columns.amount'],
    [{ customerId: ['a'], start: ['2026-01-01'], amount: Float32Array.of(49.99) }, 'INVALID_TYPE', 'columns.amount'],
    [{ customerId: ['a'], start: ['2026-01-01'], mine: 1 }, 'INVALID_TYPE', 'columns.mine'],
    [{ customerId: ['a'], start: ['2026-01-01'], pauses: { start: '2026-02-01' } }, 'INVALID_TYPE', 'columns.pauses'],
    [{ customerId: ['a'], start: ['2026-01-01'], pastDue: { start: '2026-02-01' } }, 'INVALID_TYPE', 'columns.pastDue'],
    [{ customerId: ['a'], start: ['2026-01-01'], amount: [1] }, 'INVALID_OPTION', 'subscriptions[0].interval'],
    [
      { customerId: ['a', ''], start: ['2026-01-01', '2026-01-01'], amount: 1, interval: 'day' },
      'INVALID_TYPE',
      'subscriptions[1].customerId',
    ],
    [
      { customerId: ['a'], start: ['2026-01-32'], amount: 1, interval: 'day' },
      'INVALID_INSTANT',
      'subscriptions[0].start',
    ],
  ])('refused: %j', (columns, code, path) => {
    expect(refusal(() => ledgerFromColumns(columns as never))).toMatchObject({ code, path: keysOf(path) });
  });

  test('none at all is an empty ledger', () => {
    expect(mrr(ledgerFromColumns({ customerId: [], start: [], amount: [], interval: [] }), '2026-01-01')).toBe(0);
    expect(refusal(() => ledgerFromColumns([] as never))).toMatchObject({
      code: 'INVALID_TYPE',
      path: keysOf('columns'),
    });
  });
});

describe('a builder', () => {
  test('numbers rows across chunks, and takes nothing after a row that it refused', () => {
    const builder = ledgerBuilder();
    builder.add([ada, ada]);
    const error = refusal(() => builder.add([ada, { ...ada, amount: -1 }]));
    expect(error).toMatchObject({ code: 'INVALID_AMOUNT', path: keysOf('subscriptions[3].amount') });
    expect(refusal(() => builder.add(ada))).toBe(error);
    expect(refusal(() => builder.build())).toBe(error);
  });

  test('builds once', () => {
    const builder = ledgerBuilder();
    builder.add(ada);
    const book = builder.build();
    expect(refusal(() => builder.add(ada))?.message).toContain('is already built');
    expect(refusal(() => builder.build())).toMatchObject({ code: 'INVALID_TYPE', path: keysOf('builder') });
    expect(refusal(() => builder.build())?.message).toBe('builder must be a new one: this one is already built');
    expect(mrr(book, '2026-02-01')).toBe(49.99);
  });

  test('checks its policy', () => {
    expect(refusal(() => ledgerBuilder({ trial: 1 } as never))).toMatchObject({ path: keysOf('policy.trial') });
  });
});

test.each([
  ['nothing', null, 'null'],
  ['a number', 5, '5'],
  ['a text', 'ada', "'ada'"],
])('%s is no row, and no ledger is built without it', (_, row, received) => {
  const builder = ledgerBuilder();
  builder.add(ada);
  const error = refusal(() => builder.add(row as never));
  expect(error).toMatchObject({ code: 'INVALID_TYPE', path: ['subscriptions', 1] });
  expect(error?.message).toBe(`subscriptions[1] must be an object; received ${received}`);
  expect(refusal(() => builder.addColumns({ customerId: [], start: [], amount: [], interval: 'month' }))).toBe(error);
});

test('what is wrong of all rows together is refused by every build', () => {
  const builder = ledgerBuilder();
  builder.add([
    { ...ada, subscriptionId: 's', replaces: 't' },
    { ...ada, subscriptionId: 't', replaces: 's' },
  ]);
  const error = refusal(() => builder.build());
  expect(error?.path[0]).toBe('subscriptions');
  expect(refusal(() => builder.build())).toBe(error);
});

test('the builder comes back from what is added, and is no object of its own to change', () => {
  const builder = ledgerBuilder();
  const columns = { customerId: ['ben'], start: ['2026-01-01'], amount: 1, interval: 'month' } as const;
  expect(builder.add(ada).add([ada]).add([]).addColumns(columns)).toBe(builder);
  expect(Object.isFrozen(builder)).toBe(true);
  expect(mrr(builder.build(), '2026-02-01')).toBe(100.98);
});

test('rows come back from the chunk that they came in, with its ids and fields of your own', () => {
  const builder = ledgerBuilder();
  const start = '2026-01-01';
  const named = (name: string) => ({ ...ada, customerId: name, subscriptionId: `of ${name}`, note: name });
  const columns = (...names: string[]) => ({
    customerId: names,
    subscriptionId: names.map((name) => `of ${name}`),
    start: names.map(() => start),
    amount: 49.99,
    interval: 'month' as const,
    plan: 'team',
    note: names,
  });
  builder.addColumns(columns('a', 'b'));
  builder.add([named('c'), named('d')]);
  builder.add(named('e'));
  builder.addColumns(columns());
  builder.add(named('f'));
  builder.addColumns(columns('g'));
  builder.addColumns(columns('h', 'i'));
  const seen: unknown[] = [];
  mrrMovementsBy(builder.build(), march, (row) => void seen.push(row));
  expect(seen).toEqual([...'abcdefghi'].map((name) => ({ ...named(name), start: new Date(start) })));
});

test.each([
  [Promise.resolve(ada), 'a Promise; await it first'],
  [new Set([ada]), 'a Set; spread it into an array first'],
  [(async function* () {})(), 'an AsyncGenerator; collect it into an array first'],
])('rows that are still to come are named, and no ledger is built without them', (rows, received) => {
  const builder = ledgerBuilder();
  const error = refusal(() => builder.add(rows as never));
  expect(error).toMatchObject({ code: 'INVALID_TYPE', path: ['rows'] });
  expect(error?.message).toBe(`rows must be a row or an array of rows; received ${received}`);
  expect(refusal(() => builder.build())).toBe(error);
});
