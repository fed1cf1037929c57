import type { Instant } from '../calendar/open.ts';
import { causeOf, closed, isOpen, type Life, momentOf, type Phase, phaseOf, plannedEnd } from './life.ts';
import type { ReadEvent } from './read-event.ts';
import type { RejectionReason, SubscriptionEventType } from './subscription-event.ts';

/** The lives of one subscription, one after another; only the last can go on. */
export type Lives = readonly Life[];

/** The lives after an event, or why it cannot have happened. */
export function takeEvent(lives: Lives, read: ReadEvent): Lives | RejectionReason {
  const life = lives.at(-1);
  if (read.type === 'started') return life === undefined ? [begin(read, undefined)] : startedAgain(life, read);
  if (life === undefined) return 'NOT_STARTED';
  if (read.type === 'reactivated') return reactivate(lives, life, read);
  // An end that is late is still the end; anything else after the planned end is not of this life.
  if (life.end !== null || (read.type !== 'ended' && isPast(life, read))) return 'ENDED';
  const next = steps[read.type](life, read);
  return typeof next === 'string' ? next : [...lives.slice(0, -1), next];
}

/** Whether the planned end has come before an event. */
function isPast(life: Life, { epoch }: ReadEvent): boolean {
  const end = plannedEnd(life);
  return end !== null && end.epoch <= epoch;
}

function startedAgain(life: Life, read: ReadEvent): RejectionReason {
  return life.end !== null || isPast(life, read) ? 'ENDED' : 'ALREADY_STARTED';
}

function begin(read: ReadEvent, before: Phase | undefined): Life {
  const { customerId, subscriptionId } = read.event;
  const phases = [phaseOf(read, before)];
  return { customerId, subscriptionId, phases, pauses: [], pastDue: [], request: null, end: null };
}

function reactivate(lives: Lives, life: Life, read: ReadEvent): Lives | RejectionReason {
  if (life.end === null && !isPast(life, read)) return 'NOT_ENDED';
  return [...lives, begin(read, life.phases.at(-1))];
}

type Step = (life: Life, read: ReadEvent) => Life | RejectionReason;

const steps: { readonly [type in Exclude<SubscriptionEventType, 'started' | 'reactivated'>]: Step } = {
  changed: change,
  paused: (life, read) => open(life, 'pauses', read) ?? 'ALREADY_PAUSED',
  resumed: (life, read) => close(life, 'pauses', read) ?? 'NOT_PAUSED',
  pastDue: (life, read) => open(life, 'pastDue', read) ?? 'ALREADY_PAST_DUE',
  recovered: (life, read) => close(life, 'pastDue', read) ?? 'NOT_PAST_DUE',
  cancelRequested: request,
  uncancelled: (life) => (life.request === null ? 'NOT_REQUESTED' : { ...life, request: null }),
  ended: (life, read) => ({ ...life, end: { ...momentOf(read), cause: causeOf(read.event) } }),
};

function change(life: Life, read: ReadEvent): Life {
  const before = life.phases.at(-1);
  const phase = phaseOf(read, before);
  return before !== undefined && isSame(before, phase) ? life : { ...life, phases: [...life.phases, phase] };
}

/** Whether two phases differ in nothing but their start. */
function isSame(a: Phase, b: Phase): boolean {
  const keys = new Set([...Object.keys(a.terms), ...Object.keys(b.terms)]) as Set<keyof Phase['terms']>;
  if (a.trialEnd?.epoch !== b.trialEnd?.epoch) return false;
  return [...keys].every((key) => textOf(a.terms[key]) === textOf(b.terms[key]));
}

function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return `${typeof value} ${String(value)}`;
  const { percent, amount } = value as { readonly percent?: unknown; readonly amount?: unknown };
  return percent === undefined && amount === undefined ? String(value) : `${String(percent)} ${String(amount)}`;
}

function open(life: Life, key: 'pauses' | 'pastDue', read: ReadEvent): Life | undefined {
  return isOpen(life[key]) ? undefined : { ...life, [key]: [...life[key], { start: momentOf(read) }] };
}

function close(life: Life, key: 'pauses' | 'pastDue', read: ReadEvent): Life | undefined {
  return isOpen(life[key]) ? { ...life, [key]: closed(life[key], momentOf(read)) } : undefined;
}

function request(life: Life, read: ReadEvent): Life | RejectionReason {
  if (life.request !== null) return 'ALREADY_REQUESTED';
  const { endsAt: at } = read.event as { readonly endsAt?: Instant | null };
  const endsAt = typeof read.endsAt === 'number' && at != null ? { epoch: read.endsAt, at } : null;
  return { ...life, request: { ...momentOf(read), endsAt, cause: causeOf(read.event) } };
}
