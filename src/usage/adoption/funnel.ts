import { isWithinDays } from '../../activity/open.ts';
import { msPerDay, type Zone } from '../../calendar/open.ts';
import { type Ratio, ratio } from '../../ratio/open.ts';
import { checkKeys, readDays } from '../../read/index.ts';
import { quantile } from '../../statistics/open.ts';
import type { UsageEvents } from '../events/event-log.ts';
import { readNames, readOf, readZoneAndAsOf } from '../events/options.ts';
import { readEvents } from '../events/read-events.ts';
import type { UsageEntity } from '../events/usage-event.ts';
import { stepsOf } from './activation.ts';

/** The steps, and the time they may take. */
export interface FunnelOptions {
  /** Features in the order of use, each once. */
  readonly steps: readonly string[];
  /** Whole calendar days above 0, counted from step 1. */
  readonly withinDays: number;
  /** An IANA name, 'UTC' by default: the zone of calendar days, and of dates without a time. */
  readonly timeZone?: string | undefined;
  /** Customers (the default), or the distinct users of each customer. */
  readonly of?: UsageEntity | undefined;
}

/** One step of a funnel. */
export interface FunnelStep {
  readonly step: string;
  /** Customers that reached this step. */
  readonly customers: number;
  /** Over the customers of step 1. */
  readonly fromStart: Ratio;
  /** Over the customers of the step before; at step 1 over its own. */
  readonly fromPrevious: Ratio;
  /** Customers of the step before that did not reach this one; 0 at step 1. */
  readonly dropOff: number;
  /** Days of 24 hours since the step before, over the customers that reached this step; null at step 1, and without any. */
  readonly medianDays: number | null;
}

/**
 * Funnel: how many customers go from the first of several steps to the last, where they drop off, and how long each step takes.
 * The part of the customer journey that events can show.
 *
 * Formula: an attempt begins at each event of step 1; each further step is the first event of it at or after the step before, and
 * before the same local time `withinDays` calendar days after step 1. A customer counts with its furthest attempt, the first one
 * on a tie; conversion = customers of a step / customers of step 1, or of the step before. In: other events in between; steps at
 * one instant, as dates without a time bring them. Out: customers that never did step 1.
 *
 * @param events - Usage events, in any order, or a log of them.
 * @param options - `steps`: names of features, each once; `withinDays`: whole days above 0; `timeZone`: 'UTC' by default; `of`: 'customers'
 * (the default) or 'users'.
 * @returns One row per step. A ratio's value is null without customers to convert.
 * @throws MetricsError `INVALID_TYPE`, `INVALID_INSTANT`, `INVALID_NUMBER` and `SKIPPED_DAY` for an event; `INVALID_TYPE`,
 * `EMPTY` and `INVALID_OPTION` for `steps`; `INVALID_NUMBER` for `withinDays`; `INVALID_TIME_ZONE`, `UNKNOWN_KEY`.
 *
 * Cost: O(events x steps). Source: the ordered funnel of product analytics (Amplitude, Mixpanel), the purchase funnel
 * of E. St. Elmo Lewis before it.
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
export function funnel(events: UsageEvents, options: FunnelOptions): FunnelStep[] {
  return funnelOf(funnelCounts(events, options));
}

/** Who reached each step, and the milliseconds that each of them took from the step before. */
export interface FunnelCounts {
  readonly step: string;
  readonly customers: number;
  readonly waits: readonly number[];
}

export function funnelCounts(events: UsageEvents, options: FunnelOptions): FunnelCounts[] {
  checkKeys(options, ['steps', 'withinDays', 'timeZone', 'of'], 'options');
  const steps = readNames(options.steps, 'options.steps');
  const withinDays = readDays(options.withinDays, 'options.withinDays');
  const of = readOf(options.of);
  const { zone } = readZoneAndAsOf({ timeZone: options.timeZone }, events);
  const timeline = readEvents(events, zone, { of, features: true }, 'options.timeZone');
  const columns = timeline.columns();
  const stepOf = stepsOf(columns, steps);
  const entities = timeline.entities(of);
  const { offsets, order } = entities.groups();
  const customers = steps.map(() => 0);
  const waits: number[][] = steps.map(() => []);
  const times: number[][] = steps.map(() => []);
  for (let entity = 0; entity < entities.count; entity += 1) {
    for (const list of times) list.length = 0;
    for (let place = offsets[entity] as number; place < (offsets[entity + 1] as number); place += 1) {
      const row = order[place] as number;
      times[stepOf(row)]?.push(columns.at[row] as number);
    }
    if (times[0]?.length === 0) continue;
    const best = bestAttempt(times, zone, withinDays);
    for (const [step, time] of best.entries()) {
      customers[step] = (customers[step] as number) + 1;
      waits[step]?.push(time - (best[step - 1] ?? time));
    }
  }
  return steps.map((step, index) => ({
    step,
    customers: customers[index] as number,
    waits: index === 0 ? [] : (waits[index] as number[]),
  }));
}

export function funnelOf(counts: readonly FunnelCounts[]): FunnelStep[] {
  const start = counts[0]?.customers ?? 0;
  return counts.map(({ step, customers, waits }, index) => {
    const previous = counts[index - 1]?.customers ?? customers;
    return {
      step,
      customers,
      fromStart: ratio(customers, start),
      fromPrevious: ratio(customers, previous),
      dropOff: previous - customers,
      medianDays: index === 0 ? null : medianInDays(waits),
    };
  });
}

/**
 * The times of the steps of the attempt that gets furthest, of equal ones the first. A later attempt meets no step earlier, so that each
 * list of times is walked once for all attempts.
 */
function bestAttempt(times: readonly (readonly number[])[], zone: Zone, withinDays: number): readonly number[] {
  const next = times.map(() => 0);
  let best: readonly number[] = [];
  for (const start of times[0] as readonly number[]) {
    const attempt = [start];
    while (attempt.length < times.length) {
      const step = attempt.length;
      const list = times[step] as readonly number[];
      while ((list[next[step] as number] as number) < (attempt[step - 1] as number))
        next[step] = (next[step] as number) + 1;
      const time = list[next[step] as number];
      if (time === undefined || !isWithinDays(zone, start, time, withinDays)) break;
      attempt.push(time);
    }
    if (attempt.length > best.length) best = attempt;
    if (best.length === times.length) break;
  }
  return best;
}

function medianInDays(waits: readonly number[]): number | null {
  return quantile(Float64Array.from(waits).sort(), 0.5, msPerDay);
}
