import type { Export } from './export.ts';

/**
 * The dashboard's export of subscriptions (Billing, Subscriptions, Export). The columns are those that the export dialog offers:
 * https://docs.stripe.com/dashboard/basics; statuses and dates as in https://docs.stripe.com/api/subscriptions/object.
 */
export const stripe: Export = {
  name: 'stripe',
  words: "Stripe's export of subscriptions",
  needs: [
    'Customer ID',
    'Status',
    'Amount',
    'Interval',
    ['Start (UTC)', 'Start Date (UTC)', 'Created (UTC)'],
    ['Cancel At Period End', 'Ended At (UTC)', 'Canceled At (UTC)', 'Current Period End (UTC)'],
  ],
  columns: {
    customer: ['Customer ID'],
    subscription: ['id', 'Subscription ID'],
    // 'Start' is when the present plan began, where both are there.
    start: ['Start Date (UTC)', 'Start (UTC)', 'Created (UTC)', 'Start Date', 'Start', 'Created'],
    end: ['Ended At (UTC)', 'Ended At'],
    amount: ['Amount'],
    interval: ['Interval'],
    'interval-count': ['Interval Count'],
    quantity: ['Quantity'],
    currency: ['Currency'],
    plan: ['Plan', 'Product'],
    'trial-end': ['Trial End (UTC)', 'Trial End'],
    'cancel-requested': ['Canceled At (UTC)', 'Canceled At'],
    'churn-reason': ['Cancellation Reason'],
    status: ['Status'],
  },
  amend(raw, cell) {
    const status = raw.status?.toLowerCase();
    if (status === 'paused') return 'paused since their trial';
    if (status === 'canceled') raw.end ??= raw['cancel-requested'];
    const endsWithPeriod = /^(true|yes|1|wahr|ja)$/i.test(cell('Cancel At Period End') ?? '');
    if (endsWithPeriod) raw.end ??= cell('Current Period End (UTC)') ?? cell('Current Period End');
    return undefined;
  },
  cannotTell:
    'earlier prices, plans and quantities (those of today hold from the start on), coupons, pauses, and since when a payment is past due; docs/data/stripe.md reads all of that from the API',
};
