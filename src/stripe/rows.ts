import type { Subscription } from '../ledger/query.ts';
import type { Interruption, Interruptions } from './history/interruptions.ts';
import type { Snapshot } from './history/invoice-history.ts';
import { amountText } from './objects/amounts.ts';
import type { ReadSubscription } from './objects/subscription.ts';
import type { DiscountWindow } from './prices/discount-windows.ts';
import type { PricedItem } from './prices/priced-item.ts';
import { type TakeOffContext, takeOff } from './prices/take-off.ts';

/** Everything that is known of a subscription. */
export interface KnownSubscription {
  readonly subscription: ReadSubscription;
  readonly end: number | null;
  readonly history: readonly Snapshot[];
  readonly discounts: readonly DiscountWindow[];
  readonly interruptions: Interruptions;
}

/** How a row is written. */
export interface RowOptions {
  readonly plan: 'price' | 'product' | 'nickname';
  readonly context: TakeOffContext;
}

type RowPrice = Pick<
  Subscription,
  'amount' | 'interval' | 'intervalCount' | 'quantity' | 'discount' | 'currency' | 'plan'
>;

/** A row to be: what it costs from `start` to `end`. */
interface DraftRow {
  readonly price: RowPrice;
  readonly key: string;
  readonly priceId: string;
  readonly start: number;
  end: number;
}

/** The rows of a subscription: one for each item, as long as its price stays the same. */
export function rowsOf(known: KnownSubscription, options: RowOptions): Subscription[] {
  const { subscription, end } = known;
  const until = end ?? Number.POSITIVE_INFINITY;
  const cuts = cutsOf(known, until);
  const done: DraftRow[] = [];
  let running: DraftRow[] = [];
  for (const [i, from] of cuts.entries()) {
    const to = cuts[i + 1] ?? until;
    const next: DraftRow[] = [];
    for (const { price, priceId } of pricesAt(known, from, options)) {
      const key = JSON.stringify(price);
      // A trial that begins later begins a row: what was before it is paid.
      const same = from === subscription.trialStart ? -1 : running.findIndex((draft) => draft.key === key);
      const [draft] = same === -1 ? [{ price, key, priceId, start: from, end: to }] : running.splice(same, 1);
      if (draft === undefined) continue;
      draft.end = to;
      next.push(draft);
    }
    done.push(...running);
    running = next;
  }
  return [...done, ...running].sort(inOrderOf(subscription)).map((draft) => rowOf(draft, known));
}

/** By start; of one start as the object has its items, and those it no longer has after them. */
function inOrderOf({ items }: ReadSubscription): (a: DraftRow, b: DraftRow) => number {
  const place = ({ priceId }: DraftRow) => {
    const index = items.findIndex((item) => item.priceId === priceId);
    return index === -1 ? items.length : index;
  };
  return (a, b) => a.start - b.start || place(a) - place(b) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

/** Every instant at which something can change, from the start on. */
function cutsOf({ subscription, history, discounts, interruptions }: KnownSubscription, until: number): number[] {
  const { start, trialStart } = subscription;
  const cycles = history.flatMap(({ items }) => items.map(({ price }) => price));
  const instants = [
    start,
    ...history.map(({ at }) => at),
    ...discounts.flatMap(({ spanFor }) => cycles.map(spanFor).flatMap((span) => [span.start, span.end])),
    ...interruptions.unpaid.flatMap((time) => [time.start, time.end ?? start]),
    trialStart ?? start,
  ];
  const inside = instants.filter((instant) => instant > start && instant < until);
  return [start, ...new Set(inside)].sort((a, b) => a - b);
}

function pricesAt(
  { history, discounts, interruptions }: KnownSubscription,
  at: number,
  options: RowOptions,
): Pick<DraftRow, 'price' | 'priceId'>[] {
  if (interruptions.unpaid.some((time) => time.start <= at && at < (time.end ?? Number.POSITIVE_INFINITY))) return [];
  const { items = [] } = history.filter((snapshot) => snapshot.at <= at).at(-1) ?? {};
  const off = takeOff(items, discounts, at, options.context);
  return items.map((item, i) => ({ price: rowPrice(item, off[i], options), priceId: item.price.id }));
}

function rowPrice(item: PricedItem, discount: Subscription['discount'], { plan }: RowOptions): RowPrice {
  const { price, quantity, currency } = item;
  return {
    amount: amountText(item.amount),
    interval: price.interval,
    ...(price.intervalCount !== 1 && { intervalCount: price.intervalCount }),
    ...(quantity !== 1 && { quantity }),
    ...(discount && { discount }),
    currency,
    plan: (plan === 'product' ? price.product : plan === 'nickname' ? price.nickname : null) ?? price.id,
  };
}

function rowOf(
  { price, start, end }: DraftRow,
  { subscription, end: lifeEnd, interruptions }: KnownSubscription,
): Subscription {
  const { id, customerId, trialStart, trialEnd, canceledAt } = subscription;
  const isOpen = end === Number.POSITIVE_INFINITY;
  const isTrial = trialEnd !== null && start < trialEnd && start >= (trialStart ?? start);
  const isEnding = lifeEnd !== null || subscription.endsWithPeriod;
  const isCancelled = isEnding && canceledAt !== null && canceledAt <= end;
  const within = (times: readonly Interruption[]) =>
    times
      .filter((time) => time.start < end && (time.end === null || time.end > start))
      .map((time) => ({ start: isoText(time.start), ...(time.end !== null && { end: isoText(time.end) }) }));
  const pauses = within(interruptions.pauses);
  const pastDue = within(interruptions.pastDue);
  const isGivenUp = !isOpen && interruptions.unpaid.some((time) => time.start === end);
  return {
    customerId,
    subscriptionId: id,
    start: isoText(start),
    ...(!isOpen && { end: isoText(end) }),
    ...price,
    ...(isTrial && { trialEnd: isoText(trialEnd) }),
    ...(isCancelled && { cancelRequestedAt: isoText(canceledAt) }),
    ...(pauses.length > 0 && { pauses }),
    ...(pastDue.length > 0 && { pastDue }),
    ...(end === lifeEnd ? churnOf(subscription) : isGivenUp && { churnType: 'involuntary' as const }),
  };
}

/** Only a request is the customer's own wish; what Stripe ends for want of payment or by a rule is not. */
function churnOf({ cancellation: { reason, feedback, comment } }: ReadSubscription) {
  const why = feedback ?? comment ?? reason;
  const churnType: Subscription['churnType'] = reason === 'cancellation_requested' ? 'voluntary' : 'involuntary';
  return { ...(reason !== null && { churnType }), ...(why !== null && { churnReason: why }) };
}

function isoText(instant: number): string {
  return new Date(instant).toISOString();
}
