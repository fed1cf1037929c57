import type { BySegment } from '../../activity/open.ts';
import { inShape, type Period, type PerPeriod } from '../../calendar/open.ts';
import type { Policy, Subscription, SubscriptionSource } from '../../ledger/query.ts';
import type { Money } from '../../money/index.ts';
import { readOptionalChoice } from '../../read/index.ts';
import { groupByKey, type SegmentKey } from '../../table/index.ts';
import { trialsOf } from '../trials/trials.ts';
import { byPeriod } from './by-period.ts';
import { type DueDateOptions, dueDateNames, readGraceDays } from './due-date-options.ts';
import { eachEntityDues, rowOfDue } from './entity-dues.ts';
import { graceEnd, payingFrom } from './grace.ts';
import { openContracts } from './open-contracts.ts';
import { countEntity, countOutcome, noOutcomes, type RatioWithUndecided, rateOf } from './outcomes.ts';

/** A policy, and which due dates count and how. */
export type RenewalOptions<Row extends Subscription = Subscription, Key extends SegmentKey = never> = Policy<Money> &
  DueDateOptions<Row, Key> & {
    /** What counts. 'customers': each customer once, renewed only if every due date was. 'opportunities': each due date. Default 'customers'. */
    readonly weightedBy?: 'customers' | 'opportunities' | undefined;
    /** Whether the end of a trial in the period is a due date too, which is renewed if the trial converts. Default 'exclude'. */
    readonly trialConversions?: 'exclude' | 'include' | undefined;
  };

/**
 * Renewal rate: of the customers (or contracts) due for renewal in a period, the share that renewed.
 *
 * Formula: renewed / due. Due dates are the anniversaries of a subscription's first paid instant, counted in its billing interval: 31
 * January, 28 February, 31 March. Only a change of interval restarts the count. A due date is renewed when the customer has MRR at that
 * instant, or within `graceDays` after it, from that subscription or another. In: customers with MRR just before a due date; subscriptions
 * that end for good between due dates, unless `earlyTermination: 'exclude'`. Out: due dates at MRR 0; due dates at or after `asOf`, which
 * are counted as `undecided`. Early renewals count on their due dates.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param period - The period in which due dates count; or a list of periods, which gives a list.
 * @param options - A policy, and options that say which due dates count, and how. With `grain: 'subscription'`, each subscription counts as
 * a customer of its own. With `by`, the result is a list of `{ key, ... }`, sorted by key. A due date has the key of the row with the
 * highest price among those of its subscription that come due. A customer counts in each segment in which it has due dates, and is judged
 * there by those alone.
 * @returns A `Ratio`, 0..1, and the number of undecided due dates. Its value is null when nothing was due.
 * @throws MetricsError as `mrrMovements` does; `INVALID_OPTION` and `INVALID_NUMBER` for the options of this function, `INVALID_TYPE` for
 * `by`.
 *
 * Cost: O(rows + due dates in the period). Source: renewals over due dates, as SaaSGrid and others count.
 *
 * @see docs/metrics/renewal-rate.md
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ada', start: '2025-03-10', amount: 1200, interval: 'year' },
 *   { customerId: 'ben', start: '2025-03-20', end: '2026-03-20', amount: 1200, interval: 'year' },
 *   { customerId: 'eve', start: '2025-09-01', amount: 1200, interval: 'year' },
 * ];
 * renewalRate(subscriptions, month('2026-03')); // => { value: 0.5, numerator: 1, denominator: 2, undecided: 0 }
 * ```
 */
export function renewalRate<
  P extends Period | readonly Period[],
  Row extends Subscription = Subscription,
  Key extends SegmentKey = never,
>(
  source: SubscriptionSource<Row, Money>,
  period: P,
  options?: RenewalOptions<Row, Key>,
): PerPeriod<P, BySegment<Key, RatioWithUndecided>> {
  const opened = openContracts(source as SubscriptionSource<Subscription, Money>, period, options as RenewalOptions, [
    ...dueDateNames,
    'weightedBy',
    'trialConversions',
  ]);
  const { ledger, asked, options: own, segments } = opened;
  const { zone, asOf } = ledger.rules;
  const graceDays = readGraceDays(own.graceDays);
  const weightedBy = readOptionalChoice(own.weightedBy, 'options.weightedBy', ['customers', 'opportunities']);
  const withTrials = readOptionalChoice(own.trialConversions, 'options.trialConversions', ['exclude', 'include']);
  const outcomes = byPeriod(asked.periods.length, segments, noOutcomes);
  const count = (period: number, row: number, entity: number, isRenewed: boolean | null) => {
    if (weightedBy === 'opportunities') countOutcome(outcomes.of(period, row), isRenewed);
    else countEntity(outcomes.of(period, row), entity, isRenewed);
  };
  const isRenewedAt = (entity: number, due: number) => {
    const paid = payingFrom(ledger, entity, due);
    return paid === due || paid <= graceEnd(zone, due, graceDays);
  };
  const rowOf = rowOfDue(opened);
  const trials = withTrials === 'exclude' ? [] : trialsOf(opened, graceDays);
  const trialsByEntity = groupByKey(trials, ({ entity }) => entity);
  eachEntityDues(opened, (dues) => {
    const { entity, length, at, period } = dues;
    for (let index = 0; index < length; index += 1) {
      const due = at[index] as number;
      count(period[index] as number, rowOf(dues, index), entity, due < asOf ? isRenewedAt(entity, due) : null);
    }
    for (const { period, row, isRenewed } of trialsByEntity.get(entity) ?? []) count(period, row, entity, isRenewed);
  });
  return inShape(asked, outcomes.results(rateOf)) as PerPeriod<P, BySegment<Key, RatioWithUndecided>>;
}
