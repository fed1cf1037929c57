import type {
  StripeCoupon,
  StripeDiscount,
  StripeEvent,
  StripeInvoice,
  StripeInvoiceLine,
  StripePrice,
  StripeSubscription,
  StripeSubscriptionItem,
} from 'tenure/stripe';

// Stripe objects with the fields that matter, written by hand after Stripe's API reference.

/** A date or a date-time of UTC as Stripe counts it. */
export const at = (text: string): number => Date.parse(text.length === 10 ? `${text}T00:00:00Z` : text) / 1000;

export const price = (id: string, cents: number | null, more: Partial<StripePrice> = {}): StripePrice => ({
  id,
  currency: 'usd',
  unit_amount: cents,
  unit_amount_decimal: cents === null ? null : String(cents),
  billing_scheme: 'per_unit',
  type: 'recurring',
  recurring: { interval: 'month', interval_count: 1, usage_type: 'licensed' },
  product: `prod_${id}`,
  ...more,
});

export const every = (interval: string, interval_count = 1) => ({
  recurring: { interval, interval_count, usage_type: 'licensed' },
});

export const item = (
  own: StripePrice,
  quantity = 1,
  more: Partial<StripeSubscriptionItem> = {},
): StripeSubscriptionItem => ({ id: `si_${own.id}`, price: own, quantity, ...more });

export const subscription = (
  items: readonly StripeSubscriptionItem[],
  more: Partial<StripeSubscription> = {},
): StripeSubscription => ({
  id: 'sub_1',
  customer: { id: 'cus_1', discount: null },
  status: 'active',
  created: at('2026-01-01'),
  start_date: at('2026-01-01'),
  currency: 'usd',
  livemode: true,
  cancel_at_period_end: false,
  canceled_at: null,
  cancel_at: null,
  ended_at: null,
  discounts: [],
  items: { data: items },
  ...more,
});

export const line = (
  own: StripePrice,
  quantity: number,
  from: string,
  to: string,
  more: Partial<StripeInvoiceLine> = {},
): StripeInvoiceLine => ({
  id: `il_${own.id}_${quantity}_${from}_${more.amount ?? ''}`,
  type: 'subscription',
  amount: (own.unit_amount ?? 0) * quantity,
  currency: own.currency,
  period: { start: at(from), end: at(to) },
  proration: false,
  quantity,
  price: own,
  subscription: 'sub_1',
  subscription_item: `si_${own.id}`,
  ...more,
});

/** A line for a part of a period: what is given back is negative. */
export const proration = (
  own: StripePrice,
  quantity: number,
  from: string,
  to: string,
  amount: number,
  more: Partial<StripeInvoiceLine> = {},
): StripeInvoiceLine => line(own, quantity, from, to, { type: 'invoiceitem', proration: true, amount, ...more });

export const invoice = (
  created: string,
  lines: readonly StripeInvoiceLine[],
  more: Partial<StripeInvoice> = {},
): StripeInvoice => ({
  id: `in_${created}`,
  created: at(created),
  status: 'paid',
  billing_reason: 'subscription_cycle',
  collection_method: 'charge_automatically',
  subscription: 'sub_1',
  amount_due: lines.reduce((sum, { amount }) => sum + amount, 0),
  attempt_count: 1,
  lines: { data: lines },
  status_transitions: {
    finalized_at: at(created),
    paid_at: at(created),
    marked_uncollectible_at: null,
    voided_at: null,
  },
  ...more,
});

/** The same invoice in the form of API versions since 2025-03-31: prices by id, and no item on the lines of prorations. */
export function modern(old: StripeInvoice): StripeInvoice {
  const { subscription: owner, ...rest } = old;
  const lines = old.lines.data.map(({ price: own, proration: isProration, type, subscription_item, ...others }) => {
    const { subscription: lineOwner, ...plain } = others;
    const isItem = type === 'invoiceitem';
    const details = { proration: isProration === true, subscription: lineOwner ?? null };
    return {
      ...plain,
      pricing: {
        type: 'price_details',
        // Of a proration it is the part, and below 0 where it is given back.
        unit_amount_decimal: isProration ? String(others.amount) : (own?.unit_amount_decimal ?? null),
        price_details: { price: own?.id, product: own?.product },
      },
      parent: isItem
        ? { type: 'invoice_item_details', invoice_item_details: details, subscription_item_details: null }
        : {
            type: 'subscription_item_details',
            invoice_item_details: null,
            subscription_item_details: { ...details, subscription_item },
          },
    };
  });
  return {
    ...rest,
    parent: { type: 'subscription_details', subscription_details: { subscription: owner } },
    lines: { data: lines },
  };
}

export const event = (
  created: string,
  object: StripeSubscription,
  previous?: object,
  type = 'customer.subscription.updated',
): StripeEvent => ({
  id: `evt_${created}`,
  type,
  created: at(created),
  data: { object, ...(previous && { previous_attributes: previous }) },
});

export const coupon = (id: string, more: Partial<StripeCoupon>): StripeCoupon => ({ id, duration: 'forever', ...more });

export const discount = (id: string, own: StripeCoupon, more: Partial<StripeDiscount> = {}): StripeDiscount => ({
  id,
  coupon: own,
  start: at('2026-01-01'),
  end: null,
  ...more,
});
