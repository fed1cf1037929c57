import type { Instant } from '../calendar/open.ts';
import { causeOf, type Life, momentOf, type Phase, phaseOf, plannedEnd } from './life.ts';
import type { ReadEvent } from './read-event.ts';
import type { RejectionReason, SubscriptionEventType } from './subscription-event.ts';

/** The lives of one subscription, one after another; only the last can go on. */
export type Lives = Life[];

/** Why an event of a type cannot happen to a subscription at an instant; null: it can. Of the event itself nothing else counts. */
export function whyNot(type: SubscriptionEventType, epoch: number, lives: Lives): RejectionReason | null {
  const life = lives.at(-1);
  if (life === undefined) return type === 'started' ? null : 'NOT_STARTED';
  const end = plannedEnd(life);
  const isPast = end !== null && end.epoch <= epoch;
  const isOver = life.end !== null || isPast;
  if (type === 'started') return isOver ? 'ENDED' : 'ALREADY_STARTED';
  if (type === 'reactivated') return isOver ? null : 'NOT_ENDED';
  // An end that is late is still the end; anything else after the planned end belongs to no life.
  if (life.end !== null || (type !== 'ended' && isPast)) return 'ENDED';
  return ruleOf[type](life);
}

const isOpen = (interruptions: Life['pauses']) => interruptions.at(-1)?.end === null;

const ruleOf: {
  readonly [type in Exclude<SubscriptionEventType, 'started' | 'reactivated'>]: (life: Life) => RejectionReason | null;
} = {
  changed: () => null,
  paused: ({ pauses }) => (isOpen(pauses) ? 'ALREADY_PAUSED' : null),
  resumed: ({ pauses }) => (isOpen(pauses) ? null : 'NOT_PAUSED'),
  pastDue: ({ pastDue }) => (isOpen(pastDue) ? 'ALREADY_PAST_DUE' : null),
  recovered: ({ pastDue }) => (isOpen(pastDue) ? null : 'NOT_PAST_DUE'),
  cancelRequested: ({ request }) => (request === null ? null : 'ALREADY_REQUESTED'),
  uncancelled: ({ request }) => (request === null ? 'NOT_REQUESTED' : null),
  ended: () => null,
};

/** Brings the lives of a subscription to what they are after an event that can happen. */
export function takeEvent(lives: Lives, read: ReadEvent): void {
  const life = lives.at(-1);
  if (life === undefined || read.type === 'reactivated') lives.push(begin(read, life?.phases.at(-1)));
  else stepOf[read.type](life, read);
}

function begin(read: ReadEvent, before: Phase | undefined): Life {
  const { customerId, subscriptionId } = read;
  const phases = [phaseOf(read, before)];
  return { customerId, subscriptionId, phases, pauses: [], pastDue: [], request: null, end: null };
}

const stepOf: {
  readonly [type in Exclude<SubscriptionEventType, 'reactivated'>]: (life: Life, read: ReadEvent) => void;
} = {
  started: () => {},
  changed(life, read) {
    const before = life.phases.at(-1) as Phase;
    const phase = phaseOf(read, before);
    if (!isSame(before, phase)) life.phases.push(phase);
  },
  paused: ({ pauses }, read) => open(pauses, read),
  resumed: ({ pauses }, read) => close(pauses, read),
  pastDue: ({ pastDue }, read) => open(pastDue, read),
  recovered: ({ pastDue }, read) => close(pastDue, read),
  cancelRequested(life, read) {
    const { endsAt: at } = read.event as { readonly endsAt?: Instant | null };
    const endsAt = typeof read.endsAt === 'number' && at != null ? { epoch: read.endsAt, at } : null;
    life.request = { ...momentOf(read), endsAt, cause: causeOf(read.event) };
  },
  uncancelled(life) {
    life.request = null;
  },
  ended(life, read) {
    life.end = { ...momentOf(read), cause: causeOf(read.event) };
  },
};

function open(interruptions: Life['pauses'], read: ReadEvent): void {
  interruptions.push({ start: momentOf(read), end: null });
}

function close(interruptions: Life['pauses'], read: ReadEvent): void {
  const last = interruptions.at(-1);
  if (last !== undefined) last.end = momentOf(read);
}

/** Whether two phases differ in nothing but their start. */
function isSame(a: Phase, b: Phase): boolean {
  const keys = new Set([...Object.keys(a.fields), ...Object.keys(b.fields)]) as Set<keyof Phase['fields']>;
  if (a.trialEnd?.epoch !== b.trialEnd?.epoch) return false;
  return [...keys].every((key) => textOf(a.fields[key]) === textOf(b.fields[key]));
}

function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return `${typeof value} ${String(value)}`;
  const { percent, amount } = value as { readonly percent?: unknown; readonly amount?: unknown };
  return percent === undefined && amount === undefined ? String(value) : `${String(percent)} ${String(amount)}`;
}
