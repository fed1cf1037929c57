import { Decimal } from 'decimal.js';
import {
  type Amount,
  ledger,
  month,
  mrr,
  mrrMovementsBy,
  type Payment,
  paymentSuccessRate,
  resolutionTime,
  type Subscription,
  type Ticket,
} from 'tenure';
import { expect, expectTypeOf, test } from 'vitest';

// The shapes that ORMs infer for a row of a table whose columns have the names of the fields, written out: no ORM is installed.

type JsonValue = string | number | boolean | null | { readonly [key: string]: JsonValue } | readonly JsonValue[];

/** What `prisma generate` makes of `Decimal @db.Decimal(12, 2)`, `DateTime? @db.Date`, `BigInt`, an enum and `Json`. */
type PrismaContract = {
  id: bigint;
  customerId: string;
  subscriptionId: bigint;
  amount: Decimal;
  interval: 'month' | 'quarter' | 'year';
  intervalCount: number;
  quantity: number | null;
  currency: string | null;
  plan: string | null;
  start: Date;
  end: Date | null;
  trialEnd: Date | null;
  cancelRequestedAt: Date | null;
  churnType: 'voluntary' | 'involuntary' | null;
  churnReason: string | null;
  segment: string | null;
  meta: JsonValue;
  createdAt: Date;
};

/** `typeof contracts.$inferSelect` of `numeric`, `date`, `timestamp`, `bigint({ mode: 'number' })` and `pgEnum`. */
type DrizzleContract = {
  id: number;
  customerId: string;
  amount: string;
  interval: 'month' | 'year';
  quantity: number;
  start: string;
  end: string | null;
  trialEnd: Date | null;
  segment: string | null;
};

/** Kysely's own types of columns, as it has them. */
type ColumnType<Select, Insert, Update> = {
  readonly __select__: Select;
  readonly __insert__: Insert;
  readonly __update__: Update;
};
type Generated<S> = ColumnType<S, S | undefined, S>;
type Selectable<Table> = { [K in keyof Table]: Table[K] extends ColumnType<infer S, unknown, unknown> ? S : Table[K] };

interface KyselyTable {
  id: Generated<string>;
  customerId: string;
  amount: ColumnType<string, string | number, string | number>;
  interval: 'day' | 'week' | 'month' | 'quarter' | 'year';
  quantity: Generated<number>;
  start: ColumnType<Date, string, never>;
  end: Date | null;
  region: string;
}

const prisma: PrismaContract[] = [
  {
    id: 1n,
    customerId: 'ada',
    subscriptionId: 9_007_199_254_740_993n,
    amount: new Decimal('49.99'),
    interval: 'month',
    intervalCount: 1,
    quantity: null,
    currency: null,
    plan: 'team',
    start: new Date('2026-03-01'),
    end: null,
    trialEnd: null,
    cancelRequestedAt: null,
    churnType: null,
    churnReason: null,
    segment: null,
    meta: { source: ['import'] },
    createdAt: new Date(0),
  },
];
const drizzle: DrizzleContract[] = [
  {
    id: 1,
    customerId: 'ada',
    amount: '49.99',
    interval: 'month',
    quantity: 2,
    start: '2026-03-01',
    end: null,
    trialEnd: null,
    segment: null,
  },
];
const kysely: Selectable<KyselyTable>[] = [
  {
    id: '1',
    customerId: 'ada',
    amount: '49.99',
    interval: 'month',
    quantity: 3,
    start: new Date('2026-03-01'),
    end: null,
    region: 'EU',
  },
];

test('rows of Prisma, Drizzle and Kysely are subscriptions as they are', () => {
  expectTypeOf<PrismaContract>().toExtend<Subscription>();
  expectTypeOf<DrizzleContract>().toExtend<Subscription>();
  expectTypeOf<Selectable<KyselyTable>>().toExtend<Subscription>();
  expectTypeOf<Decimal>().toExtend<Amount>();
  const march = month('2026-03');
  expect([mrr(ledger(prisma), march), mrr(ledger(drizzle), march), mrr(ledger(kysely), march)]).toEqual([
    49.99, 99.98, 149.97,
  ]);
});

test('fields of their own stay, typed', () => {
  const march = month('2026-03');
  expect(mrrMovementsBy(kysely, march, ({ region }) => region)[0]?.key).toBe('EU');
  expect(mrrMovementsBy(ledger(prisma), march, ({ createdAt }) => createdAt.getTime())[0]?.key).toBe(0);
  // @ts-expect-error: no column of the table.
  mrrMovementsBy(drizzle, march, ({ region }) => region ?? null);
});

test('payments and tickets of tables likewise', () => {
  type StoredPayment = {
    id: bigint;
    customerId: bigint;
    at: Date;
    status: 'succeeded' | 'failed';
    invoiceId: bigint | null;
    attempt: number | null;
    amount: Decimal | null;
    currency: string | null;
  };
  type StoredTicket = {
    id: string;
    customerId: string;
    openedAt: Date;
    firstResponseAt: Date | null;
    resolvedAt: Date | null;
    reopened: boolean;
    reopenedAt: Date | null;
    channel: 'mail' | 'chat' | null;
  };
  expectTypeOf<StoredPayment>().toExtend<Payment>();
  expectTypeOf<StoredTicket>().toExtend<Ticket>();
  const payments: StoredPayment[] = [];
  const tickets: StoredTicket[] = [];
  expect(paymentSuccessRate(payments, month('2026-03')).value).toBeNull();
  expect(resolutionTime(tickets, month('2026-03'), { by: ({ channel }) => channel })).toEqual([]);
});
