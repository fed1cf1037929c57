export { type FromStripe, fromStripe } from './from-stripe.ts';
export type { SkippedSubscription, StripeNote, StripeNoteCode, StripeSkipReason } from './notes.ts';
export type {
  StripeCoupon,
  StripeData,
  StripeDecimal,
  StripeDiscount,
  StripeEvent,
  StripeExpandable,
  StripeInvoice,
  StripeInvoiceLine,
  StripeList,
  StripeOptions,
  StripePlan,
  StripePrice,
  StripeSubscription,
  StripeSubscriptionItem,
  StripeUnitAmount,
} from './objects/stripe-objects.ts';
