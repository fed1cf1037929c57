import type { LedgerRow } from '../ledger/ledger-row.ts';
import type { Export } from './export.ts';
import { termLength } from './term-length.ts';

/**
 * RevenueCat's scheduled export of transactions: https://www.revenuecat.com/docs/integrations/scheduled-data-exports/transactions. Each
 * row is a period that was paid for, so the history of prices is in it.
 */
export const revenuecat: Export = {
  name: 'revenuecat',
  words: "RevenueCat's export of transactions",
  needs: ['rc_original_app_user_id', 'product_identifier', 'start_time', 'end_time'],
  columns: {
    customer: ['rc_original_app_user_id'],
    subscription: ['original_store_transaction_id'],
    start: ['start_time'],
    end: ['effective_end_time', 'end_time'],
    amount: ['purchase_price_in_usd', 'price_in_usd'],
    interval: ['product_duration'],
    plan: ['product_identifier'],
    segment: ['country'],
  },
  amend(raw, cell) {
    const isTrue = (name: string) => /^(true|t|1)$/i.test(cell(name) ?? '');
    if (isTrue('is_sandbox')) return '{count} of the sandbox';
    if (isTrue('is_trial_period')) return '{count} trials';
    if (/family/i.test(cell('ownership_type') ?? '')) return '{count} shared in a family';
    if (raw.end === undefined || /^(false|f|0)$/i.test(cell('is_auto_renewable') ?? ''))
      return '{count} purchases that do not renew';
    raw.currency = 'USD';
    raw.interval ??= termLength(raw.start, cell('end_time'));
    const refunded = cell('refunded_at');
    if (refunded !== undefined && refunded < raw.end) raw.end = refunded;
    return undefined;
  },
  join: joined,
  cannotTell:
    'the tax and the commission of the stores, which prices include; a renewal that comes late leaves a gap, and refunds end a row; docs/data/revenuecat.md reads the webhooks',
};

/** A renewal begins where the period before it ends, or a little earlier: what was paid for twice is cut off. */
function joined(rows: readonly LedgerRow[]): readonly LedgerRow[] {
  const bySubscription = new Map<string, LedgerRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.customerId, row.subscriptionId ?? row.plan]);
    const own = bySubscription.get(key) ?? [];
    own.push(row);
    bySubscription.set(key, own);
  }
  const ends = new Map<LedgerRow, string>();
  for (const own of bySubscription.values()) {
    own.sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
    for (const [place, row] of own.entries()) {
      const next = own[place + 1]?.start;
      if (next !== undefined && row.end !== undefined && Date.parse(next) < Date.parse(row.end)) ends.set(row, next);
    }
  }
  return rows.map((row) => (ends.has(row) ? { ...row, end: ends.get(row) } : row));
}
