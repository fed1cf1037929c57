export interface Field {
  /** Where a `MetricsError` finds it in a subscription. */
  readonly path: string;
  /** Column names that are taken without a flag, the first one present wins. */
  readonly wellKnown: readonly string[];
  readonly required?: true;
  /** What it is in words, where the name of its flag does not say it. */
  readonly words?: string;
}

/** What a ledger row can say, under the name of its flag. */
export const fields = {
  customer: { path: 'customerId', wellKnown: ['customer_id', 'customerId', 'customer'], required: true },
  subscription: { path: 'subscriptionId', wellKnown: ['subscription_id', 'subscriptionId', 'subscription'] },
  start: { path: 'start', wellKnown: ['start_date', 'startDate', 'start'], required: true },
  end: { path: 'end', wellKnown: ['end_date', 'endDate', 'end'] },
  amount: { path: 'amount', wellKnown: ['amount', 'price', 'mrr'], required: true },
  interval: { path: 'interval', wellKnown: ['interval', 'billing_interval', 'billingInterval'], required: true },
  'interval-count': { path: 'intervalCount', wellKnown: ['interval_count', 'intervalCount'] },
  quantity: { path: 'quantity', wellKnown: ['quantity', 'seats'] },
  currency: { path: 'currency', wellKnown: ['currency'] },
  plan: { path: 'plan', wellKnown: ['plan'] },
  segment: { path: 'segment', wellKnown: ['segment'] },
  'trial-end': { path: 'trialEnd', wellKnown: ['trial_end', 'trialEnd'] },
  'cancel-requested': { path: 'cancelRequestedAt', wellKnown: ['cancel_requested_at', 'cancelRequestedAt'] },
  'pause-start': { path: 'pauses[0].start', wellKnown: ['pause_start', 'pauseStart'] },
  'pause-end': { path: 'pauses[0].end', wellKnown: ['pause_end', 'pauseEnd'] },
  'past-due-start': { path: 'pastDue[0].start', wellKnown: ['past_due_start', 'pastDueStart'] },
  'past-due-end': { path: 'pastDue[0].end', wellKnown: ['past_due_end', 'pastDueEnd'] },
} as const satisfies Record<string, Field>;

export type FieldName = keyof typeof fields;

export const fieldNames = Object.keys(fields) as FieldName[];

export function fieldOf(name: FieldName): Field {
  return fields[name];
}
