import type { AddNote } from '../notes.ts';
import type { ReadEvent } from '../objects/event.ts';
import type { ReadInvoice } from '../objects/invoice.ts';
import type { ReadSubscription } from '../objects/subscription.ts';

/** Half-open, in epoch milliseconds; an open end is null. */
export interface Interruption {
  readonly start: number;
  readonly end: number | null;
}

export interface Interruptions {
  readonly pauses: readonly Interruption[];
  readonly pastDue: readonly Interruption[];
  /** Times after Stripe gave up collecting: the customer no longer pays. */
  readonly unpaid: readonly Interruption[];
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
  const during = (test: (state: ReadSubscription) => boolean) => timesOf(subscription, events, test);

  const stopped = during((state) => state.status === 'paused');
  const uncollected = during((state) => state.pause !== null);
  const failed = during((state) => state.status === 'past_due');
  const unpaid = during((state) => state.status === 'unpaid');
  const debts = invoices.flatMap(({ debt, isSent }) => (debt === null ? [] : [{ ...debt, isSent }]));

  // A trial that ends without a means of payment pauses the subscription.
  const afterTrial = trialStart !== null && trialEnd !== null && trialEnd >= periodStart ? trialEnd : null;
  if (status === 'paused' && !isOpen(stopped)) {
    stopped.push({ start: pausedAt ?? afterTrial ?? unknown('PAUSE_START_UNKNOWN'), end: null });
  }
  if (pause !== null && !isOpen(uncollected)) {
    uncollected.push({ start: firstUncollected(subscription, invoices) ?? unknown('PAUSE_START_UNKNOWN'), end: null });
  }
  const last = uncollected.at(-1);
  if (pause?.resumesAt && last !== undefined) {
    uncollected[uncollected.length - 1] = { ...last, end: Math.max(last.start, pause.resumesAt) };
  }
  const isOwing = status === 'past_due' && !isOpen(failed) && !isOpen(debts);
  if (isOwing) failed.push({ start: unknown('PAST_DUE_START_UNKNOWN'), end: null });
  if (status === 'unpaid' && !isOpen(unpaid)) unpaid.push({ start: unknown('UNPAID_START_UNKNOWN'), end: null });
  // A debt that is open on an invoice and no longer on the subscription was forgiven there; when, is not known. Not so where invoices are
  // sent: then the subscription may stay active.
  const isDebtor = status === 'past_due' || status === 'unpaid' || status === 'canceled';
  const owed = debts.filter(({ end, isSent }) => end !== null || isDebtor || isSent);
  return { pauses: united([...stopped, ...uncollected]), pastDue: united([...failed, ...owed]), unpaid };
}

const ways: { readonly [behavior: string]: string } = {
  void: 'void',
  keep_as_draft: 'draft',
  mark_uncollectible: 'uncollectible',
};

/** When the pause of today began, by the renewals that were not collected in it: until the first of them all was paid for. */
function firstUncollected({ id, pause }: ReadSubscription, invoices: readonly ReadInvoice[]): number | null {
  const way = ways[pause?.behavior ?? ''];
  const renewals = invoices.filter(({ billingReason }) => billingReason === 'subscription_cycle');
  const lastCollected = renewals.map(({ status }) => status !== way).lastIndexOf(true);
  const first = renewals[lastCollected + 1];
  if (way === undefined || first === undefined) return null;
  const own = first.lines.filter(({ subscriptionId, isProration }) => subscriptionId === id && !isProration);
  return own.length === 0 ? first.created : Math.min(...own.map(({ start }) => start));
}

const isOpen = (times: readonly Interruption[]) => times.some(({ end }) => end === null);

/** The times between the events in which a subscription was in a state; the object of today ends or prolongs the last. */
function timesOf(
  today: ReadSubscription,
  events: readonly ReadEvent[],
  test: (state: ReadSubscription) => boolean,
): Interruption[] {
  const [first] = events;
  if (first === undefined) return [];
  const times: Interruption[] = [];
  let since: number | null = first.before !== null && test(first.before) ? today.start : null;
  for (const { at, after } of events) {
    const isIn = test(after);
    if (isIn && since === null) since = at;
    if (!isIn && since !== null) {
      times.push({ start: since, end: at });
      since = null;
    }
  }
  if (since !== null)
    times.push({ start: since, end: test(today) ? null : (today.endedAt ?? events.at(-1)?.at ?? null) });
  return times;
}

/** Times that touch or overlap as one, in order. */
function united(times: readonly Interruption[]): Interruption[] {
  const result: Interruption[] = [];
  for (const time of [...times].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last === undefined || (last.end !== null && last.end < time.start)) result.push(time);
    else if (last.end !== null) {
      const end = time.end === null ? null : Math.max(last.end, time.end);
      result[result.length - 1] = { start: last.start, end };
    }
  }
  return result;
}
