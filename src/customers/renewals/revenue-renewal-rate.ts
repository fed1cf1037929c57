import { type BySegment, eachSegment, type Keyed } from '../../activity/open.ts';
import { inShape, type Period, type PerPeriod } from '../../calendar/open.ts';
import { zero } from '../../exact/index.ts';
import type { Policy, Subscription, SubscriptionSource } from '../../ledger/query.ts';
import type { Money } from '../../money/index.ts';
import { exchangeInstants, stepsOfEntity } from '../../movements/open.ts';
import { type Ratio, ratioOf } from '../../ratio/open.ts';
import { getOrAdd, type SegmentKey } from '../../table/index.ts';
import { byPeriod } from './by-period.ts';
import type { RunningTime } from './contracts.ts';
import { type DueDateOptions, dueDateNames, readGraceDays } from './due-date-options.ts';
import { eachEntityDues, rowOfDue } from './entity-dues.ts';
import { type OpenedContracts, openContracts } from './open-contracts.ts';
import { bookRenewal, bookUnits, newRevenue, type RenewalSums, type Revenue, sumsOf, unitsOf } from './renewal-sums.ts';
import { isGone, type Lapse, type Renewal, replacementsOf, worthOf } from './renewals.ts';

/** A policy, and which due dates count. */
export type RevenueRenewalOptions<
  Row extends Subscription = Subscription,
  Key extends SegmentKey = never,
> = Policy<Money> & DueDateOptions<Row, Key>;

/** The renewal of revenue: without upgrades, with them, and the share lost. */
export interface RevenueRenewalRate {
  /** The MRR renewed, capped for each due date at its MRR due, over the MRR due; 0..1. Its value is null when nothing was due. */
  readonly gross: Ratio;
  /** The MRR renewed over the MRR due; upgrades can lift it above 1. Its value is null when nothing was due. */
  readonly net: Ratio;
  /** The MRR due at dates without any renewal, over the MRR due; 0..1. Its value is null when nothing was due. */
  readonly lost: Ratio;
  /** The number of due dates left out because their outcome is not known yet. */
  readonly undecided: number;
}

/**
 * Revenue renewal rate: of the MRR due for renewal in a period, the share that was renewed.
 *
 * Formula: gross = sum of min(MRR due, MRR renewed) / sum of MRR due, one due date at a time, so that no customer's upgrade hides another's
 * loss; net = sum of MRR renewed / sum of MRR due; lost = MRR due at dates without any renewal / sum of MRR due. 1 - gross is `lost` plus
 * the MRR lost to renewals at a lower price. Due dates are those of `renewalRate`. MRR due: the subscription's MRR just before its due
 * date. MRR renewed: its MRR at the due date; if that is 0, the first MRR within `graceDays` of this subscription and of the customer's
 * subscriptions first paid since its last due date.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param period - The period in which due dates count; or a list of periods, which gives a list.
 * @param options - A policy, and options that say which due dates count. With `by`, the result is a list of `{ key, ... }`, sorted by key,
 * whose amounts add up to the whole. A due date has the key of the row with the highest price among those of its subscription that come
 * due.
 * @returns Three `Ratio`s of amounts in major currency units, at the exchange rates of the period's opening, and the number of
 * undecided due dates.
 * @throws MetricsError as `mrrMovements` does; `INVALID_OPTION` and `INVALID_NUMBER` for the options of this function, `INVALID_TYPE` for
 * `by`.
 *
 * Cost: O(rows + due dates in the period). Source: gross and net renewal rate by value, SaaSGrid and others; lost revenue over
 * revenue due, Displayr.
 *
 * @see docs/metrics/revenue-renewal-rate.md
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ada', subscriptionId: 's1', start: '2025-03-10', end: '2026-03-10', amount: 1200, interval: 'year' },
 *   { customerId: 'ada', subscriptionId: 's1', start: '2026-03-10', amount: 1800, interval: 'year' },
 *   { customerId: 'ben', start: '2025-03-20', end: '2026-03-20', amount: 1200, interval: 'year' },
 * ];
 * const { gross, net, lost } = revenueRenewalRate(subscriptions, month('2026-03'));
 * gross; // => { value: 0.5, numerator: 100, denominator: 200 }
 * net; // => { value: 0.75, numerator: 150, denominator: 200 }
 * lost; // => { value: 0.5, numerator: 100, denominator: 200 }
 * ```
 */
export function revenueRenewalRate<
  P extends Period | readonly Period[],
  Row extends Subscription = Subscription,
  Key extends SegmentKey = never,
>(
  source: SubscriptionSource<Row, Money>,
  period: P,
  options?: RevenueRenewalOptions<Row, Key>,
): PerPeriod<P, BySegment<Key, RevenueRenewalRate>> {
  const opened = openContracts(source as never, period, options as RevenueRenewalOptions, dueDateNames);
  const rates = renewalSumsIn(opened).map((sums) => eachSegment(sums, revenueRates));
  return inShape(opened.asked, rates) as PerPeriod<P, BySegment<Key, RevenueRenewalRate>>;
}

/** The sums of each period, or of each key in it. */
export function renewalSumsIn(opened: OpenedContracts<DueDateOptions>): (RenewalSums | Keyed<RenewalSums>[])[] {
  const { ledger, contracts, asked, segments } = opened;
  const book = { ledger, contracts, graceDays: readGraceDays(opened.options.graceDays) };
  const openings = asked.periods.map((checked) => exchangeInstants(checked).opening);
  const revenues = byPeriod(asked.periods.length, segments, () => newRevenue(ledger));
  const rowOf = rowOfDue(opened);
  eachEntityDues(opened, (dues) => {
    const { entity, length } = dues;
    const isScaled = stepsOfEntity(ledger, entity) === ledger.scaled;
    const currency = ledger.currencyOf?.[entity] ?? 0;
    // By period, because each has its exchange rates; and before they are split: a replacement is shared among what it replaces, whatever
    // the segment.
    const lapses = new Map<number, { readonly revenue: Revenue; readonly lapse: Lapse }[]>();
    for (let index = 0; index < length; index += 1) {
      const [at, period] = [dues.at[index] as number, dues.period[index] as number];
      const revenue = revenues.of(period, rowOf(dues, index));
      if (at >= ledger.rules.asOf) {
        revenue.undecided += 1;
        continue;
      }
      const { running } = dues.before[index] as RunningTime;
      const after = dues.after[index];
      const isLost = after === undefined && isGone(book, entity, at);
      if (isScaled && (after !== undefined || isLost)) {
        bookUnits(
          revenue,
          currency,
          unitsOf(ledger, running),
          after === undefined ? 0 : unitsOf(ledger, after.running),
        );
        continue;
      }
      const opening = openings[period] as number;
      const amount = worthOf(ledger, running, opening);
      if (after !== undefined || isLost) {
        bookRenewal(revenue, { amount, renewed: after === undefined ? zero : worthOf(ledger, after.running, opening) });
        continue;
      }
      const [contract, termStart] = [dues.contract[index] as number, dues.termStart[index] as number];
      getOrAdd(lapses, period, () => []).push({ revenue, lapse: { contract, at, termStart, amount } });
    }
    if (lapses.size === 0) return;
    const replace = replacementsOf(book, entity);
    for (const [period, own] of lapses) {
      const renewals = replace(
        own.map(({ lapse }) => lapse),
        openings[period] as number,
      );
      for (const [index, { revenue }] of own.entries()) bookRenewal(revenue, renewals[index] as Renewal);
    }
  });
  return revenues.results((revenue, period) => sumsOf(revenue, ledger, openings[period] as number));
}

export function revenueRates({ due, gross, net, lost, undecided }: RenewalSums): RevenueRenewalRate {
  return { gross: ratioOf(gross, due), net: ratioOf(net, due), lost: ratioOf(lost, due), undecided };
}
