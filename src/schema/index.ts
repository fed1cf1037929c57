export { fieldOfName, type NamedField, type RowKindName } from '../table/index.ts';
export type { CellOptions } from './fields/cells.ts';
export type { DateOrder } from './fields/date-text.ts';
export type { RowInternals, RowShape } from './fields/field.ts';
export type { NumberFormat } from './fields/number-text.ts';
export type { ExtraColumns } from './fields/record-reader.ts';
export { parseEvents } from './parse/parse-events.ts';
export { parsePayments } from './parse/parse-payments.ts';
export { type ParseResponsesOptions, parseResponses } from './parse/parse-responses.ts';
export type { ParsedRows, ParseOptions, RejectedRow, WithExtra } from './parse/parse-rows.ts';
export { parseSignUps } from './parse/parse-sign-ups.ts';
export { type ParseSubscriptionsOptions, parseSubscriptions } from './parse/parse-subscriptions.ts';
export { parseTickets } from './parse/parse-tickets.ts';
export type { PaymentSchema } from './rows/payment.ts';
export { type PeriodSchema, periodSchema } from './rows/period.ts';
export {
  type LedgerPolicySchema,
  ledgerPolicySchema,
  type PolicySchema,
  policySchema,
  type StatementPolicySchema,
  statementPolicySchema,
} from './rows/policy.ts';
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
} from './rows/schemas.ts';
export { type Schemas, schemasIn } from './rows/schemas-in.ts';
export { discountSchema, type InterruptionSchema, type SubscriptionSchema } from './rows/subscription.ts';
export type { SurveyResponseSchema } from './rows/survey-response.ts';
export type { TicketSchema } from './rows/ticket.ts';
export type { SignUpSchema, UsageEventSchema } from './rows/usage-event.ts';
