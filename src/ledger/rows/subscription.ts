import type { Instant } from '../../calendar/open.ts';
import type { Amount } from '../../money/index.ts';
import type { Id } from '../../read/index.ts';

/** The length of one billing interval; 'term': the amount is for the whole time from `start` to `end`. */
export type BillingInterval = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'term';

export const billingIntervals: readonly BillingInterval[] = ['day', 'week', 'month', 'quarter', 'year', 'term'];
export const churnTypes = ['voluntary', 'involuntary'] as const;

/** A span of time inside a subscription, such as a pause; without `end` it lasts as long as the row. */
export interface Interruption {
  /** Its first instant. */
  readonly start: Instant;
  /** Exclusive; missing or null: it lasts as long as the row. */
  readonly end?: Instant | null | undefined;
}

/** A reduction of the price of every billing interval: a percentage (0..100) or an amount. Leave one-time discounts out. */
export type Discount =
  | {
      /** Percent of the price, 0..100. */
      readonly percent: Amount;
      readonly amount?: null | undefined;
    }
  | {
      /** An amount off each bill, for all units together; in the unit of the row's `amount`. */
      readonly amount: Amount;
      readonly percent?: null | undefined;
    };

/** A row that tells when a customer is one, and not what it pays: for `amounts: 'none'`. */
export interface UnpricedSubscription extends Omit<Subscription, 'amount' | 'interval' | 'intervalCount' | 'discount'> {
  readonly amount?: null | undefined;
  readonly interval?: null | undefined;
  readonly intervalCount?: null | undefined;
  readonly discount?: null | undefined;
}

/**
 * One row of a subscription ledger: a customer pays this price from `start` until just before `end`. In every optional field null
 * means missing, as undefined does. Further fields are yours: they are kept, and callbacks see them. Only a key that is a field but for
 * case, blanks and underscores (`Quantity`, `trial_end`) is refused.
 */
export interface Subscription {
  /** Compared by its text: 17, 17n and '17' are one customer. */
  readonly customerId: Id;
  /** Rows of a customer that share it are phases of one subscription. */
  readonly subscriptionId?: Id | null | undefined;
  /** The first instant that is paid for, or on trial. */
  readonly start: Instant;
  /** Exclusive; missing or null: still running. */
  readonly end?: Instant | null | undefined;
  /** The list price of one unit for one billing interval, tax excluded. */
  readonly amount: Amount;
  /** What one `amount` pays for. */
  readonly interval: BillingInterval;
  /** How many intervals one bill covers: 3 with 'month' is a bill a quarter. Default 1. */
  readonly intervalCount?: number | null | undefined;
  /** How many units, seats for instance; may be a fraction. Default 1. */
  readonly quantity?: number | null | undefined;
  /** A recurring discount; leave one-time discounts out. */
  readonly discount?: Discount | null | undefined;
  /** The currency code of the amount, of any case. Missing: the policy's `currency`. */
  readonly currency?: string | null | undefined;
  /** The name of the plan. */
  readonly plan?: string | null | undefined;
  /** Nothing is paid before it, but for what the option `trials` says. */
  readonly trialEnd?: Instant | null | undefined;
  /** When the contract was signed: where the row begins with `startAt: 'signed'`, if that is before `start`. */
  readonly signedAt?: Instant | null | undefined;
  /** The subscriptionId that this subscription took the place of: both are one, and no gap between them is churn. */
  readonly replaces?: Id | null | undefined;
  /** When the customer gave notice; what counts with `churnAt: 'cancelRequest'`. */
  readonly cancelRequestedAt?: Instant | null | undefined;
  /** When the service rests; see the option `pauses`. */
  readonly pauses?: readonly Interruption[] | null | undefined;
  /** When a payment is overdue; see the option `pastDueGraceDays`. */
  readonly pastDue?: readonly Interruption[] | null | undefined;
  /** Whether the customer left, or a payment failed. */
  readonly churnType?: 'voluntary' | 'involuntary' | null | undefined;
  /** Yours: why the customer left. */
  readonly churnReason?: string | null | undefined;
  /** Yours: size, industry, country. */
  readonly segment?: string | null | undefined;
}
