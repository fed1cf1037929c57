import type { PaymentRecords, TicketRecords } from './read-service.ts';

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
    if (!((resolvedAt[row] as number) < asOf)) openTickets += 1;
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
