// Rows as Drizzle infers them of a table: numerics as texts, an enum of PostgreSQL as a union, lists of JSON columns, null where a column may be null.
import { customerMovements, ledger, month, months, mrrMovements, netRevenueRetention, type Ratio } from 'tenure';

type Select = {
  id: number;
  customerId: string;
  subscriptionId: number | null;
  start: string;
  end: string | null;
  amount: string;
  interval: 'day' | 'week' | 'month' | 'quarter' | 'year';
  intervalCount: number | null;
  quantity: number | null;
  discount: { percent: number } | null;
  currency: string | null;
  plan: string | null;
  trialEnd: string | null;
  pauses: { start: string; end: string | null }[] | null;
  pastDue: { start: string; end: string | null }[] | null;
  churnType: 'voluntary' | 'involuntary' | null;
  churnReason: string | null;
  segment: string | null;
  salesRegion: 'north' | 'south';
};

declare const rows: Select[];

export const book = ledger(rows);
export const statements = mrrMovements(rows, months('2026-01', '2026-03'));
export const rates: Ratio[] = statements.map(netRevenueRetention);
export const customers: number = customerMovements(book, month('2026-03')).closing;
