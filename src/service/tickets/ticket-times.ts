import type { BySegment, Summary } from '../../activity/open.ts';
import type { Period, PerPeriod } from '../../calendar/open.ts';
import { toNumber } from '../../exact/index.ts';
import { checkKeys, readOptionalChoice, readShares } from '../../read/index.ts';
import { type Distribution, distributionOf, sortedNumbers } from '../../statistics/open.ts';
import type { SegmentKey } from '../../table/index.ts';
import { readServiceQuestion } from '../service-question.ts';
import {
  checkTickets,
  placeTickets,
  readAssignedBy,
  summarizeTickets,
  type Ticket,
  type TicketOptions,
} from './ticket.ts';

/** A unit of elapsed time: each is a fixed number of seconds, a day 86,400. */
export type TimeUnit = 'second' | 'minute' | 'hour' | 'day';

/** How long something took, over the tickets of a period: a distribution in `unit`. */
export interface TicketTimes extends Distribution {
  readonly unit: TimeUnit;
  /** The tickets for which it has happened, whose times these are; the same as `count`. */
  readonly tickets: number;
  /** The tickets for which it has not happened yet; they contribute no time. */
  readonly open: number;
}

const millisecondsIn: { readonly [unit in TimeUnit]: number } = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

export interface TicketTimesOptions<Row extends Ticket, Key extends SegmentKey, Later extends string>
  extends TicketOptions<Row, Key> {
  readonly unit?: TimeUnit | undefined;
  readonly assignedBy?: 'openedAt' | Later | undefined;
  /** Shares from 0 to 1; 0.1, 0.25, 0.5, 0.75 and 0.9 by default. */
  readonly quantiles?: readonly number[] | undefined;
}

/** The times from `openedAt` to `later`. */
export function ticketTimes<P extends Period | readonly Period[], Row extends Ticket, Key extends SegmentKey>(
  tickets: readonly Row[],
  periods: P,
  options: TicketTimesOptions<Row, Key, string>,
  later: 'firstResponseAt' | 'resolvedAt',
): PerPeriod<P, BySegment<Key, TicketTimes>> {
  return summarizeDurations<P, Key, TicketTimes>(tickets, periods, options, later, ticketTimesOf(options));
}

const timeOptions = ['by', 'assignedBy', 'unit', 'quantiles'];

/** How long the tickets took for which something has happened, in milliseconds and in order, and how many others there are. */
export interface TicketDurations {
  readonly sorted: Float64Array;
  readonly open: number;
}

/** The result over durations, by options of which the rest is read with the tickets. */
export function ticketTimesOf(options: unknown) {
  const { unit: given, quantiles } = checkKeys(options, ['timeZone', 'asOf', ...timeOptions], 'options');
  const unit = readOptionalChoice<TimeUnit>(given, 'options.unit', ['hour', 'second', 'minute', 'day']);
  const shares = readShares(quantiles, 'options.quantiles');
  return ({ sorted, open }: TicketDurations): TicketTimes => {
    const total = { n: exactSum(sorted), d: BigInt(millisecondsIn[unit]) };
    const spread = distributionOf(sortedNumbers(sorted, millisecondsIn[unit]), total, shares, toNumber);
    return { ...spread, unit, tickets: sorted.length, open };
  };
}

export function summarizeDurations<P extends Period | readonly Period[], Key extends SegmentKey, Result extends object>(
  tickets: readonly Ticket[],
  periods: P,
  options: TicketTimesOptions<never, SegmentKey, string>,
  later: 'firstResponseAt' | 'resolvedAt',
  resultOf: (durations: TicketDurations) => Result,
): PerPeriod<P, BySegment<Key, Result>> {
  const question = readServiceQuestion(periods, options, timeOptions);
  const byOpening = readAssignedBy(options.assignedBy, later) === 'openedAt';
  checkTickets(tickets);
  const durations = new Float64Array(tickets.length);
  const placed = placeTickets(tickets, question, options.by, (index, opened, responded, resolved) => {
    const end = later === 'resolvedAt' ? resolved : responded;
    durations[index] = end - opened;
    return byOpening || Number.isNaN(end) ? opened : end;
  });
  return summarizeTickets(placed, durationsOf(durations, resultOf));
}

function durationsOf<Result>(
  durations: Float64Array,
  resultOf: (durations: TicketDurations) => Result,
): Summary<Result> {
  return (rows) => {
    const known = new Float64Array(rows.length);
    let count = 0;
    for (const row of rows) {
      const duration = durations[row] as number;
      if (Number.isNaN(duration)) continue;
      known[count] = duration;
      count += 1;
    }
    return resultOf({ sorted: known.subarray(0, count).sort(), open: rows.length - count });
  };
}

/** Plain sums stay exact below 2^53 milliseconds, which a few thousand tickets open for a century pass. */
const flushAt = 2 ** 52;

function exactSum(integers: Float64Array): bigint {
  let total = 0n;
  let sum = 0;
  for (const value of integers) {
    if (value >= flushAt) total += BigInt(value);
    else sum += value;
    if (sum < flushAt) continue;
    total += BigInt(sum);
    sum = 0;
  }
  return total + BigInt(sum);
}
