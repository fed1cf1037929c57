import type { Instant } from '../../calendar/open.ts';
import type { Id } from '../../read/index.ts';

/** One use of the product by a customer, or several of them as one row. */
export interface UsageEvent {
  /** The customer, compared by its text: 17, 17n and '17' are one. */
  readonly customerId: Id;
  /** When it happened. */
  readonly at: Instant;
  /** The user, if a customer has several; unique within the customer. */
  readonly userId?: Id | null | undefined;
  /** The feature used; missing: the product in general, such as a log-in. */
  readonly feature?: string | null | undefined;
  /** The duration, such as the length of a session; missing: unknown. Of a row with a `count` that of all its events together. */
  readonly durationSeconds?: number | null | undefined;
  /**
   * How many events the row stands for, such as those of a customer's day: a whole number from 1 on; missing: 1. It weighs wherever events
   * are counted, and nowhere else: the row is one customer, one user, one day.
   */
  readonly count?: number | null | undefined;
}

/** The start of a customer. */
export interface SignUp {
  /** The customer, compared by its text: 17, 17n and '17' are one. */
  readonly customerId: Id;
  /** When the customer signed up. */
  readonly at: Instant;
}

/** Who is counted: customers (the default), or the distinct users of each customer. */
export type UsageEntity = 'customers' | 'users';
