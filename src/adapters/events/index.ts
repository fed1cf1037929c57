export type {
  RejectedEvent,
  RejectionReason,
  SubscriptionEvent,
  SubscriptionEventType,
} from './subscription-event.ts';
export {
  type EventOptions,
  type SubscriptionsFromEvents,
  subscriptionsFromEvents,
} from './subscriptions-from-events.ts';
