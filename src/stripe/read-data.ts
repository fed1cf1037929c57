import { checkKeys, isMissing } from '../read/index.ts';
import { groupByKey } from '../table/index.ts';
import { isEvidence } from './history/invoice-history.ts';
import type { AddNote } from './notes.ts';
import type { Discount, DiscountReference } from './objects/discount.ts';
import { inOrder, type ReadEvent, readEvent } from './objects/event.ts';
import { hasMore, readItems } from './objects/fields.ts';
import { type ReadInvoice, readInvoice } from './objects/invoice.ts';
import { readPrice } from './objects/price.ts';
import { type ReadSubscription, readSubscription } from './objects/subscription.ts';
import { discountsOf } from './prices/discount-windows.ts';
import { type PriceBook, priceBook } from './prices/price-book.ts';

/** Everything that was given, checked, and by subscription. */
export interface ReadData {
  readonly subscriptions: readonly { readonly subscription: ReadSubscription; readonly raw: unknown }[];
  readonly prices: PriceBook;
  readonly discounts: ReadonlyMap<string, Discount>;
  invoicesOf(subscriptionId: string): readonly ReadInvoice[];
  eventsOf(subscriptionId: string): readonly ReadEvent[];
}

export function readData(value: unknown, note: AddNote): ReadData {
  const data = checkKeys(value, ['subscriptions', 'invoices', 'events', 'prices'], 'data');
  const list = (key: string, what: string): readonly unknown[] => {
    if (hasMore(data[key])) note('LIST_NOT_COMPLETE', key);
    return key !== 'subscriptions' && isMissing(data[key]) ? [] : readItems(data[key], `data.${key}`, what);
  };
  const each = <T>(key: string, what: string, read: (one: unknown, path: string) => T): T[] =>
    Array.from(list(key, what), (one, i) => read(one, `data.${key}[${i}]`));
  const subscriptions = each('subscriptions', 'subscriptions', (raw, path) => ({
    subscription: readSubscription(raw, path),
    raw,
  }));
  const invoices = each('invoices', 'invoices', readInvoice).sort(
    (a, b) => a.created - b.created || (a.id < b.id ? -1 : 1),
  );
  const events = each('events', 'events', readEvent);
  const prices = each('prices', 'prices', readPrice);

  const ids = new Set(subscriptions.map(({ subscription }) => subscription.id));
  const states = [...subscriptions.map(({ subscription }) => subscription), ...events.flatMap(statesOf)];
  const invoicesOf = byId(invoices, (invoice) => ownersOf(invoice, ids, note));
  const eventsOf = byId(events, (event) => subjectOf(event, ids, note));
  for (const { id, hasMoreLines } of invoices) if (hasMoreLines) note('LIST_NOT_COMPLETE', id);
  return {
    subscriptions,
    prices: priceBook(
      [
        ...prices,
        ...states.flatMap(({ items }) => items.map(({ price }) => price)),
        ...invoices.flatMap(({ lines }) => lines.flatMap(({ price }) => price ?? [])),
      ],
      invoices,
    ),
    discounts: discountsBy([
      ...states.flatMap(discountsOf),
      ...invoices.flatMap(({ discounts, lines }) => [...discounts, ...lines.flatMap((line) => line.discounts)]),
    ]),
    invoicesOf: (id) => invoicesOf.get(id) ?? [],
    eventsOf: (id) => inOrder((eventsOf.get(id) ?? []).filter((event) => 'after' in event)),
  };
}

type AnyEvent = ReturnType<typeof readEvent>;

function statesOf(event: AnyEvent): ReadSubscription[] {
  if (!('after' in event)) return [];
  return event.before === null ? [event.after] : [event.after, event.before];
}

function ownersOf(invoice: ReadInvoice, ids: ReadonlySet<string>, note: AddNote): readonly string[] {
  const named = [invoice.subscriptionId, ...invoice.lines.map(({ subscriptionId }) => subscriptionId)];
  const owners = new Set(named.flatMap((id) => (id !== null && ids.has(id) ? id : [])));
  if (owners.size > 0 && isEvidence(invoice)) return [...owners];
  note('OTHER_INVOICE', invoice.id);
  return [];
}

function subjectOf(event: AnyEvent, ids: ReadonlySet<string>, note: AddNote): readonly string[] {
  if ('after' in event && ids.has(event.after.id)) return [event.after.id];
  note('OTHER_EVENT', 'after' in event ? event.id : event.otherId);
  return [];
}

/** Each under every id that it belongs to. */
function byId<T>(list: readonly T[], idsOf: (one: T) => readonly string[]): Map<string, T[]> {
  const pairs = list.flatMap((one) => idsOf(one).map((id) => ({ id, one })));
  const groups = groupByKey(pairs, ({ id }) => id);
  return new Map([...groups].map(([id, own]) => [id, own.map(({ one }) => one)]));
}

function discountsBy(list: readonly DiscountReference[]): Map<string, Discount> {
  return new Map(list.flatMap(({ id, discount }) => (discount === undefined ? [] : [[id, discount] as const])));
}
