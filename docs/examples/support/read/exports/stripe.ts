import { count } from '../../language/formats.ts';
import { say } from '../../language/language.ts';
import type { CellOf, Export } from './export.ts';

function endsWithPeriod(cell: CellOf): boolean {
  return /^(true|yes|1|wahr|ja)$/i.test(cell('Cancel At Period End') ?? '');
}

function periodEnd(cell: CellOf): string | undefined {
  return cell('Current Period End (UTC)') ?? cell('Current Period End');
}

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
    if (status === 'paused') return '{count} paused since their trial';
    if (status === 'canceled') raw.end ??= raw['cancel-requested'];
    if (endsWithPeriod(cell)) raw.end ??= periodEnd(cell);
    return undefined;
  },
  remarks(records) {
    const isRunning = (cell: CellOf) => cell('Status')?.toLowerCase() !== 'canceled';
    const ending = records.filter((cell) => isRunning(cell) && endsWithPeriod(cell) && periodEnd(cell) === undefined);
    const coupons = records.filter((cell) => isRunning(cell) && cell('Coupon') !== undefined);
    return [
      ...(ending.length === 0
        ? []
        : [
            say(
              'Rows that end with their period, but whose end is not in this file, so they count as running: {count}',
              { count: count(ending.length) },
            ),
          ]),
      ...(coupons.length === 0
        ? []
        : [
            say('Rows with a coupon whose amount is not in this file, so their MRR is too high: {count}', {
              count: count(coupons.length),
            }),
          ]),
    ];
  },
  cannotTell:
    'earlier prices, plans and quantities (those of today hold from the start on), coupons, pauses, and since when a payment is past due; docs/data/stripe.md reads all of that from the API',
};
