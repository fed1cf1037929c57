import type { Period, PerPeriod } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { toNumber } from '../../exact/index.ts';
import { quantile } from '../../statistics/open.ts';
import { readFrame } from '../frame.ts';
import type { TicketKey, WithParts } from '../parts.ts';
import type { Summary } from '../per-period.ts';
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

/** How long something took, over the tickets of a period. */
export interface TicketTimes {
  /** In `unit`; null, as median and p90, when there are no such tickets. */
  readonly mean: number | null;
  readonly median: number | null;
  /** The 90th percentile: nine of ten took no longer. */
  readonly p90: number | null;
  readonly unit: TimeUnit;
  /** The tickets that the times are of. */
  readonly tickets: number;
  /** The tickets for which it has not happened yet; they are in none of the times. */
  readonly open: number;
}

const millisecondsIn: { readonly [unit in TimeUnit]: number } = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

export interface TicketTimesOptions<Row extends Ticket, Key extends TicketKey, Later extends string>
  extends TicketOptions<Row, Key> {
  readonly unit?: TimeUnit | undefined;
  readonly assignedBy?: 'openedAt' | Later | undefined;
}

/** The times from `openedAt` to `later`. */
export function ticketTimes<P extends Period | readonly Period[], Row extends Ticket, Key extends TicketKey>(
  tickets: readonly Row[],
  periods: P,
  options: TicketTimesOptions<Row, Key, string>,
  later: 'firstResponseAt' | 'resolvedAt',
): PerPeriod<P, WithParts<Key, TicketTimes>> {
  const frame = readFrame(periods, options, ['by', 'assignedBy', 'unit']);
  const byOpening = readAssignedBy(options.assignedBy, later) === 'openedAt';
  const unit = readUnit(options.unit);
  checkTickets(tickets);
  const durations = new Float64Array(tickets.length);
  const placed = placeTickets(tickets, frame, options.by, (index, opened, responded, resolved) => {
    const end = later === 'resolvedAt' ? resolved : responded;
    durations[index] = end - opened;
    return byOpening || Number.isNaN(end) ? opened : end;
  });
  return summarizeTickets(placed, timesOf(durations, unit));
}

function timesOf(durations: Float64Array, unit: TimeUnit): Summary<TicketTimes> {
  return (rows) => {
    const known = new Float64Array(rows.length);
    let count = 0;
    for (const row of rows) {
      const duration = durations[row] as number;
      if (Number.isNaN(duration)) continue;
      known[count] = duration;
      count += 1;
    }
    const sorted = known.subarray(0, count).sort();
    const scaled = (milliseconds: number | null) =>
      milliseconds === null ? null : milliseconds / millisecondsIn[unit];
    return {
      mean: count === 0 ? null : toNumber({ n: exactSum(sorted), d: BigInt(count * millisecondsIn[unit]) }),
      median: scaled(quantile(sorted, 0.5)),
      p90: scaled(quantile(sorted, 0.9)),
      unit,
      tickets: count,
      open: rows.length - count,
    };
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

function readUnit(unit: unknown): TimeUnit {
  if (unit !== undefined && !(typeof unit === 'string' && Object.hasOwn(millisecondsIn, unit))) {
    reject('INVALID_OPTION', 'options.unit', "be one of 'second', 'minute', 'hour', 'day'", unit);
  }
  return (unit ?? 'hour') as TimeUnit;
}
