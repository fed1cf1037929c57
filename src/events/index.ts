export type {
  CancelRequestedEvent,
  ChangedEvent,
  DerivedField,
  EndedEvent,
  EventCause,
  EventFields,
  EventOccurrence,
  PlainEvent,
  ReactivatedEvent,
  RejectedEvent,
  RejectionReason,
  RowField,
  StartedEvent,
  StatedFields,
  SubscriptionEvent,
  SubscriptionEventType,
} from './subscription-event.ts';
export {
  type EventOptions,
  type SubscriptionsFromEvents,
  subscriptionsFromEvents,
} from './subscriptions-from-events.ts';
