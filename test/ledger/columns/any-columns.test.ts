import fc from 'fast-check';
import {
  involuntaryChurnRate,
  type Ledger,
  ledger,
  ledgerBuilder,
  ledgerFromColumns,
  month,
  mrr,
  mrrMovementsBy,
  type Subscription,
  trialConversionRate,
  year,
} from 'tenure';
import { describe, expect, test } from 'vitest';
import { toEpoch, type Zone, zoneOf } from '../../../src/calendar/open.ts';
import { refusal } from '../../support/caught.ts';
import { columnsIn } from '../../support/columns.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import { seeded } from '../../support/seeded.ts';

type Row = Record<string, unknown>;
type Pick = <T>(list: readonly T[]) => T;

const policies = [
  {},
  { currency: 'EUR' },
  { grain: 'subscription' },
  { trials: 'first', timeZone: 'America/New_York' },
  { churnAt: 'cancelRequest', grain: 'subscription' },
  { trials: 'include', pastDueGraceDays: 2, churnAt: 'cancelRequest' },
  { startAt: 'signed' },
  { lastEnds: 'paidThrough', asOf: '2026-03-01' },
  { amounts: 'minor', timeZone: 'Asia/Tokyo' },
] as const;

/** What a field is in one source: the same in all rows, or one of few values, and missing where it can be. */
const fields: Readonly<Record<string, readonly unknown[]>> = {
  subscriptionId: ['s', 't', '7', null],
  end: ['2026-01-20', '2026-02-03', '2026-03-01', null, null],
  intervalCount: [1, 2, 12, null],
  quantity: [0, 1, 3, 300, null],
  discount: [{ percent: 0 }, { percent: 10 }, { amount: 0 }, { amount: 2 }, null],
  plan: ['pro', 'team', null],
  churnType: ['voluntary', 'involuntary', null],
  churnReason: ['price', null],
  segment: ['small', 'large', 'x', null],
  country: ['DE', 'FR', null],
  trialEnd: ['2026-01-09', '2026-02-01', null],
  cancelRequestedAt: ['2026-01-25', '2026-02-10', null],
  signedAt: ['2025-12-20', '2026-01-02', null],
};

/** What few rows have, which are then read one by one. */
const rare: readonly Row[] = [
  { pauses: [{ start: '2026-01-20', end: '2026-01-25' }] },
  { pastDue: [{ start: '2026-02-01' }] },
  { replaces: 'gone' },
];

/** What makes a row one that is refused. */
const faults: readonly Row[] = [
  { amount: -1 },
  { amount: null },
  { amount: 'ten' },
  { quantity: -2 },
  { quantity: 'one' },
  { intervalCount: 0 },
  { intervalCount: '2' },
  { interval: 'never' },
  { interval: null },
  { discount: { percent: 101 } },
  { discount: { amount: -1 } },
  { discount: 5 },
  { start: null },
  { start: 'soon' },
  { end: '2020-01-01' },
  { end: '2026-02-30' },
  { trialEnd: 'late' },
  { cancelRequestedAt: 'never' },
  { signedAt: '2026-13-01' },
  { customerId: '' },
  { customerId: null },
  { subscriptionId: '' },
  { subscriptionId: 1.5 },
  { replaces: '' },
  { pauses: 3 },
  { pastDue: [{ start: 'x' }] },
  { churnType: 'x' },
  { currency: 'USD' },
  { currency: '' },
  { currency: 5 },
  { plan: '' },
  { plan: 5 },
  { churnReason: true },
  { segment: '' },
];

function sourceOf(pick: Pick): Row[] {
  const names = Object.keys(fields).filter(() => pick([true, false, false]));
  const constant = Object.fromEntries(names.map((name) => [name, pick(fields[name] as readonly unknown[])]));
  const isConstant = new Set(names.filter(() => pick([true, false, false])));
  const [ids, amounts] = [
    pick([
      ['ada', 'ben', 'cem', 'dia'],
      [1, 2, 3, 700],
    ]),
    pick([[10, 0, 19.99, 0.5], [10, '7.5', 3n], [7]]),
  ];
  const intervals = pick([['month'], ['month', 'year', 'day'], ['year', 'week', 'quarter', 'term']]);
  const currencies = pick([[null], ['EUR'], ['EUR', 'eur']]);
  const rows = Array.from({ length: pick([1, 7, 8, 9, 20]) }, (): Row => {
    const row: Row = {
      customerId: pick<unknown>(ids),
      start: pick(['2026-01-01', '2026-01-05', '2026-01-20']),
      amount: pick<unknown>(amounts),
      interval: pick(intervals),
      currency: pick<unknown>(currencies),
    };
    for (const name of names)
      row[name] = isConstant.has(name) ? constant[name] : pick(fields[name] as readonly unknown[]);
    if (row.interval === 'term') row.end = '2026-03-01';
    return row;
  });
  if (pick([true, false])) Object.assign(pick([rows[0], rows.at(-1), pick(rows)]) as Row, pick(rare));
  return rows;
}

/** A row as it reads, whatever its values were written as. */
function plain(value: unknown, zone: Zone): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value === 'eur') return 'EUR';
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'string' && /^2\d{3}-/.test(value)) return toEpoch(value, zone);
  if (typeof value === 'string' && /^[\d.]+$/.test(value)) return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((own) => plain(own, zone));
  const present = Object.entries(value).filter(([, own]) => own !== undefined && own !== null);
  return Object.fromEntries(present.map(([name, own]) => [name, plain(own, zone)]));
}

function answersOf(build: () => Ledger, timeZone: string): unknown {
  let book: Ledger | undefined;
  const error = refusal(() => {
    book = build();
  });
  if (book === undefined) return [error?.code, error?.path, error?.message.split('; received')[0]];
  const rows: unknown[] = [];
  const byPlan = mrrMovementsBy(book, month('2026-02', { timeZone }), (row) => {
    rows.push(plain(row, zoneOf(timeZone, 'timeZone')));
    return row.plan ?? null;
  });
  const days = ['2026-01-01', '2026-01-05', '2026-01-10', '2026-01-22', '2026-02-05', '2026-04-01'];
  const all = year('2026', { timeZone });
  return [rows, byPlan, mrr(book, days), trialConversionRate(book, all), involuntaryChurnRate(book, all)];
}

/** Rows in chunks of so many, each of columns in any of their forms, or of the rows themselves. */
function builtOf(rows: readonly Row[], policy: object, size: number, pick: Pick): Ledger {
  const { timeZone = 'UTC' } = policy as { timeZone?: string };
  const builder = ledgerBuilder(policy);
  for (let first = 0; first < rows.length; first += size) {
    const chunk = rows.slice(first, first + size) as unknown as Subscription[];
    if (first > 0 && pick([true, false, false])) builder.add(chunk);
    else
      builder.addColumns(
        columnsIn(chunk, timeZone, (forms) => pick(Array.from({ length: forms }, (_, i) => i))) as never,
      );
  }
  return builder.build() as Ledger;
}

function expectSame(rows: readonly Row[], policy: object, build: () => Ledger): void {
  const { timeZone = 'UTC' } = policy as { timeZone?: string };
  const expected = answersOf(() => ledger(rows as never, policy) as Ledger, timeZone);
  expect(answersOf(build, timeZone)).toEqual(expected);
}

const pickOf = (seed: number): Pick => {
  const { next } = seeded(seed);
  return (list) => list[Math.floor(next() * list.length)] as (typeof list)[0];
};

// Would catch: a number, text or date that depends on the form of a column, on the chunk a row came in, or on the rows around it.
describe('columns are the rows that they stand for, in any forms and chunks', () => {
  test.each(policies)('%j', (policy) => {
    for (let seed = 0; seed < 6; seed += 1) {
      const pick = pickOf(seed);
      const rows = sourceOf(pick);
      expectSame(rows, policy, () => builtOf(rows, policy, pick([7, 8, 9, 20]), pick));
    }
  });

  test('of any source', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const pick = pickOf(seed);
        const [policy, rows] = [pick(policies), sourceOf(pick)];
        expectSame(rows, policy, () => builtOf(rows, policy, pick([1, 7, 8, 9, 20]), pick));
      }),
      propertyRuns(100),
    );
  });
});

// Would catch: a wrong value that is taken for a missing one, or for that of another row, because of the form that its column has.
test.each(faults)('refused as in a row, wherever it stands: %j', (fault) => {
  const row = {
    subscriptionId: 's',
    currency: 'EUR',
    plan: 'pro',
    segment: 'x',
    churnReason: 'price',
    end: '2026-06-01',
  };
  const fine: Row = { ...row, customerId: 'ada', start: '2026-01-01', amount: 10, interval: 'month', quantity: 1 };
  const [name] = Object.keys(fault) as [string];
  for (const place of [0, 4, 8]) {
    const rows = Array.from({ length: 9 }, (_, i): Row => (i === place ? { ...fine, ...fault } : fine));
    for (let form = 0; form < 4; form += 1) {
      const policy = form === 3 ? ({ grain: 'subscription' } as const) : {};
      const columns = columnsIn(rows as never, 'UTC', (forms) => form % forms);
      expectSame(rows, policy, () => ledgerFromColumns(columns as never, policy));
    }
  }
  const all = Array.from({ length: 3 }, () => ({ ...fine, ...fault }));
  const columns = columnsIn(all as never, 'UTC', (forms) => forms - 1);
  if (['customerId', 'start', 'pauses', 'pastDue'].includes(name) || fault[name] === null) return;
  expectSame(all, {}, () => ledgerFromColumns({ ...columns, [name]: fault[name] } as never));
});
