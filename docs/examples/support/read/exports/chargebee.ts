import type { Export } from './export.ts';
import { termLength } from './term-length.ts';

/**
 * `Subscriptions.csv` of Chargebee's export of subscriptions (https://apidocs.chargebee.com/docs/api/exports): columns are the fields of
 * https://apidocs.chargebee.com/docs/api/subscriptions with the name of their table before them.
 */
export const chargebee: Export = {
  name: 'chargebee',
  words: "Chargebee's export of subscriptions",
  needs: ['subscriptions.id', 'subscriptions.status', 'customers.id'],
  columns: {
    customer: ['customers.id', 'subscriptions.customer_id'],
    subscription: ['subscriptions.id'],
    start: [
      'subscriptions.started_at',
      'subscriptions.activated_at',
      'subscriptions.start_date',
      'subscriptions.created_at',
    ],
    end: ['subscriptions.cancelled_at'],
    amount: ['subscriptions.plan_unit_price', 'subscriptions.plan_unit_price_in_decimal', 'subscriptions.plan_amount'],
    interval: ['subscriptions.billing_period_unit'],
    'interval-count': ['subscriptions.billing_period'],
    quantity: ['subscriptions.plan_quantity', 'subscriptions.plan_quantity_in_decimal'],
    currency: ['subscriptions.currency_code'],
    plan: ['subscriptions.plan_id', 'subscriptions.item_price_id'],
    'trial-end': ['subscriptions.trial_end'],
    'cancel-requested': ['subscriptions.cancel_schedule_created_at'],
    'churn-reason': ['subscriptions.cancel_reason_code', 'subscriptions.cancel_reason'],
    'pause-start': ['subscriptions.pause_date'],
    'pause-end': ['subscriptions.resume_date'],
    status: ['subscriptions.status'],
  },
  amend(raw, cell) {
    raw.interval ??= termLength(cell('subscriptions.current_term_start'), cell('subscriptions.current_term_end'));
    if (/non.?renewing/i.test(raw.status ?? '')) raw.end ??= cell('subscriptions.current_term_end');
    return undefined;
  },
  cannotTell:
    'earlier prices, plans and quantities (those of today hold from the start on), addons and coupons, which are in files of their own; docs/data/chargebee.md reads all of that from the events',
};
