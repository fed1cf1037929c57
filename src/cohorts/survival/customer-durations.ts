import { type CalendarUnit, elapsedUnits, type Instant, readInstant, readUnit, units } from '../../calendar/open.ts';
import {
  type CompiledLedger,
  openUntil,
  optionNames,
  type Policy,
  type Subscription,
  type SubscriptionSource,
} from '../../ledger/query.ts';
import type { Money } from '../../money/index.ts';
import { byName, nameOf, stepsOfEntity } from '../../movements/open.ts';
import { checkKeys } from '../../read/index.ts';

/** All options of a policy, and how durations are measured. */
export type DurationOptions = Policy<Money> & {
  /** The unit of durations. Default 'month'. */
  readonly unit?: CalendarUnit | undefined;
  /**
   * The start of observation, if the source lacks customers who left before. Default: every customer is observed from its first payment on.
   */
  readonly observedFrom?: Instant | undefined;
};

/** How long one customer stayed, or has stayed so far. */
export interface CustomerDuration {
  /** The customer. */
  readonly customerId: string;
  /** With `grain: 'subscription'`, the subscription, if the row names one. */
  readonly subscriptionId?: string;
  /** The time from the first payment to the first churn, or to `asOf`, in the given `unit`; may be a fraction. */
  readonly duration: number;
  /** Whether the customer left; false: it has stayed at least this long. */
  readonly event: boolean;
  /** With `observedFrom`: the customer's age when observation began. */
  readonly entry?: number;
}

const known = /* @__PURE__ */ optionNames('unit', 'observedFrom');

/**
 * Customer durations: how long each customer stayed from its first payment to its first churn, and whether it has churned yet. A
 * survival curve is made from these.
 *
 * Formula: whole calendar units between first payment and first churn (or `asOf`), plus the rest as its share of the next unit, in days:
 * from 31 January to 14 March is 1 month and 14 of the 31 days after it. In: customers who first paid before `asOf`. Out: everything after
 * a first churn; customers who never paid.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param options - `asOf`: the instant up to which the data is known; required unless the ledger has one. A churn at or after that instant
 * has not happened yet. `unit`: 'month' by default. `observedFrom`: customers who left by then are omitted, and customers who first paid
 * earlier get their age at that instant as `entry` (left truncation). All options of a policy are accepted too.
 * @returns One row per customer, sorted by customerId (by code unit, regardless of locale), ready for `survivalCurve`; `event` is false for
 * customers who have not churned before `asOf`.
 * @throws MetricsError `INVALID_INSTANT` if no `asOf` is given, `CONFLICTING_POLICY` for one later than the ledger's, `INVALID_OPTION`; and
 * as `mrr` does.
 *
 * Cost: O(customers) from a ledger, plus sorting the rows. Source: time to event with right censoring, as in E. L. Kaplan and P. Meier
 * (1958), Nonparametric estimation from incomplete observations, JASA 53, 457-481.
 *
 * @see docs/metrics/customer-durations.md
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ada', start: '2026-01-01', amount: 30, interval: 'month' },
 *   { customerId: 'ben', start: '2026-01-31', end: '2026-03-14', amount: 30, interval: 'month' },
 * ];
 * const [ada, ben] = customerDurations(subscriptions, { asOf: '2026-07-01', unit: 'month' });
 * ada; // => { customerId: 'ada', duration: 6, event: false }
 * ben; // => { customerId: 'ben', duration: 1.4516129032258065, event: true }
 * ```
 */
export function customerDurations(
  source: SubscriptionSource<Subscription, Money>,
  options: DurationOptions,
): CustomerDuration[] {
  const { asOf, unit: unitName, observedFrom, ...policy } = checkKeys(options, known, 'options') as DurationOptions;
  const unit = unitName === undefined ? units.month : readUnit(unitName, 'options.unit');
  const { ledger, until } = openUntil(source, asOf, policy, 'options.asOf', 'options');
  const { zone } = ledger.rules;
  const from = observedFrom === undefined ? null : readInstant(observedFrom, zone, 'options.observedFrom');
  const rows: CustomerDuration[] = [];
  for (let entity = 0; entity < ledger.entities.count; entity += 1) {
    const life = lifeOf(ledger, entity);
    if (life === null || life.start >= until) continue;
    const event = life.end < until;
    const end = event ? life.end : until;
    if (from !== null && end <= from) continue;
    const duration = elapsedUnits(zone, life.start, end, unit);
    const entry = from === null ? {} : { entry: from <= life.start ? 0 : elapsedUnits(zone, life.start, from, unit) };
    rows.push({ ...nameOf(ledger, entity), duration, event, ...entry });
  }
  // Subscriptions without an id are told apart by nothing but their lives.
  return rows.sort((a, b) => byName(a, b) || a.duration - b.duration || Number(a.event) - Number(b.event));
}

/** From the first payment to the first churn; null for an entity that never paid. */
function lifeOf(ledger: CompiledLedger, entity: number): { readonly start: number; readonly end: number } | null {
  const { offsets, places, levels } = stepsOfEntity(ledger, entity);
  const first = offsets[entity] as number;
  const next = offsets[entity + 1] as number;
  if (first === next) return null;
  let step = first + 1;
  while (step < next && levels[step] !== 0) step += 1;
  const instant = (place: number) => ledger.instants[place] as number;
  return {
    start: instant(places[first] as number),
    end: step < next ? instant(places[step] as number) : Number.POSITIVE_INFINITY,
  };
}
