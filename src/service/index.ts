export type { PaymentRateOptions } from './payments/by-first-attempt.ts';
export type { Payment } from './payments/payment.ts';
export { type PaymentSuccessRate, paymentSuccessRate } from './payments/payment-success-rate.ts';
export type { RecoveryDetails } from './payments/recovery-details.ts';
export { type RecoveryOptions, type RecoveryRate, recoveryRate } from './payments/recovery-rate.ts';
export type { ServiceOptions } from './service-question.ts';
export { firstResponseTime } from './tickets/first-response-time.ts';
export { type ReopenRate, type ReopenRateOptions, reopenRate } from './tickets/reopen-rate.ts';
export { type RepeatContactOptions, type RepeatContactRate, repeatContactRate } from './tickets/repeat-contact-rate.ts';
export { resolutionTime } from './tickets/resolution-time.ts';
export type { Ticket, TicketOptions } from './tickets/ticket.ts';
export type { FirstResponseOptions, TicketTimes, TicketTimesOptions, TimeUnit } from './tickets/ticket-times.ts';
export {
  type CustomerBase,
  type TicketsPerCustomer,
  type TicketsPerCustomerOptions,
  ticketsPerCustomer,
} from './tickets/tickets-per-customer.ts';
export type { WorkingHours } from './tickets/working-hours.ts';
