import type { Subscription } from '../ledger/query.ts';
import type { Context } from './context.ts';
import type { Interruptions, Span } from './history/interruptions.ts';
import type { Snapshot } from './history/invoice-history.ts';
import { amountText } from './objects/amount-text.ts';
import type { Discount } from './prices/discount.ts';
import { takeOff } from './prices/take-off.ts';
import type { Terms } from './prices/terms.ts';
import type { ReadSubscription } from './subscription.ts';

/** Everything that is known of a subscription. */
export interface Known {
  readonly subscription: ReadSubscription;
  readonly end: number | null;
  readonly history: readonly Snapshot[];
  readonly discounts: readonly Discount[];
  readonly interruptions: Interruptions;
}

/** How a row is written. */
export interface Style {
  readonly plan: 'price' | 'product' | 'nickname';
  readonly context: Context;
}

type RowTerms = Pick<
  Subscription,
  'amount' | 'interval' | 'intervalCount' | 'quantity' | 'discount' | 'currency' | 'plan'
>;

/** A row to be: terms from `start` to `end`. */
interface Stretch {
  readonly terms: RowTerms;
  readonly key: string;
  readonly priceId: string;
  readonly start: number;
  end: number;
}

/** The rows of a subscription: one for each item, as long as its terms stay the same. */
export function rowsOf(known: Known, style: Style): Subscription[] {
  const { subscription, end } = known;
  const until = end ?? Number.POSITIVE_INFINITY;
  const cuts = cutsOf(known, until);
  const done: Stretch[] = [];
  let running: Stretch[] = [];
  for (const [i, from] of cuts.entries()) {
    const to = cuts[i + 1] ?? until;
    const next: Stretch[] = [];
    for (const { terms, priceId } of termsAt(known, from, style)) {
      const key = JSON.stringify(terms);
      // A trial that begins later begins a row: what was before it is paid.
      const same = from === subscription.trialStart ? -1 : running.findIndex((stretch) => stretch.key === key);
      const [stretch] = same === -1 ? [{ terms, key, priceId, start: from, end: to }] : running.splice(same, 1);
      if (stretch === undefined) continue;
      stretch.end = to;
      next.push(stretch);
    }
    done.push(...running);
    running = next;
  }
  return [...done, ...running].sort(inOrderOf(subscription)).map((stretch) => rowOf(stretch, known));
}

/** By start; of one start as the object has its items, and those it no longer has after them. */
function inOrderOf({ items }: ReadSubscription): (a: Stretch, b: Stretch) => number {
  const place = ({ priceId }: Stretch) => {
    const index = items.findIndex(({ price }) => price.id === priceId);
    return index === -1 ? items.length : index;
  };
  return (a, b) => a.start - b.start || place(a) - place(b) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

/** Every instant at which something can change, from the start on. */
function cutsOf({ subscription, history, discounts, interruptions }: Known, until: number): number[] {
  const { start, trialStart } = subscription;
  const instants = [
    start,
    ...history.map(({ at }) => at),
    ...discounts.flatMap((discount) => [discount.start, discount.end]),
    ...interruptions.unpaid.flatMap((span) => [span.start, span.end ?? start]),
    trialStart ?? start,
  ];
  const inside = instants.filter((instant) => instant > start && instant < until);
  return [start, ...new Set(inside)].sort((a, b) => a - b);
}

function termsAt(
  { history, discounts, interruptions }: Known,
  at: number,
  style: Style,
): Pick<Stretch, 'terms' | 'priceId'>[] {
  if (interruptions.unpaid.some((span) => span.start <= at && at < (span.end ?? Number.POSITIVE_INFINITY))) return [];
  const { items = [] } = history.filter((snapshot) => snapshot.at <= at).at(-1) ?? {};
  const active = discounts.filter(({ start, end }) => start <= at && at < end);
  const off = takeOff(items, active, style.context);
  return items.map((item, i) => ({ terms: rowTerms(item, off[i], style), priceId: item.price.id }));
}

function rowTerms(item: Terms, discount: Subscription['discount'], { plan }: Style): RowTerms {
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

function rowOf({ terms, start, end }: Stretch, { subscription, end: lifeEnd, interruptions }: Known): Subscription {
  const { id, customerId, trialStart, trialEnd, canceledAt } = subscription;
  const isOpen = end === Number.POSITIVE_INFINITY;
  const isTrial = trialEnd !== null && start < trialEnd && start >= (trialStart ?? start);
  const isCancelled = lifeEnd !== null && canceledAt !== null && canceledAt <= end;
  const within = (spans: readonly Span[]) =>
    spans
      .filter((span) => span.start < end && (span.end === null || span.end > start))
      .map((span) => ({ start: isoText(span.start), ...(span.end !== null && { end: isoText(span.end) }) }));
  const pauses = within(interruptions.pauses);
  const pastDue = within(interruptions.pastDue);
  const isGivenUp = !isOpen && interruptions.unpaid.some((span) => span.start === end);
  return {
    customerId,
    subscriptionId: id,
    start: isoText(start),
    ...(!isOpen && { end: isoText(end) }),
    ...terms,
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
