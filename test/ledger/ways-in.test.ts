import fc from 'fast-check';
import {
  type Id,
  type Instant,
  type Ledger,
  ledger,
  ledgerBuilder,
  ledgerFromColumns,
  month,
  mrrMovements,
  mrrMovementsBy,
  type Subscription,
} from 'tenure';
import { subscriptionSchema } from 'tenure/schema';
import { describe, expect, test } from 'vitest';
import { fieldNames, subscriptionFields } from '../../src/ledger/rows/fields.ts';
import { propertyRuns } from '../support/property-runs.ts';
import { row } from '../support/row.ts';

function fromBuilder<Row extends Subscription>(rows: readonly Row[]): Ledger<Row> {
  const builder = ledgerBuilder<Row>();
  builder.add(rows);
  return builder.build();
}

function fromColumns<Row extends Subscription>(rows: readonly Row[]): Ledger<Row> {
  const names = new Set(rows.flatMap((own) => Object.keys(own)));
  const columns = Object.fromEntries([...names].map((name) => [name, rows.map((own) => own[name as keyof Row])]));
  return ledgerFromColumns(columns as never) as unknown as Ledger<Row>;
}

type WayIn = (rows: readonly Subscription[]) => readonly Subscription[] | Ledger;

const waysIn: { readonly [way: string]: WayIn } = {
  'an array': (rows) => rows,
  'a ledger': (rows) => ledger(rows),
  'a builder': fromBuilder,
  columns: fromColumns,
  'tenure/schema': (rows) => rows.map((own) => subscriptionSchema.parse(own)),
};

/** The rows as a callback sees them. */
function seen(source: readonly Subscription[] | Ledger): Subscription[] {
  const found: Subscription[] = [];
  mrrMovementsBy(source, month('2026-01'), (own) => void found.push(own));
  return found;
}

/** Two values of each field, each of which a row can have. */
const values: { readonly [name in keyof Required<Subscription>]: readonly [Subscription[name], Subscription[name]] } = {
  customerId: ['ben', 'cleo'],
  subscriptionId: ['s1', 's2'],
  start: ['2026-01-02', '2026-01-03'],
  end: ['2026-05-01', '2026-06-01'],
  amount: [12, '12.50'],
  interval: ['year', 'week'],
  intervalCount: [2, 3],
  quantity: [2, 2.5],
  discount: [{ percent: 10 }, { amount: 3 }],
  currency: ['EUR', 'USD'],
  plan: ['team', 'pro'],
  trialEnd: ['2026-01-10', '2026-01-20'],
  signedAt: ['2025-12-01', '2025-12-02'],
  replaces: ['old', 17],
  cancelRequestedAt: ['2026-02-01', '2026-02-02'],
  pauses: [[{ start: '2026-02-01', end: '2026-03-01' }], [{ start: '2026-02-01' }]],
  pastDue: [[{ start: '2026-02-01', end: '2026-03-01' }], [{ start: '2026-02-01' }]],
  churnType: ['voluntary', 'involuntary'],
  churnReason: ['price', 'closed'],
  segment: ['small', 'large'],
};

describe('each field of a subscription survives every way in', () => {
  const comparable = (name: keyof Subscription, value: unknown) =>
    subscriptionFields[name].kind === 'instant' ? new Date(value as string | Date).getTime() : value;

  test.each(Object.entries(waysIn))('%s', (_, wayIn) => {
    // Would fail for a field without values: the type of `values` asks for all, and the table is what the readers go by.
    expect(Object.keys(values)).toEqual(fieldNames);
    for (const name of fieldNames) {
      for (const value of values[name]) {
        const own = row({ end: '2026-07-01', [name]: value });
        // What is replaced has to be there.
        const rows =
          name === 'replaces' ? [{ ...own, subscriptionId: 'next' }, row({ subscriptionId: value as Id })] : [own];
        const [back] = seen(wayIn(rows)) as [Subscription];
        expect([name, comparable(name, back[name])]).toEqual([name, comparable(name, value)]);
      }
    }
  });

  test('null is missing in all that are optional', () => {
    const optional = fieldNames.filter((name) => !('isRequired' in subscriptionFields[name]));
    const nulls = Object.fromEntries(optional.map((name) => [name, null]));
    const march = month('2026-03');
    for (const wayIn of [waysIn['an array'], fromBuilder, fromColumns] as WayIn[]) {
      const given = mrrMovements(wayIn([row({ ...nulls })]) as Subscription[], march);
      expect(given).toEqual(mrrMovements([row({})], march));
      const [back] = seen(wayIn([row({ ...nulls })])) as [Subscription];
      for (const name of optional) expect([name, back[name] ?? undefined]).toEqual([name, undefined]);
    }
  });

  test.each([
    { grain: 'subscription' },
    { churnAt: 'cancelRequest' },
    { pauses: 'retain' },
    { pastDueGraceDays: 0 },
    { trials: 'first' },
    { startAt: 'signed' },
    { lastEnds: 'paidThrough', asOf: '2026-05-01' },
  ] as const)('and so under %o', (policy) => {
    const nulls = {
      subscriptionId: null,
      cancelRequestedAt: null,
      trialEnd: null,
      pauses: null,
      pastDue: null,
      signedAt: null,
      replaces: null,
    };
    expect(mrrMovements([row(nulls), row(nulls)], month('2026-03'), policy)).toEqual(
      mrrMovements([row({}), row({})], month('2026-03'), policy),
    );
  });

  test('ids are compared by their text and handed back as they were given', () => {
    const ids = [17, 17n, '17', 2n ** 70n, `${2n ** 70n}`];
    const rows = ids.map((id) => row({ customerId: id, subscriptionId: id }));
    for (const wayIn of [waysIn['an array'], fromBuilder] as WayIn[]) {
      const book = wayIn(rows);
      expect(seen(book).map(({ customerId }) => customerId)).toEqual(ids);
      expect(mrrMovements(book as Subscription[], month('2026-01')).new).toBe(50);
    }
    const columns = {
      customerId: BigInt64Array.of(17n, 2n ** 60n),
      start: ['2026-01-01', '2026-01-01'],
      amount: 1,
      interval: 'month' as const,
    };
    expect(seen(ledgerFromColumns(columns) as Ledger).map(({ customerId }) => customerId)).toEqual([17n, 2n ** 60n]);
  });
});

interface Own extends Subscription {
  readonly country?: string | null | undefined;
  readonly score?: number;
  readonly 'key.with dots'?: boolean;
  readonly toString?: never;
}

const ownRows: fc.Arbitrary<Own[]> = fc.array(
  fc
    .record(
      {
        customerId: fc.constantFrom('ada', 'ben', 'cleo'),
        start: fc.constantFrom<Instant>('2026-01-01', '2026-01-15', new Date('2026-02-01')),
        amount: fc.integer({ min: 0, max: 50 }),
        plan: fc.constantFrom('team', 'pro', null),
        country: fc.constantFrom('DE', 'FR', null, undefined),
        score: fc.integer({ min: -2, max: 2 }),
        'key.with dots': fc.boolean(),
      },
      { requiredKeys: ['customerId', 'start', 'amount'] },
    )
    .map((fields) => row(fields as Partial<Subscription>) as Own),
  { minLength: 1, maxLength: 8 },
);

describe('fields of one’s own', () => {
  test('builder = columns = array', () => {
    const keyOf = (own: Subscription) => {
      const { country, score, 'key.with dots': dots } = own as Own;
      return `${country} ${score} ${dots} ${own.plan ?? 'none'}`;
    };
    fc.assert(
      fc.property(ownRows, (rows) => {
        const expected = [...mrrMovementsBy(rows, month('2026-02'), keyOf)];
        expect([...mrrMovementsBy(ledger(rows), month('2026-02'), keyOf)]).toEqual(expected);
        expect([...mrrMovementsBy(fromBuilder(rows), month('2026-02'), keyOf)]).toEqual(expected);
        expect([...mrrMovementsBy(fromColumns(rows), month('2026-02'), keyOf)]).toEqual(expected);
      }),
      propertyRuns(60),
    );
  });

  test('are kept as they are, in columns too', () => {
    const tag = { deep: 1 };
    const book = ledgerFromColumns({
      customerId: ['ada', 'ben'],
      start: ['2026-01-01', '2026-01-01'],
      amount: 1,
      interval: 'month',
      rowId: BigInt64Array.of(1n, 2n),
      weight: Float32Array.of(0.5, 1.5),
      tag: [tag, null],
    });
    expect(seen(book)).toMatchObject([
      { rowId: 1n, weight: 0.5, tag: { deep: 1 } },
      { rowId: 2n, weight: 1.5, tag: null },
    ]);
    expect((seen(book)[0] as unknown as { tag: object }).tag).toBe(tag);
  });

  test('of a row that is filled again for the next one are those of the time', () => {
    const builder = ledgerBuilder<Own>();
    const filled: Record<string, unknown> = { ...row({}) };
    for (const country of ['DE', 'FR']) builder.add(Object.assign(filled, { country }) as unknown as Own);
    delete filled.country;
    builder.add(filled as unknown as Own);
    const back = seen(builder.build()) as Own[];
    expect(back.map((own) => own.country)).toEqual(['DE', 'FR', undefined]);
    expect('country' in (back[2] as Own)).toBe(false);
  });
});
