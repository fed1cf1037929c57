import type * as z from 'zod';
import { type Instant, zoneOf } from '../../calendar/open.ts';
import { instantField, rowContext } from '../fields/shared-fields.ts';
import { type PaymentSchema, paymentKind } from './payment.ts';
import {
  type InterruptionSchema,
  interruptionKind,
  type SubscriptionSchema,
  subscriptionKind,
} from './subscription.ts';
import { type SurveyResponseSchema, surveyResponseKind } from './survey-response.ts';
import { type TicketSchema, ticketKind } from './ticket.ts';
import { type SignUpSchema, signUpKind, type UsageEventSchema, usageEventKind } from './usage-event.ts';

/** The schemas of everything that holds instants. */
export interface Schemas {
  /** An instant in any of its forms. */
  readonly instant: z.ZodType<Instant, Instant>;
  /** A pause, or time past due. */
  readonly interruption: InterruptionSchema;
  /** A subscription row. */
  readonly subscription: SubscriptionSchema;
  /** An answer to a survey. */
  readonly surveyResponse: SurveyResponseSchema;
  /** An attempt to collect an invoice. */
  readonly payment: PaymentSchema;
  /** A support ticket. */
  readonly ticket: TicketSchema;
  /** A usage event. */
  readonly usageEvent: UsageEventSchema;
  /** A sign-up. */
  readonly signUp: SignUpSchema;
}

/**
 * The schemas of rows for a time zone, in which dates without a time are its days. The zone decides whether such a day existed,
 * and whether a row with a date and an instant ends before it starts. The schemas exported by name are those in UTC.
 *
 * @param timeZone - An IANA name, 'UTC' by default.
 * @returns zod schemas: `instant`, `interruption`, `subscription`, `surveyResponse`, `payment`, `ticket`, `usageEvent`, `signUp`.
 * @throws MetricsError `INVALID_TIME_ZONE`.
 *
 * Cost: that of making the schemas. Source: the rules of the functions that take the rows.
 *
 * @example
 * ```ts
 * const row = { customerId: 'ada', start: '2026-03-01', end: '2026-02-28T23:30:00Z', amount: 10, interval: 'month' };
 * schemasIn('Europe/Berlin').subscription.safeParse(row).success; // => true
 * schemasIn('UTC').subscription.safeParse(row).error?.issues[0].path; // => ['end']
 * ```
 */
export function schemasIn(timeZone: string = 'UTC'): Schemas {
  const zone = zoneOf(timeZone, 'timeZone');
  const schemaOf = (kind: { schemaWith(extraColumns: 'strip'): unknown }) => kind.schemaWith('strip');
  return {
    instant: instantField(rowContext(zone)).schema,
    interruption: schemaOf(interruptionKind(zone)) as InterruptionSchema,
    subscription: schemaOf(subscriptionKind(zone)) as SubscriptionSchema,
    surveyResponse: schemaOf(surveyResponseKind(zone)) as SurveyResponseSchema,
    payment: schemaOf(paymentKind(zone)) as PaymentSchema,
    ticket: schemaOf(ticketKind(zone)) as TicketSchema,
    usageEvent: schemaOf(usageEventKind(zone)) as UsageEventSchema,
    signUp: schemaOf(signUpKind(zone)) as SignUpSchema,
  };
}
