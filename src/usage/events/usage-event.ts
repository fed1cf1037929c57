import type { Instant } from '../../calendar/open.ts';
import { MetricsError } from '../../errors.ts';
import { type Id, isRecord } from '../../read/index.ts';
import type { ColumnRows } from '../../table/index.ts';

/** One use of the product by a customer. */
export interface UsageEvent {
  readonly customerId: Id;
  readonly at: Instant;
  /** The user, if a customer has several; unique within the customer. */
  readonly userId?: Id | null | undefined;
  /** The feature used; missing: the product in general, such as a log-in. */
  readonly feature?: string | null | undefined;
  /** The duration, such as the length of a session; missing: unknown. */
  readonly durationSeconds?: number | null | undefined;
}

const rows: unique symbol = Symbol.for('tenure.usageEvents') as never;

/** Usage events in columns. Opaque. It stays in the program that made it: `JSON.stringify` and `structuredClone` throw. */
export interface UsageEventTable {
  readonly [rows]: unknown;
  /** Throws a `MetricsError`: a table has no JSON. */
  toJSON(): never;
}

/** Usage events, in any order: an array of them, or columns. */
export type UsageEvents = readonly UsageEvent[] | UsageEventTable;

export function makeTable(columns: ColumnRows): UsageEventTable {
  // A function among the keys is what makes structuredClone throw.
  return Object.freeze({ [rows]: columns, toJSON });
}

function toJSON(): never {
  const message = 'events cannot become JSON; send the columns and make the table again';
  throw new MetricsError('INVALID_TYPE', ['events'], message, undefined);
}

/** Where events come from, one after another; undefined where it is no source of events. */
export function rowsOf(events: unknown): ColumnRows | undefined {
  if (Array.isArray(events)) return { length: events.length, rowAt: (index) => events[index] };
  return isRecord(events) && rows in events ? ((events as unknown as UsageEventTable)[rows] as ColumnRows) : undefined;
}

/** The start of a customer. */
export interface SignUp {
  readonly customerId: Id;
  readonly at: Instant;
}

/** Who is counted: customers (the default), or the distinct users of each customer. */
export type UsageEntity = 'customers' | 'users';
