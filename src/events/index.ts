export type {
  CancelRequestedEvent,
  ChangedEvent,
  EndedEvent,
  EventCause,
  EventFields,
  EventOccurrence,
  PlainEvent,
  ReactivatedEvent,
  RejectedEvent,
  RejectionReason,
  StartedEvent,
  SubscriptionEvent,
  SubscriptionEventType,
} from './subscription-event.ts';
export {
  type EventOptions,
  type SubscriptionsFromEvents,
  subscriptionsFromEvents,
} from './subscriptions-from-events.ts';
