import type { BySegment } from '../../activity/open.ts';
import type { Period, PerPeriod } from '../../calendar/open.ts';
import { type Ratio, ratio } from '../../ratio/open.ts';
import type { SegmentKey } from '../../table/index.ts';
import { readServiceQuestion } from '../service-question.ts';
import {
  checkTickets,
  placeTickets,
  readAssignedBy,
  summarizeTickets,
  type Ticket,
  type TicketOptions,
  ticketOptions,
} from './ticket.ts';

/** The share of resolved tickets that were opened again. */
export interface ReopenRate extends Ratio {
  /** Tickets that were never resolved; they are not in the rate. */
  readonly open: number;
  /** With `clockSkewSeconds`: tickets with an instant that was moved. */
  readonly skewed?: number;
}

/** How tickets are assigned to periods, and split. */
export interface ReopenRateOptions<Row extends Ticket = Ticket, Key extends SegmentKey = never>
  extends TicketOptions<Row, Key> {
  /** The instant that assigns a resolved ticket to a period. Default 'openedAt'. */
  readonly assignedBy?: 'openedAt' | 'resolvedAt' | undefined;
}

const [isOpen, isResolved, isReopened] = [0, 1, 2];

/**
 * Reopen rate: the share of the resolved tickets that were opened again.
 *
 * Formula: reopened tickets / tickets that were resolved at least once. In: tickets opened in the period. A ticket that is open again has
 * been resolved before, so it counts in numerator and denominator, and not in `open`. A ticket that was reopened three times counts once.
 * Out: tickets that were never resolved, which are counted in `open`; a second ticket on the same matter (`repeatContactRate`).
 *
 * @param tickets - Tickets, in any order. `reopened`: true, false, or how often; a ticket with `reopenedAt` was reopened at that instant.
 * @param period - A period, or a list of periods, overlapping or not, all in one time zone. A list gives a list.
 * @param options - `assignedBy`: 'openedAt' (default) or 'resolvedAt': the instant that assigns a resolved ticket to a period; a ticket
 * without a resolution, reopened or not, belongs to the period of its opening. `by`: a key of each ticket; the result is then a list of `{
 * key, ... }`, sorted by key. `asOf`: when the data was taken; a `reopened` without `reopenedAt` has no instant, so it counts whatever
 * `asOf` is. `timeZone`: by default the period's.
 * @returns A `Ratio`, 0..1, with `open`; its value is null when no ticket was resolved. With `clockSkewSeconds`, also `skewed`.
 * @throws MetricsError as `firstResponseTime` does.
 *
 * Cost: O(tickets). Source: reopened over solved tickets, as in help desks and their reports (Kaizo, for Zendesk).
 *
 * @see docs/metrics/reopen-rate.md
 *
 * @example
 * ```ts
 * const tickets = [
 *   { customerId: 'ada', openedAt: '2026-03-02', resolvedAt: '2026-03-03' },
 *   { customerId: 'ben', openedAt: '2026-03-09', resolvedAt: '2026-03-12', reopened: 2 },
 *   { customerId: 'cem', openedAt: '2026-03-30' },
 * ]
 * reopenRate(tickets, month('2026-03')) // => { value: 0.5, numerator: 1, denominator: 2, open: 1 }
 * ```
 */
export function reopenRate<
  P extends Period | readonly Period[],
  Row extends Ticket = Ticket,
  Key extends SegmentKey = never,
>(
  tickets: readonly Row[],
  period: P,
  options: ReopenRateOptions<Row, Key> = {},
): PerPeriod<P, BySegment<Key, ReopenRate>> {
  const question = readServiceQuestion(period, options, [...ticketOptions, 'assignedBy']);
  const byOpening = readAssignedBy(options.assignedBy, 'resolvedAt') === 'openedAt';
  checkTickets(tickets);
  const outcomes = new Uint8Array(tickets.length);
  const placed = placeTickets(tickets, question, options, (index, opened, _, resolved, reopened) => {
    outcomes[index] = reopened ? isReopened : Number.isNaN(resolved) ? isOpen : isResolved;
    return byOpening || Number.isNaN(resolved) ? opened : resolved;
  });
  return summarizeTickets(placed, (rows) => {
    let resolved = 0;
    let reopened = 0;
    for (const row of rows) {
      const outcome = outcomes[row];
      if (outcome !== isOpen) resolved += 1;
      if (outcome === isReopened) reopened += 1;
    }
    return { ...ratio(reopened, resolved), open: rows.length - resolved };
  });
}
