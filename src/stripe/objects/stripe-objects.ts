// The parts of Stripe's objects that are read here, as its API gives them in any version since 2018. Stripe's own SDK types fit them; what
// else the objects hold is not looked at.

/** The whole object if it was expanded, otherwise its id. */
export type StripeExpandable<T> = string | T;

/** A list as the API nests it (https://docs.stripe.com/api/pagination). */
export interface StripeList<T> {
  readonly data: readonly T[];
  readonly has_more?: boolean | undefined;
}

/** A decimal as text, or an object that prints as one. */
export type StripeDecimal = string | { toString(): string };

/** The price of one unit (https://docs.stripe.com/api/prices/object). */
export interface StripeUnitAmount {
  /** In the smallest unit of the currency. */
  readonly unit_amount?: number | null | undefined;
  readonly unit_amount_decimal?: StripeDecimal | null | undefined;
}

/** The price of the units of a tier (https://docs.stripe.com/api/prices/object). */
export interface StripeTier extends StripeUnitAmount {
  readonly flat_amount?: number | null | undefined;
  readonly flat_amount_decimal?: StripeDecimal | null | undefined;
  /** The last unit that is in it; null: no limit. */
  readonly up_to: number | null;
}

/** A price: what one unit of an item costs, and how often it is billed (https://docs.stripe.com/api/prices/object). */
export interface StripePrice extends StripeUnitAmount {
  readonly id: string;
  readonly currency: string;
  readonly billing_scheme?: string | null | undefined;
  readonly type?: string | null | undefined;
  readonly recurring?:
    | {
        readonly interval: string;
        readonly interval_count?: number | undefined;
        readonly usage_type?: string | null | undefined;
      }
    | null
    | undefined;
  /** Only where they were expanded. */
  readonly tiers?: readonly StripeTier[] | undefined;
  readonly tiers_mode?: string | null | undefined;
  readonly transform_quantity?: { readonly divide_by: number; readonly round: string } | null | undefined;
  readonly currency_options?:
    | { readonly [currency: string]: StripeUnitAmount & { readonly tiers?: readonly StripeTier[] | undefined } }
    | undefined;
  readonly tax_behavior?: string | null | undefined;
  readonly nickname?: string | null | undefined;
  readonly product?: StripeExpandable<{ readonly id: string }> | null | undefined;
}

/** A plan, the predecessor of a price (https://docs.stripe.com/api/plans/object). */
export interface StripePlan {
  readonly id: string;
  readonly currency: string;
  readonly amount?: number | null | undefined;
  readonly amount_decimal?: StripeDecimal | null | undefined;
  readonly interval: string;
  readonly interval_count?: number | undefined;
  readonly usage_type?: string | null | undefined;
  readonly billing_scheme?: string | null | undefined;
  readonly transform_usage?: { readonly divide_by: number; readonly round: string } | null | undefined;
  readonly nickname?: string | null | undefined;
  readonly product?: StripeExpandable<{ readonly id: string }> | null | undefined;
}

/** A coupon: how much a discount takes off, and for how long (https://docs.stripe.com/api/coupons/object). */
export interface StripeCoupon {
  readonly id: string;
  readonly percent_off?: number | null | undefined;
  readonly amount_off?: number | null | undefined;
  readonly currency?: string | null | undefined;
  readonly currency_options?: { readonly [currency: string]: { readonly amount_off: number } } | undefined;
  readonly duration: string;
  readonly duration_in_months?: number | null | undefined;
  /** Only where it was expanded. */
  readonly applies_to?: { readonly products: readonly string[] } | undefined;
}

/** A coupon as it was applied (https://docs.stripe.com/api/discounts/object). */
export interface StripeDiscount {
  readonly id?: string | undefined;
  readonly coupon?: StripeExpandable<StripeCoupon> | null | undefined;
  readonly source?: { readonly coupon?: StripeExpandable<StripeCoupon> | null | undefined } | null | undefined;
  readonly start: number;
  readonly end?: number | null | undefined;
  readonly subscription_item?: string | null | undefined;
}

/** A customer, for a discount of its own (https://docs.stripe.com/api/customers/object). */
export interface StripeCustomer {
  readonly id: string;
  readonly discount?: StripeDiscount | null | undefined;
}

/** One price of a subscription, with its quantity (https://docs.stripe.com/api/subscription_items/object). */
export interface StripeSubscriptionItem {
  readonly id: string;
  readonly price?: StripeExpandable<StripePrice> | null | undefined;
  readonly plan?: StripeExpandable<StripePlan> | null | undefined;
  readonly quantity?: number | undefined;
  readonly created?: number | undefined;
  readonly discounts?: readonly StripeExpandable<StripeDiscount>[] | null | undefined;
  readonly current_period_start?: number | undefined;
  readonly current_period_end?: number | undefined;
}

/** A subscription (https://docs.stripe.com/api/subscriptions/object). */
export interface StripeSubscription {
  readonly id: string;
  readonly customer: StripeExpandable<StripeCustomer>;
  readonly status: string;
  readonly items: StripeList<StripeSubscriptionItem>;
  readonly created?: number | undefined;
  readonly start_date?: number | undefined;
  readonly billing_cycle_anchor?: number | undefined;
  readonly schedule?: StripeExpandable<StripeSchedule> | null | undefined;
  readonly currency?: string | undefined;
  readonly livemode?: boolean | undefined;
  readonly ended_at?: number | null | undefined;
  readonly cancel_at?: number | null | undefined;
  readonly cancel_at_period_end?: boolean | undefined;
  readonly canceled_at?: number | null | undefined;
  readonly cancellation_details?:
    | {
        readonly reason?: string | null | undefined;
        readonly feedback?: string | null | undefined;
        readonly comment?: string | null | undefined;
      }
    | null
    | undefined;
  readonly current_period_start?: number | undefined;
  readonly current_period_end?: number | undefined;
  readonly trial_start?: number | null | undefined;
  readonly trial_end?: number | null | undefined;
  readonly pause_collection?:
    | { readonly behavior: string; readonly resumes_at?: number | null | undefined }
    | null
    | undefined;
  readonly status_details?: object | undefined;
  readonly discount?: StripeDiscount | null | undefined;
  readonly discounts?: readonly StripeExpandable<StripeDiscount>[] | null | undefined;
}

/** One line of an invoice (https://docs.stripe.com/api/invoice-line-item/object). */
export interface StripeInvoiceLine {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly period: { readonly start: number; readonly end: number };
  readonly quantity?: number | null | undefined;
  readonly type?: string | undefined;
  readonly proration?: boolean | undefined;
  readonly price?: StripePrice | null | undefined;
  readonly plan?: StripePlan | null | undefined;
  readonly pricing?: object | null | undefined;
  readonly parent?: object | null | undefined;
  readonly subscription?: StripeExpandable<{ readonly id: string }> | null | undefined;
  readonly subscription_item?: StripeExpandable<{ readonly id: string }> | null | undefined;
  readonly discounts?: readonly StripeExpandable<object>[] | null | undefined;
  readonly discount_amounts?:
    | readonly { readonly amount: number; readonly discount: StripeExpandable<object> }[]
    | null
    | undefined;
}

/** An invoice with its lines (https://docs.stripe.com/api/invoices/object). */
export interface StripeInvoice {
  readonly id?: string | undefined;
  readonly created: number;
  readonly status?: string | null | undefined;
  readonly billing_reason?: string | null | undefined;
  readonly subscription?: StripeExpandable<{ readonly id: string }> | null | undefined;
  readonly parent?: object | null | undefined;
  readonly lines: StripeList<StripeInvoiceLine>;
  readonly discount?: object | null | undefined;
  readonly discounts?: readonly StripeExpandable<object>[] | null | undefined;
  readonly collection_method?: string | null | undefined;
  readonly amount_due?: number | undefined;
  readonly attempt_count?: number | undefined;
  readonly attempted?: boolean | undefined;
  readonly due_date?: number | null | undefined;
  readonly status_transitions?: object | undefined;
}

/** An event; only those of subscriptions are read (https://docs.stripe.com/api/events/object). */
export interface StripeEvent {
  readonly id: string;
  readonly type: string;
  readonly created: number;
  readonly data: { readonly object: object; readonly previous_attributes?: object | undefined };
}

/**
 * A phase of a schedule: future terms of a subscription, and when they apply (https://docs.stripe.com/api/subscription_schedules/object).
 */
export interface StripePhase {
  readonly start_date: number;
  readonly end_date: number;
  readonly items: readonly {
    readonly price: StripeExpandable<object>;
    readonly quantity?: number | undefined;
    readonly discounts?: readonly object[] | null | undefined;
  }[];
  readonly discounts?: readonly object[] | null | undefined;
  readonly trial_end?: number | null | undefined;
}

/** A schedule: the phases that a subscription will go through (https://docs.stripe.com/api/subscription_schedules/object). */
export interface StripeSchedule {
  readonly id: string;
  readonly customer: StripeExpandable<StripeCustomer | object>;
  readonly status: string;
  readonly subscription?: StripeExpandable<object> | null | undefined;
  readonly current_phase?: { readonly start_date: number; readonly end_date: number } | null | undefined;
  readonly end_behavior: string;
  readonly phases: readonly StripePhase[];
}

/**
 * A row of a copy of Stripe's data in a database or file: its columns are the fields of the API's object. The column of an id may end in
 * `_id`; that of a nested field begins with the name of its object (`recurring_interval`). Objects and lists may be JSON texts; instants
 * may be seconds, dates, or ISO 8601 text with an offset; numbers and flags may be texts.
 */
export interface StripeRow {
  readonly [column: string]: unknown;
}

/** An array, a list of the API, or rows of a table. */
export type StripeMany<T> = readonly T[] | StripeList<T> | readonly StripeRow[];

/** Objects fetched from Stripe, or rows of a copy of its data. */
export interface StripeData {
  /** All subscriptions, including ended ones: list them with `status: 'all'`. */
  readonly subscriptions: StripeMany<StripeSubscription>;
  /** Invoices with their lines; from the first invoice on, they show what was billed when. */
  readonly invoices?: StripeMany<StripeInvoice> | undefined;
  /** Events `customer.subscription.*`; Stripe keeps them for 30 days. */
  readonly events?: StripeMany<StripeEvent> | undefined;
  /** Prices, needed because invoice lines name them only by id since API version 2025-03-31. */
  readonly prices?: StripeMany<StripePrice> | undefined;
  /** Coupons, needed if discounts name them only by id. */
  readonly coupons?: StripeMany<StripeCoupon> | undefined;
  /** Customers, whose own discounts apply to their subscriptions; needed if subscriptions name them only by id. */
  readonly customers?: StripeMany<StripeCustomer> | undefined;
  /** Subscription schedules, for future changes. */
  readonly schedules?: StripeMany<StripeSchedule> | undefined;
  /** Subscription items from a table of their own, by `subscription` or `subscription_id`. */
  readonly subscriptionItems?: StripeMany<StripeSubscriptionItem> | undefined;
  /** Invoice lines from a table of their own, by `invoice` or `invoice_id`. */
  readonly invoiceLines?: StripeMany<StripeInvoiceLine> | undefined;
  /** Discounts from a table of their own, by `subscription` or `subscription_id`. */
  readonly discounts?: StripeMany<StripeDiscount> | undefined;
}

/** The options of `fromStripe`; the first value of each is its default. */
export interface StripeOptions {
  /**
   * Which coupons lower MRR, each for the bills that it reduces. 'recurring': all except those with the duration `once`. 'forever':
   * those without an end (Ghost). 'all': also those with the duration `once` (ProfitWell). Default 'recurring'.
   */
  readonly discounts?: 'recurring' | 'forever' | 'all' | 'none' | undefined;
  /** The source of a row's `plan`; a price without a nickname gives its id. Default 'price'. */
  readonly plan?: 'price' | 'product' | 'nickname' | undefined;
  /** Whether test-mode objects (`livemode: false`) count. Default 'exclude'. */
  readonly testMode?: 'exclude' | 'include' | undefined;
  /** The number of decimals per currency, if Stripe differs from its documentation: `{ UGX: 0 }`. Default: as documented. */
  readonly minorUnits?: { readonly [currency: string]: number } | undefined;
}
