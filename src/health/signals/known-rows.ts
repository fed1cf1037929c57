import { instantReader } from '../../activity/open.ts';
import type { Zone } from '../../calendar/open.ts';
import type { Interruption, Subscription } from '../../ledger/query.ts';
import { idText, isMissing } from '../../read/index.ts';

/** A subscription row with its instants in epoch milliseconds; Infinity for what it does not have. */
export interface TimedRow {
  readonly row: Subscription;
  readonly customer: number;
  readonly start: number;
  readonly end: number;
  readonly request: number;
}

/** Reads the instants of rows that were checked. */
export function timedRows(
  rows: readonly Subscription[],
  zone: Zone,
  codeOf: (customerId: string) => number,
): TimedRow[] {
  const epochOf = instantReader(zone);
  const optional = (value: unknown) => (isMissing(value) ? Number.POSITIVE_INFINITY : epochOf(value));
  return rows.map((row) => ({
    row,
    customer: codeOf(idText(row.customerId) as string),
    start: epochOf(row.start),
    end: optional(row.end),
    request: optional(row.cancelRequestedAt),
  }));
}

/** The rows as they were known just before an instant: what happened at it or later, and was not announced before, is taken out. */
export function knownRows(rows: readonly TimedRow[], asOf: number, zone: Zone): Subscription[] {
  const epochOf = instantReader(zone);
  const known: Subscription[] = [];
  for (const timed of rows) if (timed.start < asOf) known.push(knownRow(timed, asOf, epochOf));
  return known;
}

function knownRow({ row, end, request }: TimedRow, asOf: number, epochOf: (value: unknown) => number): Subscription {
  let known = row;
  // A term is agreed on at its start, and its price is for all of it: it has no end that could be masked.
  const isEndKnown = end < asOf || request < asOf || row.interval === 'term';
  if (!isEndKnown) {
    const { end: _, churnType, churnReason, ...rest } = known;
    known = rest;
  }
  if (!isMissing(row.cancelRequestedAt) && request >= asOf) {
    const { cancelRequestedAt, ...rest } = known;
    known = rest;
  }
  const { pauses, pastDue } = row;
  if (!isMissing(pauses)) known = { ...known, pauses: knownInterruptions(pauses, asOf, epochOf) };
  if (!isMissing(pastDue)) known = { ...known, pastDue: knownInterruptions(pastDue, asOf, epochOf) };
  return known;
}

function knownInterruptions(
  spans: readonly Interruption[],
  asOf: number,
  epochOf: (value: unknown) => number,
): Interruption[] {
  return spans
    .filter(({ start }) => epochOf(start) < asOf)
    .map((span) => (isMissing(span.end) || epochOf(span.end) < asOf ? span : { start: span.start }));
}
