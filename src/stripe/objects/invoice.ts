import { reject } from '../../errors.ts';
import type { Rational } from '../../exact/index.ts';
import { checkText } from '../../read/index.ts';
import { type DiscountReference, discountIn, readDiscount, readDiscounts } from './discount.ts';
import {
  asNumber,
  type Fields,
  hasMore,
  isMissing,
  isTrue,
  optionalFields,
  optionalReference,
  optionalSeconds,
  optionalText,
  partOf,
  readCurrency,
  readFields,
  readItems,
  readMinor,
  readQuantity,
  readSeconds,
  referenceIn,
} from './fields.ts';
import { type NamedPrice, readNamedPrice } from './price.ts';

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
  /** Whether it says what came off, be it nothing. */
  readonly tellsDiscounts: boolean;
  /** Whether it was sent, to be paid until a day. */
  readonly isSent: boolean;
  readonly debt: { readonly start: number; readonly end: number | null } | null;
}

/** One line: what an item cost from when to when, or that a part of an earlier line was given back. */
export interface Line extends NamedPrice {
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
  /** The product of its price, where the line names it. */
  readonly product: string | null;
  readonly discounts: readonly DiscountReference[];
  /** What came off it by each discount; null where it does not say. */
  readonly takenOff: readonly { readonly amount: Rational; readonly reference: DiscountReference }[] | null;
}

/** An invoice; its lines may stand in a table of their own. */
export function readInvoice(
  value: unknown,
  path: string,
  linesOf: (invoiceId: string) => readonly Line[] | undefined,
): ReadInvoice {
  const fields = readFields(value, path, 'an invoice of Stripe');
  const details = partOf(partOf(fields, 'parent', path), 'subscription_details', `${path}.parent`);
  const subscriptionId =
    referenceIn(fields, 'subscription', path) ??
    optionalReference(details.subscription, `${path}.parent.subscription_details.subscription`);
  const created = readSeconds(fields.created, `${path}.created`);
  // A preview of an invoice has no id.
  const id = optionalText(fields.id, `${path}.id`) ?? 'a preview';
  const lines =
    (isMissing(fields.lines) ? linesOf(id) : undefined) ??
    readItems(fields.lines, `${path}.lines`, 'invoice lines').map((line, i) =>
      readLine(line, `${path}.lines.data[${i}]`),
    );
  const discounts = [...discountIn(fields, path), ...readDiscounts(fields.discounts, `${path}.discounts`)];
  const billed = lines.reduce((sum, { amount }) => sum + amount, 0);
  return {
    id,
    created,
    status: optionalText(fields.status, `${path}.status`),
    billingReason: optionalText(fields.billing_reason, `${path}.billing_reason`),
    subscriptionId,
    lines: lines.map((line) => ({ ...line, subscriptionId: line.subscriptionId ?? subscriptionId })),
    hasMoreLines: hasMore(fields.lines),
    discounts,
    tellsDiscounts:
      !isMissing(fields.discounts) ||
      discounts.length > 0 ||
      lines.some(({ takenOff }) => takenOff !== null) ||
      asNumber(fields.amount_due) === billed,
    isSent: isSent(fields),
    debt: debtOf(fields, created, path),
  };
}

export function readLine(value: unknown, path: string): Line {
  const line = readFields(value, path, 'an invoice line of Stripe');
  const period = partOf(line, 'period', path);
  if (Object.keys(period).length === 0)
    reject('INVALID_TYPE', `${path}.period`, 'be an object { start, end }', line.period);
  const [start, end] = [
    readSeconds(period.start, `${path}.period.start`),
    readSeconds(period.end, `${path}.period.end`),
  ];
  if (end < start) reject('END_BEFORE_START', `${path}.period.end`, 'not come before its start', period.end);
  const parent = partOf(line, 'parent', path);
  const ofItem = parent.subscription_item_details ?? parent.invoice_item_details;
  const details = optionalFields(ofItem, `${path}.parent`);
  const isProration = isTrue(line.proration) || isTrue(details.proration);
  const credited = optionalFields(line.proration_details ?? details.proration_details, `${path}.proration_details`);
  const isInvoiceItem = line.type === 'invoiceitem' || parent.type === 'invoice_item_details';
  const reference = (key: string) =>
    referenceIn(line, key, path) ?? optionalReference(details[key], `${path}.parent.${key}`);
  const amount = asNumber(line.amount);
  return {
    id: checkText(line.id, `${path}.id`),
    subscriptionId: reference('subscription'),
    itemId: reference('subscription_item'),
    isProration,
    isCredit: !isMissing(credited.credited_items),
    isOneTime: isInvoiceItem && !isProration,
    start,
    end,
    amount:
      typeof amount === 'number' && Number.isFinite(amount)
        ? amount
        : reject('INVALID_AMOUNT', `${path}.amount`, 'be a number', line.amount),
    quantity: readQuantity(line.quantity, `${path}.quantity`, 1),
    currency: readCurrency(line.currency, `${path}.currency`),
    ...readNamedPrice(line, path),
    product: productOf(line, path),
    discounts: readDiscounts(line.discounts, `${path}.discounts`),
    takenOff: readTakenOff(line.discount_amounts, `${path}.discount_amounts`),
  };
}

function productOf(line: Fields, path: string): string | null {
  const pricing = partOf(line, 'pricing', path);
  return optionalReference(partOf(pricing, 'price_details', path).product, `${path}.pricing.price_details.product`);
}

/** What came off a line by each discount. */
function readTakenOff(value: unknown, path: string): Line['takenOff'] {
  if (isMissing(value)) return null;
  return readItems(value, path, 'amounts by discount').map((one, i) => {
    const { amount, discount } = readFields(one, `${path}[${i}]`, 'an object { amount, discount }');
    return {
      amount: readMinor(amount, `${path}[${i}].amount`),
      reference: readDiscount(discount, `${path}[${i}].discount`),
    };
  });
}

/** Only what is sent has a date until which to pay it. */
function isSent({ collection_method, billing, due_date }: Fields): boolean {
  const method = isMissing(collection_method) ? billing : collection_method;
  return isMissing(method) ? !isMissing(due_date) : method === 'send_invoice';
}

/**
 * From when to when the invoice was owed after its time: from its finalization where the first attempt to collect it failed, from its due
 * date where it was sent; until it was paid, given up or voided.
 */
function debtOf(fields: Fields, created: number, path: string): ReadInvoice['debt'] {
  const times = partOf(fields, 'status_transitions', path);
  const time = (key: string) => optionalSeconds(times[key], `${path}.status_transitions.${key}`);
  const ends = [time('paid_at'), time('marked_uncollectible_at'), time('voided_at')].filter((end) => end !== null);
  const end = ends.length === 0 ? null : Math.min(...ends);
  const attempts = readQuantity(fields.attempt_count, `${path}.attempt_count`, 0);
  const due = optionalSeconds(fields.due_date, `${path}.due_date`);
  const isDraft = isMissing(fields.status) || fields.status === 'draft';
  if (isDraft || asNumber(fields.amount_due) === 0) return null;
  if (isSent(fields)) {
    return due === null || (end !== null && end <= due) ? null : { start: due, end };
  }
  const hasFailed = end === null || fields.status === 'uncollectible' ? attempts >= 1 : attempts >= 2;
  if (!hasFailed) return null;
  const start = time('finalized_at') ?? created;
  return end !== null && end <= start ? null : { start, end };
}
