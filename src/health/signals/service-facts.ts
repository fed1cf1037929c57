import { makePeriod, widestEpoch, type Zone } from '../../calendar/open.ts';
import { idText, isMissing } from '../../read/index.ts';
import {
  checkPayments,
  checkTickets,
  invoiceCodes,
  type Payment,
  placeTickets,
  readPayments,
  readServiceQuestion,
  type ServiceQuestion,
  type Ticket,
} from '../../service/open.ts';
import type { IdTable } from '../../table/index.ts';
import { type RowsByCustomer, rowsByCustomer } from './rows-by-customer.ts';

/** Tickets by customer; in epoch milliseconds, Infinity for what has not happened. */
export interface TicketRecords {
  readonly openedAt: Float64Array;
  readonly resolvedAt: Float64Array;
  /** When it was first certain that the ticket was opened again. */
  readonly reopenedAt: Float64Array;
  readonly rows: RowsByCustomer;
}

/** Payments by customer. */
export interface PaymentRecords {
  readonly at: Float64Array;
  statusOf(row: number): Payment['status'];
  /** Equal for the attempts of one invoice; undefined for a payment without an invoice. */
  invoiceOf(row: number): number | undefined;
  readonly rows: RowsByCustomer;
}

/** All of time, as the readers of rows want a period. */
function everything(zone: Zone): ServiceQuestion {
  return readServiceQuestion(makePeriod(-widestEpoch, widestEpoch, zone, 'everything'), { timeZone: zone.timeZone });
}

export function readTicketRecords(given: unknown, zone: Zone, customers: IdTable): () => TicketRecords {
  checkTickets(given);
  const tickets = given as readonly Ticket[];
  const question = everything(zone);
  const never = () => new Float64Array(tickets.length).fill(Number.POSITIVE_INFINITY);
  const [openedAt, resolvedAt, reopenedAt] = [never(), never(), never()];
  const customerOf = new Uint32Array(tickets.length);
  placeTickets(tickets, question, {}, (index, opened, _, __, isReopened, reopened, ___, resolved) => {
    const ticket = tickets[index] as Ticket;
    customerOf[index] = customers.codeOf(idText(ticket.customerId) as string);
    openedAt[index] = opened;
    if (!Number.isNaN(resolved)) resolvedAt[index] = resolved;
    // Of a ticket that says no more than that it was reopened, the last resolution is the first instant that is surely after.
    if (isReopened) reopenedAt[index] = Number.isNaN(reopened) ? (resolvedAt[index] as number) : reopened;
    return opened;
  });
  return () => ({ openedAt, resolvedAt, reopenedAt, rows: rowsByCustomer(customerOf, openedAt, customers.ids.length) });
}

export function readPaymentRecords(given: unknown, zone: Zone, customers: IdTable): () => PaymentRecords {
  checkPayments(given);
  const payments = given as readonly Payment[];
  const at = new Float64Array(payments.length);
  const customerOf = new Uint32Array(payments.length);
  const invoiceOf = new Uint32Array(payments.length);
  const codes = invoiceCodes(payments);
  readPayments(payments, everything(zone), (index, instant) => {
    const payment = payments[index] as Payment;
    at[index] = instant;
    customerOf[index] = customers.codeOf(idText(payment.customerId) as string);
    invoiceOf[index] = codes.codeOf(payment, index);
  });
  const payment = (row: number) => payments[row] as Payment;
  return () => ({
    at,
    statusOf: (row) => payment(row).status,
    invoiceOf: (row) => (isMissing(payment(row).invoiceId) ? undefined : invoiceOf[row]),
    rows: rowsByCustomer(customerOf, at, customers.ids.length),
  });
}

export interface TicketFacts {
  readonly openTickets: number | null;
  readonly reopenedTickets: number | null;
}

export const noTicketFacts: TicketFacts = { openTickets: null, reopenedTickets: null };

/** Tickets that are open just before `asOf`, and those that were opened again since `windowStart`. */
export function ticketFacts(
  { rows, resolvedAt, reopenedAt }: TicketRecords,
  customer: number,
  windowStart: number,
  asOf: number,
): TicketFacts {
  let [openTickets, reopenedTickets] = [0, 0];
  for (const row of rows.before(customer, asOf)) {
    const reopened = reopenedAt[row] as number;
    const resolved = resolvedAt[row] as number;
    if (!(resolved < asOf) || (reopened > resolved && reopened < asOf)) openTickets += 1;
    if (reopened >= windowStart && reopened < asOf) reopenedTickets += 1;
  }
  return { openTickets, reopenedTickets };
}

/** How many attempts failed since `windowStart`. */
export function failedPaymentsOf(
  { rows, statusOf }: PaymentRecords,
  customer: number,
  windowStart: number,
  asOf: number,
): number {
  let failed = 0;
  for (const row of rows.within(customer, windowStart, asOf)) if (statusOf(row) === 'failed') failed += 1;
  return failed;
}

/**
 * When each invoice that is unpaid just before an instant first failed: one with a failed attempt that was neither collected nor written off.
 * Payments without an invoice are attempts at one account, which a later success settles.
 */
export function unpaidSince(
  { rows, at, statusOf, invoiceOf }: PaymentRecords,
  customer: number,
  asOf: number,
): number[] {
  const firstFailures = new Map<number, number>();
  const settled = new Set<number>();
  let accountFailedAt: number | undefined;
  for (const row of paymentsInOrder()) {
    const [invoice, status, instant] = [invoiceOf(row), statusOf(row), at[row] as number];
    if (invoice === undefined) accountFailedAt = status === 'failed' ? (accountFailedAt ?? instant) : undefined;
    else if (status !== 'failed') settled.add(invoice);
    else if (!firstFailures.has(invoice)) firstFailures.set(invoice, instant);
  }
  const unpaid = Array.from(firstFailures).filter(([invoice]) => !settled.has(invoice));
  const since = unpaid.map(([, instant]) => instant);
  return accountFailedAt === undefined ? since : [...since, accountFailedAt];

  /** Of attempts at one instant a failure is the earlier one: what was collected is not tried again. */
  function paymentsInOrder(): Uint32Array {
    const isFailure = (row: number) => Number(statusOf(row) === 'failed');
    return rows
      .before(customer, asOf)
      .slice()
      .sort((a, b) => (at[a] as number) - (at[b] as number) || isFailure(b) - isFailure(a));
  }
}
