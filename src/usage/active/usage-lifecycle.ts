import { type BySegment, eachSegment, entryKey, type Keyed, segmentCounts } from '../../activity/open.ts';
import {
  addDays,
  addMonths,
  type CheckedPeriod,
  inShape,
  monthsBetween,
  onDay,
  type Period,
  type PeriodsAsked,
  type PerPeriod,
  readPeriods,
  type Zone,
} from '../../calendar/open.ts';
import { getOrAdd, type SegmentKey } from '../../table/index.ts';
import type { UsageEvents } from '../events/event-log.ts';
import { rowsWithin } from '../events/in-periods.ts';
import { type SegmentOption, segmentsOf } from '../events/options.ts';
import type { UsageEvent } from '../events/usage-event.ts';
import { type ActiveOptions, readActiveOptions } from './active-options.ts';
import { activeIn, activeRows } from './active-rows.ts';

/** The active customers of a period, by where they come from: opening + new + resurrected - dormant = closing. */
export interface UsageLifecycle {
  /** The period. */
  readonly period: Period;
  /** Customers active in the preceding period. */
  readonly opening: number;
  /** Customers active in the period, and never seen before it. */
  readonly new: number;
  /** Customers active in the period and not in the preceding one, but seen earlier. */
  readonly resurrected: number;
  /** Customers active in the preceding period, but not in this one. */
  readonly dormant: number;
  /** Customers active in the period. */
  readonly closing: number;
  /** Customers active in both periods. */
  readonly retained: number;
}

/**
 * Usage lifecycle: how many of a period's active customers are new, retained from the preceding period, or back after a pause, and how many
 * went dormant: a bridge from the active customers of one period to those of the next.
 *
 * Formula: opening + new + resurrected - dormant = closing; closing = new + retained + resurrected; opening = retained + dormant. The
 * preceding period has the same number of calendar months if the period consists of whole months, otherwise the same number of days; for
 * adjacent days, weeks or months, it is the one listed before. In: active customers as `activeCustomers` counts them. Out: customers active
 * in neither period.
 *
 * @param events - Usage events, in any order, or a log of them; the first one of a customer is its first use.
 * @param period - A period, or a list of periods in one time zone. A list gives a list.
 * @param options - Those of `activeCustomers`: `of`, `feature`, `minimumEvents`; `by`: a key of each event, of which a
 * customer's first counts, or a Map from customers to keys.
 * @returns Whole numbers, one statement per period.
 * @throws MetricsError as `activeCustomers` does.
 *
 * Cost: O(events + events of each period and of the preceding one). Source: growth accounting, as in Jonathan Hsu, Quantitative approach to
 * product market fit (Social Capital, 2015); lifecycle in PostHog and Amplitude.
 *
 * @see docs/metrics/usage-lifecycle.md
 *
 * @example
 * ```ts
 * const events: UsageEvent[] = [
 *   { customerId: 'ada', at: '2026-01-05' },
 *   { customerId: 'ben', at: '2026-01-20' },
 *   { customerId: 'ada', at: '2026-02-03' },
 *   { customerId: 'ben', at: '2026-03-10' },
 * ];
 * const rows = usageLifecycle(events, months('2026-01', '2026-03'));
 * rows.map((row) => [row.opening, row.new, row.resurrected, row.dormant, row.closing]);
 * // => [[0, 2, 0, 0, 2], [2, 0, 0, 1, 1], [1, 0, 1, 1, 1]]
 * ```
 */
export function usageLifecycle<
  P extends Period | readonly Period[],
  Row extends UsageEvent = UsageEvent,
  Key extends SegmentKey = never,
>(
  events: UsageEvents<Row>,
  period: P,
  options: ActiveOptions & SegmentOption<Row, Key> = {},
): PerPeriod<P, BySegment<Key, UsageLifecycle>> {
  const asked = readPeriods(period);
  const counts = lifecycleCounts(events, asked, options);
  return inShape(
    asked,
    counts.map((own, place) => eachSegment(own, lifecycleOf(asked.periods[place] as CheckedPeriod))),
  ) as never;
}

export interface LifecycleCounts {
  new: number;
  retained: number;
  resurrected: number;
  dormant: number;
}

export function lifecycleOf({ period }: CheckedPeriod): (counts: LifecycleCounts) => UsageLifecycle {
  return ({ new: fresh, retained, resurrected, dormant }) => ({
    period,
    opening: retained + dormant,
    new: fresh,
    resurrected,
    dormant,
    closing: fresh + retained + resurrected,
    retained,
  });
}

/** Of each period. */
export function lifecycleCounts(
  events: UsageEvents,
  asked: PeriodsAsked,
  options: ActiveOptions & { readonly by?: unknown },
): (LifecycleCounts | Keyed<LifecycleCounts>[])[] {
  const { rule, read } = readActiveOptions(options);
  const timeline = read(events, asked.zone);
  const segments = segmentsOf(timeline, options.by);
  const rows = activeRows(timeline, rule);
  const firsts = new Float64Array(rows.count).fill(Number.POSITIVE_INFINITY);
  for (let row = rows.at.length - 1; row >= 0; row -= 1) firsts[rows.codes[row] as number] = rows.at[row] as number;
  const { at, features, feature } = timeline.columns();
  // Asked for in every period that a customer is in.
  const keys = new Map<number, SegmentKey>();
  const keyOf =
    segments &&
    ((entity: number) =>
      getOrAdd(keys, entity, () => {
        const { order, offsets } = timeline.entities(rule.of).groups();
        const own = order.subarray(offsets[entity], offsets[entity + 1]);
        const isWanted = (row: number) => rule.feature === null || features[feature[row] as number] === rule.feature;
        const isFirst = (row: number) => at[row] === firsts[entity] && isWanted(row);
        return entryKey(segments, own.filter(isFirst));
      }));
  const active = activeIn(rows, rule.minimumEvents);
  let known = { start: Number.NaN, end: Number.NaN, entities: new Uint32Array(0) };
  const activeBetween = (start: number, end: number) => {
    // The period before is mostly the one that was just asked about.
    if (known.start !== start || known.end !== end) {
      known = { start, end, entities: active(...rowsWithin(rows, start, end)).slice() };
    }
    return known.entities;
  };
  // By customer the last period that it was active before, and in.
  const [before, now] = [new Int32Array(rows.count).fill(-1), new Int32Array(rows.count).fill(-1)];

  return asked.periods.map((span, place) => {
    const counts = segmentCounts(segments !== undefined, noCounts);
    const all = keyOf === undefined ? counts.of(undefined) : undefined;
    const count = (entity: number, kind: keyof LifecycleCounts): void => {
      (all ?? counts.of(keyOf?.(entity)))[kind] += 1;
    };
    const opening = activeBetween(startBefore(span, asked.zone as Zone), span.start);
    const closing = activeBetween(span.start, span.end);
    for (const entity of opening) before[entity] = place;
    for (const entity of closing) {
      now[entity] = place;
      const isNew = (firsts[entity] as number) >= span.start;
      count(entity, before[entity] === place ? 'retained' : isNew ? 'new' : 'resurrected');
    }
    for (const entity of opening) if (now[entity] !== place) count(entity, 'dormant');
    return counts.list();
  });
}

function noCounts(): LifecycleCounts {
  return { new: 0, retained: 0, resurrected: 0, dormant: 0 };
}

/** Where the period before begins. */
function startBefore({ start, end }: CheckedPeriod, zone: Zone): number {
  const [first, next] = [zone.dayOf(start), zone.dayOf(end)];
  const months = monthsBetween(first, next);
  if (months > 0 && onDay(zone, start, addMonths(first, months)) === end)
    return onDay(zone, start, addMonths(first, -months));
  const days = next - first;
  if (days === 0 || addDays(zone, start, days) !== end) return start - (end - start);
  const before = addDays(zone, start, -days);
  // A day that the zone skipped is none.
  return before < start ? before : addDays(zone, start, -days - 1);
}
