import { zoneOf } from '../calendar/open.ts';
import type { Subscription } from '../ledger/query.ts';
import { checkKeys, readList } from '../read/index.ts';
import { compareTexts, groupByKey } from '../table/index.ts';
import { rowsOf } from './life.ts';
import { type ReadEvent, readEvent } from './read-event.ts';
import type { RejectedEvent, RejectionReason, SubscriptionEvent, SubscriptionEventType } from './subscription-event.ts';
import { type Lives, takeEvent, whyNot } from './take-event.ts';

/** The options of `subscriptionsFromEvents`. */
export interface EventOptions {
  /** The zone of dates without a time: that of the ledger the rows go into. Default 'UTC'. */
  readonly timeZone?: string | undefined;
}

/** The rows of a log, and the events left out of them. */
export interface SubscriptionsFromEvents {
  /** By first start, then by id. */
  readonly subscriptions: readonly Subscription[];
  /** In the order of the log. All other events are in the rows. */
  readonly rejected: readonly RejectedEvent[];
}

/**
 * Folds a log of what happened to subscriptions into the rows of a ledger.
 *
 * An event brings its subscription (customerId and subscriptionId) from one state to the next; each state that a row can tell
 * apart becomes one. An event that is impossible after those before it is left out and reported with its index in the log;
 * nothing is guessed. The log may be in any order. Events at one instant are ordered so that they fit: first, in the order
 * started, reactivated, resumed, recovered, uncancelled, changed, pastDue, paused, cancelRequested, ended, the first possible
 * one; two of one kind in the order of the log.
 *
 * - **In:** every event that is possible; a planned end (`endsAt` of cancelRequested) counts until it is taken back or another end comes.
 * - **Out:** events that are not possible, such as changed before started or resumed without a pause; they are in `rejected`.
 *
 * @param events `{ type, at, customerId, subscriptionId }`, with the fields of a `Subscription` row where the type has them: amount and
 *   interval for started, those that differ for changed and reactivated. Null is missing, but for `discount` and `trialEnd` of a change.
 * @param options `timeZone` of dates without a time.
 * @returns `{ subscriptions, rejected }`; events = those in the rows + rejected. Ids are texts, instants are as they were given.
 * @throws MetricsError `INVALID_TYPE`, `INVALID_OPTION`, `INVALID_INSTANT`, `SKIPPED_DAY`, `INVALID_AMOUNT`, `INVALID_NUMBER`,
 *   `END_BEFORE_START`, `UNKNOWN_KEY` or `INVALID_TIME_ZONE` for an event that is malformed by itself.
 *
 * Cost: O(events log events).
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
  const { timeZone = 'UTC' } = checkKeys(options, ['timeZone'], 'options');
  const zone = zoneOf(timeZone, 'options.timeZone');
  const log = readList(events, 'events', 'be an array of events').map((event, index) => readEvent(event, index, zone));

  const rejected: RejectedEvent[] = [];
  const folded = [...bySubscription(log)].map((own) => fold(own, rejected)).filter((lives) => lives.length > 0);
  rejected.sort((a, b) => a.index - b.index);
  return { subscriptions: folded.sort(byStart).flatMap((lives) => lives.flatMap(rowsOf)), rejected };
}

function bySubscription(log: readonly ReadEvent[]): Iterable<ReadEvent[]> {
  // The length in front tells 'ab' + 'c' from 'a' + 'bc'.
  const keyOf = ({ customerId, subscriptionId }: ReadEvent) => `${customerId.length}:${customerId}${subscriptionId}`;
  return groupByKey(log, keyOf).values();
}

const orderAtOneInstant: readonly SubscriptionEventType[] = [
  'started',
  'reactivated',
  'resumed',
  'recovered',
  'uncancelled',
  'changed',
  'pastDue',
  'paused',
  'cancelRequested',
  'ended',
];

function fold(own: readonly ReadEvent[], rejected: RejectedEvent[]): Lives {
  const sorted = [...own].sort((a, b) => a.epoch - b.epoch || a.index - b.index);
  const lives: Lives = [];
  for (let at = 0; at < sorted.length; ) {
    const { epoch } = sorted[at] as ReadEvent;
    const from = at;
    while (sorted[at]?.epoch === epoch) at += 1;
    takeTogether(lives, sorted.slice(from, at), epoch, rejected);
  }
  return lives;
}

/** Takes the events of one instant, each time the first that is possible, and rejects those that never are. */
function takeTogether(lives: Lives, events: readonly ReadEvent[], epoch: number, rejected: RejectedEvent[]): void {
  // Of one type all are possible, or none is, so only the next of each is asked about.
  const waiting = orderAtOneInstant.map((type) => ({
    type,
    left: events.filter((read) => read.type === type).reverse(),
  }));
  const possible = () => waiting.find(({ type, left }) => left.length > 0 && whyNot(type, epoch, lives) === null);
  for (let next = possible(); next !== undefined; next = possible()) takeEvent(lives, next.left.pop() as ReadEvent);
  for (const { type, left } of waiting) {
    for (const { index } of left) {
      const reason = whyNot(type, epoch, lives);
      if (reason !== null) rejected.push({ index, reason, text: texts[reason] });
    }
  }
}

const texts: { readonly [reason in RejectionReason]: string } = {
  NOT_STARTED: 'the subscription had not started yet',
  ALREADY_STARTED: 'the subscription had already started',
  ENDED: 'the subscription had ended; only reactivated can follow',
  NOT_ENDED: 'the subscription was still running; uncancelled takes a cancellation back',
  NOT_PAUSED: 'the subscription was not paused',
  ALREADY_PAUSED: 'the subscription was already paused',
  NOT_PAST_DUE: 'the subscription was not past due',
  ALREADY_PAST_DUE: 'the subscription was already past due',
  NOT_REQUESTED: 'no cancellation had been requested',
  ALREADY_REQUESTED: 'a cancellation had already been requested',
};

function byStart(a: Lives, b: Lives): number {
  const [first, second] = [a[0], b[0]];
  if (first === undefined || second === undefined) return a.length - b.length;
  return (
    (first.phases[0]?.start.epoch ?? 0) - (second.phases[0]?.start.epoch ?? 0) ||
    compareTexts(first.customerId, second.customerId) ||
    compareTexts(first.subscriptionId, second.subscriptionId)
  );
}
