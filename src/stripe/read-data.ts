import { checkKeys } from '../read/index.ts';
import { groupByKey } from '../table/index.ts';
import { isEvidence } from './history/invoice-history.ts';
import type { AddNote } from './notes.ts';
import {
  type Coupon,
  type Discount,
  type DiscountReference,
  discountIn,
  readCoupon,
  readDiscount,
} from './objects/discount.ts';
import { inOrder, type ReadEvent, readEvent } from './objects/event.ts';
import { hasMore, isMissing, readFields, readItems, referenceIn, wholeOf } from './objects/fields.ts';
import { type Line, type ReadInvoice, readInvoice, readLine } from './objects/invoice.ts';
import { readPrice } from './objects/price.ts';
import { type ReadSchedule, readSchedule } from './objects/schedule.ts';
import { type Item, type ReadSubscription, readItem, readSubscription } from './objects/subscription.ts';
import { type CouponScopes, couponScopes } from './prices/coupon-scope.ts';
import { discountsOf } from './prices/discount-windows.ts';
import { type PriceBook, priceBook } from './prices/price-book.ts';

/** Everything that was given, checked, and by subscription. */
export interface ReadData {
  readonly subscriptions: readonly { readonly subscription: ReadSubscription; readonly raw: unknown }[];
  readonly prices: PriceBook;
  readonly discounts: ReadonlyMap<string, Discount>;
  readonly scopes: CouponScopes;
  invoicesOf(subscriptionId: string): readonly ReadInvoice[];
  eventsOf(subscriptionId: string): readonly ReadEvent[];
  scheduleOf(subscriptionId: string): ReadSchedule | undefined;
}

const names = {
  subscriptions: 'subscriptions',
  subscriptionItems: 'subscription items',
  invoices: 'invoices',
  invoiceLines: 'invoice lines',
  events: 'events',
  prices: 'prices',
  coupons: 'coupons',
  discounts: 'discounts',
  customers: 'customers',
  schedules: 'subscription schedules',
} as const;

export function readData(value: unknown, note: AddNote): ReadData {
  const data = checkKeys(value, Object.keys(names), 'data');
  const isGiven = (key: keyof typeof names) => !isMissing(data[key]);
  const each = <T>(key: keyof typeof names, read: (one: unknown, path: string) => T): T[] => {
    if (hasMore(data[key])) note('LIST_NOT_COMPLETE', key);
    const isEmpty = key !== 'subscriptions' && isMissing(data[key]);
    const list = isEmpty ? [] : readItems(data[key], `data.${key}`, names[key]);
    return Array.from(list, (one, i) => read(one, `data.${key}[${i}]`));
  };
  const beside = tablesOf(each, isGiven);
  const subscriptions = each('subscriptions', (raw, path) => ({
    subscription: readSubscription(raw, path, beside),
    raw,
  }));
  const invoices = latestById(each('invoices', (raw, path) => readInvoice(raw, path, beside.linesOf))).sort(
    (a, b) => a.created - b.created || (a.id < b.id ? -1 : 1),
  );
  const events = onceById(each('events', (raw, path) => readEvent(raw, path, beside)));
  const schedules = each('schedules', readSchedule);
  for (const [i, { raw }] of subscriptions.entries()) {
    const schedule = wholeOf(wholeOf(raw)?.schedule);
    if (schedule !== null) schedules.push(readSchedule(schedule, `data.subscriptions[${i}].schedule`));
  }
  const given = each('prices', readPrice);
  const coupons = each('coupons', readCoupon);

  const planned = schedules.flatMap((one) => ('phases' in one ? [one] : []));
  for (const { notStarted } of planned)
    if (notStarted !== null) subscriptions.push({ subscription: notStarted, raw: notStarted.id });
  const ids = new Set(subscriptions.map(({ subscription }) => subscription.id));
  for (const one of schedules) {
    if (!('phases' in one)) note('OTHER_SCHEDULE', one.otherId);
    else if (!ids.has(one.subscriptionId ?? one.id)) note('OTHER_SCHEDULE', one.id);
  }
  const states = [...subscriptions.map(({ subscription }) => subscription), ...events.flatMap(statesOf)];
  const invoicesOf = byId(invoices, (invoice) => ownersOf(invoice, ids, note));
  const eventsOf = byId(events, (event) => subjectOf(event, ids, note));
  const scheduleOf = new Map(planned.map((one) => [one.subscriptionId ?? one.id, one]));
  for (const { id, hasMoreLines } of invoices) if (hasMoreLines) note('LIST_NOT_COMPLETE', id);
  const phases = planned.flatMap((one) => one.phases);
  const prices = priceBook(
    [
      ...given,
      ...[...states, ...phases].flatMap(({ items }) => items.flatMap(({ price }) => price ?? [])),
      ...invoices.flatMap(({ lines }) => lines.flatMap(({ price }) => price ?? [])),
    ],
    states,
    invoices,
    note,
  );
  const references = [
    ...states.flatMap(discountsOf),
    ...phases.flatMap(({ discounts, items }) => [...discounts, ...items.flatMap((item) => item.discounts)]),
    ...invoices.flatMap(({ discounts, lines }) => [
      ...discounts,
      ...lines.flatMap((line) => [...line.discounts, ...(line.takenOff ?? []).map(({ reference }) => reference)]),
    ]),
    ...beside.discounts,
  ];
  const discounts = discountsBy(references, coupons);
  return {
    subscriptions,
    prices,
    discounts,
    scopes: couponScopes(
      [...coupons, ...couponsOf(references)],
      (id) => discounts.get(id)?.couponId ?? null,
      invoices,
      prices,
    ),
    invoicesOf: (id) => invoicesOf.get(id) ?? [],
    eventsOf: (id) => inOrder((eventsOf.get(id) ?? []).filter((event) => 'after' in event)),
    scheduleOf: (id) => scheduleOf.get(id),
  };
}

/** What databases keep in tables of their own, by what it belongs to. */
function tablesOf(
  each: <T>(key: keyof typeof names, read: (one: unknown, path: string) => T) => T[],
  isGiven: (key: keyof typeof names) => boolean,
) {
  const owned = <T>(key: keyof typeof names, owner: string, read: (one: unknown, path: string) => T) => {
    const rows = each(key, (raw, path) => {
      const fields = readFields(raw, path, 'an object');
      return { owner: referenceIn(fields, owner, path) ?? '', one: read(raw, path) };
    });
    const groups = groupByKey(rows, (row) => row.owner);
    const none = isGiven(key) ? [] : undefined;
    return { rows, of: (id: string): readonly T[] | undefined => groups.get(id)?.map(({ one }) => one) ?? none };
  };
  const items = owned<Item>('subscriptionItems', 'subscription', readItem);
  const lines = owned<Line>('invoiceLines', 'invoice', readLine);
  const discounts = owned<DiscountReference>('discounts', 'subscription', readDiscount);
  const customers = new Map(
    each('customers', (raw, path) => {
      const fields = readFields(raw, path, 'a customer of Stripe');
      return [referenceIn({ customer: fields.id }, 'customer', path) ?? '', discountIn(fields, path)] as const;
    }),
  );
  return {
    itemsOf: items.of,
    linesOf: lines.of,
    discounts: discounts.rows.map(({ one }) => one),
    discountsOf: (id: string) => discounts.of(id) ?? [],
    discountsOfCustomer: (id: string) => customers.get(id),
  };
}

type AnyEvent = ReturnType<typeof readEvent>;

function statesOf(event: AnyEvent): ReadSubscription[] {
  if (!('after' in event)) return [];
  return event.before === null ? [event.after] : [event.after, event.before];
}

/** An event that was delivered twice is one. */
function onceById(events: readonly AnyEvent[]): AnyEvent[] {
  return [...new Map(events.map((event) => ['after' in event ? event.id : event.otherId, event])).values()];
}

const stages = ['draft', 'open', 'uncollectible', 'void', 'paid'];

/** An invoice that was given several times, as by pages that overlap or webhooks, is the one that has got furthest. */
function latestById(invoices: readonly ReadInvoice[]): ReadInvoice[] {
  const progress = ({ status, debt, lines }: ReadInvoice) =>
    (stages.indexOf(status ?? '') * 2 + (debt === null ? 0 : 1)) * 1e6 + lines.length;
  const byInvoice = new Map<unknown, ReadInvoice>();
  for (const invoice of invoices) {
    const key = invoice.billingReason === 'upcoming' ? invoice : invoice.id;
    const other = byInvoice.get(key);
    if (other === undefined || progress(other) < progress(invoice)) byInvoice.set(key, invoice);
  }
  return [...byInvoice.values()];
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

/** All discounts that are whole, or whose coupon is. */
function discountsBy(list: readonly DiscountReference[], coupons: readonly Coupon[]): Map<string, Discount> {
  const known = new Map(
    [...coupons, ...couponsOf(list)].flatMap((coupon) => (coupon.id === null ? [] : [[coupon.id, coupon]])),
  );
  return new Map(
    list.flatMap((one) => {
      const coupon = known.get(one.couponId ?? '');
      const discount = one.discount ?? (coupon && one.with?.(coupon));
      return discount === undefined ? [] : [[one.id, discount] as const];
    }),
  );
}

function couponsOf(list: readonly DiscountReference[]): Coupon[] {
  return list.flatMap(({ discount, couponId }) => (discount === undefined ? [] : [{ ...discount, id: couponId }]));
}
