import { makePeriod, widestEpoch, type Zone } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import {
  checkPayments,
  checkTickets,
  type Frame,
  instantOf,
  invoiceCodes,
  type Payment,
  placeTickets,
  readFrame,
  readPayments,
} from '../../service/open.ts';
import type { IdTable } from '../../table/index.ts';
import type { HealthTicket } from './health-data.ts';
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
function everything(zone: Zone): Frame {
  return readFrame(makePeriod(-widestEpoch, widestEpoch, zone, 'everything'), { timeZone: zone.timeZone });
}

export function readTicketRecords(given: unknown, zone: Zone, customers: IdTable): () => TicketRecords {
  checkTickets(given);
  const tickets = given as readonly HealthTicket[];
  const frame = everything(zone);
  const never = () => new Float64Array(tickets.length).fill(Number.POSITIVE_INFINITY);
  const [openedAt, resolvedAt, reopenedAt] = [never(), never(), never()];
  const customerOf = new Uint32Array(tickets.length);
  placeTickets(tickets, frame, undefined, (index, opened, _, resolved, isReopened) => {
    const ticket = tickets[index] as HealthTicket;
    customerOf[index] = customers.codeOf(ticket.customerId);
    openedAt[index] = opened;
    if (!Number.isNaN(resolved)) resolvedAt[index] = resolved;
    if (ticket.reopenedAt !== undefined && ticket.reopenedAt !== null) {
      reopenedAt[index] = readReopening(frame, ticket, index, opened, resolvedAt[index] as number);
    } else if (isReopened) reopenedAt[index] = resolvedAt[index] as number;
    return opened;
  });
  return () => ({ openedAt, resolvedAt, reopenedAt, rows: rowsByCustomer(customerOf, openedAt, customers.ids.length) });
}

function readReopening(
  frame: Frame,
  { reopenedAt }: HealthTicket,
  index: number,
  opened: number,
  resolved: number,
): number {
  const path = `tickets[${index}].reopenedAt`;
  const instant = instantOf(frame.readInstant, reopenedAt, 'tickets', index, 'reopenedAt');
  if (instant < opened) reject('END_BEFORE_START', path, 'not come before openedAt', reopenedAt);
  if (instant > resolved) reject('END_BEFORE_START', path, 'not come after resolvedAt, the last one', reopenedAt);
  return instant;
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
    customerOf[index] = customers.codeOf(payment.customerId);
    invoiceOf[index] = codes.codeOf(payment, index);
  });
  const payment = (row: number) => payments[row] as Payment;
  return () => ({
    at,
    statusOf: (row) => payment(row).status,
    invoiceOf: (row) => (payment(row).invoiceId === undefined ? undefined : invoiceOf[row]),
    rows: rowsByCustomer(customerOf, at, customers.ids.length),
  });
}
