import type { AddNote } from '../notes.ts';
import type { ReadEvent } from '../objects/event.ts';
import { sameTime } from '../objects/fields.ts';
import type { Phase } from '../objects/schedule.ts';
import type { ReadSubscription } from '../objects/subscription.ts';
import type { Context } from '../prices/priced-item.ts';
import { costsSame, type PricedItem, pricedItem } from '../prices/priced-item.ts';
import type { InvoiceHistory, Snapshot } from './invoice-history.ts';

/** What is known of a subscription beside its object of today, all in order of time. */
export interface Evidence {
  readonly invoices: InvoiceHistory | null;
  readonly events: readonly ReadEvent[];
}

/** The items of a subscription at one time, and the ids of those whose price is not known. */
interface State {
  readonly items: readonly PricedItem[];
  readonly unknown: readonly string[];
}

/** The items that are MRR; what is not is noted. */
function stateOf(subscription: ReadSubscription, context: Context): State {
  const { note } = context;
  const { currency, id } = subscription;
  if (subscription.hasMoreItems) note('LIST_NOT_COMPLETE', id);
  const items: PricedItem[] = [];
  const unknown: string[] = [];
  for (const item of subscription.items) {
    const itemId = item.id;
    const named = itemId ?? id;
    if (item.hasTrialOffer) note('TRIAL_OFFER', named);
    const price = context.prices.of(item);
    if (price === undefined) note('PRICE_NOT_FOUND', item.priceId ?? named);
    const priced = price && pricedItem(price, { itemId, quantity: item.quantity, currency }, context);
    if (typeof priced === 'object') {
      if (priced.price.isTaxInclusive) note('TAX_INCLUSIVE', priced.price.id);
      items.push(priced);
    } else if (priced !== undefined) note(priced, named);
    const isOpen = typeof priced !== 'object' && (price?.notMrr ?? null) === null;
    if (isOpen && itemId !== null) unknown.push(itemId);
  }
  return { items, unknown };
}

/** Who cannot be told what an item costs now pays on: it is held as it was last. */
function holdUnknown({ items, unknown }: State, before: readonly PricedItem[]): readonly PricedItem[] {
  const held = before.filter(({ itemId }) => itemId !== null && unknown.includes(itemId));
  return held.length === 0 ? items : [...items, ...held];
}

/**
 * The items of a subscription over its life, from its start on. Events say exactly when something changed, so they go before invoices from
 * the first of them on; invoices tell of the time before. Today's items count from where all of that ends.
 */
export function historyOf(
  subscription: ReadSubscription,
  { invoices, events }: Evidence,
  context: Context,
): readonly Snapshot[] {
  const { note } = context;
  const { id, start } = subscription;
  const now = stateOf(subscription, context);
  const today = now.items;
  const [first] = events;
  if (first === undefined && invoices === null) {
    if (today.length > 0 && subscription.status !== 'not_started') note('HISTORY_UNKNOWN', id);
    return itemsByAge(subscription, today);
  }
  const fromEvents = eventSnapshots(events, start, context);
  const isWhole = first?.type.endsWith('.created') === true;
  const since = isWhole ? start : (first?.at ?? Number.POSITIVE_INFINITY);
  const billed = (invoices?.snapshots ?? []).filter(({ at }) => at < since);
  const known: Snapshot[] = [...billed];
  if (first !== undefined && billed.length === 0 && !isWhole) {
    known.push({ at: start, items: stateOf(first.before ?? first.after, context).items });
  }
  for (const { at, state } of fromEvents) known.push({ at, items: holdUnknown(state, known.at(-1)?.items ?? []) });
  const earliest = billed.length === 0 ? Number.POSITIVE_INFINITY : (invoices?.since ?? start);
  const isLate = !isWhole && earliest - start > sameTime;
  if (isLate || (invoices?.hasGaps && !isWhole)) note('HISTORY_INCOMPLETE', id);
  // What is known first is taken for the time before it too, unless something else was billed then.
  const isSoon = earliest - start <= sameTime && (billed[0]?.at ?? start) - start > sameTime;
  if (known[0] !== undefined && known[0].at > start && !isSoon) known[0] = { ...known[0], at: start };
  return [...known, ...sinceThen(subscription, now, known, { invoices, events }, note)];
}

/** What a subscription will have by the phases of its schedule that are still to come; one with a price that is not known is not planned. */
export function plannedOf(subscription: ReadSubscription, phases: readonly Phase[], context: Context): Snapshot[] {
  return phases.flatMap((phase) => {
    const { items, unknown } = stateOf({ ...subscription, items: phase.items }, context);
    return unknown.length > 0 ? [] : [{ at: phase.start, items }];
  });
}

/** What comes after the events, or after the last that was billed, where today's items are others. */
function sinceThen(
  subscription: ReadSubscription,
  now: State,
  known: readonly Snapshot[],
  evidence: Evidence,
  note: AddNote,
): Snapshot[] {
  const { invoices, events } = evidence;
  const last = known.at(-1);
  if (last === undefined || isSameItems(last.items, holdUnknown(now, last.items))) return [];
  const lastEvent = events.at(-1)?.at ?? Number.POSITIVE_INFINITY;
  const billed = (invoices?.snapshots ?? []).filter(({ at }) => at > lastEvent);
  if (billed.length > 0) note('HISTORY_INCOMPLETE', subscription.id);
  const latest = billed.at(-1) ?? last;
  const today = holdUnknown(now, latest.items);
  if (isSameItems(latest.items, today)) return billed;
  return [...billed, { at: endOfEvidence(subscription, latest, evidence, note), items: today }];
}

function eventSnapshots(events: readonly ReadEvent[], start: number, context: Context) {
  return events.map(({ at, type, after }) => ({
    // What is created with a date in the past has been so since then.
    at: type.endsWith('.created') ? Math.min(at, start) : at,
    state: stateOf(after, context),
  }));
}

/** From when today's items are taken, where they are not the last that are known. */
function endOfEvidence(
  { id, periodEnd, endedAt }: ReadSubscription,
  last: Snapshot,
  { invoices, events }: Evidence,
  note: AddNote,
): number {
  const lastEvent = events.at(-1)?.at ?? last.at;
  if (invoices === null) {
    note('CHANGE_NOT_DATED', id);
    return Math.max(last.at, lastEvent);
  }
  // Nothing that ends is billed beyond its end, so a subscription that goes on past the last line has invoices that were not given.
  const now = endedAt ?? periodEnd;
  if (now !== null && now > invoices.until) {
    note('HISTORY_INCOMPLETE', id);
    return Math.max(last.at, lastEvent, invoices.until);
  }
  note('CHANGE_NOT_DATED', id);
  return Math.max(last.at, lastEvent, invoices.lastInvoice);
}

/**
 * Today's items, each from when it was created, for it was not there before; the oldest from the start, for a subscription has no time
 * without an item.
 */
function itemsByAge({ items, start, created }: ReadSubscription, today: readonly PricedItem[]): Snapshot[] {
  const oldest = Math.min(...items.map((item) => item.created ?? created));
  const sinceOf = ({ itemId }: PricedItem) => {
    const own = items.find(({ id }) => id === itemId)?.created ?? oldest;
    return own - oldest > sameTime && own - created > sameTime ? own : start;
  };
  const instants = [...new Set(today.map(sinceOf))].sort((a, b) => a - b);
  return instants.map((at) => ({ at, items: today.filter((item) => sinceOf(item) <= at) }));
}

function isSameItems(a: readonly PricedItem[], b: readonly PricedItem[]): boolean {
  const rest = [...b];
  for (const item of a) {
    const same = rest.findIndex((other) => costsSame(item, other));
    if (same === -1) return false;
    rest.splice(same, 1);
  }
  return rest.length === 0;
}
