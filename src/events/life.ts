import type { Instant } from '../calendar/open.ts';
import type { Interruption, Subscription } from '../ledger/query.ts';
import { isStated, type ReadEvent, rowFields } from './read-event.ts';
import type { RowField, SubscriptionEvent } from './subscription-event.ts';

/** An instant as it was given, and its epoch milliseconds. */
interface Moment {
  readonly epoch: number;
  readonly at: Instant;
}

interface KnownInterruption {
  readonly start: Moment;
  end: Moment | null;
}

/** What a row holds, from when on. */
export interface Phase {
  readonly start: Moment;
  readonly fields: RowFields;
  readonly trialEnd: Moment | null;
}

type RowFields = Pick<Subscription, RowField>;
type Cause = Pick<Subscription, 'churnType' | 'churnReason'>;

/** A subscription from a start to its end: what is known of it so far, and grows with each event. A reactivation begins another. */
export interface Life {
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly phases: Phase[];
  /** In order of time, and apart: only the last can be open. */
  readonly pauses: KnownInterruption[];
  readonly pastDue: KnownInterruption[];
  request: (Moment & { readonly endsAt: Moment | null; readonly cause: Cause }) | null;
  end: (Moment & { readonly cause: Cause }) | null;
}

export const momentOf = ({ epoch, event }: ReadEvent): Moment => ({ epoch, at: event.at });

/** What an event states, over what held before it. */
export function phaseOf(read: ReadEvent, before: Phase | undefined): Phase {
  const given = read.event as Partial<Record<RowField, unknown>>;
  const fields: Record<string, unknown> = { ...before?.fields };
  for (const key of rowFields) {
    if (!isStated(key, given[key])) continue;
    if (given[key] === null) delete fields[key];
    else fields[key] = given[key];
  }
  return { start: momentOf(read), fields: fields as unknown as RowFields, trialEnd: trialEndOf(read, before) };
}

function trialEndOf({ type, trialEnd, event }: ReadEvent, before: Phase | undefined): Moment | null {
  // A trial belongs to one life: a subscription that comes back is paid at once, unless the event says otherwise.
  if (trialEnd === undefined) return type === 'reactivated' ? null : (before?.trialEnd ?? null);
  const { trialEnd: at } = event as { readonly trialEnd?: Instant };
  return trialEnd === null || at === undefined ? null : { epoch: trialEnd, at };
}

export function causeOf(event: SubscriptionEvent): Cause {
  const { churnType, churnReason } = event as Cause;
  return { ...(churnType && { churnType }), ...(churnReason && { churnReason }) };
}

export function plannedEnd({ request }: Life): Moment | null {
  return request?.endsAt ?? null;
}

/** The rows of a life, one per phase. Phases that last no time are left out, unless there is no other. */
export function rowsOf(life: Life): Subscription[] {
  const { customerId, subscriptionId, request } = life;
  const lifeEnd = life.end ?? plannedEnd(life);
  const all = life.phases.map((phase, i) => ({ phase, end: life.phases[i + 1]?.start ?? lifeEnd }));
  const lasting = all.filter(({ phase, end }) => end === null || end.epoch > phase.start.epoch);
  const kept = lasting.length === 0 ? all.slice(-1) : lasting;
  // The reason of the end belongs to the row that ends with it.
  const cause = { ...request?.cause, ...life.end?.cause };
  const pausesIn = interruptionReader(life.pauses);
  const pastDueIn = interruptionReader(life.pastDue);
  return kept.map(({ phase: { start, fields, trialEnd }, end }, i) => {
    const pauses = pausesIn(start, end);
    const pastDue = pastDueIn(start, end);
    const isRequested = request !== null && (end === null || request.epoch <= end.epoch);
    return {
      customerId,
      subscriptionId,
      start: start.at,
      ...(end && { end: end.at }),
      ...fields,
      ...(trialEnd && trialEnd.epoch > start.epoch && { trialEnd: trialEnd.at }),
      ...(isRequested && { cancelRequestedAt: request.at }),
      ...(pauses.length > 0 && { pauses }),
      ...(pastDue.length > 0 && { pastDue }),
      ...(i === kept.length - 1 && cause),
    };
  });
}

/** The interruptions during a phase; to be asked about phases in order of time, so that each interruption is passed over once. */
function interruptionReader(all: readonly KnownInterruption[]): (start: Moment, end: Moment | null) => Interruption[] {
  let first = 0;
  return (start, end) => {
    const found: Interruption[] = [];
    for (let place = first; place < all.length; place += 1) {
      const one = all[place] as KnownInterruption;
      if (end !== null && one.start.epoch >= end.epoch) break;
      if (one.end !== null && one.end.epoch <= start.epoch) first = place + 1;
      else found.push({ start: one.start.at, ...(one.end && { end: one.end.at }) });
    }
    return found;
  };
}
