import { addDays, type CheckedPeriod, inShape, type Period, type PerPeriod } from '../calendar/open.ts';
import {
  type CompiledLedger,
  openPeriods,
  optionNames,
  type Policy,
  placeOf,
  type Subscription,
  type SubscriptionSource,
  stepBefore,
} from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import { levelBefore, stepsOfEntity } from '../movements/open.ts';
import { type Ratio, ratio } from '../ratio/open.ts';
import { checkKeys, isMissing, readDays } from '../read/index.ts';

/** A policy, and which customers count as lapsed. */
export type WinBackOptions = Policy<Money> & {
  /**
   * Counts only customers who left at most this many days before the period starts; whole days >= 0, or null for all who ever left. Default
   * null.
   */
  readonly lapsedWithinDays?: number | null | undefined;
};

const known = /* @__PURE__ */ optionNames('lapsedWithinDays');

/**
 * Win-back rate: the share of lapsed customers who pay again at the end of a period.
 *
 * Formula: lapsed customers with MRR at the end / lapsed customers. Lapsed: no MRR at the start of the period, but some before it. In:
 * customers who ever left or, with `lapsedWithinDays`, left lately. Out: customers who leave and return within the period.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param period - The period in which customers may come back; or a list of periods, which gives a list.
 * @param options - A policy, and `lapsedWithinDays`.
 * @returns A `Ratio`, 0..1. Its value is null without lapsed customers.
 * @throws MetricsError as `mrrMovements` does; `INVALID_NUMBER` for `lapsedWithinDays`.
 *
 * Cost: O(changes) from a ledger. Source: customers won back over customers lost, as in guides to win-back marketing.
 *
 * @see docs/metrics/win-back-rate.md
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ada', start: '2025-01-01', end: '2026-01-01', amount: 50, interval: 'month' },
 *   { customerId: 'ada', start: '2026-03-10', amount: 50, interval: 'month' },
 *   { customerId: 'ben', start: '2025-01-01', end: '2025-06-01', amount: 50, interval: 'month' },
 * ];
 * winBackRate(subscriptions, month('2026-03')); // => { value: 0.5, numerator: 1, denominator: 2 }
 * winBackRate(subscriptions, month('2026-03'), { lapsedWithinDays: 90 }).value; // => 1
 * ```
 */
export function winBackRate<P extends Period | readonly Period[]>(
  source: SubscriptionSource<Subscription, Money>,
  period: P,
  options: WinBackOptions = {},
): PerPeriod<P, Ratio> {
  const { lapsedWithinDays: given, ...policy } = checkKeys(options, known, 'options') as WinBackOptions;
  const lapsedWithinDays = isMissing(given) ? null : readDays(given, 'options.lapsedWithinDays', 0);
  const asked = openPeriods(source, period, policy, 'options');
  return inShape(
    asked,
    asked.periods.map((checked) => rateIn(asked.ledger, checked, lapsedWithinDays)),
  );
}

function rateIn(ledger: CompiledLedger, checked: CheckedPeriod, lapsedWithinDays: number | null): Ratio {
  const { instants, entities, rules } = ledger;
  const [from, to] = [placeOf(checked.start, instants), placeOf(checked.end, instants)];
  let lapsed = 0;
  let returned = 0;
  for (let entity = 0; entity < entities.count; entity += 1) {
    const steps = stepsOfEntity(ledger, entity);
    const last = stepBefore(steps, entity, from);
    if (last < (steps.offsets[entity] as number) || steps.levels[last] !== 0) continue;
    const left = instants[steps.places[last] as number] as number;
    if (lapsedWithinDays !== null && addDays(rules.zone, left, lapsedWithinDays) < checked.start) continue;
    lapsed += 1;
    if (levelBefore(ledger, entity, to) !== 0) returned += 1;
  }
  return ratio(returned, lapsed);
}
