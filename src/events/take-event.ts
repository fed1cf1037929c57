import {
  causeOf,
  hasTerms,
  isSame,
  type Life,
  laterFields,
  momentOf,
  type Phase,
  phaseOf,
  plannedEnd,
} from './life.ts';
import type { Moment, ReadEvent } from './read-event.ts';
import type { RejectionReason, SubscriptionEventType } from './subscription-event.ts';

/** A subscription under all its customers: its lives one after another, of which only the last can go on. */
export interface History {
  /** The customer it belongs to now. */
  customerId: string;
  /** Whether a state under the name of another customer says that it has become theirs. */
  readonly isGlobal: boolean;
  readonly lives: Life[];
  /** The indices of events that turned out to be before the start. */
  readonly before: number[];
}

/** Why an event cannot happen to a subscription; null: it can. */
export function whyNot(read: ReadEvent, { lives, customerId }: History): RejectionReason | null {
  const { type, epoch } = read;
  const life = lives.at(-1);
  if (type === 'transferred') return read.toCustomerId === customerId ? 'ALREADY_TRANSFERRED' : null;
  // Of a subscription that nothing is known of, everything can be the first that is told; and a state is true by itself.
  if (life === undefined || type === 'state' || type === 'renewed') return null;
  if (isOver(life, epoch)) {
    if (type === 'started' || type === 'reactivated') return null;
    // An end that is late is still the end, and one that was only planned can be taken back late.
    return life.end === null && (type === 'ended' || type === 'uncancelled') ? null : 'ENDED';
  }
  return ruleOf[type](life, read);
}

function isOver(life: Life, epoch: number): boolean {
  const planned = plannedEnd(life);
  return life.end !== null || (planned !== null && planned.epoch <= epoch);
}

/** Whether the end that was planned has come when these events happen, and no end was told. */
export function isDue({ lives }: History, [first]: readonly ReadEvent[]): boolean {
  const life = lives.at(-1);
  return life !== undefined && first !== undefined && life.end === null && isOver(life, first.epoch);
}

/** Whether the log does not tell how the life began. */
const isMidway = ({ first: { type } }: Life): boolean => !wholeTypes.includes(type);
const wholeTypes: readonly SubscriptionEventType[] = ['started', 'state', 'renewed', 'reactivated'];

/** Whether an amount and an interval are known, which once they are they stay. */
export const isPriced = ({ phases }: Life): boolean => phases.length > 0 && hasTerms(phases.at(-1) as Phase);
const isOpen = (interruptions: Life['pauses']) => interruptions.at(-1)?.end === null;
/** Whether what ends now can have begun before the log. */
const wasOpen = (life: Life, all: Life['pauses']) => isOpen(all) || (isMidway(life) && all.length === 0);
const isRequestedBefore = ({ request }: Life, { epoch }: ReadEvent) => request !== null && request.epoch < epoch;

type Ruled = Exclude<SubscriptionEventType, 'state' | 'renewed' | 'transferred'>;

/** While the subscription runs. */
const ruleOf: { readonly [type in Ruled]: (life: Life, read: ReadEvent) => RejectionReason | null } = {
  // A start before the end that was asked for says that the subscription goes on.
  started: (life, read) => (isMidway(life) || isRequestedBefore(life, read) ? null : 'ALREADY_STARTED'),
  reactivated: (life) => (life.request !== null || !isPriced(life) ? null : 'NOT_ENDED'),
  changed: () => null,
  paused: ({ pauses }) => (isOpen(pauses) ? 'ALREADY_PAUSED' : null),
  resumed: (life) => (wasOpen(life, life.pauses) ? null : 'NOT_PAUSED'),
  pastDue: ({ pastDue }) => (isOpen(pastDue) ? 'ALREADY_PAST_DUE' : null),
  recovered: (life) => (wasOpen(life, life.pastDue) ? null : 'NOT_PAST_DUE'),
  cancelRequested: ({ request }, { endsAt }) =>
    request === null || (endsAt && endsAt.epoch !== request.endsAt?.epoch) ? null : 'ALREADY_REQUESTED',
  uncancelled: (life) => (life.request === null && !isMidway(life) ? 'NOT_REQUESTED' : null),
  ended: () => null,
};

/** Brings a subscription to what it is after an event that can happen. */
export function takeEvent(history: History, read: ReadEvent): void {
  const { lives } = history;
  const last = lives.at(-1);
  const isRunning = last !== undefined && !isOver(last, read.epoch);
  if (read.type === 'started' && isRunning && isMidway(last)) {
    for (const index of (lives.pop() as Life).events) history.before.push(index);
  }
  const life = beginsLife(read, lives.at(-1)) ? begin(history, read) : (lives.at(-1) as Life);
  life.events.push(read.index);
  stepOf[read.type](life, read, history);
}

function beginsLife({ type, status, epoch }: ReadEvent, life: Life | undefined): boolean {
  if (life === undefined) return true;
  if (type === 'state') return life.end !== null && status !== 'ended';
  if (!isOver(life, epoch)) return type === 'reactivated' && !isPriced(life);
  // A charge at the very instant of the planned end is no return: nothing ended.
  if (type === 'renewed') return life.end !== null || plannedEnd(life)?.epoch !== epoch;
  return type === 'started' || type === 'reactivated';
}

function begin({ lives, customerId }: History, read: ReadEvent): Life {
  const { subscriptionId } = read;
  const before = lives.at(-1)?.phases.at(-1);
  // A trial belongs to one life: a subscription that comes back is paid at once, unless the event says otherwise.
  const terms = before && { ...before, fields: laterFields(before.fields), trialEnd: null };
  const life: Life = {
    subscriptionId,
    first: read,
    phases: [],
    pauses: [],
    pastDue: [],
    request: null,
    end: null,
    events: [],
  };
  // What a subscription that comes back had before its end it has again.
  if (read.type === 'reactivated' || read.type === 'renewed') life.phases.push(phaseOf(read, terms, customerId));
  lives.push(life);
  return life;
}

type Step = (life: Life, read: ReadEvent, history: History) => void;

const holds: Step = (life, read, { customerId }) => {
  push(life, phaseOf(read, life.phases.at(-1), customerId));
};
/** With the terms that it has, under the customer that it has now. */
const belongs: Step = (life, { epoch, at }, { customerId }) => {
  const last = life.phases.at(-1);
  if (last !== undefined) push(life, { ...last, start: { epoch, at }, customerId });
};
const goesOn: Step = (life, read, history) => {
  life.request = null;
  holds(life, read, history);
};

const stepOf: { readonly [type in SubscriptionEventType]: Step } = {
  started: goesOn,
  reactivated: goesOn,
  changed: holds,
  renewed(life, read, history) {
    const planned = plannedEnd(life);
    if (isRequestedBefore(life, read) && (planned === null || planned.epoch <= read.epoch)) life.request = null;
    holds(life, read, history);
    close(life, life.pauses, read);
    close(life, life.pastDue, read);
  },
  state(life, read, history) {
    if (history.isGlobal) history.customerId = read.customerId;
    const { status, cancelRequestedAt, endsAt, startedAt } = read;
    const isFirst = history.lives.length === 1 && !isPriced(life);
    const phase = phaseOf(read, undefined, history.customerId);
    // Where nothing earlier is known the terms go back to the start that is told.
    const known = isFirst && startedAt ? { ...phase, start: startedAt } : phase;
    const isAsked = cancelRequestedAt != null || endsAt != null;
    const asked = {
      ...momentOf(cancelRequestedAt ?? life.request ?? read),
      endsAt: endsAt ?? null,
      cause: causeOf(read),
    };
    if (status === 'ended') {
      if (isFirst && hasTerms(phase)) push(life, known);
      const ended = endsAt ?? plannedEnd(life);
      if (cancelRequestedAt) life.request = { ...asked, endsAt: null, cause: life.request?.cause ?? {} };
      life.end ??= { ...momentOf(ended && ended.epoch <= read.epoch ? ended : read), cause: causeOf(read) };
      return;
    }
    push(life, known);
    life.request = isAsked ? asked : null;
    const turn = (all: Life['pauses'], isOn: boolean) => {
      if (!isOn) close(life, all, read);
      else if (!isOpen(all)) open(all, read);
    };
    turn(life.pauses, status === 'paused');
    turn(life.pastDue, status === 'pastDue');
  },
  transferred(life, read, history) {
    history.customerId = read.toCustomerId as string;
    if (!isOver(life, read.epoch)) belongs(life, read, history);
  },
  paused: ({ pauses }, read) => open(pauses, read),
  resumed: (life, read) => close(life, life.pauses, read),
  pastDue: ({ pastDue }, read) => open(pastDue, read),
  recovered: (life, read) => close(life, life.pastDue, read),
  cancelRequested(life, read) {
    // A request that is repeated with another end was made when it was made first.
    const made = momentOf(life.request ?? read);
    life.request = { ...made, endsAt: read.endsAt ?? null, cause: { ...life.request?.cause, ...causeOf(read) } };
  },
  uncancelled(life, read, history) {
    life.request = null;
    belongs(life, read, history);
  },
  ended(life, read) {
    life.end = { ...momentOf(read), cause: causeOf(read) };
  },
};

function push({ phases }: Life, phase: Phase): void {
  const last = phases.at(-1);
  if (last === undefined || !isSame(last, phase)) phases.push(phase);
}

function open(interruptions: Life['pauses'], { epoch, at }: Moment): void {
  interruptions.push({ start: { epoch, at }, end: null });
}

function close(life: Life, interruptions: Life['pauses'], { epoch, at, type }: ReadEvent): void {
  const last = interruptions.at(-1);
  const end = { epoch, at };
  if (last?.end === null) last.end = end;
  // What is told to be over without a beginning began before the log.
  else if (type === 'resumed' || type === 'recovered') {
    interruptions.push({ start: momentOf(life.first), end });
  }
}
