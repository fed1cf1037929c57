import type { BySegment, Keyed } from '../../activity/open.ts';
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
import { type Policy, policyNames, type Subscription, type SubscriptionSource } from '../../ledger/query.ts';
import type { Money } from '../../money/index.ts';
import { type Ratio, ratio } from '../../ratio/open.ts';
import { isRecord } from '../../read/index.ts';
import type { SegmentKey } from '../../table/index.ts';
import { nameOfSplit } from '../activity/row-question.ts';
import type { Named } from '../activity/tickets.ts';
import { type AnySource, periodQuestion } from '../frame/ledger-question.ts';
import type { InParts, PartKey, TablePart } from '../frame/part.ts';
import type { Tally, TallyRow } from '../frame/tally.ts';

/**
 * `renewalRate` in parts: of the customers or contracts due for renewal, the share that renewed.
 *
 * @param period - A period, or a list of periods, as for `renewalRate`.
 * @param options - The options of the function; `by` also needs `name`. If the source is a ledger, it must be compiled under the same
 * policy.
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
export function renewalRate<
  P extends Period | readonly Period[],
  Row extends Subscription = Subscription,
  Key extends SegmentKey = never,
>(
  period: P,
  options?: Named<RenewalOptions<Row, Key>>,
): InParts<SubscriptionSource<Row, Money>, TablePart, PerPeriod<P, BySegment<Key, RatioWithUndecided>>> {
  return countedRate('renewalRate', period, options, renewalRateOfAll as never, withUndecided) as never;
}

/**
 * `trialConversionRate` in parts: the share of trials ending in a period that became a paid subscription.
 *
 * @param period - A period, or a list of periods, as for `trialConversionRate`.
 * @param options - The options of the function; `by` also needs `name`. If the source is a ledger, it must be compiled under the same
 * policy.
 * @throws MetricsError as `trialConversionRate` does; `CONFLICTING_POLICY` for a ledger or a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.trialConversionRate(month('2026-03'));
 * const ada = part([{ customerId: 'ada', start: '2026-03-01', trialEnd: '2026-03-15', amount: 30, interval: 'month' }]);
 * result(merge([ada, part([])])).value; // => 1
 * ```
 */
export function trialConversionRate<
  P extends Period | readonly Period[],
  Row extends Subscription = Subscription,
  Key extends SegmentKey = never,
>(
  period: P,
  options?: Named<TrialConversionOptions<Row, Key>>,
): InParts<SubscriptionSource<Row, Money>, TablePart, PerPeriod<P, BySegment<Key, RatioWithUndecided>>> {
  return countedRate('trialConversionRate', period, options, trialConversionRateOfAll as never, withUndecided) as never;
}

/**
 * `winBackRate` in parts: the share of lapsed customers who pay again.
 *
 * @param period - A period, or a list of periods, as for `winBackRate`.
 * @param options - The options of the function. If the source is a ledger, it must be compiled under the same policy.
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
 * `involuntaryChurnRate` in parts: the share of opening customers who left because a payment failed.
 *
 * @param period - A period, or a list of periods, as for `involuntaryChurnRate`.
 * @param policy - The options of the question. If the source is a ledger, it must be compiled under the same options.
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
function countedRate<P extends Period | readonly Period[], Result extends object>(
  of: string,
  period: P,
  options: object | undefined,
  whole: (
    source: AnySource,
    periods: readonly Period[],
    options?: never,
  ) => readonly (Counts | readonly Keyed<Counts>[])[],
  resultOf: (counts: Counts) => Result,
  bag = 'options',
): InParts<AnySource, TablePart, PerPeriod<P, Result>> {
  const { policy, own, by, question } = splitOptions(options);
  // Refuses wrong options before there is any row.
  whole([], [], own as never);
  return periodQuestion(period, policy, {
    of,
    bag,
    options: question,
    isPriced: false,
    shape: { counts: { numerator: 'count', denominator: 'count', undecided: 'count' } },
    book(tally, { source, periods }) {
      const asked = periods.map((checked) => checked.period);
      for (const [place, counts] of whole(source, asked, own as never).entries()) {
        bookSegments(counts, place, (key, { numerator, denominator, undecided = 0 }) =>
          tally.add('counts', key, { numerator, denominator, undecided }),
        );
      }
    },
    answer: (tally, place) =>
      segmentsOf(tally, 'counts', place, by, ({ count }) => {
        const [numerator, denominator, undecided] = ['numerator', 'denominator', 'undecided'].map(count) as [
          number,
          number,
          number,
        ];
        return resultOf({ value: null, numerator, denominator, undecided });
      }) as Result,
  });
}

/** Calls `book` with what a period comes to, or with what each key in it does. */
function bookSegments<Facts extends object>(
  facts: Facts | readonly Keyed<Facts>[],
  place: number,
  book: (key: PartKey, facts: Facts) => void,
): void {
  if (!Array.isArray(facts)) book([place], facts as Facts);
  else for (const { key, ...own } of facts) book([place, key], own as Facts);
}

/** The result of a period, or that of each key in it. */
function segmentsOf<Result extends object>(
  tally: Tally,
  table: string,
  place: number,
  by: string | undefined,
  resultOf: (row: TallyRow) => Result,
): unknown {
  if (by === undefined) return resultOf(tally.row(table, [place]));
  return tally.rows(table, [place]).map((row) => ({ key: row.key[1], ...resultOf(row) }));
}

/** The options of a policy; those of the function over a shard; and what is its own of the question, by name. */
function splitOptions(options: object | undefined) {
  const { name, ...own } = (options ?? {}) as { readonly by?: unknown; readonly name?: unknown };
  const by = nameOfSplit({ by: own.by, name });
  const given = Object.entries({ ...own, by }).filter(([, value]) => value !== undefined);
  const isPolicy = ([key]: readonly [string, unknown]) => policyNames.includes(key);
  const asked = given.filter((entry) => !isPolicy(entry)).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    policy: Object.fromEntries(given.filter(isPolicy)),
    // What is no object is refused by the function.
    own: isRecord(options) ? own : options,
    by,
    question: Object.fromEntries(asked),
  };
}

/**
 * `revenueRenewalRate` in parts: of the MRR due for renewal, the share that was renewed.
 *
 * @param period - A period, or a list of periods, as for `revenueRenewalRate`.
 * @param options - The options of the function; `by` also needs `name`. If the source is a ledger, it must be compiled under the same
 * policy.
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
export function revenueRenewalRate<
  P extends Period | readonly Period[],
  Row extends Subscription = Subscription,
  Key extends SegmentKey = never,
>(
  period: P,
  options?: Named<RevenueRenewalOptions<Row, Key>>,
): InParts<SubscriptionSource<Row, Money>, TablePart, PerPeriod<P, BySegment<Key, RevenueRenewalRate>>> {
  const { policy, own, by, question } = splitOptions(options);
  revenueRenewalRateOfAll([], [], own as never);
  return periodQuestion(period, policy, {
    of: 'revenueRenewalRate',
    bag: 'options',
    options: question,
    shape: { renewals: { due: 'sum', gross: 'sum', net: 'sum', lost: 'sum', undecided: 'count' } },
    book(tally, { source, periods }) {
      const asked = periods.map((checked) => checked.period);
      const opened = openContracts(source as never, asked, own as never, dueDateNames);
      for (const [place, sums] of renewalSumsIn(opened).entries()) {
        bookSegments(sums, place, (key, ofKey) => tally.add('renewals', key, { ...ofKey }));
      }
    },
    answer: (tally, place) =>
      segmentsOf(tally, 'renewals', place, by, ({ sum, count }) => {
        const [due, gross, net, lost] = [sum('due'), sum('gross'), sum('net'), sum('lost')];
        return revenueRates({ due, gross, net, lost, undecided: count('undecided') });
      }),
  }) as never;
}
