export { type Frame, readFrame } from './frame.ts';
export { instantOf, instantReader } from './instants.ts';
export { invoiceCodes } from './payments/invoice-codes.ts';
export { checkPayments, type Payment, readPayments } from './payments/payment.ts';
export { checkTickets, placeTickets, type Ticket } from './tickets/ticket.ts';
