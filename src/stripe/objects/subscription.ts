import { reject } from '../../errors.ts';
import { checkText } from '../../read/index.ts';
import { type DiscountReference, discountIn, readDiscounts } from './discount.ts';
import {
  type Fields,
  hasMore,
  isFalse,
  isMissing,
  isTrue,
  optionalReference,
  optionalSeconds,
  optionalText,
  partOf,
  readCurrency,
  readFields,
  readItems,
  readQuantity,
  referenceIn,
  sameTime,
  wholeOf,
} from './fields.ts';
import { type NamedPrice, readNamedPrice } from './price.ts';

/** A subscription as it was when the object was made; instants in epoch milliseconds. */
export interface ReadSubscription {
  readonly id: string;
  readonly customerId: string;
  readonly status: string;
  readonly isLive: boolean;
  readonly start: number;
  readonly created: number;
  readonly currency: string | null;
  readonly items: readonly Item[];
  readonly hasMoreItems: boolean;
  readonly endedAt: number | null;
  readonly canceledAt: number | null;
  /** When it will end, if nothing else happens. */
  readonly cancelAt: number | null;
  /** Whether it will end with its period, be the end of that known or not. */
  readonly endsWithPeriod: boolean;
  readonly cancellation: {
    readonly reason: string | null;
    readonly feedback: string | null;
    readonly comment: string | null;
  };
  readonly periodStart: number | null;
  readonly periodEnd: number | null;
  /** An instant at which its bills fall due, where the object says so. */
  readonly billingAnchor: number | null;
  readonly trialStart: number | null;
  readonly trialEnd: number | null;
  readonly pause: { readonly resumesAt: number | null; readonly behavior: string | null } | null;
  /** When its status became paused, where the object says so. */
  readonly pausedAt: number | null;
  readonly discounts: readonly DiscountReference[];
  /** Whether its customer may have a discount that goes for it: the customer is an id alone. */
  readonly mayHaveOther: boolean;
  /** Whether its discounts are those of its customer. */
  readonly hasCustomers: boolean;
}

export interface Item extends NamedPrice {
  readonly id: string | null;
  readonly quantity: number;
  readonly created: number | null;
  readonly periodStart: number | null;
  readonly periodEnd: number | null;
  readonly hasTrialOffer: boolean;
  readonly discounts: readonly DiscountReference[];
}

/** What databases keep in tables of their own, by the id of the subscription or customer; undefined where there is no such table. */
export interface BesideSubscription {
  itemsOf(subscriptionId: string): readonly Item[] | undefined;
  discountsOf(subscriptionId: string): readonly DiscountReference[];
  /** Undefined where the customer was not given. */
  discountsOfCustomer(customerId: string): readonly DiscountReference[] | undefined;
}

/** What prices of old objects tell by `plan` and `quantity` alone goes for their one item. */
export function readSubscription(value: unknown, path: string, beside: BesideSubscription): ReadSubscription {
  const fields = readFields(value, path, 'a subscription of Stripe');
  const id = checkText(fields.id, `${path}.id`);
  const items = itemsOf(fields, id, path, beside);
  const time = (key: string) => optionalSeconds(fields[key], `${path}.${key}`);
  const created = time('created') ?? time('start_date');
  const start = time('start_date') ?? created;
  if (start === null || created === null) {
    reject('INVALID_INSTANT', `${path}.start_date`, 'be whole seconds since 1970', fields.start_date);
  }
  const customerId = referenceIn(fields, 'customer', path);
  if (customerId === null) reject('INVALID_TYPE', `${path}.customer`, 'be a customer or its id', fields.customer);
  const trialStart = time('trial_start');
  const cancellation = partOf(fields, 'cancellation_details', path);
  const because = (key: string) => optionalText(cancellation[key], `${path}.cancellation_details.${key}`);
  const endsWithPeriod = isTrue(fields.cancel_at_period_end);
  // With items of several intervals the shortest period began last, and the service ends with the longest.
  const latest = (key: 'periodStart' | 'periodEnd') =>
    items.reduce<number | null>(
      (last, item) => (item[key] === null ? last : Math.max(last ?? item[key], item[key])),
      null,
    );
  const periodEnd = time('current_period_end') ?? latest('periodEnd');
  return {
    id,
    customerId,
    status: checkText(fields.status, `${path}.status`),
    isLive: !isFalse(fields.livemode),
    start,
    created,
    currency: isMissing(fields.currency) ? null : readCurrency(fields.currency, `${path}.currency`),
    items,
    hasMoreItems: hasMore(fields.items),
    endedAt: time('ended_at'),
    canceledAt: time('canceled_at'),
    cancelAt: time('cancel_at') ?? (endsWithPeriod ? periodEnd : null),
    endsWithPeriod,
    cancellation: { reason: because('reason'), feedback: because('feedback'), comment: because('comment') },
    periodStart: time('current_period_start') ?? latest('periodStart'),
    periodEnd,
    billingAnchor: time('billing_cycle_anchor'),
    trialStart: trialStart !== null && Math.abs(trialStart - start) <= sameTime ? start : trialStart,
    trialEnd: time('trial_end'),
    pause: readPause(fields, path),
    pausedAt: readPausedAt(fields, path),
    ...readOwnDiscounts(fields, { id, customerId }, path, beside),
  };
}

/** A customer's own discount goes for each subscription that has none. */
function readOwnDiscounts(
  fields: Fields,
  { id, customerId }: { readonly id: string; readonly customerId: string },
  path: string,
  beside: BesideSubscription,
): Pick<ReadSubscription, 'discounts' | 'mayHaveOther' | 'hasCustomers'> {
  const own = withoutRepeats([
    ...discountIn(fields, path),
    ...readDiscounts(fields.discounts, `${path}.discounts`),
    ...beside.discountsOf(id),
  ]);
  if (own.length > 0) return { discounts: own, mayHaveOther: false, hasCustomers: false };
  const customer = wholeOf(fields.customer);
  const ofCustomer =
    customer === null ? beside.discountsOfCustomer(customerId) : discountIn(customer, `${path}.customer`);
  return { discounts: ofCustomer ?? [], mayHaveOther: ofCustomer === undefined, hasCustomers: true };
}

/** Some API versions name a discount twice, as `discount` and in `discounts`: whole it says more. */
function withoutRepeats(list: readonly DiscountReference[]): readonly DiscountReference[] {
  const byId = new Map<string, DiscountReference>();
  for (const one of list) {
    if (byId.get(one.id)?.discount === undefined) byId.set(one.id, one);
  }
  return [...byId.values()];
}

function readPause(fields: Fields, path: string): ReadSubscription['pause'] {
  const pause = partOf(fields, 'pause_collection', path);
  if (Object.keys(pause).length === 0 && isMissing(fields.pause_collection)) return null;
  return {
    resumesAt: optionalSeconds(pause.resumes_at, `${path}.pause_collection.resumes_at`),
    behavior: optionalText(pause.behavior, `${path}.pause_collection.behavior`),
  };
}

function readPausedAt(fields: Fields, path: string): number | null {
  const paused = partOf(partOf(fields, 'status_details', path), 'paused', `${path}.status_details`);
  return optionalSeconds(paused.transitioned_at, `${path}.status_details.paused.transitioned_at`);
}

function itemsOf(fields: Fields, id: string, path: string, beside: BesideSubscription): readonly Item[] {
  if (isMissing(fields.items)) {
    const own = beside.itemsOf(id);
    if (own !== undefined && own.length > 0) return own;
    const { priceId } = readNamedPrice(fields, path);
    if (priceId !== null) return [{ ...readItem({ ...fields, id: undefined, discounts: null }, path), created: null }];
    if (own !== undefined) return own;
  }
  const list = readItems(fields.items, `${path}.items`, 'subscription items');
  return list.map((item, i) => readItem(item, `${path}.items.data[${i}]`));
}

export function readItem(value: unknown, path: string): Item {
  const item = readFields(value, path, 'a subscription item of Stripe');
  const time = (key: string) => optionalSeconds(item[key], `${path}.${key}`);
  // The price first: beside it stands a plan that says the same, or less.
  const named = readNamedPrice(item, path);
  if (named.priceId === null) reject('INVALID_TYPE', `${path}.plan`, 'be a price or plan of Stripe', item.plan);
  return {
    ...named,
    id: optionalReference(item.id, `${path}.id`),
    quantity: readQuantity(item.quantity, `${path}.quantity`, 1),
    created: time('created'),
    periodStart: time('current_period_start'),
    periodEnd: time('current_period_end'),
    hasTrialOffer: !isMissing(item.current_trial),
    discounts: readDiscounts(item.discounts, `${path}.discounts`),
  };
}
