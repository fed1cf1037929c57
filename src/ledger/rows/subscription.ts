import type { Instant } from '../../calendar/open.ts';
import type { Amount } from '../../money/index.ts';

/** The length of one billing interval; 'term': the amount is for the whole time from `start` to `end`. */
export type BillingInterval = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'term';

/** A span of time inside a subscription, such as a pause; without `end` it lasts as long as the row does. */
export interface Interruption {
  readonly start: Instant;
  readonly end?: Instant | null | undefined;
}

/** What comes off the price of every billing interval: a share of it (0..100) or an amount. One-time discounts are not given. */
export type Discount =
  | { readonly percent: Amount; readonly amount?: undefined }
  | { readonly amount: Amount; readonly percent?: undefined };

/** One row of a subscription ledger: a customer pays this price from `start` until just before `end`. */
export interface Subscription {
  readonly customerId: string;
  /** Rows that share it are phases of one subscription. */
  readonly subscriptionId?: string | undefined;
  readonly start: Instant;
  /** Exclusive; missing or null: still running. */
  readonly end?: Instant | null | undefined;
  /** The list price of one unit for one billing interval, tax excluded. */
  readonly amount: Amount;
  readonly interval: BillingInterval;
  /** How many intervals one bill covers: 3 with 'month' is a bill a quarter. Default 1. */
  readonly intervalCount?: number | undefined;
  /** How many units, seats for instance; may be a fraction. Default 1. */
  readonly quantity?: number | undefined;
  readonly discount?: Discount | undefined;
  readonly currency?: string | undefined;
  readonly plan?: string | undefined;
  /** Nothing is paid before it. */
  readonly trialEnd?: Instant | null | undefined;
  readonly cancelRequestedAt?: Instant | null | undefined;
  readonly pauses?: readonly Interruption[] | undefined;
  readonly pastDue?: readonly Interruption[] | undefined;
  readonly churnType?: 'voluntary' | 'involuntary' | undefined;
  readonly churnReason?: string | undefined;
  /** Yours: size, industry, country. */
  readonly segment?: string | undefined;
}
