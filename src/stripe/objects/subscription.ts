import { reject } from '../../errors.ts';
import { checkText, isMissing } from '../../read/index.ts';
import { type DiscountReference, readDiscounts, readOneDiscount } from './discount.ts';
import {
  type Fields,
  hasMore,
  optionalFields,
  optionalSeconds,
  optionalText,
  readCurrency,
  readFields,
  readItems,
  readQuantity,
  readReference,
  sameTime,
} from './fields.ts';
import { type Price, readPrice } from './price.ts';

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
  readonly cancellation: {
    readonly reason: string | null;
    readonly feedback: string | null;
    readonly comment: string | null;
  };
  readonly periodStart: number | null;
  readonly periodEnd: number | null;
  readonly trialStart: number | null;
  readonly trialEnd: number | null;
  readonly pause: { readonly resumesAt: number | null } | null;
  /** When its status became paused, where the object says so. */
  readonly pausedAt: number | null;
  readonly discounts: readonly DiscountReference[];
}

interface Item {
  readonly id: string | null;
  readonly price: Price;
  readonly quantity: number;
  readonly created: number | null;
  readonly hasTrialOffer: boolean;
  readonly discounts: readonly DiscountReference[];
}

/** What prices of old objects tell by `plan` and `quantity` alone goes for their one item. */
export function readSubscription(value: unknown, path: string): ReadSubscription {
  const fields = readFields(value, path, 'a subscription of Stripe');
  const id = checkText(fields.id, `${path}.id`);
  const items = itemsOf(fields, path);
  const periods = periodOf(fields, path);
  const time = (key: string) => optionalSeconds(fields[key], `${path}.${key}`);
  const created = time('created') ?? time('start_date');
  const start = time('start_date') ?? created;
  if (start === null || created === null) {
    reject('INVALID_INSTANT', `${path}.start_date`, 'be whole seconds since 1970', fields.start_date);
  }
  const trialStart = time('trial_start');
  const cancellation = optionalFields(fields.cancellation_details, `${path}.cancellation_details`);
  const because = (key: string) => optionalText(cancellation[key], `${path}.cancellation_details.${key}`);
  const willEnd = fields.cancel_at_period_end === true ? periods.end : null;
  const paused = fields.pause_collection;
  return {
    id,
    customerId: readReference(fields.customer, `${path}.customer`),
    status: checkText(fields.status, `${path}.status`),
    isLive: fields.livemode !== false,
    start,
    created,
    currency: fields.currency === undefined ? null : readCurrency(fields.currency, `${path}.currency`),
    items,
    hasMoreItems: hasMore(fields.items),
    endedAt: time('ended_at'),
    canceledAt: time('canceled_at'),
    cancelAt: time('cancel_at') ?? willEnd,
    cancellation: { reason: because('reason'), feedback: because('feedback'), comment: because('comment') },
    periodStart: periods.start,
    periodEnd: periods.end,
    trialStart: trialStart !== null && Math.abs(trialStart - start) <= sameTime ? start : trialStart,
    trialEnd: time('trial_end'),
    pause: isMissing(paused) ? null : readPause(paused, `${path}.pause_collection`),
    pausedAt: readPausedAt(fields, path),
    discounts: withoutRepeats([
      ...readOneDiscount(fields.discount, `${path}.discount`),
      ...readDiscounts(fields.discounts, `${path}.discounts`),
      ...customerDiscount(fields, path),
    ]),
  };
}

/** A customer's own discount goes for each subscription that has none. */
function customerDiscount(fields: Fields, path: string): readonly DiscountReference[] {
  const hasOwn = !isMissing(fields.discount) || (Array.isArray(fields.discounts) && fields.discounts.length > 0);
  if (hasOwn || typeof fields.customer !== 'object') return [];
  const { discount } = optionalFields(fields.customer, `${path}.customer`);
  return readOneDiscount(discount, `${path}.customer.discount`);
}

/** Some API versions name a discount twice, as `discount` and in `discounts`: whole it says more. */
function withoutRepeats(list: readonly DiscountReference[]): readonly DiscountReference[] {
  const byId = new Map<string, DiscountReference>();
  for (const one of list) {
    if (byId.get(one.id)?.discount === undefined) byId.set(one.id, one);
  }
  return [...byId.values()];
}

function readPause(value: unknown, path: string): { readonly resumesAt: number | null } {
  const { resumes_at } = readFields(value, path, 'an object { behavior, resumes_at }');
  return { resumesAt: optionalSeconds(resumes_at, `${path}.resumes_at`) };
}

function readPausedAt(fields: Fields, path: string): number | null {
  const details = optionalFields(fields.status_details, `${path}.status_details`);
  const paused = optionalFields(details.paused, `${path}.status_details.paused`);
  return optionalSeconds(paused.transitioned_at, `${path}.status_details.paused.transitioned_at`);
}

function itemsOf(fields: Fields, path: string): readonly Item[] {
  if (fields.items === undefined && fields.plan !== undefined) {
    return [readItem({ plan: fields.plan, quantity: fields.quantity }, path)];
  }
  const list = readItems(fields.items, `${path}.items`, 'subscription items');
  return list.map((item, i) => readItem(item, `${path}.items.data[${i}]`));
}

function readItem(value: unknown, path: string): Item {
  const item = readFields(value, path, 'a subscription item of Stripe');
  // The price first: beside it stands a plan that says the same, or less.
  const isPrice = !isMissing(item.price);
  return {
    id: item.id === undefined ? null : checkText(item.id, `${path}.id`),
    price: isPrice ? readPrice(item.price, `${path}.price`) : readPrice(item.plan, `${path}.plan`),
    quantity: readQuantity(item.quantity, `${path}.quantity`, 1),
    created: optionalSeconds(item.created, `${path}.created`),
    hasTrialOffer: !isMissing(item.current_trial),
    discounts: readDiscounts(item.discounts, `${path}.discounts`),
  };
}

/** The current period: on the items since API version 2025-03-31, on the subscription before. */
function periodOf(fields: Fields, path: string): { readonly start: number | null; readonly end: number | null } {
  const bounds = (key: string, pick: (...values: number[]) => number): number | null => {
    const own = optionalSeconds(fields[key], `${path}.${key}`);
    if (own !== null || fields.items === undefined) return own;
    const onItems = readItems(fields.items, `${path}.items`, 'subscription items').map((item, i) => {
      const at = `${path}.items.data[${i}]`;
      return optionalSeconds(readFields(item, at, 'a subscription item of Stripe')[key], `${at}.${key}`);
    });
    const known = onItems.filter((value) => value !== null);
    return known.length === 0 ? null : pick(...known);
  };
  // With items of several intervals the shortest period began last, and the service ends with the longest.
  return { start: bounds('current_period_start', Math.max), end: bounds('current_period_end', Math.max) };
}
