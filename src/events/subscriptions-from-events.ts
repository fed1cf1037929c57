import { zoneOf } from '../calendar/open.ts';
import { reject } from '../errors.ts';
import type { Subscription } from '../ledger/query.ts';
import { checkKeys } from '../read/index.ts';
import { rowsOf } from './life.ts';
import { type ReadEvent, readEvent } from './read-event.ts';
import type { RejectedEvent, RejectionReason, SubscriptionEvent, SubscriptionEventType } from './subscription-event.ts';
import { type Lives, takeEvent } from './take-event.ts';

/** The options of `subscriptionsFromEvents`. */
export interface EventOptions {
  /** The zone of dates without a time: that of the ledger the rows go into. Default 'UTC'. */
  readonly timeZone?: string | undefined;
}

/** The rows of a log, and the events that are not in them. */
export interface SubscriptionsFromEvents {
  /** By first start, then by id. */
  readonly subscriptions: Subscription[];
  /** In the order of the log. All other events are in the rows. */
  readonly rejected: RejectedEvent[];
}

/**
 * Folds a log of what happened to subscriptions into the rows of a ledger.
 *
 * An event brings its subscription (customerId and subscriptionId) from one state to the next; each state with terms of its own becomes a
 * row. An event that cannot have happened after those before it is not guessed at: it is left out and reported with its place in the log.
 * The log may be in any order. Events at one instant are taken so that they fit: first, in the order started, reactivated, resumed,
 * recovered, uncancelled, changed, pastDue, paused, cancelRequested, ended, the one that is possible; two of one kind as they stand in the
 * log.
 *
 * - **In:** every event that is possible; a planned end (`endsAt` of cancelRequested) counts until it is taken back or another end comes.
 * - **Out:** events that are not possible, such as changed before started or resumed without a pause; they are in `rejected`.
 *
 * @param events `{ type, at, customerId, subscriptionId }`, with the terms of a `Subscription` row where the type has them: all of amount
 *   and interval for started, those that differ for changed and reactivated.
 * @param options `timeZone` of dates without a time.
 * @returns `{ subscriptions, rejected }`; events = those in the rows + rejected. Instants are as they were given.
 * @throws MetricsError `INVALID_TYPE`, `INVALID_OPTION`, `INVALID_INSTANT`, `SKIPPED_DAY`, `INVALID_AMOUNT`, `INVALID_NUMBER`,
 *   `END_BEFORE_START`, `UNKNOWN_KEY` or `INVALID_TIME_ZONE` for an event that is malformed by itself.
 *
 * Cost: O(events log events), but for one subscription with thousands of events, in which it is quadratic.
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
  if (!Array.isArray(events)) reject('INVALID_TYPE', 'events', 'be an array of events', events);
  const log: ReadEvent[] = [];
  for (let index = 0; index < events.length; index += 1) log.push(readEvent(events[index], index, zone));

  const rejected: RejectedEvent[] = [];
  const folded = [...bySubscription(log)].map((own) => fold(own, rejected)).filter((lives) => lives.length > 0);
  rejected.sort((a, b) => a.index - b.index);
  return { subscriptions: folded.sort(byStart).flatMap((lives) => lives.flatMap(rowsOf)), rejected };
}

function bySubscription(log: readonly ReadEvent[]): Iterable<ReadEvent[]> {
  const groups = new Map<string, ReadEvent[]>();
  for (const read of log) {
    const { customerId, subscriptionId } = read.event;
    // The length in front tells 'ab' + 'c' from 'a' + 'bc'.
    const key = `${customerId.length}:${customerId}${subscriptionId}`;
    const own = groups.get(key);
    if (own === undefined) groups.set(key, [read]);
    else own.push(read);
  }
  return groups.values();
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
  const rank = ({ type }: ReadEvent) => orderAtOneInstant.indexOf(type);
  const sorted = [...own].sort((a, b) => a.epoch - b.epoch || rank(a) - rank(b) || a.index - b.index);
  let lives: Lives = [];
  for (let at = 0; at < sorted.length; ) {
    const { epoch } = sorted[at] as ReadEvent;
    const waiting: ReadEvent[] = [];
    for (; sorted[at]?.epoch === epoch; at += 1) waiting.push(sorted[at] as ReadEvent);
    lives = takeTogether(lives, waiting, rejected);
  }
  return lives;
}

/** Takes the events of one instant, each time the first that is possible, and rejects those that never are. */
function takeTogether(before: Lives, waiting: ReadEvent[], rejected: RejectedEvent[]): Lives {
  let lives = before;
  for (let place = 0; place < waiting.length; ) {
    const next = takeEvent(lives, waiting[place] as ReadEvent);
    if (typeof next === 'string') {
      place += 1;
      continue;
    }
    lives = next;
    waiting.splice(place, 1);
    place = 0;
  }
  for (const read of waiting) {
    const reason = takeEvent(lives, read);
    if (typeof reason === 'string') rejected.push({ index: read.index, reason, text: texts[reason] });
  }
  return lives;
}

const texts: { readonly [reason in RejectionReason]: string } = {
  NOT_STARTED: 'the subscription had not started yet',
  ALREADY_STARTED: 'the subscription had started before and was running',
  ENDED: 'the subscription had ended; only reactivated can follow',
  NOT_ENDED: 'the subscription was still running; a cancellation is taken back by uncancelled',
  NOT_PAUSED: 'the subscription was not paused',
  ALREADY_PAUSED: 'the subscription was paused already',
  NOT_PAST_DUE: 'the subscription was not past due',
  ALREADY_PAST_DUE: 'the subscription was past due already',
  NOT_REQUESTED: 'no cancellation had been asked for',
  ALREADY_REQUESTED: 'a cancellation had been asked for already',
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

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
