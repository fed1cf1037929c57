import type { Instant } from '../calendar/open.ts';
import type { Subscription } from '../ledger/query.ts';
import type { Id } from '../read/index.ts';

/** The event: its kind, its subscription, its instant. */
export interface EventOccurrence {
  /** The customer. */
  readonly customerId: Id;
  /** The subscription. */
  readonly subscriptionId: Id;
  /** When it happened. */
  readonly at: Instant;
}

/** The fields of a row that follow from the kinds of events, and from the order in which they happened. */
export type DerivedField =
  | 'customerId'
  | 'subscriptionId'
  | 'start'
  | 'end'
  | 'trialEnd'
  | 'cancelRequestedAt'
  | 'pauses'
  | 'pastDue'
  | 'churnType'
  | 'churnReason';

/** The fields of a row that an event states itself. */
export type RowField = Exclude<keyof Subscription, DerivedField>;

/**
 * The fields of a `Subscription` row that an event can state, with the meaning they have there. In a change `discount: null`
 * removes a discount, and `trialEnd: null` ends a trial at once.
 */
export type EventFields = Pick<Subscription, RowField | 'trialEnd'>;

/** Why a subscription ends. */
export type EventCause = Pick<Subscription, 'churnType' | 'churnReason'>;

/** Whatever differs from before. */
export type StatedFields = { readonly [field in keyof EventFields]?: EventFields[field] | null | undefined };

/** What a subscription does: a trial is active, and has a `trialEnd`. */
export type SubscriptionStatus = 'active' | 'paused' | 'pastDue' | 'ended';

/** A subscription starts, with the terms given. */
export type StartedEvent = EventOccurrence &
  EventFields & {
    /** The subscription starts. */
    readonly type: 'started';
  };
/** What is missing stays as it was. */
export type ChangedEvent = EventOccurrence &
  StatedFields & {
    /** The subscription goes on, with other terms. */
    readonly type: 'changed';
  };
/** Another period was paid: the subscription runs, whatever was told before. What is missing stays as it was. */
export type RenewedEvent = EventOccurrence &
  StatedFields & {
    /** Another period was paid. */
    readonly type: 'renewed';
  };
/** The same subscription again after its end, or after a request to end it; what is missing is as it was. */
export type ReactivatedEvent = EventOccurrence &
  StatedFields & {
    /** The subscription starts again. */
    readonly type: 'reactivated';
  };
/** `endsAt`: when the service will end, if nothing else happens. */
export type CancelRequestedEvent = EventOccurrence &
  EventCause & {
    /** The customer asked to end the subscription. */
    readonly type: 'cancelRequested';
    /** When the service will end, if nothing else happens; missing: not known. */
    readonly endsAt?: Instant | null | undefined;
  };
/** The subscription ends, for the reason given. */
export type EndedEvent = EventOccurrence &
  EventCause & {
    /** The subscription ends. */
    readonly type: 'ended';
  };
/** From then on the subscription belongs to another customer. */
export type TransferredEvent = EventOccurrence & {
  /** The subscription passes to another customer. */
  readonly type: 'transferred';
  /** The customer it belongs to from then on. */
  readonly toCustomerId: Id;
};
/** The beginning or end of a state, without further fields. */
export type PlainEvent = EventOccurrence & {
  /** The state that begins or ends. */
  readonly type: 'paused' | 'resumed' | 'pastDue' | 'recovered' | 'uncancelled';
};

/**
 * All that is known of a subscription at an instant; what is missing is not there. `endsAt`: when it will end or has ended.
 * `startedAt` counts where nothing earlier is known: the terms of this state go back to it. An ended subscription needs no terms.
 */
export type StateEvent = EventOccurrence &
  EventCause & {
    /** All that is known of the subscription. */
    readonly type: 'state';
    /** When it started; counts where nothing earlier is known. */
    readonly startedAt?: Instant | null | undefined;
    /** When the customer asked to end it; missing: has not. */
    readonly cancelRequestedAt?: Instant | null | undefined;
    /** When it will end, or has ended; missing: no end is known. */
    readonly endsAt?: Instant | null | undefined;
  } & (
    | (EventFields & {
        /** What the subscription does. */
        readonly status: Exclude<SubscriptionStatus, 'ended'>;
      })
    | (StatedFields & {
        /** What the subscription does. */
        readonly status: 'ended';
      })
  );

/** One line of a log of subscriptions. */
export type SubscriptionEvent =
  | StateEvent
  | StartedEvent
  | ChangedEvent
  | RenewedEvent
  | ReactivatedEvent
  | CancelRequestedEvent
  | EndedEvent
  | TransferredEvent
  | PlainEvent;

/** The kinds of events. */
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
  | 'ALREADY_REQUESTED'
  | 'ALREADY_TRANSFERRED'
  | 'DUPLICATE';

/** An event that did not go into the rows. */
export interface RejectedEvent {
  /** Its index in the log. */
  readonly index: number;
  /** Why it was rejected, for programs. */
  readonly reason: RejectionReason;
  /** The same as a sentence. */
  readonly text: string;
}

/** What a note is about. 'BEGINS_MIDWAY': the first event does not say how the subscription began. */
export type EventNoteCode = 'BEGINS_MIDWAY';

/** What to know about a subscription before trusting its rows. */
export interface EventNote {
  /** What the note is about. */
  readonly code: EventNoteCode;
  /** The customer. */
  readonly customerId: string;
  /** The subscription. */
  readonly subscriptionId: string;
  /** The index of its first event. */
  readonly index: number;
  /** The note as a sentence. */
  readonly text: string;
}
