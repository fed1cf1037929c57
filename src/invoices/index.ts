export type {
  InvoiceLine,
  InvoiceNote,
  InvoiceNoteCode,
  LineInterval,
  LineRejection,
  RejectedLine,
} from './invoice-line.ts';
export {
  type InvoiceOptions,
  type InvoiceTotal,
  type SubscriptionsFromInvoices,
  subscriptionsFromInvoices,
} from './subscriptions-from-invoices.ts';
