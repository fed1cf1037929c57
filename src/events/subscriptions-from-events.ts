import { zoneOf } from '../calendar/open.ts';
import type { Subscription } from '../ledger/query.ts';
import { checkKeys, readList, readOptionalChoice } from '../read/index.ts';
import { compareTexts, groupByKey } from '../table/index.ts';
import { hasTerms, type Phase, rowsOf } from './life.ts';
import { type ReadEvent, readEvent, textOfEvent } from './read-event.ts';
import type {
  EventNote,
  RejectedEvent,
  RejectionReason,
  SubscriptionEvent,
  SubscriptionEventType,
} from './subscription-event.ts';
import { type History, isDue, isPriced, takeEvent, whyNot } from './take-event.ts';

/** The options of `subscriptionsFromEvents`. */
export interface EventOptions {
  /** The zone of dates without a time: that of the ledger the rows go into. Default 'UTC'. */
  readonly timeZone?: string | undefined;
  /**
   * 'perCustomer': customers may have equal subscription ids. 'global': an id is one subscription, whatever customers its events name; a state
   * under another customer's name transfers it. Default 'perCustomer'.
   */
  readonly subscriptionIds?: 'perCustomer' | 'global' | undefined;
}

/** The rows of a log, and the events left out of them. */
export interface SubscriptionsFromEvents {
  /** By first start, then by id. */
  readonly subscriptions: readonly Subscription[];
  /** In the order of the log. All other events are in the rows. */
  readonly rejected: readonly RejectedEvent[];
  /** Subscriptions that the log meets when they already run, in the order of their first events. */
  readonly notes: readonly EventNote[];
}

/**
 * Folds a log of what happened to subscriptions into the rows of a ledger.
 *
 * An event brings its subscription from one state to the next; each state that a row can tell apart becomes one. An event that is
 * impossible after those before it is left out and reported with its index in the log; nothing is guessed. The log may be in any
 * order, and begin anywhere: any event can be the first that is known of a subscription, and rows begin where an amount and an
 * interval are known. Events at one instant are ordered so that they fit: first, in the order state, started, reactivated, resumed,
 * recovered, uncancelled, transferred, changed, pastDue, paused, cancelRequested, ended, renewed, the first possible one, but before
 * all the end that is due; two of one kind in the order of the log.
 *
 * - **In:** every event that is possible; a planned end (`endsAt`) counts until it is taken back or another end comes. `renewed`, and a
 *   `state` that is not ended, are evidence that the subscription runs, whatever was told before.
 * - **Out:** events that are not possible, such as resumed without a pause, repetitions, and those of subscriptions whose terms are
 *   never told; they are in `rejected`.
 *
 * @param events `{ type, at, customerId, subscriptionId }`, with the fields of a `Subscription` row where the type has them: amount and
 *   interval for started and state, those that differ for changed, renewed and reactivated. Null is missing, but for `discount` and
 *   `trialEnd` of a change.
 * @param options `timeZone` of dates without a time; `subscriptionIds: 'global'` if no two customers have subscriptions of one id.
 * @returns `{ subscriptions, rejected, notes }`; events = those in the rows + rejected. Ids are texts, instants are as they were given.
 *   `notes` name the subscriptions that were met when they already ran.
 * @throws MetricsError `INVALID_TYPE`, `INVALID_OPTION`, `INVALID_INSTANT`, `SKIPPED_DAY`, `INVALID_AMOUNT`, `INVALID_NUMBER`,
 *   `END_BEFORE_START`, `UNKNOWN_KEY` or `INVALID_TIME_ZONE` for an event that is malformed by itself.
 *
 * Cost: O(events log events).
 *
 * @see docs/data/events.md
 *
 * @example
 * ```ts
 * import { subscriptionsFromEvents } from 'tenure/events'
 *
 * const id = { customerId: 'ada', subscriptionId: 's1' }
 * const { subscriptions, rejected } = subscriptionsFromEvents([
 *   { ...id, type: 'started', at: '2026-01-01', amount: 50, interval: 'month' },
 *   { ...id, type: 'resumed', at: '2026-01-20' },
 *   { ...id, type: 'changed', at: '2026-03-10', amount: 80 },
 * ])
 * subscriptions.length // => 2
 * subscriptions[0].end // => '2026-03-10'
 * mrrMovements(subscriptions, month('2026-03')).expansion // => 30
 * rejected[0].index // => 1
 * rejected[0].reason // => 'NOT_PAUSED'
 * ```
 */
export function subscriptionsFromEvents(
  events: readonly SubscriptionEvent[],
  options: EventOptions = {},
): SubscriptionsFromEvents {
  const { timeZone = 'UTC', subscriptionIds } = checkKeys(options, ['timeZone', 'subscriptionIds'], 'options');
  const isGlobal = readOptionalChoice(subscriptionIds, 'options.subscriptionIds', scopes) === 'global';
  const zone = zoneOf(timeZone, 'options.timeZone');
  const log = readList(events, 'events', 'be an array of events').map((event, index) => readEvent(event, index, zone));

  const rejected: RejectedEvent[] = [];
  const notes: EventNote[] = [];
  const found: Found[] = [];
  for (const own of bySubscription(log, isGlobal)) {
    const { lives, before } = fold(own, isGlobal, rejected);
    for (const index of before) rejectAt(index, 'NOT_STARTED', rejected);
    const priced = lives.filter((life) => {
      if (isPriced(life)) return true;
      for (const index of life.events) rejectAt(index, 'NOT_STARTED', rejected);
      return false;
    });
    const first = priced[0]?.phases.find(hasTerms);
    if (first === undefined) continue;
    const rows = priced.flatMap(rowsOf);
    found.push({ first, rows });
    const { type, index, startedAt, subscriptionId } = (priced[0] as (typeof priced)[0]).first;
    if (type !== 'started' && !startedAt) {
      const text = 'the log meets the subscription after its start; nothing is counted before';
      notes.push({ code: 'BEGINS_MIDWAY', customerId: first.customerId, subscriptionId, index, text });
    }
  }
  rejected.sort((a, b) => a.index - b.index);
  notes.sort((a, b) => a.index - b.index);
  return { subscriptions: found.sort(byStart).flatMap(({ rows }) => rows), rejected, notes };
}

const scopes = ['perCustomer', 'global'] as const;

function rejectAt(index: number, reason: RejectionReason, rejected: RejectedEvent[]): void {
  rejected.push({ index, reason, text: texts[reason] });
}

/** The events of each subscription, those under another customer that it was transferred to or from among them. */
function bySubscription(log: readonly ReadEvent[], isGlobal: boolean): Iterable<ReadEvent[]> {
  // The length in front tells 'ab' + 'c' from 'a' + 'bc'.
  const keyOf = (customerId: string, subscriptionId: string) =>
    isGlobal ? subscriptionId : `${customerId.length}:${customerId}${subscriptionId}`;
  const linked = new Map<string, string>();
  const find = (key: string) => {
    let at = key;
    for (let up = linked.get(at); up !== undefined; up = linked.get(at)) {
      linked.set(at, linked.get(up) ?? up);
      at = up;
    }
    return at;
  };
  for (const { customerId, toCustomerId, subscriptionId } of log) {
    if (toCustomerId === undefined) continue;
    const [from, to] = [customerId, toCustomerId].map((id) => find(keyOf(id, subscriptionId))) as [string, string];
    if (from !== to) linked.set(to, from);
  }
  return groupByKey(log, ({ customerId, subscriptionId }) => find(keyOf(customerId, subscriptionId))).values();
}

const orderAtOneInstant: readonly SubscriptionEventType[] = [
  'state',
  'started',
  'reactivated',
  'resumed',
  'recovered',
  'uncancelled',
  'transferred',
  'changed',
  'pastDue',
  'paused',
  'cancelRequested',
  'ended',
  'renewed',
];

function fold(own: readonly ReadEvent[], isGlobal: boolean, rejected: RejectedEvent[]): History {
  const sorted = [...own].sort((a, b) => a.epoch - b.epoch || a.index - b.index);
  const { customerId } = sorted.find(({ type }) => type === 'transferred') ?? (sorted[0] as ReadEvent);
  const history: History = { customerId, isGlobal, lives: [], before: [] };
  for (let at = 0; at < sorted.length; ) {
    const { epoch } = sorted[at] as ReadEvent;
    const from = at;
    while (sorted[at]?.epoch === epoch) at += 1;
    if (at === from + 1) takeOrReject(history, sorted[from] as ReadEvent, rejected);
    else takeTogether(history, sorted.slice(from, at), rejected);
  }
  return history;
}

/** Takes the events of one instant, each time the first that is possible, and rejects those that are not. */
function takeTogether(history: History, events: readonly ReadEvent[], rejected: RejectedEvent[]): void {
  const waiting = orderAtOneInstant
    .map((type) =>
      distinct(
        events.filter((read) => read.type === type),
        rejected,
      ).reverse(),
    )
    .filter((left) => left.length > 0);
  // An end confirms the plan that is due before anything goes on after it.
  if (isDue(history, events)) waiting.unshift(...waiting.filter(([next]) => next?.type === 'ended'));
  for (;;) {
    const possible = waiting.find((left) => left.length > 0 && whyNot(left.at(-1) as ReadEvent, history) === null);
    const next = (possible ?? waiting.find((left) => left.length > 0))?.pop();
    if (next === undefined) return;
    takeOrReject(history, next, rejected);
  }
}

function takeOrReject(history: History, read: ReadEvent, rejected: RejectedEvent[]): void {
  const reason = whyNot(read, history);
  if (reason === null) takeEvent(history, read);
  else rejectAt(read.index, reason, rejected);
}

/** Events of one type and instant without those that say the same, as a log has them that was delivered twice. */
function distinct(events: readonly ReadEvent[], rejected: RejectedEvent[]): ReadEvent[] {
  if (events.length < 2) return [...events];
  return [...groupByKey(events, textOfEvent).values()].map(([first, ...same]) => {
    for (const { index } of same) rejectAt(index, 'DUPLICATE', rejected);
    return first as ReadEvent;
  });
}

const texts: { readonly [reason in RejectionReason]: string } = {
  NOT_STARTED: 'the terms of the subscription are not known, or it had not started; a state event can tell them',
  ALREADY_STARTED: 'the subscription had already started',
  ENDED: 'the subscription had ended; only started, reactivated, renewed and state can follow',
  NOT_ENDED: 'the subscription was still running, and no cancellation had been requested',
  NOT_PAUSED: 'the subscription was not paused',
  ALREADY_PAUSED: 'the subscription was already paused',
  NOT_PAST_DUE: 'the subscription was not past due',
  ALREADY_PAST_DUE: 'the subscription was already past due',
  NOT_REQUESTED: 'no cancellation had been requested',
  ALREADY_REQUESTED: 'a cancellation had already been requested',
  ALREADY_TRANSFERRED: 'the subscription already belonged to that customer',
  DUPLICATE: 'another event says the same of the same instant',
};

type Found = { readonly first: Phase; readonly rows: readonly Subscription[] };

function byStart({ first: a, rows: [rowA] }: Found, { first: b, rows: [rowB] }: Found): number {
  const id = (row: Subscription | undefined) => String(row?.subscriptionId);
  return a.start.epoch - b.start.epoch || compareTexts(a.customerId, b.customerId) || compareTexts(id(rowA), id(rowB));
}
