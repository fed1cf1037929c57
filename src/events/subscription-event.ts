import type { Instant } from '../calendar/open.ts';
import type { BillingInterval, Discount } from '../ledger/query.ts';
import type { Amount } from '../money/index.ts';

/** What happened, whose subscription it happened to, and when. */
export interface EventOccurrence {
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly at: Instant;
}

/** The terms of a subscription, with the meaning they have in a `Subscription` row. */
export interface EventTerms {
  readonly amount: Amount;
  readonly interval: BillingInterval;
  readonly intervalCount?: number | undefined;
  readonly quantity?: number | undefined;
  /** null takes a discount away. */
  readonly discount?: Discount | null | undefined;
  readonly currency?: string | undefined;
  readonly plan?: string | undefined;
  readonly segment?: string | undefined;
  /** Nothing is paid before it; null ends a trial at once. */
  readonly trialEnd?: Instant | null | undefined;
}

/** Why a subscription ends. */
export interface EventCause {
  readonly churnType?: 'voluntary' | 'involuntary' | undefined;
  readonly churnReason?: string | undefined;
}

export type StartedEvent = EventOccurrence & EventTerms & { readonly type: 'started' };
/** Terms that are not given stay as they were. */
export type ChangedEvent = EventOccurrence & Partial<EventTerms> & { readonly type: 'changed' };
/** The same subscription again after its end; terms that are not given are those it had. */
export type ReactivatedEvent = EventOccurrence & Partial<EventTerms> & { readonly type: 'reactivated' };
/** `endsAt`: when the service will end, if nothing else happens. */
export type CancelRequestedEvent = EventOccurrence &
  EventCause & { readonly type: 'cancelRequested'; readonly endsAt?: Instant | null | undefined };
export type EndedEvent = EventOccurrence & EventCause & { readonly type: 'ended' };
/** A state begun or ended, with nothing more to say of it. */
export type PlainEvent = EventOccurrence & {
  readonly type: 'paused' | 'resumed' | 'pastDue' | 'recovered' | 'uncancelled';
};

/** One line of a log of subscriptions. */
export type SubscriptionEvent =
  | StartedEvent
  | ChangedEvent
  | ReactivatedEvent
  | CancelRequestedEvent
  | EndedEvent
  | PlainEvent;

export type SubscriptionEventType = SubscriptionEvent['type'];

/** Why an event cannot have happened after those before it. */
export type RejectionReason =
  | 'NOT_STARTED'
  | 'ALREADY_STARTED'
  | 'ENDED'
  | 'NOT_ENDED'
  | 'NOT_PAUSED'
  | 'ALREADY_PAUSED'
  | 'NOT_PAST_DUE'
  | 'ALREADY_PAST_DUE'
  | 'NOT_REQUESTED'
  | 'ALREADY_REQUESTED';

/** An event that did not go into the rows. */
export interface RejectedEvent {
  /** Its place in the log that was given. */
  readonly index: number;
  readonly reason: RejectionReason;
  readonly text: string;
}
