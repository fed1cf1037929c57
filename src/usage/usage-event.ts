import type { Instant } from '../calendar/instant.ts';

/** Something that a customer did with the product. */
export interface UsageEvent {
  readonly customerId: string;
  readonly at: Instant;
  /** Who did it, where a customer has several users; told apart within the customer. */
  readonly userId?: string | undefined;
  /** What was used; missing: the product in general, such as a log-in. */
  readonly feature?: string | undefined;
  /** How long it lasted, such as the length of a session; missing: not known. */
  readonly durationSeconds?: number | undefined;
}

/** The start of a customer. */
export interface SignUp {
  readonly customerId: string;
  readonly at: Instant;
}

/** Who is counted: customers (the default), or the distinct users of each customer. */
export type UsageEntity = 'customers' | 'users';
