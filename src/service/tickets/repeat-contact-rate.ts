import { type BySegment, isWithinDays, outside } from '../../activity/open.ts';
import type { Period, PerPeriod } from '../../calendar/open.ts';
import { type Ratio, ratio } from '../../ratio/open.ts';
import { readDays, readOptionalChoice } from '../../read/index.ts';
import type { SegmentKey } from '../../table/index.ts';
import { readServiceQuestion } from '../service-question.ts';
import { laterTickets } from './later-tickets.ts';
import {
  checkTickets,
  placeTickets,
  readAssignedBy,
  summarizeTickets,
  type Ticket,
  type TicketOptions,
  ticketOptions,
} from './ticket.ts';

/** The share of tickets followed by another one of the same customer. */
export interface RepeatContactRate extends Ratio {
  /** Tickets whose window is not over at `asOf`, followed or not; they are not in the rate. */
  readonly undecided: number;
  /** With `assignedBy: 'resolvedAt'`: tickets without a resolution, which are not in the rate. Otherwise 0. */
  readonly open: number;
  /** With `clockSkewSeconds`: tickets with an instant that was moved. */
  readonly skewed?: number;
}

/** What counts as a repeat, and how tickets are assigned to periods and split. */
export interface RepeatContactOptions<Row extends Ticket = Ticket, Key extends SegmentKey = never>
  extends TicketOptions<Row, Key> {
  /** Calendar days in which another ticket counts as a repeat; a whole number above 0. Default 7. */
  readonly withinDays?: number | undefined;
  /** The instant that assigns a ticket to a period and opens its window. Default 'openedAt'. */
  readonly assignedBy?: 'openedAt' | 'resolvedAt' | undefined;
  /** Whether a repeat counts on any channel, or only on that of the first ticket. Default 'any'. */
  readonly channel?: 'any' | 'same' | undefined;
}

const [isUndecided, isOpen, isSettled, isRepeated] = [0, 1, 2, 3];

/**
 * Repeat contact rate: the share of tickets followed by another ticket of the same customer within a number of days. One minus this rate is
 * the usual proxy for first contact resolution.
 *
 * Formula: tickets followed within `withinDays` / tickets. In: the tickets opened in the period; the following ticket may lie after the
 * period. A ticket follows if it was opened later, at most `withinDays` calendar days later, up to the same local time of day. Out: tickets
 * whose window is not over at `asOf`, followed or not (otherwise a recent month would look worse than an old one); they are counted in
 * `undecided`. The function does not know whether both tickets concern the same matter; for one matter, pass only its tickets.
 *
 * @param tickets - Tickets, in any order, including those before and after the period.
 * @param period - A period, or a list of periods, overlapping or not, all in one time zone. A list gives a list.
 * @param options - `withinDays`: a whole number above 0, 7 by default. `assignedBy`: 'openedAt' (default), or 'resolvedAt': the tickets
 * resolved in the period, with a window that begins at the resolution. `channel`: 'any' (default), or 'same': a repeat counts only on the
 * channel of the first ticket. `by`: a key of each ticket; the result is then a list of `{ key, ... }`, sorted by key, with each repeat
 * counted under the key of the first ticket. `asOf`: when the data was taken; without it, the data is complete and no ticket is undecided.
 * `timeZone`: by default the period's.
 * @returns A `Ratio`, 0..1, with `undecided` and `open`; its value is null when no ticket is decided. With `clockSkewSeconds`, also `skewed`.
 * @throws MetricsError as `firstResponseTime` does.
 *
 * Cost: O(tickets log tickets of a customer). Source: repeat contacts within a window of days, 7 in common contact-centre practice; M. Dixon,
 * N. Toman, R. DeLisi (2013), The Effortless Experience.
 *
 * @see docs/metrics/repeat-contact-rate.md
 *
 * @example
 * ```ts
 * const tickets = [
 *   { customerId: 'ada', openedAt: '2026-03-02' },
 *   { customerId: 'ada', openedAt: '2026-03-09' },
 *   { customerId: 'ben', openedAt: '2026-03-20' },
 *   { customerId: 'cem', openedAt: '2026-03-27' },
 * ]
 * const { numerator, denominator, undecided } = repeatContactRate(tickets, month('2026-03'), { asOf: '2026-04-01' })
 * numerator // => 1
 * denominator // => 3
 * undecided // => 1
 * repeatContactRate(tickets, month('2026-03'), { withinDays: 6 }).value // => 0
 * ```
 */
export function repeatContactRate<
  P extends Period | readonly Period[],
  Row extends Ticket = Ticket,
  Key extends SegmentKey = never,
>(
  tickets: readonly Row[],
  period: P,
  options: RepeatContactOptions<Row, Key> = {},
): PerPeriod<P, BySegment<Key, RepeatContactRate>> {
  const question = readServiceQuestion(period, options, [...ticketOptions, 'assignedBy', 'withinDays', 'channel']);
  const byOpening = readAssignedBy(options.assignedBy, 'resolvedAt') === 'openedAt';
  const withinDays = readDays(options.withinDays ?? 7, 'options.withinDays');
  const sameChannel = readOptionalChoice(options.channel, 'options.channel', ['any', 'same']) === 'same';
  checkTickets(tickets);
  const later = laterTickets(tickets.length, sameChannel);
  const starts = new Float64Array(tickets.length);
  const placed = placeTickets(tickets, question, options, (index, opened, _, resolved) => {
    const { customerId, channel } = tickets[index] as Row;
    later.note(index, opened, String(customerId), channel ?? undefined);
    starts[index] = byOpening ? opened : resolved;
    return byOpening || Number.isNaN(resolved) ? opened : resolved;
  });
  // The end of the window belongs to it: instants are whole milliseconds.
  const reaches = (start: number, instant: number) => isWithinDays(question.zone, start, instant - 1, withinDays);
  const outcomes = outcomesOf(placed.slots, starts, later.search(), reaches, question.asOf);
  return summarizeTickets(placed, (rows) => {
    const counts = [0, 0, 0, 0];
    for (const row of rows) counts[outcomes[row] as number] = (counts[outcomes[row] as number] as number) + 1;
    const [undecided = 0, open = 0, settled = 0, repeated = 0] = counts;
    return { ...ratio(repeated, settled + repeated), undecided, open };
  });
}

function outcomesOf(
  slots: Uint32Array,
  starts: Float64Array,
  nextTicket: (row: number, instant: number) => number,
  reaches: (start: number, instant: number) => boolean,
  asOf: number,
): Uint8Array {
  const outcomes = new Uint8Array(slots.length);
  for (let row = 0; row < slots.length; row += 1) {
    if (slots[row] === outside) continue;
    const start = starts[row] as number;
    if (Number.isNaN(start)) outcomes[row] = isOpen;
    else if (reaches(start, asOf)) outcomes[row] = isUndecided;
    else outcomes[row] = reaches(start, nextTicket(row, start)) ? isRepeated : isSettled;
  }
  return outcomes;
}
