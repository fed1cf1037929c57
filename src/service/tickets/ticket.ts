import {
  type BySegment,
  type InstantReader,
  instantOf,
  outside,
  perPeriod,
  readSegments,
  type Segments,
  type Summary,
  summarizeSegments,
} from '../../activity/open.ts';
import type { Instant, Period, PerPeriod } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import {
  type Id,
  idText,
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

/** One request of a customer for help: a support ticket, a case, a chat, a call. */
export interface Ticket {
  readonly customerId: Id;
  readonly openedAt: Instant;
  /** The first answer by a person, if any. Not before `openedAt`. */
  readonly firstResponseAt?: Instant | null | undefined;
  /** The last resolution. Missing: not resolved. */
  readonly resolvedAt?: Instant | null | undefined;
  /** Whether it was reopened after a resolution, or how often. */
  readonly reopened?: boolean | number | null | undefined;
  /** The last reopening, if known. Not before `openedAt`, not after `resolvedAt`, and not beside a `reopened` of false or 0. */
  readonly reopenedAt?: Instant | null | undefined;
  readonly channel?: string | null | undefined;
}

/** Options of every ticket metric. */
export interface TicketOptions<Row extends Ticket = Ticket, Key extends SegmentKey = never> extends ServiceOptions {
  /** A key of each ticket, such as `(ticket) => ticket.channel`: the result is then a list with the result of each key. */
  readonly by?: ((ticket: Row) => Key) | undefined;
}

/** The tickets of a call: the slot of each, its key if there are any. */
export interface PlacedTickets {
  readonly question: ServiceQuestion;
  readonly slots: Uint32Array;
  readonly segments: Segments | undefined;
}

/**
 * Takes the instants of a ticket as they are known at `asOf`, NaN for what has not happened, and gives the instant that assigns it to a
 * period, or NaN for none. `isReopened` without an instant is taken as it stands.
 */
export type TicketVisitor = (
  index: number,
  openedAt: number,
  firstResponseAt: number,
  resolvedAt: number,
  isReopened: boolean,
  reopenedAt: number,
) => number;

/** Checks every ticket, and places those that were opened before `asOf`. */
export function placeTickets(
  tickets: readonly Ticket[],
  question: ServiceQuestion,
  by: unknown,
  visit: TicketVisitor,
): PlacedTickets {
  const { readInstant, asOf, slotOf } = question;
  const segments = readSegments(by, tickets);
  const checkKeys = keyCheck(ticketFields);
  const slots = new Uint32Array(tickets.length).fill(outside);
  for (let index = 0; index < tickets.length; index += 1) {
    const ticket = tickets[index] as Ticket;
    checkShape(ticket, index);
    checkKeys(ticket, 'tickets', index);
    const opened = instantOf(readInstant, ticket.openedAt, 'tickets', index, 'openedAt');
    const responded = optionalInstant(readInstant, ticket.firstResponseAt, index, 'firstResponseAt');
    const resolved = optionalInstant(readInstant, ticket.resolvedAt, index, 'resolvedAt');
    const reopened = optionalInstant(readInstant, ticket.reopenedAt, index, 'reopenedAt');
    const faults = ticketContradictions(ticket, opened, responded, resolved, reopened);
    if (faults.length > 0) rejectContradiction(faults, ticket, `tickets[${index}]`);
    if (!(opened < asOf)) continue;
    const known = (instant: number) => (instant < asOf ? instant : Number.NaN);
    const isFlagged = ticket.reopened === true || Number(ticket.reopened) > 0;
    const isReopened = Number.isNaN(reopened) ? isFlagged : reopened < asOf;
    const slot = slotOf(visit(index, opened, known(responded), known(resolved), isReopened, known(reopened)));
    slots[index] = slot;
    if (slot >= 0) segments?.codeOf(index);
  }
  return { question, slots, segments };
}

const ticketFields = ['customerId', 'openedAt', 'firstResponseAt', 'resolvedAt', 'reopened', 'reopenedAt', 'channel'];

/** The summary of each period, with keys that of each key in it. */
export function summarizeTickets<P extends Period | readonly Period[], Key extends SegmentKey, Result extends object>(
  { question, slots, segments }: PlacedTickets,
  summary: Summary<Result>,
): PerPeriod<P, BySegment<Key, Result>> {
  const own = segments === undefined ? summary : summarizeSegments(segments, summary);
  return perPeriod(question, slots, own as unknown as Summary<BySegment<Key, Result>>);
}

/** Refuses what is no array: columns are made by its length before a row is read. */
export function checkTickets(tickets: unknown): void {
  if (!Array.isArray(tickets)) reject('INVALID_TYPE', 'tickets', 'be an array of tickets', tickets);
}

/** Which instant of a ticket assigns it to a period; `later` is the other one that the metric knows. */
export function readAssignedBy<Later extends string>(value: unknown, later: Later): 'openedAt' | Later {
  return readOptionalChoice<'openedAt' | Later>(value, 'options.assignedBy', ['openedAt', later]);
}

/** NaN where it is missing. */
function optionalInstant(readInstant: InstantReader, value: unknown, index: number, field: string): number {
  return isMissing(value) ? Number.NaN : instantOf(readInstant, value, 'tickets', index, field);
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
