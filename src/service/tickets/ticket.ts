import type { Instant, Period, PerPeriod } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { checkText, isOptionalText, isRecord, isText, rejectOptionalText } from '../../read/index.ts';
import type { Frame, ServiceOptions } from '../frame.ts';
import { instantOf } from '../instants.ts';
import { type KeyTable, keyTable, type TicketKey, type WithParts, withParts } from '../parts.ts';
import { perPeriod, type Summary } from '../per-period.ts';
import { outside } from '../timeline.ts';

/** One request of a customer for help: a support ticket, a case, a chat, a call. */
export interface Ticket {
  readonly customerId: string;
  readonly openedAt: Instant;
  /** The first answer of a person, if there was one. Not before it was opened. */
  readonly firstResponseAt?: Instant | null | undefined;
  /** When it was resolved for good: of a ticket that was reopened, the last time. Missing: not resolved. */
  readonly resolvedAt?: Instant | null | undefined;
  /** Whether it was opened again after it had been resolved, or how often. */
  readonly reopened?: boolean | number | undefined;
  readonly channel?: string | undefined;
}

/** Options of every ticket metric. */
export interface TicketOptions<Row extends Ticket = Ticket, Key extends TicketKey = never> extends ServiceOptions {
  /** A key of each ticket, such as `(ticket) => ticket.channel`: the result then has a part for each. */
  readonly by?: ((ticket: Row) => Key) | undefined;
}

/** The tickets of a call: the cell of each, its key if there are any. */
export interface PlacedTickets {
  readonly frame: Frame;
  readonly cells: Int32Array;
  readonly keys: KeyTable | undefined;
}

/**
 * Takes the instants of a ticket as they are known at `asOf`, NaN for what has not happened, and gives the instant that assigns it to a
 * period, or NaN for none.
 */
export type TicketVisitor = (
  index: number,
  openedAt: number,
  firstResponseAt: number,
  resolvedAt: number,
  isReopened: boolean,
) => number;

/** Checks every ticket, and places those that were opened before `asOf`. */
export function placeTickets<Row extends Ticket, Key extends TicketKey>(
  tickets: readonly Row[],
  frame: Frame,
  by: ((ticket: Row) => Key) | undefined,
  visit: TicketVisitor,
): PlacedTickets {
  const { readInstant, asOf, timeline } = frame;
  if (by !== undefined && typeof by !== 'function') {
    reject('INVALID_TYPE', 'options.by', 'be a function from a ticket to its key', by);
  }
  const cells = new Int32Array(tickets.length).fill(outside);
  const keys = by === undefined ? undefined : keyTable(tickets.length);
  for (let index = 0; index < tickets.length; index += 1) {
    const ticket = tickets[index] as Row;
    checkShape(ticket, index);
    const opened = instantOf(readInstant, ticket.openedAt, 'tickets', index, 'openedAt');
    const responded = laterInstant(frame, ticket.firstResponseAt, opened, index, 'firstResponseAt');
    const resolved = laterInstant(frame, ticket.resolvedAt, opened, index, 'resolvedAt');
    if (!(opened < asOf)) continue;
    const { reopened } = ticket;
    const cell = timeline.cellOf(visit(index, opened, responded, resolved, reopened === true || Number(reopened) > 0));
    cells[index] = cell;
    if (cell !== outside) keys?.note(index, by?.(ticket));
  }
  return { frame, cells, keys };
}

/** The summary of each period, and with keys that of each part. */
export function summarizeTickets<P extends Period | readonly Period[], Key extends TicketKey, Result extends object>(
  { frame, cells, keys }: PlacedTickets,
  summary: Summary<Result>,
): PerPeriod<P, WithParts<Key, Result>> {
  const whole = keys === undefined ? summary : withParts(keys, summary);
  return perPeriod(frame, cells, whole as unknown as Summary<WithParts<Key, Result>>);
}

/** Refuses what is no array: columns are made by its length before a row is read. */
export function checkTickets(tickets: unknown): void {
  if (!Array.isArray(tickets)) reject('INVALID_TYPE', 'tickets', 'be an array of tickets', tickets);
}

/** Which instant of a ticket assigns it to a period; `later` is the other one that the metric knows. */
export function readAssignedBy<Later extends string>(value: unknown, later: Later): 'openedAt' | Later {
  if (value !== undefined && value !== 'openedAt' && value !== later) {
    reject('INVALID_OPTION', 'options.assignedBy', `be one of 'openedAt', '${later}'`, value);
  }
  return (value ?? 'openedAt') as 'openedAt' | Later;
}

/** NaN where it is missing, or not known yet. */
function laterInstant(
  { readInstant, asOf }: Frame,
  value: unknown,
  opened: number,
  index: number,
  field: string,
): number {
  if (value === undefined || value === null) return Number.NaN;
  const instant = instantOf(readInstant, value, 'tickets', index, field);
  if (instant < opened) reject('END_BEFORE_START', `tickets[${index}].${field}`, 'not come before openedAt', value);
  return instant < asOf ? instant : Number.NaN;
}

function checkShape(ticket: Ticket, index: number): void {
  const path = () => `tickets[${index}]`;
  if (!isRecord(ticket)) reject('INVALID_TYPE', path(), 'be an object', ticket);
  const { customerId, channel, reopened } = ticket;
  if (!isText(customerId)) checkText(customerId, `${path()}.customerId`);
  if (!isOptionalText(channel)) rejectOptionalText(channel, `${path()}.channel`);
  const isCount = Number.isSafeInteger(reopened) && (reopened as number) >= 0;
  if (reopened !== undefined && typeof reopened !== 'boolean' && !isCount) {
    reject('INVALID_NUMBER', `${path()}.reopened`, 'be true, false or a whole number >= 0', reopened);
  }
}
