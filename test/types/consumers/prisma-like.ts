// Rows as Prisma's client types them: enums as objects of constants, money as its own class of Decimals, null where a column may be null.
import { churnBreakdown, ledger, type MrrMovements, month, mrr, mrrMovements, mrrMovementsBy } from 'tenure';

export const Interval = { day: 'day', week: 'week', month: 'month', quarter: 'quarter', year: 'year' } as const;
export type Interval = (typeof Interval)[keyof typeof Interval];

/** What `Prisma.Decimal` is: decimal.js under another name. */
declare class Decimal {
  constructor(value: Decimal | number | string);
  readonly d: number[];
  readonly e: number;
  readonly s: number;
  readonly [Symbol.toStringTag]: string;
  static isDecimal(value: unknown): value is Decimal;
  toString(): string;
  toFixed(places?: number): string;
}

interface SubscriptionRow {
  id: bigint;
  customerId: number;
  subscriptionId: string | null;
  start: Date;
  end: Date | null;
  amount: Decimal;
  interval: Interval;
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

/** As `prisma.subscription.findMany()` gives them. */
declare function findMany(): Promise<SubscriptionRow[]>;

export async function figures() {
  const rows = await findMany();
  const book = ledger(rows);
  const march = month('2026-03');
  const closing: number = mrr(rows, march);
  const statement: MrrMovements<Decimal> = mrrMovements(book, march, { money: Decimal });
  const cents: string = statement.churn.toFixed(2);
  const byCountry = mrrMovementsBy(book, march, (row) => row.country ?? 'unknown');
  const byId = churnBreakdown(rows, march, (row) => row.id > 1000n);
  return { closing, cents, byCountry, byId };
}
