import type { Decimal as DecimalJs } from 'decimal.js';
import {
  churnBreakdown,
  type Ledger,
  ledger,
  ledgerBuilder,
  ledgerFromColumns,
  type Money,
  month,
  mrr,
  type Subscription,
  type SubscriptionSource,
} from 'tenure';
import { expectTypeOf, test } from 'vitest';
import type { Decimal } from '../../src/money/index.ts';

/** As Prisma generates it: enums are unions of texts, missing is null, amounts are Decimals of its own. */
const PrismaInterval = { month: 'month', year: 'year' } as const;
interface PrismaRow {
  id: string;
  customerId: string;
  subscriptionId: string | null;
  start: Date;
  end: Date | null;
  amount: Decimal;
  interval: (typeof PrismaInterval)[keyof typeof PrismaInterval];
  intervalCount: number | null;
  quantity: number | null;
  currency: string | null;
  plan: string | null;
  trialEnd: Date | null;
  cancelRequestedAt: Date | null;
  churnType: 'voluntary' | 'involuntary' | null;
  churnReason: string | null;
  segment: string | null;
  country: string | null;
}

/** As Drizzle infers it from a table with a bigint key, numeric amounts (texts) and timestamps. */
type DrizzleRow = {
  customerId: bigint;
  subscriptionId: number | null;
  start: string;
  end: string | null;
  amount: string;
  interval: 'day' | 'week' | 'month' | 'quarter' | 'year' | 'term';
  quantity: number | null;
  discount: { percent: number; amount: null } | null;
  pauses: { start: string; end: string | null }[] | null;
  country: string | null;
};

test('rows of an ORM go into a ledger as they are, and come back as they are', () => {
  const prisma: PrismaRow[] = [];
  const drizzle: DrizzleRow[] = [];
  expectTypeOf(ledger(prisma)).toEqualTypeOf<Ledger<PrismaRow>>();
  expectTypeOf(ledger(drizzle)).toEqualTypeOf<Ledger<DrizzleRow>>();
  expectTypeOf(ledger(prisma, { money: 'fraction' })).toEqualTypeOf<Ledger<PrismaRow, 'fraction'>>();
  expectTypeOf(mrr(prisma, '2026-01-01')).toEqualTypeOf<number>();
  expectTypeOf<DecimalJs>().toExtend<Decimal>();
});

test('a builder and columns have rows of one’s own type too', () => {
  const builder = ledgerBuilder<PrismaRow>();
  expectTypeOf(builder.add).parameter(0).toEqualTypeOf<PrismaRow | readonly PrismaRow[]>();
  expectTypeOf(builder.build()).toEqualTypeOf<Ledger<PrismaRow>>();
  expectTypeOf(ledgerBuilder().build()).toEqualTypeOf<Ledger>();
  const book = ledgerFromColumns({
    customerId: ['ada'],
    start: Float64Array.of(0),
    amount: ['1'],
    interval: 'month',
    country: ['DE' as string | null],
    score: Uint8Array.of(7),
  });
  type Row = typeof book extends Ledger<infer R> ? R : never;
  expectTypeOf<Row['country']>().toEqualTypeOf<string | null>();
  expectTypeOf<Row['score']>().toEqualTypeOf<number>();
  expectTypeOf<Row['customerId']>().toEqualTypeOf<Subscription['customerId']>();
});

test('a ledger of one’s own rows is a source of subscriptions, and of no other rows', () => {
  expectTypeOf<Ledger<PrismaRow>>().toExtend<SubscriptionSource<Subscription, Money>>();
  expectTypeOf<Ledger<PrismaRow>>().toExtend<Ledger>();
  expectTypeOf<Ledger>().not.toExtend<Ledger<PrismaRow>>();
  expectTypeOf<Ledger<PrismaRow, 'fraction'>>().not.toExtend<Ledger<PrismaRow>>();
  expectTypeOf(churnBreakdown).toBeCallableWith(ledger([] as PrismaRow[]), month('2026-01'), () => 'all');
});

/** The declarations of another build: a copy of the type, as TypeScript sees it in the CommonJS files beside the ES ones. */
interface OtherLedger<Row extends Subscription, K extends Money> {
  readonly '~types'?: { readonly row: Row; readonly money: K } | undefined;
  toJSON(): never;
}

test('a ledger of another build is the same type', () => {
  expectTypeOf<OtherLedger<PrismaRow, 'fraction'>>().toExtend<Ledger<PrismaRow, 'fraction'>>();
  expectTypeOf<Ledger<PrismaRow, 'fraction'>>().toExtend<OtherLedger<PrismaRow, 'fraction'>>();
});
