import type { BySegment } from '../../activity/open.ts';
import { type Period, type PerPeriod, readPeriods } from '../../calendar/open.ts';
import { type Ratio, ratio } from '../../ratio/open.ts';
import {
  type FirstResponseOptions,
  type ReopenRate,
  type ReopenRateOptions,
  type RepeatContactOptions,
  type RepeatContactRate,
  reopenRate as reopenRateOfAll,
  repeatContactRate as repeatContactRateOfAll,
  type Ticket,
  type TicketsPerCustomer,
  type TicketsPerCustomerOptions,
  type TicketTimes,
  type TicketTimesOptions,
  ticketsPerCustomer as ticketsPerCustomerOfAll,
} from '../../service/index.ts';
import { summarizeDurations, ticketTimesOf } from '../../service/open.ts';
import type { SegmentKey } from '../../table/index.ts';
import { countedNumbers, expanded } from '../frame/counted.ts';
import type { InParts, TablePart } from '../frame/part.ts';
import { type Counts, countsQuestion, splitOptions } from './counts.ts';
import { rowQuestion } from './row-question.ts';

/** With a callback its name, by which parts are known to have the same one. */
export type Named<Options> = Omit<Options, 'by'> &
  (Options extends {
    /** The key of a row. */
    readonly by?: infer By;
  }
    ?
        | {
            /** The key of a row. */
            readonly by: NonNullable<By>;
            /** What the segments are called: parts split by another one cannot be merged. */
            readonly name: string;
          }
        | { readonly by?: undefined; readonly name?: undefined }
    : unknown);

/**
 * `resolutionTime` in parts: how long tickets take from opening to resolution.
 *
 * A part counts the tickets of each length in milliseconds, which medians and quantiles need: its size grows with the number of
 * different lengths.
 *
 * @param period - A period, or a list of periods, as for `resolutionTime`.
 * @param options - Its options; with `by` also its `name`.
 * @throws MetricsError as `resolutionTime` does; `INVALID_TYPE` without a name; `CONFLICTING_POLICY` for a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.resolutionTime(month('2026-03'));
 * const opened = { openedAt: '2026-03-02T08:00Z' };
 * const ada = part([{ customerId: 'ada', ...opened, resolvedAt: '2026-03-02T10:00Z' }]);
 * const ben = part([{ customerId: 'ben', ...opened, resolvedAt: '2026-03-02T14:00Z' }]);
 * result(merge([ada, ben])).median; // => 4
 * ```
 */
export function resolutionTime<
  P extends Period | readonly Period[],
  Row extends Ticket = Ticket,
  Key extends SegmentKey = never,
>(
  period: P,
  options?: Named<TicketTimesOptions<Row, Key, 'resolvedAt'>>,
): InParts<readonly Row[], TablePart, PerPeriod<P, BySegment<Key, TicketTimes>>> {
  return timesQuestion('resolutionTime', period, options, 'resolvedAt') as never;
}

/**
 * `firstResponseTime` in parts: how long tickets wait for the first response.
 *
 * @param period - A period, or a list of periods, as for `firstResponseTime`.
 * @param options - Its options; with `by` also its `name`.
 * @throws MetricsError as `resolutionTime` in parts does.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.firstResponseTime(month('2026-03'), { unit: 'minute' });
 * const opened = { openedAt: '2026-03-02T08:00Z' };
 * const ada = part([{ customerId: 'ada', ...opened, firstResponseAt: '2026-03-02T08:30Z' }]);
 * result(merge([ada, part([])])).mean; // => 30
 * ```
 */
export function firstResponseTime<
  P extends Period | readonly Period[],
  Row extends Ticket = Ticket,
  Key extends SegmentKey = never,
>(
  period: P,
  options?: Named<FirstResponseOptions<Row, Key>>,
): InParts<readonly Row[], TablePart, PerPeriod<P, BySegment<Key, TicketTimes>>> {
  return timesQuestion('firstResponseTime', period, options, 'firstResponseAt') as never;
}

/** What a shard says of the times of its tickets. */
interface TimeFacts {
  readonly durations: ReadonlyMap<number, number>;
  readonly open: number;
  readonly late: number;
  readonly skewed?: number;
}

function timesQuestion(
  of: string,
  periods: unknown,
  options: object | undefined,
  later: 'firstResponseAt' | 'resolvedAt',
): InParts<never, TablePart, unknown> {
  const { given, own, timeZone, by } = splitOptions(options);
  const resultOf = ticketTimesOf(given, later);
  const isSkewed = (given as { readonly clockSkewSeconds?: unknown }).clockSkewSeconds !== undefined;
  summarizeDurations([], [], given, later, resultOf);
  return rowQuestion<readonly Ticket[], TimeFacts>({
    of,
    periods,
    timeZone,
    options: own,
    by,
    shape: { durations: { tickets: 'count' }, open: { tickets: 'count', late: 'count', skewed: 'count' } },
    factsOf: (tickets, list = []) =>
      summarizeDurations(tickets, list, given, later, ({ sorted, ...more }) => ({
        durations: countedNumbers(sorted),
        ...more,
      })),
    book(tally, at, { durations, open, late, skewed = 0 }) {
      for (const [duration, tickets] of durations) tally.add('durations', [...at, duration], { tickets });
      tally.add('open', at, { tickets: open, late, skewed });
    },
    answer(tally, at) {
      const own = tally.rows('durations', at);
      const sorted = Float64Array.from(expanded(own, 'tickets', 2));
      const { count } = tally.row('open', at);
      const times = resultOf({ sorted, open: count('tickets'), late: count('late') });
      return isSkewed ? { ...times, skewed: count('skewed') } : times;
    },
  }) as InParts<never, TablePart, unknown>;
}

/**
 * `reopenRate` in parts: the share of the resolved tickets that were opened again.
 *
 * @param period - A period, or a list of periods, as for `reopenRate`.
 * @param options - Its options; with `by` also its `name`.
 * @throws MetricsError as `reopenRate` does; `INVALID_TYPE` without a name; `CONFLICTING_POLICY` for a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.reopenRate(month('2026-03'));
 * const done = { openedAt: '2026-03-02', resolvedAt: '2026-03-05' };
 * const ada = part([{ customerId: 'ada', ...done, reopened: true }]);
 * const ben = part([{ customerId: 'ben', ...done }]);
 * result(merge([ada, ben])).value; // => 0.5
 * ```
 */
export function reopenRate<
  P extends Period | readonly Period[],
  Row extends Ticket = Ticket,
  Key extends SegmentKey = never,
>(
  period: P,
  options?: Named<ReopenRateOptions<Row, Key>>,
): InParts<readonly Row[], TablePart, PerPeriod<P, BySegment<Key, ReopenRate>>> {
  return countsQuestion('reopenRate', period, options, reopenRateOfAll as never, ['open']) as never;
}

/**
 * `repeatContactRate` in parts: the share of the tickets that another one of the customer followed.
 *
 * @param period - A period, or a list of periods, as for `repeatContactRate`.
 * @param options - Its options; with `by` also its `name`.
 * @throws MetricsError as `repeatContactRate` does; `INVALID_TYPE` without a name; `CONFLICTING_POLICY` for a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.repeatContactRate(month('2026-03'), { assignedBy: 'openedAt' });
 * const ada = part([
 *   { customerId: 'ada', openedAt: '2026-03-02' },
 *   { customerId: 'ada', openedAt: '2026-03-04' },
 * ]);
 * const ben = part([{ customerId: 'ben', openedAt: '2026-03-02' }]);
 * result(merge([ada, ben])).value; // => 0.3333333333333333
 * ```
 */
export function repeatContactRate<
  P extends Period | readonly Period[],
  Row extends Ticket = Ticket,
  Key extends SegmentKey = never,
>(
  period: P,
  options?: Named<RepeatContactOptions<Row, Key>>,
): InParts<readonly Row[], TablePart, PerPeriod<P, BySegment<Key, RepeatContactRate>>> {
  return countsQuestion('repeatContactRate', period, options, repeatContactRateOfAll as never, [
    'undecided',
    'open',
  ]) as never;
}

/**
 * `ticketsPerCustomer` in parts: how many tickets a customer opens.
 *
 * @param period - A period, or a list of periods, as for `ticketsPerCustomer`.
 * @param options - Its options, the number of all customers or their ids among them; with `by` also its `name`.
 * @throws MetricsError as `ticketsPerCustomer` does; `INVALID_TYPE` without a name; `CONFLICTING_POLICY` for a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.ticketsPerCustomer(month('2026-03'), { customers: 4 });
 * const ada = part([{ customerId: 'ada', openedAt: '2026-03-02' }]);
 * const ben = part([{ customerId: 'ben', openedAt: '2026-03-02' }]);
 * result(merge([ada, ben])).value; // => 0.5
 * ```
 */
export function ticketsPerCustomer<
  P extends Period | readonly Period[],
  Row extends Ticket = Ticket,
  Key extends SegmentKey = never,
>(
  period: P,
  options: Named<TicketsPerCustomerOptions<P, Row, Key>>,
): InParts<readonly Row[], TablePart, PerPeriod<P, BySegment<Key, TicketsPerCustomer>>> {
  const { given } = splitOptions(options);
  ticketsPerCustomerOfAll([], period, given);
  const customers = Array.isArray(period) ? options.customers : [options.customers];
  const whole = (tickets: readonly Ticket[], periods: readonly Period[], own: object) =>
    ticketsPerCustomerOfAll(tickets, periods, { ...own, customers: periods.length === 0 ? [] : customers } as never);
  // The base is that of the question, the same for each shard.
  const { by: _, ...unsplit } = given as { readonly by?: unknown };
  const bases = whole(
    [],
    readPeriods(period).periods.map((checked) => checked.period),
    unsplit,
  );
  const resultOf = ({ numerator, denominator: _, value: __, ...more }: Counts, place: number) => {
    return { ...ratio(numerator, (bases[place] as Ratio).denominator), ...more };
  };
  return countsQuestion('ticketsPerCustomer', period, options, whole as never, ['others'], resultOf) as never;
}
