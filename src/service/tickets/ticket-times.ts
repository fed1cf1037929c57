import type { BySegment } from '../../activity/open.ts';
import type { Period, PerPeriod } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { toNumber } from '../../exact/index.ts';
import { type Ratio, ratio } from '../../ratio/open.ts';
import { checkKeys, isFiniteNumber, readOptionalChoice, readShares } from '../../read/index.ts';
import { type Distribution, distributionOf, sortedNumbers } from '../../statistics/open.ts';
import { lowerBound, type SegmentKey } from '../../table/index.ts';
import { readServiceQuestion } from '../service-question.ts';
import { readHolds, timeIn } from './holds.ts';
import {
  checkTickets,
  placeTickets,
  readAssignedBy,
  summarizeTickets,
  type Ticket,
  type TicketOptions,
  ticketOptions,
} from './ticket.ts';
import { type WorkingHours, workingTime } from './working-hours.ts';

/** A unit of elapsed time, with a fixed number of seconds; a day has 86,400. */
export type TimeUnit = 'second' | 'minute' | 'hour' | 'day';

/** How long something took, over the tickets of a period: a distribution in `unit`. */
export interface TicketTimes extends Distribution {
  /** The unit of `mean`, `median` and the quantiles. */
  readonly unit: TimeUnit;
  /** Tickets with a time; the same as `count`. */
  readonly tickets: number;
  /** Tickets without a time yet; they do not count in the mean, the median or the quantiles. */
  readonly open: number;
  /**
   * With `target`: the share of tickets that took no longer than the target. Open tickets that have taken longer by `asOf` are in the
   * denominator; other open tickets are `undecided` (without `asOf`, all of them).
   */
  readonly within?: Ratio & {
    /** Open tickets that may still be in time; they are not in the rate. */
    readonly undecided: number;
  };
  /** With `clockSkewSeconds`: tickets with an instant that was moved. */
  readonly skewed?: number;
}

const millisecondsIn: { readonly [unit in TimeUnit]: number } = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** How times of tickets are measured, assigned to periods and split. */
export interface TicketTimesOptions<Row extends Ticket, Key extends SegmentKey, Later extends string>
  extends TicketOptions<Row, Key> {
  /** The unit of the result and of `target`. Default 'hour'. */
  readonly unit?: TimeUnit | undefined;
  /** The instant that assigns a ticket to a period. Default 'openedAt'. */
  readonly assignedBy?: 'openedAt' | Later | undefined;
  /** The shares, 0..1, for which the result has quantiles. Default [0.1, 0.25, 0.5, 0.75, 0.9]. */
  readonly quantiles?: readonly number[] | undefined;
  /** Only time within these hours counts. Default: all time. */
  readonly workingHours?: WorkingHours | undefined;
  /** Whether a ticket's time on hold counts. Default 'include'. */
  readonly onHold?: 'include' | 'exclude' | undefined;
  /** The longest time a ticket should take, in `unit`; the result then has the share that took no longer. Default: none. */
  readonly target?: number | undefined;
}

/** Options of `firstResponseTime`. */
export interface FirstResponseOptions<Row extends Ticket = Ticket, Key extends SegmentKey = never>
  extends TicketTimesOptions<Row, Key, 'firstResponseAt'> {
  /** The start of the wait. 'opened': the opening. 'reopened': `reopenedAt`; the wait then ends at `reopenedResponseAt`. Default 'opened'. */
  readonly since?: 'opened' | 'reopened' | undefined;
}

/** The times from `openedAt` to `later`. */
export function ticketTimes<P extends Period | readonly Period[], Row extends Ticket, Key extends SegmentKey>(
  tickets: readonly Row[],
  periods: P,
  options: TicketTimesOptions<Row, Key, string>,
  later: Later,
): PerPeriod<P, BySegment<Key, TicketTimes>> {
  return summarizeDurations<P, Key, TicketTimes>(tickets, periods, options, later, ticketTimesOf(options, later));
}

/** What ends the time. */
export type Later = 'firstResponseAt' | 'resolvedAt';

const timeOptions = [...ticketOptions, 'assignedBy', 'unit', 'quantiles', 'workingHours', 'onHold', 'target'];
const optionsOf = (later: Later) => (later === 'firstResponseAt' ? [...timeOptions, 'since'] : timeOptions);

/** How long the tickets took for which something has happened, in milliseconds and in order, and how many others there are. */
export interface TicketDurations {
  readonly sorted: Float64Array;
  readonly open: number;
  /** Of those, how many have taken longer than the target. */
  readonly late: number;
}

/** The result over durations, by options of which the rest is read with the tickets. */
export function ticketTimesOf(options: unknown, later: Later) {
  const { unit: given, quantiles, target } = checkKeys(options, ['timeZone', 'asOf', ...optionsOf(later)], 'options');
  const unit = readUnit(given);
  const shares = readShares(quantiles, 'options.quantiles');
  const most = readTarget(target, unit);
  return ({ sorted, open, late }: TicketDurations): TicketTimes => {
    const total = { n: exactSum(sorted), d: BigInt(millisecondsIn[unit]) };
    const spread = distributionOf(sortedNumbers(sorted, millisecondsIn[unit]), total, shares, toNumber);
    const times = { ...spread, unit, tickets: sorted.length, open };
    if (target === undefined) return times;
    const inTime = lowerBound(sorted, most + 1, 0, sorted.length);
    return { ...times, within: { ...ratio(inTime, sorted.length + late), undecided: open - late } };
  };
}

function readUnit(value: unknown): TimeUnit {
  return readOptionalChoice<TimeUnit>(value, 'options.unit', ['hour', 'second', 'minute', 'day']);
}

/** In whole milliseconds, as durations are. */
function readTarget(value: unknown, unit: TimeUnit): number {
  if (value === undefined) return Number.POSITIVE_INFINITY;
  if (!isFiniteNumber(value) || value < 0) reject('INVALID_NUMBER', 'options.target', 'be a finite number >= 0', value);
  return Math.round(value * millisecondsIn[unit]);
}

export function summarizeDurations<P extends Period | readonly Period[], Key extends SegmentKey, Result extends object>(
  tickets: readonly Ticket[],
  periods: P,
  options: TicketTimesOptions<never, SegmentKey, string> & { readonly since?: unknown },
  later: Later,
  resultOf: (durations: TicketDurations) => Result,
): PerPeriod<P, BySegment<Key, Result>> {
  const question = readServiceQuestion(periods, options, optionsOf(later));
  const byOpening = readAssignedBy(options.assignedBy, later) === 'openedAt';
  const isAgain = readOptionalChoice(options.since, 'options.since', ['opened', 'reopened']) === 'reopened';
  const target = readTarget(options.target, readUnit(options.unit));
  const { workingHours } = options;
  const elapsed = workingHours === undefined ? passed : workingTime(workingHours, question.zone);
  const isOnHold = readOptionalChoice(options.onHold, 'options.onHold', ['include', 'exclude']) === 'exclude';
  const timeBetween = (index: number, start: number, end: number) => {
    if (!isOnHold || !(end > start)) return elapsed(start, end);
    const held = readHolds(tickets[index]?.onHold, index, question.readInstant);
    return elapsed(start, end) - timeIn(held, start, end, elapsed);
  };
  checkTickets(tickets);
  const durations = new Float64Array(tickets.length);
  // Of an open ticket, NaN for what cannot be told.
  const ages = new Float64Array(tickets.length);
  const placed = placeTickets(tickets, question, options, (index, opened, responded, resolved, _, reopened, again) => {
    const start = isAgain ? reopened : opened;
    const end = later === 'resolvedAt' ? resolved : isAgain ? again : responded;
    const isOpen = Number.isNaN(end);
    durations[index] = isOpen || Number.isNaN(start) ? Number.NaN : timeBetween(index, start, end);
    const isAged = isOpen && target < Number.POSITIVE_INFINITY && question.asOf < Number.POSITIVE_INFINITY;
    ages[index] = isAged && !Number.isNaN(start) ? timeBetween(index, start, question.asOf) : Number.NaN;
    return byOpening || isOpen ? start : end;
  });
  return summarizeTickets(placed, (rows) => {
    const known = new Float64Array(rows.length);
    let [count, late] = [0, 0];
    for (const row of rows) {
      const duration = durations[row] as number;
      if ((ages[row] as number) > target) late += 1;
      if (Number.isNaN(duration)) continue;
      known[count] = duration;
      count += 1;
    }
    return resultOf({ sorted: known.subarray(0, count).sort(), open: rows.length - count, late });
  });
}

const passed = (start: number, end: number) => end - start;

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
