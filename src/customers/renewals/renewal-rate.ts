import { type BySegment, splitBySegment } from '../../activity/open.ts';
import { type CheckedPeriod, inShape, type Period, type PerPeriod } from '../../calendar/open.ts';
import {
  type CompiledLedger,
  type Policy,
  placeOf,
  type Subscription,
  type SubscriptionSource,
  stepBefore,
} from '../../ledger/query.ts';
import type { Money } from '../../money/index.ts';
import { stepsOfEntity } from '../../movements/open.ts';
import { type Ratio, ratio } from '../../ratio/open.ts';
import { readOptionalChoice } from '../../read/index.ts';
import type { SegmentKey } from '../../table/index.ts';
import { trialsIn } from '../trials/trials.ts';
import { type DueDateOptions, dueDateNames, readGraceDays } from './due-date-options.ts';
import { dueIn, graceEnd, type Opportunity, openContracts, rowOfDue } from './opportunities.ts';

/** A policy, and which due dates count and how. */
export type RenewalOptions<Row extends Subscription = Subscription, Key extends SegmentKey = never> = Policy<Money> &
  DueDateOptions<Row, Key> & {
    /** 'customers': each customer once, renewed only if every due date was. 'opportunities': each due date. Default 'customers'. */
    readonly weightedBy?: 'customers' | 'opportunities' | undefined;
    /** Whether the end of a trial in the period is a due date too, renewed if the trial converts. Default 'exclude'. */
    readonly trialConversions?: 'exclude' | 'include' | undefined;
  };

/** A rate, and the number of cases left out because their outcome is not known yet. */
export interface RatioWithUndecided extends Ratio {
  /** The number of cases due at or after `asOf`, whose outcome is not known yet. */
  readonly undecided: number;
}

/**
 * Renewal rate: of the customers (or contracts) due for renewal in a period, the share that renewed.
 *
 * Formula: renewed / due. Due dates are the anniversaries of a subscription's first paid instant, counted in its billing interval: 31
 * January, 28 February, 31 March. Only a change of interval restarts the count. A due date is renewed when the customer has MRR at that
 * instant, or within `graceDays` after it, from that subscription or another one. In: customers with MRR just before a due date; final ends
 * off the cycle, unless `earlyTermination: 'exclude'`. Out: due dates at MRR 0; due dates at or after `asOf`, which are counted as
 * `undecided`. Early renewals count when due.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param period - The period in which due dates count; or a list of periods, which gives a list.
 * @param options - A policy, and which due dates count and how. With `grain: 'subscription'`, each subscription counts as a customer of its
 * own. With `by` the result is a list of `{ key, ... }`, sorted by key: a due date has the key of the row with the highest price among
 * those of its subscription that come due. A customer counts in each segment in which it has due dates, and is judged by those.
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
  const graceDays = readGraceDays(own.graceDays);
  const weightedBy = readOptionalChoice(own.weightedBy, 'options.weightedBy', ['customers', 'opportunities']);
  const withTrials = readOptionalChoice(own.trialConversions, 'options.trialConversions', ['exclude', 'include']);
  const rates = dueIn(opened).map((dues, index) => {
    const checked = asked.periods[index] as CheckedPeriod;
    const rowOf = rowOfDue(opened, checked);
    const renewals = dues.map((due): Opportunity => {
      const { entity, at } = due;
      const isRenewed = at < ledger.rules.asOf ? isPaying(ledger, entity, at, graceDays) : null;
      return { entity, isRenewed, row: rowOf(due) };
    });
    const all = withTrials === 'exclude' ? renewals : [...renewals, ...trialsIn(opened, checked, graceDays)];
    return splitBySegment(
      segments,
      all,
      ({ row }) => row,
      (cases) => rateOf(cases, weightedBy === 'opportunities' ? undefined : customersOf),
    );
  });
  return inShape(asked, rates) as PerPeriod<P, BySegment<Key, RatioWithUndecided>>;
}

/** The share of renewed cases, or of what the decided ones are counted as. */
export function rateOf(
  cases: readonly Opportunity[],
  countedAs: (decided: readonly Opportunity[]) => readonly Pick<Opportunity, 'isRenewed'>[] = (decided) => decided,
): RatioWithUndecided {
  const decided = cases.filter(({ isRenewed }) => isRenewed !== null);
  const counted = countedAs(decided);
  const renewed = counted.filter(({ isRenewed }) => isRenewed).length;
  return { ...ratio(renewed, counted.length), undecided: cases.length - decided.length };
}

/** Each customer once, renewed only if every opportunity was. */
function customersOf(decided: readonly Opportunity[]): { readonly isRenewed: boolean }[] {
  const customers = new Map<number, boolean>();
  for (const { entity, isRenewed } of decided)
    customers.set(entity, (customers.get(entity) ?? true) && isRenewed === true);
  return Array.from(customers.values(), (isRenewed) => ({ isRenewed }));
}

/** Whether an entity that paid before an instant pays at it, or within the grace period after it. */
function isPaying(ledger: CompiledLedger, entity: number, at: number, graceDays: number): boolean {
  const { instants, rules } = ledger;
  const steps = stepsOfEntity(ledger, entity);
  const step = stepBefore(steps, entity, placeOf(at + 1, instants));
  if (steps.levels[step] !== 0) return true;
  const next = step + 1;
  if (next >= (steps.offsets[entity + 1] as number)) return false;
  return (instants[steps.places[next] as number] as number) <= graceEnd(rules.zone, at, graceDays);
}
