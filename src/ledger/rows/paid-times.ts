import { addDays, rejectInstant, toEpoch, type Zone } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { isMissing, isRecord } from '../../read/index.ts';
import type { LedgerRules } from '../policy/read-policy.ts';
import { pathOf } from './row-path.ts';
import type { Subscription } from './subscription.ts';

/** A half-open span in epoch milliseconds; an open end is Infinity. */
export interface TimeSpan {
  readonly start: number;
  readonly end: number;
}

/** Whether a row is paid from its start to its end without a break, which needs no look at spans. */
export function isUnbroken(row: Subscription): boolean {
  const { trialEnd, pauses, pastDue, cancelRequestedAt, signedAt, replaces } = row;
  const isSimple = isMissing(trialEnd) && isMissing(pauses) && isMissing(pastDue) && isMissing(cancelRequestedAt);
  return isSimple && isMissing(signedAt) && isMissing(replaces);
}

/** What ended a span: the row's own end (or nothing yet), a pause, or a bill that stayed unpaid. */
type SpanEnd = typeof ownEnd | typeof pauseEnd | typeof unpaidEnd;
const never = Number.POSITIVE_INFINITY;
export const ownEnd = 0;
const pauseEnd = 1;
export const unpaidEnd = 2;

interface PaidSpan extends TimeSpan {
  readonly endedBy: SpanEnd;
  /** Whether it is a trial that only counts if the customer paid before. */
  readonly isTrial?: boolean;
}

export interface PaidTimes {
  /** In order and apart from each other. */
  readonly spans: readonly PaidSpan[];
  /** When the trial ends, be it after the row; its start where it has no trial. */
  readonly trialEnd: number;
  /** Whether its end was taken for how far it is paid. */
  readonly isOpened: boolean;
  /** -Infinity where nobody knows. */
  readonly signedAt: number;
}

/** When a row is paid: its own span less what trials, pauses and unpaid bills take from it. */
export function paidTimes(row: Subscription, own: TimeSpan, rules: LedgerRules, index: number): PaidTimes {
  const { zone } = rules;
  const trialEnd = readOptional(row.trialEnd, zone, own.start, () => `${pathOf(index)}.trialEnd`);
  const request = readOptional(row.cancelRequestedAt, zone, never, () => `${pathOf(index)}.cancelRequestedAt`);
  const signedAt = readOptional(row.signedAt, zone, Number.NEGATIVE_INFINITY, () => `${pathOf(index)}.signedAt`);
  const pauses = readInterruptions(row.pauses, zone, () => `${pathOf(index)}.pauses`);
  const pastDue = readInterruptions(row.pastDue, zone, () => `${pathOf(index)}.pastDue`);

  const hasTrial = trialEnd > own.start;
  const isActive = own.end > own.start;
  // Who asked for the end has no other.
  const isOpened = rules.lastEnds === 'paidThrough' && isActive && own.end >= rules.asOf && request === never;
  // Who tries has not committed to anything.
  const isSigned =
    rules.startAt === 'signed' && signedAt > -never && isActive && (!hasTrial || rules.trials === 'include');
  const start = isSigned ? Math.min(own.start, signedAt) : own.start;
  const paid = {
    start: hasTrial ? paidFrom(start, trialEnd, rules) : start,
    end: paidUntil(start, isOpened ? never : own.end, request, rules),
  };
  const paused = rules.pauses === 'retain' ? [] : pauses;
  // Pauses first, so that where both begin at once it is the pause that ends what was paid.
  const holes = [...holesOf(paused, pauseEnd), ...holesOf(unpaidSpans(pastDue, rules), unpaidEnd)];
  const spans = without(paid, holes);
  return {
    spans: hasTrial && rules.trials === 'first' ? splitAt(spans, trialEnd) : spans,
    trialEnd: Math.max(own.start, trialEnd),
    isOpened,
    signedAt,
  };
}

/** When a row that starts at an instant begins to be paid. */
export function paidFrom(start: number, trialEnd: number, { trials }: LedgerRules): number {
  return trials === 'exclude' ? Math.max(start, trialEnd) : start;
}

/** One of the parts may be of no length; such spans are dropped when trials are settled. */
function splitAt(spans: readonly PaidSpan[], trialEnd: number): PaidSpan[] {
  return spans.flatMap((span): PaidSpan[] => [
    { ...span, end: Math.min(span.end, trialEnd), isTrial: true },
    { ...span, start: Math.max(span.start, trialEnd) },
  ]);
}

/** When a row ends to be paid, if its cancellation was asked for at an instant. */
export function paidUntil(start: number, end: number, request: number, { churnAt }: LedgerRules): number {
  return churnAt === 'end' ? end : Math.min(end, Math.max(start, request));
}

/** A time that is taken from a row, and what it means for the paid time before it. */
interface Hole extends TimeSpan {
  readonly by: SpanEnd;
}

/** A hole of no length takes nothing, and must not split the time around it. */
function holesOf(spans: readonly TimeSpan[], by: SpanEnd): Hole[] {
  return spans.filter(({ start, end }) => start < end).map(({ start, end }) => ({ start, end, by }));
}

/** What is left of past-due spans after the grace of each; one that was paid within it ends before it starts. */
function unpaidSpans(pastDue: readonly TimeSpan[], { pastDueGraceDays, zone }: LedgerRules): TimeSpan[] {
  return pastDue.map(({ start, end }) => ({ start: addDays(zone, start, pastDueGraceDays ?? never), end }));
}

/** What is left of a span when `holes`, which may overlap and reach outside of it, are taken out. */
function without(span: TimeSpan, holes: Hole[]): PaidSpan[] {
  const rest: PaidSpan[] = [];
  let from = span.start;
  for (const { start, end, by } of holes.sort((a, b) => a.start - b.start)) {
    if (start >= span.end) break;
    if (start > from) rest.push({ start: from, end: start, endedBy: by });
    from = Math.max(from, end);
  }
  if (span.end > from) rest.push({ start: from, end: span.end, endedBy: ownEnd });
  return rest;
}

type PathMaker = () => string;

function readOptional(value: unknown, zone: Zone, missing: number, path: PathMaker): number {
  if (isMissing(value)) return missing;
  const epoch = toEpoch(value, zone);
  return Number.isNaN(epoch) ? rejectInstant(value, path()) : epoch;
}

function readInterruptions(value: unknown, zone: Zone, path: PathMaker): TimeSpan[] {
  if (isMissing(value)) return [];
  if (!Array.isArray(value)) reject('INVALID_TYPE', path(), 'be an array of { start, end? }', value);
  return value.map((span: unknown, place) => {
    const spanPath = () => `${path()}[${place}]`;
    if (!isRecord(span)) reject('INVALID_TYPE', spanPath(), 'be an object { start, end? }', span);
    const start = toEpoch(span.start, zone);
    if (Number.isNaN(start)) rejectInstant(span.start, `${spanPath()}.start`);
    const end = readOptional(span.end, zone, Number.POSITIVE_INFINITY, () => `${spanPath()}.end`);
    if (end < start) reject('END_BEFORE_START', `${spanPath()}.end`, 'not come before its start', span.end);
    return { start, end };
  });
}
