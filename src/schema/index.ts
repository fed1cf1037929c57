export type { CellOptions } from './cells.ts';
export type { DateOrder } from './date-text.ts';
export type { RowInternals, RowShape } from './field.ts';
export type { NumberFormat } from './number-text.ts';
export { parseEvents } from './parse-events.ts';
export { parsePayments } from './parse-payments.ts';
export { type ParseResponsesOptions, parseResponses } from './parse-responses.ts';
export type { ParsedRows, ParseOptions, RejectedRow, WithExtra } from './parse-rows.ts';
export { parseSignUps } from './parse-sign-ups.ts';
export { type ParseSubscriptionsOptions, parseSubscriptions } from './parse-subscriptions.ts';
export { parseTickets } from './parse-tickets.ts';
export type { PaymentSchema } from './payment.ts';
export { type PeriodSchema, periodSchema } from './period.ts';
export {
  type LedgerPolicySchema,
  ledgerPolicySchema,
  type PolicySchema,
  policySchema,
  type StatementPolicySchema,
  statementPolicySchema,
} from './policy.ts';
export type { ExtraColumns } from './record-reader.ts';
export {
  amountSchema,
  instantSchema,
  interruptionSchema,
  paymentSchema,
  signUpSchema,
  subscriptionSchema,
  surveyResponseSchema,
  ticketSchema,
  usageEventSchema,
} from './schemas.ts';
export { type Schemas, schemasIn } from './schemas-in.ts';
export { discountSchema, type InterruptionSchema, type SubscriptionSchema } from './subscription.ts';
export type { SurveyResponseSchema } from './survey-response.ts';
export type { TicketSchema } from './ticket.ts';
export type { SignUpSchema, UsageEventSchema } from './usage-event.ts';
