import { getOrAdd } from '../../table/index.ts';
import { type Bills, cycleText } from '../history/bills.ts';
import type { AddNote } from '../notes.ts';
import type { Discount, DiscountReference } from '../objects/discount.ts';
import type { ReadEvent } from '../objects/event.ts';
import { sameTime } from '../objects/fields.ts';
import type { Line, ReadInvoice } from '../objects/invoice.ts';
import type { Cycle } from '../objects/price.ts';
import type { Phase } from '../objects/schedule.ts';
import type { ReadSubscription } from '../objects/subscription.ts';

/** Which discounts come off, by the option of `fromStripe`. */
export type DiscountChoice = 'recurring' | 'forever' | 'all' | 'none';

/** All discounts that some object had whole: where another names one by id, it is found here. */
type DiscountCatalogue = ReadonlyMap<string, Discount>;

/** From when to when something comes off. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A discount of a subscription. It lasts by the bills that it comes off, which depend on how often an item is billed. */
export interface DiscountWindow extends Discount {
  /** A customer's own was not chosen for the products of this subscription. */
  readonly isCustomers: boolean;
  spanFor(cycle: Cycle): Span;
}

/** Where the discounts of a subscription may be told. */
export interface DiscountSources {
  readonly events: readonly ReadEvent[];
  readonly invoices: readonly ReadInvoice[];
  readonly phases: readonly Phase[];
  readonly catalogue: DiscountCatalogue;
  readonly bills: Bills;
}

/** The discounts of a state of a subscription, those of its items with the item's id. */
export function discountsOf({
  items,
  discounts,
}: ReadSubscription): readonly (DiscountReference & { itemId: string | null })[] {
  const onItems = items.flatMap(({ id, discounts: own }) => own.map((one) => ({ ...one, itemId: id })));
  return [...onItems, ...discounts.map((one) => ({ ...one, itemId: null }))];
}

/**
 * The discounts of a subscription with the times in which they come off. One that an earlier event or invoice shows and the object of today
 * no longer has was over, or was taken away: at the first event without it, or after what was last billed with it.
 */
export function discountWindows(
  today: ReadSubscription,
  { events, invoices, phases, catalogue, bills }: DiscountSources,
  choice: DiscountChoice,
  note: AddNote,
): readonly DiscountWindow[] {
  if (choice === 'none') return [];
  const shown = shownOn(invoices, today.id);
  const windows = new Map<string, DiscountWindow>();
  const take = (one: DiscountReference, itemId: string | null, goneAt: number) => {
    if (windows.has(one.id)) return;
    const discount = one.discount ?? catalogue.get(one.id);
    if (discount === undefined) note('DISCOUNT_NOT_EXPANDED', one.id);
    else if (discount.duration === 'once' && choice !== 'all') note('ONE_TIME_DISCOUNT', one.id);
    else if (choice !== 'forever' || discount.duration === 'forever') {
      const own = { ...discount, itemId: itemId ?? discount.itemId };
      const spans = new Map<string, Span>();
      const bill = shown.find(({ references }) => references.some(({ id }) => id === one.id))?.line ?? null;
      const spanFor = (cycle: Cycle) =>
        getOrAdd(spans, cycleText(cycle), () => spanOf(own, { today, bills, goneAt, bill }, cycle));
      const isCustomers = today.hasCustomers && today.discounts.some(({ id }) => id === one.id);
      windows.set(one.id, { ...own, isCustomers, spanFor });
    }
  };
  const [next] = phases;
  for (const { itemId, ...one } of discountsOf(today)) {
    const isDropped = next !== undefined && itemId === null && !today.hasCustomers && !isNamed(one, next);
    take(one, itemId, isDropped ? next.start : Number.POSITIVE_INFINITY);
  }
  // What stands on an object of an event is there until the next event; what is gone then is told by that.
  for (let i = events.length - 1; i >= 0; i -= 1) {
    const { after, before, at } = events[i] as ReadEvent;
    const until = events[i + 1]?.at ?? at;
    for (const { itemId, ...one } of discountsOf(after)) take(one, itemId, until);
    if (before !== null) for (const { itemId, ...one } of discountsOf(before)) take(one, itemId, at);
  }
  for (const { references, line } of shown) for (const one of references) take(one, null, line.end);
  const applied = [...windows.values()];
  for (const { discounts, items, end } of phases) {
    const named = [
      ...discounts.map((one) => ({ one, itemId: null })),
      ...items.flatMap((item) => item.discounts.map((one) => ({ one, itemId: item.id }))),
    ];
    for (const { one, itemId } of named) {
      const isRunning = applied.some((other) => other.itemId === itemId && isSame(one, other));
      if (!isRunning) take(one, itemId, end ?? Number.POSITIVE_INFINITY);
    }
  }
  return [...windows.values()];
}

/** The lines of a subscription, the last first, with the discounts that they or their invoice name. */
function shownOn(invoices: readonly ReadInvoice[], subscriptionId: string) {
  return invoices
    .flatMap((invoice) => invoice.lines.map((line) => ({ invoice, line })))
    .filter(({ line }) => line.subscriptionId === subscriptionId)
    .sort((a, b) => b.line.end - a.line.end)
    .map(({ invoice, line }) => {
      const off = (line.takenOff ?? []).map(({ reference }) => reference);
      return { line, references: [...line.discounts, ...invoice.discounts, ...off] };
    });
}

const isSame = (a: DiscountReference | Discount, b: DiscountReference | Discount) =>
  a.id === b.id || (a.couponId !== null && a.couponId === b.couponId);

/** A phase drops the discounts that it does not name. */
function isNamed(one: DiscountReference, { discounts }: Phase): boolean {
  return discounts.some((other) => isSame(one, other));
}

interface Lasting {
  readonly today: ReadSubscription;
  readonly bills: Bills;
  /** When it was taken away. */
  readonly goneAt: number;
  /** The line of an invoice that shows it. */
  readonly bill: Line | null;
}

/** From the first bill that a discount comes off until the first that it no longer does. */
function spanOf(discount: Discount, { today, bills, goneAt, bill }: Lasting, cycle: Cycle): Span {
  if (discount.duration === 'once' && bill !== null) return { start: bill.start, end: bill.end };
  // What was applied as the subscription was made comes off from its start.
  const isFromStart = discount.start - today.start <= sameTime;
  const start = isFromStart ? Math.min(discount.start, today.start) : bills.nextFor(cycle, discount.start);
  const last = discount.duration === 'once' ? Math.max(start, today.start) + sameTime + 1 : discount.end;
  return { start, end: Math.min(bills.nextFor(cycle, last), goneAt) };
}
