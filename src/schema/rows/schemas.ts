import { amountField } from '../fields/shared-fields.ts';
import { schemasIn } from './schemas-in.ts';

const utc = schemasIn('UTC');

/** `Amount`: a number, a decimal or fraction text, or a Decimal; not negative. */
export const amountSchema = amountField.schema;

/** `Instant`, where dates without a time are days in UTC. */
export const instantSchema = utc.instant;

/** `Interruption`, as in `pauses` and `pastDue`, where dates without a time are days in UTC. */
export const interruptionSchema = utc.interruption;

/** `Subscription`, where dates without a time are days in UTC. */
export const subscriptionSchema = utc.subscription;

/** `SurveyResponse`, on any scale of whole numbers, where dates without a time are days in UTC. */
export const surveyResponseSchema = utc.surveyResponse;

/** `Payment`, where dates without a time are days in UTC. */
export const paymentSchema = utc.payment;

/** `Ticket`, where dates without a time are days in UTC. */
export const ticketSchema = utc.ticket;

/** `UsageEvent`, where dates without a time are days in UTC. */
export const usageEventSchema = utc.usageEvent;

/** `SignUp`, where dates without a time are days in UTC. */
export const signUpSchema = utc.signUp;
