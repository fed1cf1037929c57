import type { BySegment, SegmentBy } from '../../activity/open.ts';
import { inShape, type Period, type PerPeriod } from '../../calendar/open.ts';
import type { Policy, Subscription, SubscriptionSource } from '../../ledger/query.ts';
import type { Money } from '../../money/index.ts';
import type { SegmentKey } from '../../table/index.ts';
import { byPeriod } from '../renewals/by-period.ts';
import { readGraceDays } from '../renewals/due-date-options.ts';
import { openContracts } from '../renewals/open-contracts.ts';
import { countOutcome, noOutcomes, type RatioWithUndecided, rateOf } from '../renewals/outcomes.ts';
import { trialsOf } from './trials.ts';

/** A policy, and how late a first payment may be. */
export type TrialConversionOptions<
  Row extends Subscription = Subscription,
  Key extends SegmentKey = never,
> = Policy<Money> & {
  /** A first payment counts as on time up to this many days after the trial; whole days >= 0. Default 0. */
  readonly graceDays?: number | undefined;
  /**
   * A key of each trial's row, such as `(row) => row.plan`, or a Map from customers to keys: the result is then a list with the result of each
   * key. Default: no split.
   */
  readonly by?: SegmentBy<Row, Key> | undefined;
};

/**
 * Trial conversion rate: the share of trials ending in a period that converted to a paid subscription.
 *
 * Formula: converted trials / ended trials. A trial is a row with a `trialEnd` after its start, and ends at `trialEnd` even if it
 * was cancelled before. It converts when MRR is paid at `trialEnd`, or within `graceDays` after it, by the same subscription or by
 * another one of the customer that was first paid after the trial began. A trial exported as a separate free row therefore counts
 * too. In: each subscription's trial once. Out: trials that end at or after `asOf`, which are counted as `undecided`; free plans,
 * which have no `trialEnd`; with `trials: 'first'`, trials that began after the customer's first payment.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param period - The period in which trials end; or a list of periods, which gives a list.
 * @param options - A policy, and `graceDays`. With `by`, the result is a list of `{ key, ... }`, sorted by key, which adds up to the whole. A trial
 * has the key of its row; if several rows mention the trial, the row that began first decides.
 * @returns A `Ratio`, 0..1, and the number of undecided trials. Its value is null when no trial ended.
 * @throws MetricsError as `mrrMovements` does; `INVALID_NUMBER` for `graceDays`, `INVALID_TYPE` for `by`.
 *
 * Cost: O(rows). Source: trial conversion by the end of the trial, as in Stripe; Recurly and ChartMogul go by its start.
 *
 * @see docs/metrics/trial-conversion-rate.md
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ada', start: '2026-03-01', trialEnd: '2026-03-15', amount: 30, interval: 'month' },
 *   { customerId: 'ben', start: '2026-03-02', end: '2026-03-16', trialEnd: '2026-03-16', amount: 30, interval: 'month' },
 * ];
 * trialConversionRate(subscriptions, month('2026-03')).value; // => 0.5
 * ```
 */
export function trialConversionRate<
  P extends Period | readonly Period[],
  Row extends Subscription = Subscription,
  Key extends SegmentKey = never,
>(
  source: SubscriptionSource<Row, Money>,
  period: P,
  options?: TrialConversionOptions<Row, Key>,
): PerPeriod<P, BySegment<Key, RatioWithUndecided>> {
  const opened = openContracts(source as never, period, options as TrialConversionOptions, ['graceDays']);
  const graceDays = readGraceDays(opened.options.graceDays);
  const outcomes = byPeriod(opened.asked.periods.length, opened.segments, noOutcomes);
  for (const { period, row, isRenewed } of trialsOf(opened, graceDays))
    countOutcome(outcomes.of(period, row), isRenewed);
  return inShape(opened.asked, outcomes.results(rateOf)) as PerPeriod<P, BySegment<Key, RatioWithUndecided>>;
}
