export { paymentContradictions, ticketContradictions } from './contradictions.ts';
export { invoiceCodes } from './payments/invoice-codes.ts';
export { checkPayments, type Payment, readPayments } from './payments/payment.ts';
export type { RecoveryCourse } from './payments/recovery-details.ts';
export { type RecoverySums, recoveryOf, summarizeInvoices } from './payments/recovery-rate.ts';
export { readServiceQuestion, type ServiceQuestion } from './service-question.ts';
export { checkTickets, placeTickets, type Ticket } from './tickets/ticket.ts';
export { summarizeDurations, ticketTimesOf } from './tickets/ticket-times.ts';
