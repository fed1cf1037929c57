export { type FromStripe, fromStripe } from './from-stripe.ts';
export type { SkippedSubscription, StripeNote, StripeNoteCode, StripeSkipReason } from './notes.ts';
export type {
  StripeCoupon,
  StripeData,
  StripeDiscount,
  StripeEvent,
  StripeInvoice,
  StripeInvoiceLine,
  StripeList,
  StripeOptions,
  StripePlan,
  StripePrice,
  StripeSubscription,
  StripeSubscriptionItem,
} from './stripe-objects.ts';
