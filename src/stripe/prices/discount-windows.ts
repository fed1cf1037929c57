import type { AddNote } from '../notes.ts';
import type { Discount, DiscountReference } from '../objects/discount.ts';
import type { ReadEvent } from '../objects/event.ts';
import { sameTime } from '../objects/fields.ts';
import type { ReadInvoice } from '../objects/invoice.ts';
import type { ReadSubscription } from '../objects/subscription.ts';

/** Which discounts come off, by the option of `fromStripe`. */
export type DiscountChoice = 'recurring' | 'forever' | 'none';

/** All discounts that some object had whole: where another names one by id, it is found here. */
export type DiscountCatalogue = ReadonlyMap<string, Discount>;

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
  events: readonly ReadEvent[],
  invoices: readonly ReadInvoice[],
  catalogue: DiscountCatalogue,
  choice: DiscountChoice,
  note: AddNote,
): readonly Discount[] {
  if (choice === 'none') return [];
  const windows = new Map<string, Discount>();
  const take = (one: DiscountReference, itemId: string | null, goneAt: number) => {
    if (windows.has(one.id)) return;
    const discount = one.discount ?? catalogue.get(one.id);
    if (discount === undefined) note('DISCOUNT_NOT_EXPANDED', one.id);
    else if (discount.duration === 'once') note('ONE_TIME_DISCOUNT', one.id);
    else if (choice === 'recurring' || discount.duration === 'forever') {
      // What was applied as the subscription was made comes off from its start.
      const start = discount.start - today.start <= sameTime ? Math.min(discount.start, today.start) : discount.start;
      windows.set(one.id, {
        ...discount,
        itemId: itemId ?? discount.itemId,
        start,
        end: Math.min(discount.end, goneAt),
      });
    }
  };
  for (const { itemId, ...one } of discountsOf(today)) take(one, itemId, Number.POSITIVE_INFINITY);
  // What stands on an object of an event is there until the next event; what is gone then is told by that.
  for (let i = events.length - 1; i >= 0; i -= 1) {
    const { after, before, at } = events[i] as ReadEvent;
    const next = events[i + 1]?.at ?? at;
    for (const { itemId, ...one } of discountsOf(after)) take(one, itemId, next);
    if (before !== null) for (const { itemId, ...one } of discountsOf(before)) take(one, itemId, at);
  }
  const lines = invoices
    .flatMap((invoice) => invoice.lines.map((line) => ({ invoice, line })))
    .filter(({ line }) => line.subscriptionId === today.id)
    .sort((a, b) => b.line.end - a.line.end);
  for (const { invoice, line } of lines) {
    for (const one of line.discounts) take(one, null, line.end);
    for (const one of invoice.discounts) take(one, null, line.end);
  }
  return [...windows.values()].filter(({ start, end }) => end > start);
}
