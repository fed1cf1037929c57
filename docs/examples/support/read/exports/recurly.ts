import type { Export } from './export.ts';
import { termLength } from './term-length.ts';

/** Recurly's export of subscriptions: https://docs.recurly.com/docs/subscriptions-exports. A `canceled` one runs until `expires_at`. */
export const recurly: Export = {
  name: 'recurly',
  words: "Recurly's export of subscriptions",
  needs: ['uuid', 'account_code', 'plan_code', 'state', 'activated_at'],
  columns: {
    customer: ['account_code'],
    subscription: ['uuid'],
    start: ['activated_at'],
    end: ['expires_at'],
    amount: ['unit_amount', 'plan_unit_amount', 'subscription_unit_amount', 'price'],
    interval: ['plan_interval_unit', 'interval_unit'],
    'interval-count': ['plan_interval_length', 'interval_length'],
    quantity: ['quantity'],
    currency: ['currency'],
    plan: ['plan_code', 'plan_name'],
    'trial-end': ['trial_ends_at', 'trial_ended_at'],
    'cancel-requested': ['canceled_at'],
    'churn-reason': ['expiration_reason'],
    'pause-start': ['paused_at'],
    status: ['state'],
  },
  amend(raw, cell) {
    raw.interval ??= termLength(cell('current_period_started_at'), cell('current_period_ends_at'));
    if (raw.status?.toLowerCase() !== 'canceled') return undefined;
    raw.end ??= cell('current_term_ends_at') ?? cell('current_period_ends_at');
    return undefined;
  },
  cannotTell:
    'earlier prices, plans and quantities (those of today hold from the start on), add-ons, coupons and earlier pauses; docs/data/recurly.md reads states that were kept',
};
