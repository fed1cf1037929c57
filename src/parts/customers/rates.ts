import type { Period, PerPeriod } from '../../calendar/open.ts';
import {
  involuntaryChurnRate as involuntaryChurnRateOfAll,
  type RatioWithUndecided,
  type RenewalOptions,
  type RevenueRenewalOptions,
  type RevenueRenewalRate,
  renewalRate as renewalRateOfAll,
  revenueRenewalRate as revenueRenewalRateOfAll,
  type TrialConversionOptions,
  trialConversionRate as trialConversionRateOfAll,
  type WinBackOptions,
  winBackRate as winBackRateOfAll,
} from '../../customers/index.ts';
import { dueDateNames, openContracts, renewalSumsIn, revenueRates } from '../../customers/open.ts';
import { type Policy, policyNames } from '../../ledger/query.ts';
import type { Money } from '../../money/index.ts';
import { type Ratio, ratio } from '../../ratio/open.ts';
import { type AnySource, periodQuestion } from '../frame/ledger-question.ts';
import type { InParts, TablePart } from '../frame/part.ts';

/**
 * `renewalRate` in parts: the share of the customers, or of the contracts, due for renewal that renewed.
 *
 * @param period - A period, or a list of periods, as for `renewalRate`.
 * @param options - Its options. A ledger as the source must have been compiled under the same policy.
 * @throws MetricsError as `renewalRate` does; `CONFLICTING_POLICY` for a ledger or a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.renewalRate(month('2026-03'));
 * const ada = part([{ customerId: 'ada', start: '2025-03-10', amount: 1200, interval: 'year' }]);
 * const ben = part([{ customerId: 'ben', start: '2025-03-20', end: '2026-03-20', amount: 1200, interval: 'year' }]);
 * result(merge([ada, ben])); // => { value: 0.5, numerator: 1, denominator: 2, undecided: 0 }
 * ```
 */
export function renewalRate<P extends Period | readonly Period[]>(
  period: P,
  options?: RenewalOptions,
): InParts<AnySource, TablePart, PerPeriod<P, RatioWithUndecided>> {
  return countedRate('renewalRate', period, options, renewalRateOfAll, withUndecided);
}

/**
 * `trialConversionRate` in parts: the share of the trials ending in a period that became a paid subscription.
 *
 * @param period - A period, or a list of periods, as for `trialConversionRate`.
 * @param options - Its options. A ledger as the source must have been compiled under the same policy.
 * @throws MetricsError as `trialConversionRate` does; `CONFLICTING_POLICY` for a ledger or a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.trialConversionRate(month('2026-03'));
 * const ada = part([{ customerId: 'ada', start: '2026-03-01', trialEnd: '2026-03-15', amount: 30, interval: 'month' }]);
 * result(merge([ada, part([])])).value; // => 1
 * ```
 */
export function trialConversionRate<P extends Period | readonly Period[]>(
  period: P,
  options?: TrialConversionOptions,
): InParts<AnySource, TablePart, PerPeriod<P, RatioWithUndecided>> {
  return countedRate('trialConversionRate', period, options, trialConversionRateOfAll, withUndecided);
}

/**
 * `winBackRate` in parts: the share of the lapsed customers that pay again.
 *
 * @param period - A period, or a list of periods, as for `winBackRate`.
 * @param options - Its options. A ledger as the source must have been compiled under the same policy.
 * @throws MetricsError as `winBackRate` does; `CONFLICTING_POLICY` for a ledger or a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.winBackRate(month('2026-03'));
 * const ada = part([
 *   { customerId: 'ada', start: '2025-01-01', end: '2026-01-01', amount: 50, interval: 'month' },
 *   { customerId: 'ada', start: '2026-03-10', amount: 50, interval: 'month' },
 * ]);
 * const ben = part([{ customerId: 'ben', start: '2025-01-01', end: '2025-06-01', amount: 50, interval: 'month' }]);
 * result(merge([ada, ben])); // => { value: 0.5, numerator: 1, denominator: 2 }
 * ```
 */
export function winBackRate<P extends Period | readonly Period[]>(
  period: P,
  options?: WinBackOptions,
): InParts<AnySource, TablePart, PerPeriod<P, Ratio>> {
  return countedRate('winBackRate', period, options, winBackRateOfAll, plainRatio);
}

/**
 * `involuntaryChurnRate` in parts: the share of the opening customers that left because a payment failed.
 *
 * @param period - A period, or a list of periods, as for `involuntaryChurnRate`.
 * @param policy - The options of the question. A ledger as the source must have been compiled under the same ones.
 * @throws MetricsError as `involuntaryChurnRate` does; `CONFLICTING_POLICY` for a ledger or a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.involuntaryChurnRate(month('2026-03'), { pastDueGraceDays: 14 });
 * const owed = { start: '2026-01-01', amount: 50, interval: 'month', pastDue: [{ start: '2026-03-01' }] } as const;
 * const ada = part([{ customerId: 'ada', ...owed }]);
 * const ben = part([{ customerId: 'ben', start: '2026-01-01', amount: 50, interval: 'month' }]);
 * result(merge([ada, ben])).value; // => 0.5
 * ```
 */
export function involuntaryChurnRate<P extends Period | readonly Period[]>(
  period: P,
  policy?: Policy<Money>,
): InParts<AnySource, TablePart, PerPeriod<P, Ratio>> {
  return countedRate('involuntaryChurnRate', period, policy, involuntaryChurnRateOfAll, plainRatio, 'policy');
}

interface Counts extends Ratio {
  readonly undecided?: number;
}

const plainRatio = ({ numerator, denominator }: Ratio): Ratio => ratio(numerator, denominator);
const withUndecided = ({ undecided = 0, ...counts }: Counts) => ({ ...plainRatio(counts), undecided });

/** A rate of counts of customers: what each shard counts is exact, and added. */
function countedRate<P extends Period | readonly Period[], Result>(
  of: string,
  period: P,
  options: object | undefined,
  whole: (source: AnySource, periods: readonly Period[], options?: never) => readonly Counts[],
  resultOf: (counts: Counts) => Result,
  bag = 'options',
): InParts<AnySource, TablePart, PerPeriod<P, Result>> {
  // Refuses wrong options before there is any row.
  whole([], [], options as never);
  const { policy, own } = splitOptions(options);
  return periodQuestion(period, policy, {
    of,
    bag,
    options: own,
    isPriced: false,
    shape: { counts: { numerator: 'count', denominator: 'count', undecided: 'count' } },
    book(tally, { source, periods }) {
      const asked = periods.map((checked) => checked.period);
      for (const [place, counts] of whole(source, asked, options as never).entries()) {
        const { numerator, denominator, undecided = 0 } = counts;
        tally.add('counts', [place], { numerator, denominator, undecided });
      }
    },
    answer(tally, place) {
      const { count } = tally.row('counts', [place]);
      const [numerator, denominator, undecided] = ['numerator', 'denominator', 'undecided'].map(count) as [
        number,
        number,
        number,
      ];
      return resultOf({ value: null, numerator, denominator, undecided });
    },
  });
}

/** The options of a policy, and the function's own by name. */
function splitOptions(options: object | undefined) {
  const given = Object.entries(options ?? {}).filter(([, value]) => value !== undefined);
  const isPolicy = ([key]: readonly [string, unknown]) => policyNames.includes(key);
  const own = given.filter((entry) => !isPolicy(entry)).sort(([a], [b]) => (a < b ? -1 : 1));
  return { policy: Object.fromEntries(given.filter(isPolicy)), own: Object.fromEntries(own) };
}

/**
 * `revenueRenewalRate` in parts: the share of the MRR due for renewal that was renewed.
 *
 * @param period - A period, or a list of periods, as for `revenueRenewalRate`.
 * @param options - Its options. A ledger as the source must have been compiled under the same policy.
 * @throws MetricsError as `revenueRenewalRate` does; `CONFLICTING_POLICY` for a ledger or a part under other options,
 * `MIXED_CURRENCIES` for parts in several currencies.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.revenueRenewalRate(month('2026-03'));
 * const ada = part([{ customerId: 'ada', start: '2025-03-10', amount: 1200, interval: 'year' }]);
 * const ben = part([{ customerId: 'ben', start: '2025-03-20', end: '2026-03-20', amount: 1200, interval: 'year' }]);
 * result(merge([ada, ben])).gross; // => { value: 0.5, numerator: 100, denominator: 200 }
 * ```
 */
export function revenueRenewalRate<P extends Period | readonly Period[]>(
  period: P,
  options?: RevenueRenewalOptions,
): InParts<AnySource, TablePart, PerPeriod<P, RevenueRenewalRate>> {
  revenueRenewalRateOfAll([], [], options);
  const { policy, own } = splitOptions(options);
  return periodQuestion(period, policy, {
    of: 'revenueRenewalRate',
    bag: 'options',
    options: own,
    shape: { renewals: { due: 'sum', gross: 'sum', net: 'sum', lost: 'sum', undecided: 'count' } },
    book(tally, { source, periods }) {
      const asked = periods.map((checked) => checked.period);
      const opened = openContracts(source as never, asked, options, dueDateNames);
      for (const [place, sums] of renewalSumsIn(opened).entries()) tally.add('renewals', [place], { ...sums });
    },
    answer(tally, place) {
      const { sum, count } = tally.row('renewals', [place]);
      const [due, gross, net, lost] = [sum('due'), sum('gross'), sum('net'), sum('lost')];
      return revenueRates({ due, gross, net, lost, undecided: count('undecided') });
    },
  });
}
