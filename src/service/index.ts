export { firstResponseTime } from './first-response-time.ts';
export type { PerPeriod, ServiceOptions } from './frame.ts';
export type { TicketKey, WithParts } from './parts.ts';
export type { Payment } from './payment.ts';
export { type PaymentSuccessRate, paymentSuccessRate } from './payment-success-rate.ts';
export { type RecoveryRate, recoveryRate } from './recovery-rate.ts';
export { type ReopenRate, type ReopenRateOptions, reopenRate } from './reopen-rate.ts';
export { type RepeatContactOptions, type RepeatContactRate, repeatContactRate } from './repeat-contact-rate.ts';
export { resolutionTime } from './resolution-time.ts';
export type { Ticket, TicketOptions } from './ticket.ts';
export type { TicketTimes, TicketTimesOptions, TimeUnit } from './ticket-times.ts';
export {
  type CustomerBase,
  type TicketsPerCustomer,
  type TicketsPerCustomerOptions,
  ticketsPerCustomer,
} from './tickets-per-customer.ts';
