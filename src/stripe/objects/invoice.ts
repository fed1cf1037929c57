import { reject } from '../../errors.ts';
import { checkText, isMissing } from '../../read/index.ts';
import { type DiscountReference, readDiscounts, readOneDiscount } from './discount.ts';
import {
  type Fields,
  hasMore,
  optionalFields,
  optionalReference,
  optionalSeconds,
  optionalText,
  readCurrency,
  readFields,
  readItems,
  readQuantity,
  readSeconds,
} from './fields.ts';
import { type Price, readPrice } from './price.ts';

/** An invoice as far as it tells of subscriptions; instants in epoch milliseconds. */
export interface ReadInvoice {
  readonly id: string;
  readonly created: number;
  readonly status: string | null;
  readonly billingReason: string | null;
  readonly subscriptionId: string | null;
  readonly lines: readonly Line[];
  readonly hasMoreLines: boolean;
  readonly discounts: readonly DiscountReference[];
  readonly debt: { readonly start: number; readonly end: number | null } | null;
}

/** One line: what an item cost from when to when, or that a part of an earlier line was given back. */
export interface Line {
  readonly id: string;
  readonly subscriptionId: string | null;
  readonly itemId: string | null;
  readonly isProration: boolean;
  /** Whether a proration names what it gives back. */
  readonly isCredit: boolean;
  readonly isOneTime: boolean;
  readonly start: number;
  readonly end: number;
  readonly amount: number;
  readonly quantity: number;
  readonly currency: string;
  /** Null where the line names its price by id alone. */
  readonly price: Price | null;
  readonly priceId: string | null;
  readonly discounts: readonly DiscountReference[];
}

export function readInvoice(value: unknown, path: string): ReadInvoice {
  const fields = readFields(value, path, 'an invoice of Stripe');
  const parent = optionalFields(fields.parent, `${path}.parent`);
  const details = optionalFields(parent.subscription_details, `${path}.parent.subscription_details`);
  const subscriptionId =
    optionalReference(fields.subscription, `${path}.subscription`) ??
    optionalReference(details.subscription, `${path}.parent.subscription_details.subscription`);
  const created = readSeconds(fields.created, `${path}.created`);
  const lines = readItems(fields.lines, `${path}.lines`, 'invoice lines');
  return {
    // A preview of an invoice has no id.
    id: optionalText(fields.id, `${path}.id`) ?? 'a preview',
    created,
    status: optionalText(fields.status, `${path}.status`),
    billingReason: optionalText(fields.billing_reason, `${path}.billing_reason`),
    subscriptionId,
    lines: lines.map((line, i) => readLine(line, `${path}.lines.data[${i}]`, subscriptionId)),
    hasMoreLines: hasMore(fields.lines),
    discounts: [
      ...readOneDiscount(fields.discount, `${path}.discount`),
      ...readDiscounts(fields.discounts, `${path}.discounts`),
    ],
    debt: debtOf(fields, created, path),
  };
}

function readLine(value: unknown, path: string, ofInvoice: string | null): Line {
  const line = readFields(value, path, 'an invoice line of Stripe');
  const period = readFields(line.period, `${path}.period`, 'an object { start, end }');
  const [start, end] = [
    readSeconds(period.start, `${path}.period.start`),
    readSeconds(period.end, `${path}.period.end`),
  ];
  if (end < start) reject('END_BEFORE_START', `${path}.period.end`, 'not come before its start', period.end);
  const parent = optionalFields(line.parent, `${path}.parent`);
  const ofItem = parent.subscription_item_details ?? parent.invoice_item_details;
  const details = optionalFields(ofItem, `${path}.parent`);
  const isProration = line.proration === true || details.proration === true;
  const credited = optionalFields(line.proration_details ?? details.proration_details, `${path}.proration_details`);
  const isInvoiceItem = line.type === 'invoiceitem' || parent.type === 'invoice_item_details';
  const reference = (key: string) =>
    optionalReference(line[key], `${path}.${key}`) ?? optionalReference(details[key], `${path}.parent.${key}`);
  return {
    id: checkText(line.id, `${path}.id`),
    subscriptionId: reference('subscription') ?? ofInvoice,
    itemId: reference('subscription_item'),
    isProration,
    isCredit: !isMissing(credited.credited_items),
    isOneTime: isInvoiceItem && !isProration,
    start,
    end,
    amount:
      typeof line.amount === 'number'
        ? line.amount
        : reject('INVALID_AMOUNT', `${path}.amount`, 'be a number', line.amount),
    quantity: readQuantity(line.quantity, `${path}.quantity`, 1),
    currency: readCurrency(line.currency, `${path}.currency`),
    ...priceOf(line, path),
    discounts: readDiscounts(line.discounts, `${path}.discounts`),
  };
}

/** The price of a line: whole as `price` or `plan` in old API versions, by id under `pricing` in new ones. */
function priceOf(line: Fields, path: string): Pick<Line, 'price' | 'priceId'> {
  for (const key of ['price', 'plan']) {
    if (isMissing(line[key])) continue;
    const price = readPrice(line[key], `${path}.${key}`);
    return { price, priceId: price.id };
  }
  const pricing = optionalFields(line.pricing, `${path}.pricing`);
  const details = optionalFields(pricing.price_details, `${path}.pricing.price_details`);
  const at = `${path}.pricing.price_details.price`;
  const priceId = optionalReference(details.price, at);
  return {
    price: typeof details.price === 'object' && details.price !== null ? readPrice(details.price, at) : null,
    priceId,
  };
}

/**
 * From when to when the invoice was owed after its time: from its finalization where the first attempt to collect it failed, from its due
 * date where it was sent; until it was paid, given up or voided.
 */
function debtOf(fields: Fields, created: number, path: string): ReadInvoice['debt'] {
  const times = optionalFields(fields.status_transitions, `${path}.status_transitions`);
  const time = (key: string) => optionalSeconds(times[key], `${path}.status_transitions.${key}`);
  const ends = [time('paid_at'), time('marked_uncollectible_at'), time('voided_at')].filter((end) => end !== null);
  const end = ends.length === 0 ? null : Math.min(...ends);
  const attempts = readQuantity(fields.attempt_count, `${path}.attempt_count`, 0);
  const due = optionalSeconds(fields.due_date, `${path}.due_date`);
  const isDraft = isMissing(fields.status) || fields.status === 'draft';
  if (isDraft || fields.amount_due === 0) return null;
  if (fields.collection_method === 'send_invoice') {
    // Whether an open invoice is late only a clock could tell; the status of the subscription does.
    return due !== null && end !== null && end > due ? { start: due, end } : null;
  }
  const hasFailed = end === null || fields.status === 'uncollectible' ? attempts >= 1 : attempts >= 2;
  if (!hasFailed) return null;
  const start = time('finalized_at') ?? created;
  return end !== null && end <= start ? null : { start, end };
}
