import { reject } from '../errors.ts';
import type { Subscription } from '../ledger/query.ts';
import { checkKeys, readOptionalChoice } from '../read/index.ts';
import { billsOf } from './history/bills.ts';
import { endOf, phasesOf, todayOf } from './history/ends.ts';
import { historyOf, plannedOf } from './history/history.ts';
import { interruptionsOf } from './history/interruptions.ts';
import { invoiceHistory } from './history/invoice-history.ts';
import { noteBook, type SkippedSubscription, type StripeNote, type StripeSkipReason, skipTexts } from './notes.ts';
import { toMajorBy } from './objects/amounts.ts';
import type { StripeData, StripeOptions } from './objects/stripe-objects.ts';
import type { ReadSubscription } from './objects/subscription.ts';
import { type DiscountChoice, discountWindows } from './prices/discount-windows.ts';
import { type ReadData, readData } from './read-data.ts';
import { type RowOptions, rowsOf } from './rows.ts';

/** The rows of Stripe's subscriptions, the skipped ones, and notes on what the rows do not show. */
export interface FromStripe {
  /** In the order of the objects; the rows of one share its id as `subscriptionId`. */
  readonly subscriptions: readonly Subscription[];
  /** Each subscription that led to no row, and why. */
  readonly skipped: readonly SkippedSubscription[];
  /** What the rows do not show, or the data leaves open; one note per code. */
  readonly notes: readonly StripeNote[];
}

/**
 * Turns objects of Stripe's API, or rows of a copy of its data, into the rows of a ledger.
 *
 * A subscription object holds only today's items. Applied to its whole life they would rewrite history at each price change, so
 * add its invoices, its `customer.subscription.*` events, or both: then each price and quantity becomes a row of its own. Without
 * them the note `HISTORY_UNKNOWN` names the subscription. Nothing is fetched. What the API leaves out unless it is expanded (discounts,
 * coupons and their `applies_to`, customers, tiers) is unknown, never "no restriction": it is read from what else was given, or noted by name.
 *
 * - **In:** licensed, recurring prices, one row per item: per unit, in tiers, in packages; coupons, each as long as the bills that it comes
 *   off; trials, pauses of both kinds, debts, ends and planned ends, the phases of schedules that are to come.
 * - **Out:** metered and one-time prices, coupons of one invoice, tax, prorations as amounts (they only tell what changed when).
 *   All of it is noted; of metered items the note has the last bill. Times at status `unpaid` have no row: Stripe has given up collecting.
 *
 * @param data `subscriptions`, and `invoices`, `events`, `prices`, `coupons`, `customers`, `schedules` if you have them: arrays, the API's
 *   lists, or rows of tables; then items, lines and discounts may stand in `subscriptionItems`, `invoiceLines` and `discounts`.
 * @param options `discounts: 'recurring' | 'forever' | 'all' | 'none'`, `plan: 'price' | 'product' | 'nickname'`,
 *   `testMode: 'exclude' | 'include'`, `minorUnits`.
 * @returns `{ subscriptions, skipped, notes }`: each subscription object has rows or stands in `skipped`. Instants are ISO texts in UTC,
 *   amounts are texts in major units, exact: `'83/12'` for one of 6 seats that cost 41.50 together.
 * @throws MetricsError `INVALID_TYPE`, `INVALID_INSTANT`, `INVALID_AMOUNT`, `INVALID_NUMBER`, `INVALID_OPTION`, `END_BEFORE_START` or
 *   `UNKNOWN_KEY` for anything but an object of Stripe, with its path (`data.subscriptions[3].items`).
 *
 * Cost: O(objects log objects). Source: Stripe's API reference, and its definitions of billing metrics
 * (docs.stripe.com/billing/subscriptions/analytics/glossary) for what is not MRR.
 *
 * @see docs/data/stripe.md
 *
 * @example
 * ```ts
 * import { fromStripe } from 'tenure/stripe'
 *
 * const { subscriptions, skipped, notes } = fromStripe({
 *   subscriptions: [
 *     {
 *       id: 'sub_1',
 *       customer: 'cus_1',
 *       status: 'active',
 *       start_date: 1767225600, // 1 January 2026
 *       items: {
 *         data: [
 *           {
 *             id: 'si_1',
 *             quantity: 3,
 *             price: { id: 'price_1', currency: 'eur', unit_amount: 1999, recurring: { interval: 'month' } },
 *           },
 *         ],
 *       },
 *     },
 *   ],
 * })
 * mrr(subscriptions, '2026-03-01') // => 59.97
 * skipped // => []
 * notes[0].code // => 'HISTORY_UNKNOWN'
 * ```
 */
export function fromStripe(data: StripeData, options: StripeOptions = {}): FromStripe {
  const given = checkKeys(options, ['discounts', 'plan', 'testMode', 'minorUnits'], 'options');
  const choice = readOptionalChoice(given.discounts, 'options.discounts', ['recurring', 'forever', 'all', 'none']);
  const plan = readOptionalChoice(given.plan, 'options.plan', ['price', 'product', 'nickname']);
  const testMode = readOptionalChoice(given.testMode, 'options.testMode', ['exclude', 'include']);
  const book = noteBook();
  const toMajor = toMajorBy(given.minorUnits);
  const read = readData(data, book.add);
  const rowOptions: RowOptions = {
    plan,
    context: { toMajor, prices: read.prices, scopes: read.scopes, note: book.add },
  };
  const subscriptions: Subscription[] = [];
  const skipped: SkippedSubscription[] = [];
  const seen = new Map<string, unknown>();
  for (const [index, { subscription, raw }] of read.subscriptions.entries()) {
    const rows =
      skipReason(subscription, testMode) ??
      repeated(subscription.id, raw, index, seen) ??
      convert(subscription, read, choice, rowOptions);
    if (typeof rows !== 'string') for (const row of rows) subscriptions.push(row);
    else skipped.push({ id: subscription.id, reason: rows, text: skipTexts[rows] });
  }
  return { subscriptions, skipped, notes: book.notes() };
}

const known = ['active', 'trialing', 'past_due', 'unpaid', 'paused', 'canceled', 'not_started'];

function skipReason({ status, isLive }: ReadSubscription, testMode: 'exclude' | 'include'): StripeSkipReason | null {
  if (!isLive && testMode === 'exclude') return 'TEST_MODE';
  if (status === 'incomplete') return 'INCOMPLETE';
  if (status === 'incomplete_expired') return 'INCOMPLETE_EXPIRED';
  return known.includes(status) ? null : 'UNKNOWN_STATUS';
}

/** Pages that were fetched while subscriptions came in overlap. Two that differ could not both be right. */
function repeated(id: string, raw: unknown, index: number, seen: Map<string, unknown>): StripeSkipReason | null {
  if (!seen.has(id)) {
    seen.set(id, raw);
    return null;
  }
  if (textOf(seen.get(id)) === textOf(raw)) return 'DUPLICATE';
  return reject('INVALID_TYPE', `data.subscriptions[${index}].id`, 'occur once, or with the same fields each time', id);
}

function textOf(raw: unknown): string {
  return JSON.stringify(raw, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

function convert(
  given: ReadSubscription,
  read: ReadData,
  choice: DiscountChoice,
  options: RowOptions,
): Subscription[] | StripeSkipReason {
  const { context } = options;
  const { id } = given;
  const invoices = read.invoicesOf(id);
  const events = read.eventsOf(id);
  const schedule = read.scheduleOf(id);
  const subscription = todayOf(given, events);
  const end = endOf(subscription, invoices, schedule, context);
  if (typeof end === 'string') return end;
  const phases = phasesOf(subscription, schedule);
  const billed = invoiceHistory(id, invoices, context);
  const history = [
    ...historyOf(subscription, { invoices: billed, events }, context),
    ...plannedOf(subscription, phases, context),
  ];
  if (history.every(({ items }) => items.length === 0)) return 'NOT_RECURRING';
  const bills = billsOf(subscription, invoices, read.prices);
  const sources = { events, invoices, phases, catalogue: read.discounts, bills };
  const discounts = discountWindows(subscription, sources, choice, context.note);
  const mayHaveOther = subscription.mayHaveOther && invoices.at(-1)?.tellsDiscounts !== true;
  if (mayHaveOther && choice !== 'none') context.note('CUSTOMER_DISCOUNT_UNKNOWN', id);
  const interruptions = interruptionsOf(subscription, invoices, events, context.note);
  const rows = rowsOf({ subscription, end, history, discounts, interruptions }, options);
  return rows.length === 0 ? 'NEVER_PAID' : rows;
}
