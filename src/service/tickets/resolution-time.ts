import type { Period, PerPeriod } from '../../calendar/open.ts';
import type { TicketKey, WithParts } from '../parts.ts';
import type { Ticket } from './ticket.ts';
import { type TicketTimes, type TicketTimesOptions, ticketTimes } from './ticket-times.ts';

/**
 * Resolution time: how long tickets take from their opening to their (last) resolution.
 *
 * Formula: resolvedAt - openedAt of each ticket, as mean, median and 90th percentile. In: the tickets opened in the period that are
 * resolved, time on hold and time reopened included. Out: tickets that are not resolved, which are counted in `open` and are in no time.
 * The time is what the clock shows, nights and weekends included, not business hours.
 *
 * @param tickets - Tickets, in any order.
 * @param period - A period, or a list of periods, overlapping or not, all in one time zone. A list gives a list.
 * @param options - `unit`: 'hour' (default), 'second', 'minute' or 'day' of 24 hours. `assignedBy`: 'openedAt' (default) or 'resolvedAt',
 * the instant by which a resolved ticket belongs to a period; an open ticket belongs by its opening. `by`: a key of each ticket, such as
 * its channel; `parts` then has the same figures for each key, most tickets first. `asOf`: when the data was taken. `timeZone`: the
 * period's.
 * @returns `mean`, `median`, `p90` in `unit`, null without a resolved ticket; `tickets` resolved; `open` ones not.
 * @throws MetricsError as `firstResponseTime` does.
 *
 * Cost: O(tickets log tickets). Source: full resolution time of Zendesk, in calendar hours; quantiles by Hyndman and Fan (1996), type 7.
 *
 * @example
 * ```ts
 * const tickets = [
 *   { customerId: 'ada', openedAt: '2026-03-02', resolvedAt: '2026-03-03', channel: 'email' },
 *   { customerId: 'ben', openedAt: '2026-03-30', resolvedAt: '2026-04-02', channel: 'chat' },
 *   { customerId: 'cem', openedAt: '2026-03-30', channel: 'chat' },
 * ]
 * resolutionTime(tickets, month('2026-03')).mean // => 48
 * resolutionTime(tickets, month('2026-03'), { assignedBy: 'resolvedAt' }).mean // => 24
 * const { parts } = resolutionTime(tickets, month('2026-03'), { by: (ticket) => ticket.channel, unit: 'day' })
 * parts[0] // => { key: 'chat', mean: 3, median: 3, p90: 3, unit: 'day', tickets: 1, open: 1 }
 * ```
 */
export function resolutionTime<
  P extends Period | readonly Period[],
  Row extends Ticket = Ticket,
  Key extends TicketKey = never,
>(
  tickets: readonly Row[],
  period: P,
  options: TicketTimesOptions<Row, Key, 'resolvedAt'> = {},
): PerPeriod<P, WithParts<Key, TicketTimes>> {
  return ticketTimes(tickets, period, options, 'resolvedAt');
}
