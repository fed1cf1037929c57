import { resolutionTime, type Ticket } from '../../service/index.ts';
import { placeTickets, readServiceQuestion } from '../../service/open.ts';
import { type Activity, type Inspection, type InspectionOptions, inspectActivity } from './inspect-activity.ts';

/** What to check in tickets before trusting a number. Totals other than `rows` count only readable rows. */
export interface TicketInspection extends Inspection {
  /** The number of open tickets: without a resolution, or reopened after it. With `asOf`, those open at that instant. */
  readonly open: number;
}

const support: Activity<Ticket> = {
  list: 'tickets',
  kind: 'ticket',
  check: (tickets, options) => void resolutionTime(tickets, [], options),
  dates: ['openedAt', 'firstResponseAt', 'resolvedAt', 'reopenedAt', 'reopenedResponseAt'],
  options: [],
  others: ['reopened', 'channel', 'onHold'],
  effects: {
    customerId: 'the ticket cannot be read',
    openedAt: 'the ticket cannot be read',
    firstResponseAt: 'it has no first response time',
    resolvedAt: 'it counts as open, and has no resolution time',
    reopened: 'it counts as not reopened',
    reopenedAt: 'the time of its reopening is unknown',
    reopenedResponseAt: 'it has no response time after its reopening',
    onHold: 'its time on hold counts like any other time',
  },
  messages: {
    future:
      'These tickets were opened at or after `asOf`, when the data was taken, which is impossible: the time zone is another, or `asOf` is that of an older file. All figures leave them out. Correct them, or correct `asOf`.',
    duplicate:
      'These tickets repeat an earlier one in all fields (customer, instants, channel), as happens when tickets are joined with a table of several rows per ticket. They count again in rates and times. Leave them out.',
  },
};

/**
 * Inspects support tickets before you count them. It returns the number of tickets and customers, how many are open, the time they span,
 * and findings that change what the numbers mean, each with its rows and a remedy.
 *
 * It computes no metrics and corrects nothing. Its findings are `invalidRow`, `unusedKey`, `localMidnight`, `implausibleDate`, `duplicateRow` and
 * `futureDate`; the docs page explains each. Identical tickets dated to a day are not reported as duplicates.
 *
 * @param tickets - An array of tickets, in any order. They are not changed.
 * @param options - The time zone, and when the data was taken.
 * @returns Counts, refusals and findings, as plain data. `span` covers `openedAt`.
 * @throws MetricsError `INVALID_TYPE` when tickets are not an array; for options, as in every function. Never for a ticket.
 *
 * Cost: O(tickets log tickets), where only the tickets of each customer are sorted; each refused ticket costs one more error. Source: the
 * rules are this library's own.
 *
 * @see docs/metrics/inspect-tickets.md
 *
 * @example
 * ```ts
 * const tickets = [
 *   { customerId: 'ada', openedAt: '2026-03-01T09:30:00Z', closed_at: '2026-03-02T10:00:00Z' },
 *   { customerId: 'ben', openedAt: '2026-03-05', resolvedAt: '2026-03-04' },
 * ]
 * const { open, findings, refusals } = inspectTickets(tickets)
 * open // => 1
 * findings.map(({ kind, field, values }) => [kind, field, values]) // => [['invalidRow', null, []], ['unusedKey', 'closed_at', ['resolvedAt']]]
 * refusals[0]?.code // => 'END_BEFORE_START'
 * ```
 */
export function inspectTickets(tickets: readonly Ticket[], options: InspectionOptions = {}): TicketInspection {
  const { inspection, read } = inspectActivity(tickets, options, support);
  let open = 0;
  const readable = Array.from({ length: read.length }, (_, place) => read.rowAt(place));
  placeTickets(readable, readServiceQuestion([], options), {}, (_index, _opened, _responded, resolved) => {
    if (Number.isNaN(resolved)) open += 1;
    return Number.NaN;
  });
  const { findings, refusals, ...counts } = inspection;
  return { ...counts, open, refusals, findings };
}
