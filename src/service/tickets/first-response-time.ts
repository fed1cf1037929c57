import type { BySegment } from '../../activity/open.ts';
import type { Period, PerPeriod } from '../../calendar/open.ts';
import type { SegmentKey } from '../../table/index.ts';
import type { Ticket } from './ticket.ts';
import { type FirstResponseOptions, type TicketTimes, ticketTimes } from './ticket-times.ts';

/**
 * First response time: how long customers wait for the first answer to a ticket.
 *
 * Formula: firstResponseAt - openedAt of each ticket, as mean, median and quantiles. In: tickets opened in the period that were answered.
 * Out: tickets without an answer, which count as `open` and contribute no time; with `workingHours`, nights, weekends and holidays; with
 * `onHold: 'exclude'`, the time on hold.
 *
 * @param tickets - Tickets, in any order.
 * @param period - A period, or a list of periods, overlapping or not, all in one time zone. A list gives a list.
 * @param options - `unit`: 'hour' (default), 'second', 'minute' or 'day' of 24 hours. `assignedBy`: 'openedAt' (default) or
 * 'firstResponseAt': the instant that assigns an answered ticket to a period; a ticket without an answer belongs to the period of its
 * opening. `quantiles`: shares from 0 to 1; 0.1, 0.25, 0.5, 0.75 and 0.9 by default. `by`: a key of each ticket, such as its channel; the
 * result is then a list of `{ key, ... }`, sorted by key. `workingHours`: hours by weekday, `holidays` and their `timeZone`; with
 * `unit: 'day'`, a day is then 24 working hours. `onHold`: whether a ticket's time on hold counts, 'include' (default) or 'exclude'.
 * `target`: a length in `unit`. `since`: 'opened' (default), or 'reopened': the time from `reopenedAt` to `reopenedResponseAt` of tickets
 * reopened in the period.
 * `clockSkewSeconds`: by how much clocks may differ. `asOf`: when the data was taken. `timeZone`: by default the period's.
 * @returns `{ count, mean, median, quantiles }` in `unit`, with null values if no ticket was answered; `tickets`: answered ones, the same
 * as `count`; `open`: those without an answer. With `target`, also `within`: the share answered in time, over the answered tickets and the
 * open ones that have waited longer than the target by `asOf`; `within.undecided` counts the other open ones. With `clockSkewSeconds`, also
 * `skewed`.
 * @throws MetricsError `INVALID_TYPE`, `INVALID_INSTANT`, `SKIPPED_DAY`, `INVALID_NUMBER`, `END_BEFORE_START` for a ticket;
 * `INVALID_PERIOD`, `END_BEFORE_START` for a period; `INVALID_OPTION`, `INVALID_TYPE`, `UNKNOWN_KEY`, `INVALID_TIME_ZONE`,
 * `CONFLICTING_TIME_ZONES` for options.
 *
 * Cost: O(tickets log tickets); with working hours, plus the days from the first ticket to the last. Source: first reply time of Zendesk,
 * in calendar or business hours; quantiles by Hyndman and Fan (1996), type 7.
 *
 * @see docs/metrics/first-response-time.md
 *
 * @example
 * ```ts
 * const tickets = [
 *   { customerId: 'ada', openedAt: '2026-03-02T09:00:00Z', firstResponseAt: '2026-03-02T10:00:00Z' },
 *   { customerId: 'ben', openedAt: '2026-03-03T09:00:00Z', firstResponseAt: '2026-03-03T12:00:00Z' },
 *   { customerId: 'cem', openedAt: '2026-03-30T09:00:00Z' },
 * ]
 * const { mean, median, open } = firstResponseTime(tickets, month('2026-03'))
 * mean // => 2
 * median // => 2
 * open // => 1
 * ```
 */
export function firstResponseTime<
  P extends Period | readonly Period[],
  Row extends Ticket = Ticket,
  Key extends SegmentKey = never,
>(
  tickets: readonly Row[],
  period: P,
  options: FirstResponseOptions<Row, Key> = {},
): PerPeriod<P, BySegment<Key, TicketTimes>> {
  return ticketTimes(tickets, period, options, 'firstResponseAt');
}
