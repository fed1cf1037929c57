export { instantOf, instantReader } from '../activity/open.ts';
export { invoiceCodes } from './payments/invoice-codes.ts';
export { checkPayments, type Payment, readPayments } from './payments/payment.ts';
export { readServiceQuestion as readFrame, type ServiceQuestion as Frame } from './service-question.ts';
export { checkTickets, placeTickets, type Ticket } from './tickets/ticket.ts';
