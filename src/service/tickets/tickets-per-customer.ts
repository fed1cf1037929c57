import type { BySegment } from '../../activity/open.ts';
import type { Period, PerPeriod } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { type Ratio, ratio } from '../../ratio/open.ts';
import { type Id, isFiniteNumber, readId } from '../../read/index.ts';
import type { SegmentKey } from '../../table/index.ts';
import { readServiceQuestion } from '../service-question.ts';
import {
  checkTickets,
  placeTickets,
  summarizeTickets,
  type Ticket,
  type TicketOptions,
  ticketOptions,
} from './ticket.ts';

/** The number of customers (a mean over the period is fine), or the ids of those who count. */
export type CustomerBase = number | readonly Id[];

/** Tickets over customers. */
export interface TicketsPerCustomer extends Ratio {
  /** Tickets of customers not on the list of ids; they are not in the rate. 0 if you pass a number of customers. */
  readonly others: number;
  /** With `clockSkewSeconds`: tickets with an instant that was moved. */
  readonly skewed?: number;
}

/** The customers, and how tickets are split. */
export interface TicketsPerCustomerOptions<
  P extends Period | readonly Period[],
  Row extends Ticket = Ticket,
  Key extends SegmentKey = never,
> extends TicketOptions<Row, Key> {
  /** A number of customers >= 0, or the ids of those who count; for a list of periods, one of these per period. */
  readonly customers: P extends readonly Period[] ? readonly CustomerBase[] : CustomerBase;
}

/**
 * Contact rate: support tickets per active customer.
 *
 * Formula: tickets opened in the period / customers. In: every ticket opened in the period, resolved or not; with a list of ids, only those
 * of the customers on it. Out: tickets of other customers, which are counted in `others`.
 *
 * @param tickets - Tickets, in any order.
 * @param period - A period, or a list of periods, overlapping or not, all in one time zone. A list gives a list.
 * @param options - `customers`: a number >= 0, or the ids of the active customers (each counts once); for a list of periods, a list with
 * one of these per period. `by`: a key of each ticket; the result is then a list of `{ key, ... }`, sorted by key, with the tickets of each
 * key over all customers. `asOf`: when the data was taken. `timeZone`: by default the period's.
 * @returns A `Ratio`, which can exceed 1, with `others`; its value is null without customers. With `clockSkewSeconds`, also `skewed`.
 * @throws MetricsError `INVALID_TYPE`, `INVALID_NUMBER` for `customers`; otherwise as `firstResponseTime` does.
 *
 * Cost: O(tickets + customers). Source: the contact rate of contact centres, contacts over customers.
 *
 * @see docs/metrics/tickets-per-customer.md
 *
 * @example
 * ```ts
 * const tickets = [
 *   { customerId: 'ada', openedAt: '2026-03-02' },
 *   { customerId: 'ada', openedAt: '2026-03-09' },
 *   { customerId: 'visitor', openedAt: '2026-03-30' },
 * ]
 * ticketsPerCustomer(tickets, month('2026-03'), { customers: 4 }).value // => 0.75
 * const customers = ['ada', 'ben', 'cem', 'dia']
 * ticketsPerCustomer(tickets, month('2026-03'), { customers }) // => { value: 0.5, numerator: 2, denominator: 4, others: 1 }
 * ```
 */
export function ticketsPerCustomer<
  P extends Period | readonly Period[],
  Row extends Ticket = Ticket,
  Key extends SegmentKey = never,
>(
  tickets: readonly Row[],
  period: P,
  options: TicketsPerCustomerOptions<P, Row, Key>,
): PerPeriod<P, BySegment<Key, TicketsPerCustomer>> {
  const question = readServiceQuestion(period, options, [...ticketOptions, 'customers']);
  const bases = readBases(options.customers, question.isList, question.periods.length);
  checkTickets(tickets);
  const placed = placeTickets(tickets, question, options, (_, opened) => opened);
  return summarizeTickets(placed, (rows, place) => {
    const { count, ids } = bases[place] as Base;
    let own = 0;
    for (const row of rows) if (ids === undefined || ids.has(String((tickets[row] as Row).customerId))) own += 1;
    return { ...ratio(own, count), others: rows.length - own };
  });
}

interface Base {
  readonly count: number;
  readonly ids: ReadonlySet<string> | undefined;
}

function readBases(customers: unknown, isList: boolean, periods: number): Base[] {
  if (!isList) return [readBase(customers, 'options.customers')];
  if (!Array.isArray(customers) || customers.length !== periods) {
    reject('INVALID_TYPE', 'options.customers', `be a list with one entry per period, ${periods} in all`, customers);
  }
  return Array.from(customers, (base, index) => readBase(base, `options.customers[${index}]`));
}

function readBase(customers: unknown, path: string): Base {
  if (typeof customers === 'number') {
    if (!isFiniteNumber(customers) || customers < 0) {
      reject('INVALID_NUMBER', path, 'be a finite number of customers >= 0, or a list of their ids', customers);
    }
    return { count: customers + 0, ids: undefined };
  }
  if (!Array.isArray(customers))
    reject('INVALID_TYPE', path, 'be a number of customers, or a list of their ids', customers);
  const ids = new Set(Array.from(customers, (id, index) => readId(id, `${path}[${index}]`)));
  return { count: ids.size, ids };
}
