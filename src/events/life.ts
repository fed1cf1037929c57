import type { Instant } from '../calendar/open.ts';
import type { Interruption, Subscription } from '../ledger/query.ts';
import type { ReadEvent } from './read-event.ts';
import type { SubscriptionEvent } from './subscription-event.ts';

/** An instant as it was given, and its epoch milliseconds. */
interface Moment {
  readonly epoch: number;
  readonly at: Instant;
}

interface Span {
  readonly start: Moment;
  readonly end?: Moment;
}

/** The terms of a row, and when they begin. */
export interface Phase {
  readonly start: Moment;
  readonly terms: RowTerms;
  readonly trialEnd: Moment | null;
}

type RowTerms = Pick<
  Subscription,
  'amount' | 'interval' | 'intervalCount' | 'quantity' | 'discount' | 'currency' | 'plan' | 'segment'
>;

/** A subscription from a start to its end: what is known of it so far. A reactivation begins another. */
export interface Life {
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly phases: readonly Phase[];
  readonly pauses: readonly Span[];
  readonly pastDue: readonly Span[];
  readonly request: (Moment & { readonly endsAt: Moment | null; readonly cause: Cause }) | null;
  readonly end: (Moment & { readonly cause: Cause }) | null;
}

type Cause = Pick<Subscription, 'churnType' | 'churnReason'>;

export const momentOf = ({ epoch, event }: ReadEvent): Moment => ({ epoch, at: event.at });

const termKeys = [
  'amount',
  'interval',
  'intervalCount',
  'quantity',
  'discount',
  'currency',
  'plan',
  'segment',
] as const;

/** The terms that an event names, over those before it. */
export function phaseOf(read: ReadEvent, before: Phase | undefined): Phase {
  const given = read.event as Partial<Record<(typeof termKeys)[number], unknown>>;
  const terms: Record<string, unknown> = { ...before?.terms };
  for (const key of termKeys) {
    if (given[key] === null) delete terms[key];
    else if (given[key] !== undefined) terms[key] = given[key];
  }
  return { start: momentOf(read), terms: terms as unknown as RowTerms, trialEnd: trialEndOf(read, before) };
}

function trialEndOf({ type, trialEnd, event }: ReadEvent, before: Phase | undefined): Moment | null {
  // A trial is of one life: who comes back pays at once, unless the event says otherwise.
  if (trialEnd === undefined) return type === 'reactivated' ? null : (before?.trialEnd ?? null);
  const { trialEnd: at } = event as { readonly trialEnd?: Instant };
  return trialEnd === null || at === undefined ? null : { epoch: trialEnd, at };
}

export function causeOf(event: SubscriptionEvent): Cause {
  const { churnType, churnReason } = event as Cause;
  return { ...(churnType && { churnType }), ...(churnReason && { churnReason }) };
}

/** The rows of a life, one a phase. Phases that last no time are left out, unless there is no other. */
export function rowsOf(life: Life): Subscription[] {
  const end = life.end ?? plannedEnd(life);
  const spans = life.phases.map((phase, i) => ({ phase, end: life.phases[i + 1]?.start ?? end }));
  const lasting = spans.filter((span) => span.end === null || span.end.epoch > span.phase.start.epoch);
  const kept = lasting.length === 0 ? spans.slice(-1) : lasting;
  // The reason of the end belongs to the row that ends with it.
  const cause = { ...life.request?.cause, ...life.end?.cause };
  return kept.map((span, i) => rowOf(life, span.phase, span.end, i === kept.length - 1 ? cause : {}));
}

export function plannedEnd({ request }: Life): Moment | null {
  return request?.endsAt ?? null;
}

function rowOf(life: Life, phase: Phase, end: Moment | null, cause: Cause): Subscription {
  const { customerId, subscriptionId, request } = life;
  const isDuring = ({ start, end: until }: Span) =>
    (end === null || start.epoch < end.epoch) && (until === undefined || until.epoch > phase.start.epoch);
  const pauses = life.pauses.filter(isDuring).map(interruptionOf);
  const pastDue = life.pastDue.filter(isDuring).map(interruptionOf);
  const isRequested = request !== null && (end === null || request.epoch <= end.epoch);
  return {
    customerId,
    subscriptionId,
    start: phase.start.at,
    ...(end && { end: end.at }),
    ...phase.terms,
    ...(phase.trialEnd && phase.trialEnd.epoch > phase.start.epoch && { trialEnd: phase.trialEnd.at }),
    ...(isRequested && { cancelRequestedAt: request.at }),
    ...(pauses.length > 0 && { pauses }),
    ...(pastDue.length > 0 && { pastDue }),
    ...cause,
  };
}

function interruptionOf({ start, end }: Span): Interruption {
  return { start: start.at, ...(end && { end: end.at }) };
}

/** What is left open, with its end. */
export function closed(spans: readonly Span[], end: Moment): readonly Span[] {
  return spans.map((span) => (span.end === undefined ? { ...span, end } : span));
}

export const isOpen = (spans: readonly Span[]) => spans.at(-1) !== undefined && spans.at(-1)?.end === undefined;
