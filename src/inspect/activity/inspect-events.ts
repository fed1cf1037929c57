import { isMissing } from '../../read/index.ts';
import { eventLog, type UsageEvent } from '../../usage/index.ts';
import { type Activity, type Inspection, type InspectionOptions, inspectActivity } from './inspect-activity.ts';

/** What to check in usage events before trusting a number. Totals other than `rows` count only readable rows. */
export interface EventInspection extends Inspection {
  /** The number of users: pairs of a customer and a `userId`. */
  readonly users: number;
  /** The number of features. */
  readonly features: number;
}

const usage: Activity<UsageEvent> = {
  list: 'events',
  kind: 'usageEvent',
  check: (events, options) => void eventLog(events, options),
  dates: ['at'],
  options: [],
  others: ['userId', 'feature', 'durationSeconds', 'count'],
  effects: {
    customerId: 'the event cannot be read',
    at: 'the event cannot be read',
    userId: 'users cannot be counted',
    feature: 'the event belongs to no feature, and to no step of a funnel',
    durationSeconds: 'its time counts nowhere',
    count: 'it counts as one event',
  },
  messages: {
    future:
      'These events happen at or after `asOf`, when the data was taken: device clocks ahead of time, or another time zone. They count in periods that are not complete. Correct them, or correct `asOf`.',
    duplicate:
      'These events repeat an earlier one in all fields (customer, user, instant, feature, duration), as happens when events are sent or joined twice. They count again in frequencies, durations and scores, and not in counts of active customers. Leave them out.',
  },
};

/**
 * Inspects usage events before you count them. It returns the number of events, customers, users and features, the time they span, and
 * findings that change what the numbers mean, each with its rows and a remedy.
 *
 * It computes no metrics and corrects nothing. Its findings are `invalidRow`, `unusedKey`, `localMidnight`, `implausibleDate`, `duplicateRow` and
 * `futureDate`; the docs page explains each. Identical events dated to a day are not reported as duplicates.
 *
 * @param events - An array of usage events, in any order. They are not changed.
 * @param options - The time zone, and when the data was taken.
 * @returns Counts, refusals and findings, as plain data.
 * @throws MetricsError `INVALID_TYPE` when events are not an array; for options, as in every function. Never for an event.
 *
 * Cost: O(events log events), where only the events of each customer are sorted; each refused event costs one more error. Source: the rules
 * are this library's own.
 *
 * @see docs/metrics/inspect-events.md
 *
 * @example
 * ```ts
 * const events = [
 *   { customerId: 'ada', at: '2026-03-01T09:30:05Z', feature: 'search' },
 *   { customerId: 'ada', at: '2026-03-01T09:30:05Z', feature: 'search' },
 *   { customerId: 'ben', at: '2026-03-02T10:00:00Z', event: 'export' },
 * ]
 * const { customers, findings } = inspectEvents(events)
 * customers // => 2
 * findings.map(({ kind, field, examples }) => [kind, field, examples]) // => [['unusedKey', 'event', [2]], ['duplicateRow', null, [1]]]
 * ```
 */
export function inspectEvents(events: readonly UsageEvent[], options: InspectionOptions = {}): EventInspection {
  const { inspection, read } = inspectActivity(events, options, usage);
  const users = new Set<string>();
  const features = new Set<string>();
  for (let place = 0; place < read.length; place += 1) {
    const { userId, feature } = read.rowAt(place);
    if (!isMissing(userId)) users.add(`${read.customer[place]} ${userId}`);
    if (!isMissing(feature)) features.add(feature);
  }
  const { findings, refusals, ...counts } = inspection;
  return { ...counts, users: users.size, features: features.size, refusals, findings };
}
