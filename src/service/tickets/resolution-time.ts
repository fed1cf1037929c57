import type { BySegment } from '../../activity/open.ts';
import type { Period, PerPeriod } from '../../calendar/open.ts';
import type { SegmentKey } from '../../table/index.ts';
import type { Ticket } from './ticket.ts';
import { type TicketTimes, type TicketTimesOptions, ticketTimes } from './ticket-times.ts';

/**
 * Resolution time: how long tickets take from their opening to their (last) resolution.
 *
 * Formula: resolvedAt - openedAt of each ticket, as mean, median and quantiles. In: tickets opened in the period that are resolved, with
 * their time on hold and the time until a reopened ticket is resolved again. Out: tickets that are not resolved, or open again, which count
 * as `open` and contribute no time; with `workingHours`, nights, weekends and holidays; with `onHold: 'exclude'`, the time on hold.
 *
 * @param tickets - Tickets, in any order.
 * @param period - A period, or a list of periods, overlapping or not, all in one time zone. A list gives a list.
 * @param options - `unit`: 'hour' (default), 'second', 'minute' or 'day' of 24 hours. `assignedBy`: 'openedAt' (default) or 'resolvedAt':
 * the instant that assigns a resolved ticket to a period; an open ticket belongs to the period of its opening. `quantiles`: shares from 0
 * to 1; 0.1, 0.25, 0.5, 0.75 and 0.9 by default. `by`: a key of each ticket, such as its channel; the result is then a list of `{ key, ...
 * }`, sorted by key. `workingHours`, `onHold`, `target`, `clockSkewSeconds`: as for `firstResponseTime`. `asOf`: when the data was taken.
 * `timeZone`: by default the period's.
 * @returns `{ count, mean, median, quantiles }` in `unit`, with null values if no ticket was resolved; `tickets`: resolved ones, the same
 * as `count`; `open`: the others. With `target`, also `within`; with `clockSkewSeconds`, also `skewed`.
 * @throws MetricsError as `firstResponseTime` does.
 *
 * Cost: O(tickets log tickets). Source: full resolution time of Zendesk, in calendar hours; quantiles by Hyndman and Fan (1996), type 7.
 *
 * @see docs/metrics/resolution-time.md
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
 * const byChannel = resolutionTime(tickets, month('2026-03'), { by: (ticket) => ticket.channel, unit: 'day' })
 * byChannel.map(({ key, mean, open }) => [key, mean, open]) // => [['chat', 3, 1], ['email', 1, 0]]
 * ```
 */
export function resolutionTime<
  P extends Period | readonly Period[],
  Row extends Ticket = Ticket,
  Key extends SegmentKey = never,
>(
  tickets: readonly Row[],
  period: P,
  options: TicketTimesOptions<Row, Key, 'resolvedAt'> = {},
): PerPeriod<P, BySegment<Key, TicketTimes>> {
  return ticketTimes(tickets, period, options, 'resolvedAt');
}
