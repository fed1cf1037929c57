import type { Interruption, Subscription } from '../ledger/query.ts';
import { firstFields, isStated, type Moment, type ReadEvent, rowFields, textOf } from './read-event.ts';
import type { RowField } from './subscription-event.ts';

interface KnownInterruption {
  readonly start: Moment;
  end: Moment | null;
}

/** What a row holds, from when on. Without an amount and an interval it is worth no row. */
export interface Phase {
  readonly start: Moment;
  readonly customerId: string;
  readonly fields: RowFields;
  readonly trialEnd: Moment | null;
}

type RowFields = Partial<Pick<Subscription, RowField>>;
type Terms = RowFields & Pick<Subscription, 'amount' | 'interval'>;
type Cause = Pick<Subscription, 'churnType' | 'churnReason'>;

/** A subscription from a start to its end: what is known of it so far, and grows with each event. A reactivation begins another. */
export interface Life {
  readonly subscriptionId: string;
  /** The first event; unless that tells of a start or of a whole state, more than its terms can be unknown before it. */
  readonly first: ReadEvent;
  readonly phases: Phase[];
  /** In order of time, and apart: only the last can be open. */
  readonly pauses: KnownInterruption[];
  readonly pastDue: KnownInterruption[];
  request: (Moment & { readonly endsAt: Moment | null; readonly cause: Cause }) | null;
  end: (Moment & { readonly cause: Cause }) | null;
  /** The indices of its events. */
  readonly events: number[];
}

export const momentOf = ({ epoch, at }: Moment): Moment => ({ epoch, at });

/** What an event states, over what held before it. */
export function phaseOf(read: ReadEvent, before: Phase | undefined, customerId: string): Phase {
  const { type, trialEnd } = read;
  const isWhole = type === 'started' || type === 'state';
  const fields: Record<string, unknown> = isWhole ? {} : { ...before?.fields };
  for (const key of rowFields) {
    const given = read.fields[key];
    if (!isStated(key, given)) continue;
    if (given === null) delete fields[key];
    else fields[key] = given;
  }
  // A subscription that was paid is in no trial any more.
  const kept = isWhole || type === 'renewed' ? null : (before?.trialEnd ?? null);
  return { start: momentOf(read), customerId, fields, trialEnd: trialEnd === undefined ? kept : trialEnd };
}

export function causeOf({ fields }: ReadEvent): Cause {
  const { churnType, churnReason } = fields as Cause;
  return { ...(churnType && { churnType }), ...(churnReason && { churnReason }) };
}

export function plannedEnd({ request }: Life): Moment | null {
  return request?.endsAt ?? null;
}

export const hasTerms = ({ fields }: Phase): boolean => fields.amount != null && fields.interval != null;

/** The terms without what tells of the beginning. */
export function laterFields(fields: RowFields): RowFields {
  if (!firstFields.some((name) => name in fields)) return fields;
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !firstFields.includes(name as RowField)));
}

/** Whether nothing changes from a phase to the next. */
export function isSame(a: Phase, b: Phase): boolean {
  const trialAhead = ({ trialEnd }: Phase) => (trialEnd && trialEnd.epoch > b.start.epoch ? trialEnd.epoch : null);
  const keys = new Set([...Object.keys(a.fields), ...Object.keys(b.fields)]) as Set<keyof Phase['fields']>;
  if (trialAhead(a) !== trialAhead(b) || a.customerId !== b.customerId) return false;
  return [...keys].every((key) => textOf(a.fields[key]) === textOf(b.fields[key]));
}

const earlier = (a: Moment | null, b: Moment | null) => (a === null || (b !== null && b.epoch < a.epoch) ? b : a);
/** An end can be told after what it ended has changed: no row ends before it starts. */
const later = (start: Moment, end: Moment | null) => (end !== null && end.epoch < start.epoch ? start : end);

/** The rows of a life, one per phase with terms. Phases that last no time are left out, unless there is no other. */
export function rowsOf(life: Life): Subscription[] {
  const { subscriptionId, request } = life;
  const lifeEnd = life.end ?? plannedEnd(life);
  const all = life.phases
    .map((phase, i) => ({ phase, end: later(phase.start, earlier(life.phases[i + 1]?.start ?? null, lifeEnd)) }))
    .filter(({ phase }) => hasTerms(phase));
  const lasting = all.filter(({ phase, end }) => end === null || end.epoch > phase.start.epoch);
  const kept = lasting.length === 0 ? all.slice(-1) : lasting;
  // The reason of the end belongs to the row that ends with it.
  const cause = { ...request?.cause, ...life.end?.cause };
  const pausesIn = interruptionReader(life.pauses);
  const pastDueIn = interruptionReader(life.pastDue);
  return kept.map(({ phase: { start, customerId, fields, trialEnd }, end }, i): Subscription => {
    const pauses = pausesIn(start, end);
    const pastDue = pastDueIn(start, end);
    const isRequested = request !== null && (end === null || request.epoch <= end.epoch);
    return {
      customerId,
      subscriptionId,
      start: start.at,
      ...(end && { end: end.at }),
      ...((i === 0 ? fields : laterFields(fields)) as Terms),
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
