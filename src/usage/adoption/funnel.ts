import { type BySegment, eachSegment, entryKey, type Keyed, segmentCounts } from '../../activity/open.ts';
import { msPerDay } from '../../calendar/open.ts';
import { nearestDouble } from '../../exact/index.ts';
import { type Ratio, ratio } from '../../ratio/open.ts';
import { type Distribution, distributionOf, sortedNumbers } from '../../statistics/open.ts';
import { lowerBound, type SegmentKey } from '../../table/index.ts';
import type { UsageEvents } from '../events/event-log.ts';
import { type SegmentOption, segmentsOf } from '../events/options.ts';
import { readEvents } from '../events/read-events.ts';
import type { UsageEvent } from '../events/usage-event.ts';
import { type Attempt, attemptFinder } from './funnel-attempts.ts';
import { anyEvent, type FunnelOptions, type FunnelRule, type FunnelRules, readFunnelRules } from './funnel-rules.ts';

/** One step of a funnel. */
export interface FunnelStep {
  /** The name of the step: its feature. */
  readonly step: string;
  /** Customers who reached this step. */
  readonly customers: number;
  /** The customers of this step over those of step 1. */
  readonly fromStart: Ratio;
  /** The customers of this step over those of the step before; at step 1, over its own. */
  readonly fromPrevious: Ratio;
  /** Customers who reached the step before, but not this one; 0 at step 1. */
  readonly dropOff: number;
  /**
   * The median time since the step before, in days of 24 hours, over the customers who reached this step; null at step 1 and without such
   * customers.
   */
  readonly medianDays: number | null;
  /** Present if there are events, but none of this step: its name may be misspelt. */
  readonly events?: 0;
  /** With `asOf`: customers who reached this step and are left out because their window is still open. */
  readonly undecided?: number;
  /** With `quantiles`: days of 24 hours since the step before. */
  readonly days?: Distribution;
  /** With `quantiles`: days of 24 hours since step 1; at the last step, the time of the whole funnel. */
  readonly daysFromStart?: Distribution;
}

/**
 * Funnel: how many customers go from the first of several steps to the last, where they drop off, and how long each step takes: the part of
 * the customer journey that events can show.
 *
 * Formula: an attempt begins at each event of step 1; each further step is its first event at or after the step before, and before the same
 * local time `withinDays` calendar days after step 1. A customer counts with its furthest attempt, the first one on a tie; conversion =
 * customers of a step / customers of step 1, or of the step before. In: other events in between; steps at one instant, as with dates
 * without a time. Out: customers who never did step 1; with `asOf`, those whose window is still open before their last step, who are
 * `undecided`. If steps have windows or exclusions of their own, any path from step to step counts.
 *
 * @param events - Usage events, in any order, or a log of them.
 * @param options - `steps`: names of features, or `{ feature, optional, within, exclude }`; `withinDays`: whole days above 0, or `within`:
 * `{ minutes }`, `{ hours }` or `{ days }`; `withinStep`: the same from each step to the next; `order`: 'inOrder' (the default),
 * 'strictlyLater', 'strict' (nothing in between) or 'any'; `exclude`: features that end an attempt; `asOf`; `quantiles`: with them, each
 * step has `days` and `daysFromStart`; `by`: a key of each event, or a Map from customers to keys: each row then has a `key`, and a
 * customer is in one segment, that of step 1 of its attempt; `timeZone`: 'UTC' by default; `of`: 'customers' (the default) or 'users'.
 * @returns One row per step. A ratio's value is null without customers to convert. `events: 0` marks a step without any event.
 * @throws MetricsError `INVALID_TYPE`, `INVALID_INSTANT`, `INVALID_NUMBER` and `SKIPPED_DAY` for an event; `INVALID_TYPE`, `EMPTY` and
 * `UNKNOWN_KEY` for `steps`; `INVALID_NUMBER` for windows; `INVALID_OPTION` for `order`, also if it does not suit the steps;
 * `INVALID_TIME_ZONE`, `UNKNOWN_KEY`.
 *
 * Cost: O(events x steps x log events); with windows or exclusions of steps, plus the events in the window of each attempt. Source: the
 * ordered funnel of product analytics (Amplitude, Mixpanel), after the purchase funnel of E. St. Elmo Lewis.
 *
 * @see docs/metrics/funnel.md
 *
 * @example
 * ```ts
 * const events: UsageEvent[] = [
 *   { customerId: 'ada', at: '2026-03-01', feature: 'visit' },
 *   { customerId: 'ada', at: '2026-03-02', feature: 'trial' },
 *   { customerId: 'ada', at: '2026-03-06', feature: 'buy' },
 *   { customerId: 'ben', at: '2026-03-01', feature: 'visit' },
 *   { customerId: 'ben', at: '2026-03-09', feature: 'trial' },
 * ];
 * const rows = funnel(events, { steps: ['visit', 'trial', 'buy'], withinDays: 7 });
 * rows.map(({ customers }) => customers); // => [2, 1, 1]
 * rows.map(({ dropOff }) => dropOff); // => [0, 1, 0]
 * rows.map(({ medianDays }) => medianDays); // => [null, 1, 4]
 * rows[2].fromStart; // => { value: 0.5, numerator: 1, denominator: 2 }
 * ```
 */
export function funnel<Row extends UsageEvent = UsageEvent, Key extends SegmentKey = never>(
  events: UsageEvents<Row>,
  options: FunnelOptions & SegmentOption<Row, Key> & { readonly quantiles: readonly number[] },
): BySegment<Key, (FunnelStep & { readonly days: Distribution; readonly daysFromStart: Distribution })[]>;
export function funnel<Row extends UsageEvent = UsageEvent, Key extends SegmentKey = never>(
  events: UsageEvents<Row>,
  options: FunnelOptions & SegmentOption<Row, Key>,
): BySegment<Key, FunnelStep[]>;
export function funnel(events: UsageEvents, options: FunnelOptions & { readonly by?: unknown }): unknown {
  const rules = readFunnelRules(events, options);
  return eachSegment(funnelCounts(events, rules, options.by), (counts) => funnelOf(counts, rules));
}

/** Who reached each step, and the milliseconds that each of them took from the step before, and from step 1. */
export interface FunnelCounts {
  /** Of all events that are known; with segments of those of its customers. */
  events: number;
  readonly steps: readonly StepCounts[];
}

interface StepCounts {
  /** Events that have the step, those at one instant as one. */
  events: number;
  customers: number;
  undecided: number;
  readonly waits: number[];
  readonly fromStart: number[];
}

export function funnelCounts(
  events: UsageEvents,
  rules: FunnelRules,
  by: unknown,
): FunnelCounts | Keyed<FunnelCounts>[] {
  const { zone, of, order, asOf, steps, features } = rules;
  const timeline = readEvents(events, zone, { of, features: true }, 'options.timeZone');
  const segments = segmentsOf(timeline, by);
  const columns = timeline.columns();
  const known = lowerBound(columns.at, asOf ?? Number.POSITIVE_INFINITY, 0, columns.length);
  const codes = Int32Array.from(columns.features, (name) => features.indexOf(name));
  const codeAt = (row: number) => codes[columns.feature[row] as number] ?? -1;
  const entries = order === 'any' ? steps : steps.slice(0, 1);
  const entities = timeline.entities(of);
  const { offsets, order: rows } = entities.groups();
  const find = attemptFinder(rules);
  const counts = segmentCounts(segments !== undefined, () => countsOf(steps.length));
  const times = features.map((): number[] => []);
  const note = (code: number, at: number) => {
    const own = times[code] as number[];
    if (own.length === 0 || own[own.length - 1] !== at) own.push(at);
  };
  for (let entity = 0; entity < entities.count; entity += 1) {
    for (const list of times) list.length = 0;
    const first = offsets[entity] as number;
    let place = first;
    for (; place < (offsets[entity + 1] as number) && (rows[place] as number) < known; place += 1) {
      const row = rows[place] as number;
      const code = codeAt(row);
      if (code > anyEvent) note(code, columns.at[row] as number);
      if (order === 'strict') note(anyEvent, columns.at[row] as number);
    }
    const attempt = find(times);
    // Who never began stands in no segment.
    if (segments !== undefined && attempt.times.length === 0) continue;
    const isEntry = (row: number) =>
      columns.at[row] === attempt.times[0] && entries.some(({ code }) => code === codeAt(row));
    const sums = counts.of(segments && entryKey(segments, rows.subarray(first, place).filter(isEntry)));
    sums.events += place - first;
    for (const [step, own] of sums.steps.entries())
      own.events += times[(steps[step] as FunnelRule).code]?.length as number;
    bookAttempt(sums.steps, steps, attempt, asOf !== undefined);
  }
  return counts.list();
}

function countsOf(length: number): FunnelCounts {
  const steps = Array.from({ length }, () => ({ events: 0, customers: 0, undecided: 0, waits: [], fromStart: [] }));
  return { events: 0, steps };
}

function bookAttempt(
  sums: readonly StepCounts[],
  steps: readonly FunnelRule[],
  { times, isOpen }: Attempt,
  isCut: boolean,
): void {
  const isMissed = (step: number) => !((times[step] as number) > Number.NEGATIVE_INFINITY);
  const isUndecided = isCut && isOpen && steps.some(({ isOptional }, step) => !isOptional && isMissed(step));
  let before = 0;
  for (const [step, own] of sums.entries()) {
    if (isMissed(step)) continue;
    own[isUndecided ? 'undecided' : 'customers'] += 1;
    if (isUndecided || step === 0) continue;
    const at = times[step] as number;
    own.waits.push(at - (times[before] as number));
    own.fromStart.push(at - (times[0] as number));
    if (steps[step]?.isOptional === false) before = step;
  }
}

export function funnelOf(
  { events, steps: counts }: FunnelCounts,
  { steps, features, order, asOf, shares }: FunnelRules,
): FunnelStep[] {
  const start = counts[0]?.customers ?? 0;
  // In any order a place in the list is no step of its own: the last ones cannot be reached where some steps have no event.
  const found = counts.map((step) => step.events);
  if (order === 'any') found.sort((a, b) => b - a);
  let previous = start;
  return counts.map(({ customers, undecided, waits, fromStart }, place) => {
    const { code, isOptional } = steps[place] as FunnelRule;
    const days = daysOf(waits, shares);
    const row: FunnelStep = {
      step: order === 'any' ? `${place + 1} of ${counts.length}` : (features[code] as string),
      customers,
      fromStart: ratio(customers, start),
      fromPrevious: ratio(customers, previous),
      dropOff: previous - customers,
      medianDays: days.median,
      ...(found[place] === 0 && events > 0 && { events: 0 as const }),
      ...(asOf !== undefined && { undecided }),
      ...(shares && { days, daysFromStart: daysOf(fromStart, shares) }),
    };
    if (!isOptional) previous = customers;
    return row;
  });
}

function daysOf(times: readonly number[], shares: readonly number[] = []): Distribution {
  const total = { n: times.reduce((sum, time) => sum + BigInt(time), 0n), d: BigInt(msPerDay) };
  return distributionOf(sortedNumbers(Float64Array.from(times).sort(), msPerDay), total, shares, nearestDouble);
}
