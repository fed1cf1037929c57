import {
  type BySegment,
  instantOf,
  outside,
  perPeriod,
  type RowKey,
  readSegments,
  type SegmentBy,
  type Summary,
  summarizeSegments,
} from '../../activity/open.ts';
import type { Instant, Period, PerPeriod } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import {
  type Id,
  idText,
  isFiniteNumber,
  isMissing,
  isOptionalText,
  isRecord,
  keyCheck,
  readId,
  readOptionalChoice,
  rejectOptionalText,
} from '../../read/index.ts';
import type { SegmentKey } from '../../table/index.ts';
import { rejectContradiction, ticketContradictions } from '../contradictions.ts';
import type { ServiceOptions, ServiceQuestion } from '../service-question.ts';
import { readHolds } from './holds.ts';

/** One request for help by a customer: a support ticket, a case, a chat, a call. */
export interface Ticket {
  /** The customer, compared by its text: 17, 17n and '17' are one customer. */
  readonly customerId: Id;
  /** When the customer asked. */
  readonly openedAt: Instant;
  /** The first answer by a person, if any. Not before `openedAt`. */
  readonly firstResponseAt?: Instant | null | undefined;
  /** The last resolution. Missing: not resolved. */
  readonly resolvedAt?: Instant | null | undefined;
  /** Whether it was reopened after a resolution, or how often. */
  readonly reopened?: boolean | number | null | undefined;
  /**
   * The last reopening, if known. Not before `openedAt`, and not beside a `reopened` of false or 0. If it is after `resolvedAt`, the ticket
   * is open again, as in help desks that keep the earlier resolution.
   */
  readonly reopenedAt?: Instant | null | undefined;
  /** The first answer by a person after the last reopening, if any. Not before `reopenedAt`. */
  readonly reopenedResponseAt?: Instant | null | undefined;
  /** The times when the ticket waited for the customer or for others; without an end, it still waits. Times may overlap. */
  readonly onHold?:
    | readonly {
        /** When the wait began. */
        readonly start: Instant;
        /** When the wait ended; missing or null: it has not ended. */
        readonly end?: Instant | null | undefined;
      }[]
    | null
    | undefined;
  /** How the customer asked: 'email', 'phone', 'chat'. */
  readonly channel?: string | null | undefined;
}

/** The options of every ticket metric. */
export interface TicketOptions<Row extends Ticket = Ticket, Key extends SegmentKey = never> extends ServiceOptions {
  /**
   * A key of each ticket, such as `(ticket) => ticket.channel`, or a Map from customers to keys: the result is then a list with the result of
   * each key. Default: no split.
   */
  readonly by?: SegmentBy<Row, Key> | undefined;
  /**
   * How far a help desk's clocks may differ. An instant that is too early by at most this much is moved to the instant that it should
   * follow; `skewed` counts these tickets. Default 0: an instant that is too early throws.
   */
  readonly clockSkewSeconds?: number | undefined;
}

/** The tickets of a call: the slot of each, and its key if there are any. */
export interface PlacedTickets {
  readonly question: ServiceQuestion;
  readonly slots: Uint32Array;
  readonly keyOf: RowKey | undefined;
  /** 1 for a ticket with an instant moved for the clocks' sake; undefined where none may be. */
  readonly skewed: Uint8Array | undefined;
}

/**
 * Takes the instants of a ticket as they are known at `asOf`, NaN for what has not happened, and gives the instant that assigns it to a
 * period, or NaN for none. `isReopened` without an instant is taken as it stands. A ticket reopened after its resolution has none.
 */
export type TicketVisitor = (
  index: number,
  openedAt: number,
  firstResponseAt: number,
  resolvedAt: number,
  isReopened: boolean,
  reopenedAt: number,
  reopenedResponseAt: number,
  /** The resolution that the row has, also where the ticket was reopened after it. */
  earlierResolvedAt: number,
) => number;

/** Checks every ticket, and places those that were opened before `asOf`. */
export function placeTickets(
  tickets: readonly Ticket[],
  question: ServiceQuestion,
  { by, clockSkewSeconds }: { readonly by?: unknown; readonly clockSkewSeconds?: unknown },
  visit: TicketVisitor,
): PlacedTickets {
  const { readInstant, asOf, slotOf } = question;
  const skew = clockSkewSeconds === undefined ? 0 : readSkew(clockSkewSeconds);
  const keyOf = readSegments(by, (row) => tickets[row]);
  const keys: SegmentKey[] = [];
  const checkKeys = keyCheck(ticketFields);
  const slots = new Uint32Array(tickets.length).fill(outside);
  const skewed = clockSkewSeconds === undefined ? undefined : new Uint8Array(tickets.length);
  /** NaN where it is missing; not before `start` where the clocks may be to blame. */
  const readAfter = (start: number, value: unknown, index: number, field: string) => {
    const instant = isMissing(value) ? Number.NaN : instantOf(readInstant, value, 'tickets', index, field);
    if (skewed === undefined || !(instant < start && instant >= start - skew)) return instant;
    skewed[index] = 1;
    return start;
  };
  for (let index = 0; index < tickets.length; index += 1) {
    const ticket = tickets[index] as Ticket;
    checkShape(ticket, index);
    checkKeys(ticket, 'tickets', index);
    const opened = instantOf(readInstant, ticket.openedAt, 'tickets', index, 'openedAt');
    const responded = readAfter(opened, ticket.firstResponseAt, index, 'firstResponseAt');
    const resolved = readAfter(opened, ticket.resolvedAt, index, 'resolvedAt');
    const reopened = readAfter(opened, ticket.reopenedAt, index, 'reopenedAt');
    const respondedAgain = readAfter(reopened, ticket.reopenedResponseAt, index, 'reopenedResponseAt');
    const faults = ticketContradictions(ticket, opened, responded, resolved, reopened, respondedAgain);
    if (faults.length > 0) rejectContradiction(faults, ticket, `tickets[${index}]`);
    readHolds(ticket.onHold, index, readInstant);
    if (!(opened < asOf)) continue;
    const known = (instant: number) => (instant < asOf ? instant : Number.NaN);
    const isFlagged = ticket.reopened === true || Number(ticket.reopened) > 0;
    const isReopened = Number.isNaN(reopened) ? isFlagged : reopened < asOf;
    // Reopened after the resolution that the row has: open again.
    const last = reopened > resolved && reopened < asOf ? Number.NaN : known(resolved);
    const slot = slotOf(
      visit(index, opened, known(responded), last, isReopened, known(reopened), known(respondedAgain), known(resolved)),
    );
    slots[index] = slot;
    // Periods may overlap, and a callback is asked once.
    if (slot >= 0) keys[index] = keyOf?.(index);
  }
  return { question, slots, keyOf: keyOf && ((row) => keys[row]), skewed };
}

function readSkew(value: unknown): number {
  if (!isFiniteNumber(value) || value < 0) {
    reject('INVALID_NUMBER', 'options.clockSkewSeconds', 'be a finite number >= 0', value);
  }
  return value * 1000;
}

/** The names of the options of every ticket metric. */
export const ticketOptions = ['by', 'clockSkewSeconds'] as const;

const ticketFields = [
  'customerId',
  'openedAt',
  'firstResponseAt',
  'resolvedAt',
  'reopened',
  'reopenedAt',
  'reopenedResponseAt',
  'onHold',
  'channel',
];

/** The summary of each period, with keys that of each key in it. */
export function summarizeTickets<P extends Period | readonly Period[], Key extends SegmentKey, Result extends object>(
  { question, slots, keyOf, skewed }: PlacedTickets,
  summary: Summary<Result>,
): PerPeriod<P, BySegment<Key, Result>> {
  const counting: Summary<Result> = (rows, place) => {
    const result = summary(rows, place);
    return skewed === undefined
      ? result
      : { ...result, skewed: rows.reduce((sum, row) => sum + (skewed[row] as number), 0) };
  };
  return perPeriod(question, slots, summarizeSegments(keyOf, counting) as unknown as Summary<BySegment<Key, Result>>);
}

/** Refuses what is no array: columns are made by its length before a row is read. */
export function checkTickets(tickets: unknown): void {
  if (!Array.isArray(tickets)) reject('INVALID_TYPE', 'tickets', 'be an array of tickets', tickets);
}

/** Which instant of a ticket assigns it to a period; `later` is the other one that the metric knows. */
export function readAssignedBy<Later extends string>(value: unknown, later: Later): 'openedAt' | Later {
  return readOptionalChoice<'openedAt' | Later>(value, 'options.assignedBy', ['openedAt', later]);
}

function checkShape(ticket: Ticket, index: number): void {
  const path = () => `tickets[${index}]`;
  if (!isRecord(ticket)) reject('INVALID_TYPE', path(), 'be an object', ticket);
  const { customerId, channel, reopened } = ticket;
  if (idText(customerId) === undefined) readId(customerId, `${path()}.customerId`);
  if (!isOptionalText(channel)) rejectOptionalText(channel, `${path()}.channel`);
  const isCount = Number.isSafeInteger(reopened) && (reopened as number) >= 0;
  if (!isMissing(reopened) && typeof reopened !== 'boolean' && !isCount) {
    reject('INVALID_NUMBER', `${path()}.reopened`, 'be true, false or a whole number >= 0', reopened);
  }
}
