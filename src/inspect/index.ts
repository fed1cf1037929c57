export type { Inspection, InspectionOptions } from './activity/inspect-activity.ts';
export { type EventInspection, inspectEvents } from './activity/inspect-events.ts';
export { inspectPayments, type PaymentInspection, type PaymentInspectionOptions } from './activity/inspect-payments.ts';
export {
  inspectResponses,
  type ResponseInspection,
  type ResponseInspectionOptions,
} from './activity/inspect-responses.ts';
export { inspectTickets, type TicketInspection } from './activity/inspect-tickets.ts';
export type { CurrencyCounts } from './findings/currencies.ts';
export type { Finding, FindingKind } from './findings/finding.ts';
export type { Refusal } from './findings/refusals.ts';
export { inspectLedger, type LedgerInspection } from './ledger/inspect-ledger.ts';
