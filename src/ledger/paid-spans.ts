import { rejectInstant, toEpoch } from '../calendar/instant.ts';
import { addDays, type Zone } from '../calendar/zone.ts';
import { isRecord, reject } from '../errors.ts';
import type { LedgerRules } from './read-policy.ts';
import type { Subscription } from './subscription.ts';

/** A half-open span in epoch milliseconds; an open end is Infinity. */
export interface TimeSpan {
  readonly start: number;
  readonly end: number;
}

/** Whether a row is paid from its start to its end without a break, which needs no look at spans. */
export function isUnbroken(row: Subscription): boolean {
  return row.trialEnd == null && row.pauses === undefined && row.pastDue === undefined && row.cancelRequestedAt == null;
}

/** What ended a span: the row's own end (or nothing yet), a pause, or a bill that stayed unpaid. */
type SpanEnd = typeof ownEnd | typeof pauseEnd | typeof unpaidEnd;
export const ownEnd = 0;
const pauseEnd = 1;
export const unpaidEnd = 2;

interface PaidSpan extends TimeSpan {
  readonly endedBy: SpanEnd;
}

export interface PaidTimes {
  /** In order and apart from each other. */
  readonly spans: readonly PaidSpan[];
  /** When the trial ends, be it after the row; its start where it has no trial. */
  readonly trialEnd: number;
}

/** When a row is paid: its own span less what trials, pauses and unpaid bills take from it. */
export function paidTimes(row: Subscription, own: TimeSpan, rules: LedgerRules, path: string): PaidTimes {
  const trialEnd = readOptional(row.trialEnd, rules.zone, `${path}.trialEnd`, own.start);
  const request = readOptional(row.cancelRequestedAt, rules.zone, `${path}.cancelRequestedAt`, own.end);
  const pauses = readInterruptions(row.pauses, rules.zone, `${path}.pauses`);
  const pastDue = readInterruptions(row.pastDue, rules.zone, `${path}.pastDue`);

  const start = rules.trials === 'include' ? own.start : Math.max(own.start, trialEnd);
  const end = rules.churnAt === 'end' ? own.end : Math.min(own.end, Math.max(own.start, request));
  const paused = rules.pauses === 'retain' ? [] : pauses;
  const unpaid = unpaidSpans(pastDue, rules);
  const spans = without({ start, end }, [...paused, ...unpaid]).map(
    (span): PaidSpan => ({
      ...span,
      endedBy: span.end === end ? ownEnd : isWithin(paused, span.end) ? pauseEnd : unpaidEnd,
    }),
  );
  return { spans, trialEnd: Math.max(own.start, trialEnd) };
}

function isWithin(spans: readonly TimeSpan[], instant: number): boolean {
  return spans.some(({ start, end }) => start <= instant && instant < end);
}

/** What is left of past-due spans after the grace of each. */
function unpaidSpans(pastDue: readonly TimeSpan[], { pastDueGraceDays, zone }: LedgerRules): TimeSpan[] {
  if (pastDueGraceDays === null) return [];
  return pastDue
    .map(({ start, end }) => ({ start: addDays(zone, start, pastDueGraceDays), end }))
    .filter(({ start, end }) => start < end);
}

/** What is left of a span when `holes`, which may overlap and reach outside of it, are taken out. */
function without(span: TimeSpan, holes: readonly TimeSpan[]): TimeSpan[] {
  const rest: TimeSpan[] = [];
  let from = span.start;
  for (const hole of [...holes].sort((a, b) => a.start - b.start)) {
    const to = Math.min(hole.start, span.end);
    if (to > from) rest.push({ start: from, end: to });
    from = Math.max(from, hole.end);
  }
  if (span.end > from) rest.push({ start: from, end: span.end });
  return rest;
}

function readOptional(value: unknown, zone: Zone, path: string, missing: number): number {
  if (value === undefined || value === null) return missing;
  const epoch = toEpoch(value, zone);
  return Number.isNaN(epoch) ? rejectInstant(value, path) : epoch;
}

function readInterruptions(value: unknown, zone: Zone, path: string): TimeSpan[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) reject('INVALID_TYPE', path, 'be an array of { start, end? }', value);
  return value.map((span: unknown, index) => {
    const spanPath = `${path}[${index}]`;
    if (!isRecord(span)) reject('INVALID_TYPE', spanPath, 'be an object { start, end? }', span);
    const start = toEpoch(span.start, zone);
    if (Number.isNaN(start)) rejectInstant(span.start, `${spanPath}.start`);
    const end = readOptional(span.end, zone, `${spanPath}.end`, Number.POSITIVE_INFINITY);
    if (end < start) reject('END_BEFORE_START', `${spanPath}.end`, 'not come before its start', span.end);
    return { start, end };
  });
}
