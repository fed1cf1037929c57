import { inShape, type Period, type PerPeriod } from '../../calendar/open.ts';
import type { Policy, Subscription, SubscriptionSource } from '../../ledger/query.ts';
import type { Money } from '../../money/index.ts';
import { readGraceDays } from '../renewals/due-date-options.ts';
import { openContracts } from '../renewals/opportunities.ts';
import { type RatioWithUndecided, rateOf } from '../renewals/renewal-rate.ts';
import { trialsIn } from './trials.ts';

/** The whole policy, and until when a first payment is in time. */
export type TrialConversionOptions = Policy<Money> & {
  /** A first payment up to this many days after the trial is in time. Default 0. */
  readonly graceDays?: number | undefined;
};

/**
 * Trial conversion rate: the share of the trials ending in a period that converted to a paid subscription.
 *
 * Formula: converted trials / ended trials. A trial is a row with a `trialEnd` after its start, and ends at `trialEnd`, even if
 * it was cancelled before. It is converted when MRR is paid at `trialEnd`, or within `graceDays` after it, by the same
 * subscription or by another one of the customer that was first paid after the trial began: so a trial exported as a separate
 * free row counts too. In: each subscription's trial once. Out: trials that end at or after `asOf`, which are counted as
 * `undecided`; free plans, which have no `trialEnd`; with `trials: 'first'` trials that began when the customer had paid already.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param period - The trials that end in it count; or a list of periods.
 * @param options - The options of a policy, and `graceDays`: whole days >= 0, 0 by default.
 * @returns A `Ratio`, 0..1, and the number of undecided trials; its value is null when no trial ended. A list of
 * periods gives a list, in its order.
 * @throws MetricsError as `mrrMovements` does; `INVALID_NUMBER` for `graceDays`.
 *
 * Cost: O(rows). Source: trial conversion by the end of the trial, as in Stripe; Recurly and ChartMogul go by its start.
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
export function trialConversionRate<P extends Period | readonly Period[]>(
  source: SubscriptionSource<Subscription, Money>,
  period: P,
  options?: TrialConversionOptions,
): PerPeriod<P, RatioWithUndecided> {
  const { ledger, contracts, asked, options: own } = openContracts(source, period, options, ['graceDays']);
  const graceDays = readGraceDays(own.graceDays);
  const rates = asked.periods.map((checked) => {
    const { decided, undecided } = trialsIn(ledger, contracts, checked, graceDays);
    return rateOf(decided, undecided);
  });
  return inShape(asked, rates);
}
