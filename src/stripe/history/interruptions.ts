import type { AddNote } from '../notes.ts';
import type { ReadSubscription } from '../subscription.ts';
import type { ReadEvent } from './event-history.ts';
import type { ReadInvoice } from './invoice.ts';

/** Half-open, in epoch milliseconds; an open end is null. */
export interface Span {
  readonly start: number;
  readonly end: number | null;
}

export interface Interruptions {
  readonly pauses: readonly Span[];
  readonly pastDue: readonly Span[];
  /** Times in which Stripe had given up to collect: no longer a customer who pays. */
  readonly unpaid: readonly Span[];
}

/** When a subscription was paused, past due or given up: as its events tell, else its invoices, else its object of today. */
export function interruptionsOf(
  subscription: ReadSubscription,
  invoices: readonly ReadInvoice[],
  events: readonly ReadEvent[],
  note: AddNote,
): Interruptions {
  const { id, start, status, pause, pausedAt, trialStart, trialEnd } = subscription;
  const periodStart = Math.max(start, subscription.periodStart ?? start);
  const unknown = (code: 'PAUSE_START_UNKNOWN' | 'PAST_DUE_START_UNKNOWN' | 'UNPAID_START_UNKNOWN') => {
    note(code, id);
    return periodStart;
  };
  const spans = (test: (state: ReadSubscription) => boolean) => spansOf(subscription, events, test);

  const stopped = spans((state) => state.status === 'paused');
  const uncollected = spans((state) => state.pause !== null);
  const failed = spans((state) => state.status === 'past_due');
  const unpaid = spans((state) => state.status === 'unpaid');
  const debts = invoices.flatMap(({ debt }) => (debt === null ? [] : [debt]));

  // A trial that ends without a means of payment pauses the subscription.
  const afterTrial = trialStart !== null && trialEnd !== null && trialEnd >= periodStart ? trialEnd : null;
  if (status === 'paused' && !isOpen(stopped)) {
    stopped.push({ start: pausedAt ?? afterTrial ?? unknown('PAUSE_START_UNKNOWN'), end: null });
  }
  if (pause !== null && !isOpen(uncollected)) uncollected.push({ start: unknown('PAUSE_START_UNKNOWN'), end: null });
  const last = uncollected.at(-1);
  if (pause?.resumesAt && last !== undefined) {
    uncollected[uncollected.length - 1] = { ...last, end: Math.max(last.start, pause.resumesAt) };
  }
  const isOwing = status === 'past_due' && !isOpen(failed) && !isOpen(debts);
  if (isOwing) failed.push({ start: unknown('PAST_DUE_START_UNKNOWN'), end: null });
  if (status === 'unpaid' && !isOpen(unpaid)) unpaid.push({ start: unknown('UNPAID_START_UNKNOWN'), end: null });
  // A debt that is open on an invoice and no longer on the subscription was forgiven there; when, is not known.
  const isDebtor = status === 'past_due' || status === 'unpaid' || status === 'canceled';
  const owed = debts.filter(({ end }) => end !== null || isDebtor);
  return { pauses: united([...stopped, ...uncollected]), pastDue: united([...failed, ...owed]), unpaid };
}

const isOpen = (spans: readonly Span[]) => spans.some(({ end }) => end === null);

/** The times between the events in which a subscription was in a state; the object of today ends or prolongs the last. */
function spansOf(
  today: ReadSubscription,
  events: readonly ReadEvent[],
  test: (state: ReadSubscription) => boolean,
): Span[] {
  const [first] = events;
  if (first === undefined) return [];
  const spans: Span[] = [];
  let since: number | null = first.before !== null && test(first.before) ? today.start : null;
  for (const { at, after } of events) {
    const isIn = test(after);
    if (isIn && since === null) since = at;
    if (!isIn && since !== null) {
      spans.push({ start: since, end: at });
      since = null;
    }
  }
  if (since !== null)
    spans.push({ start: since, end: test(today) ? null : (today.endedAt ?? events.at(-1)?.at ?? null) });
  return spans;
}

/** Spans that touch or overlap as one, in order. */
function united(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last === undefined || (last.end !== null && last.end < span.start)) result.push(span);
    else if (last.end !== null) {
      const end = span.end === null ? null : Math.max(last.end, span.end);
      result[result.length - 1] = { start: last.start, end };
    }
  }
  return result;
}
