import { addDays, type Period } from '../../calendar/open.ts';
import { add, compare, divide, multiply, type Rational, sum, zero } from '../../exact/index.ts';
import type { Policy, Subscription, SubscriptionSource } from '../../ledger/query.ts';
import type { Money } from '../../money/index.ts';
import { amountsBy, rateInstants } from '../../movements/open.ts';
import { type Ratio, ratioOf } from '../../ratio/open.ts';
import {
  type DueContract,
  type DueDateOptions,
  dueDateNames,
  dueIn,
  graceEnd,
  type OpenedPeriod,
  openPeriod,
  readGraceDays,
} from './opportunities.ts';

/** The whole policy, and which due dates count. */
export type RevenueRenewalOptions = Policy<Money> & DueDateOptions;

/** The renewal of revenue, without and with what renewals added to it. */
export interface RevenueRenewalRate {
  readonly gross: Ratio;
  readonly net: Ratio;
  /** How many due dates are left out because their outcome is not known yet. */
  readonly undecided: number;
}

/**
 * Revenue renewal rate: the share of the MRR due for renewal in a period that was renewed.
 *
 * Formula: gross = sum of min(MRR due, MRR renewed) / sum of MRR due, one due date at a time, so that nobody's upgrade hides another's
 * loss; net = sum of MRR renewed / sum of MRR due. Due dates are those of `renewalRate`. MRR due: what the subscription brings just before
 * its due date. MRR renewed: what it brings at the due date; where that is nothing, what it brings, with those subscriptions of the
 * customer that were first paid since its last due date, at the first instant within `graceDays` at which that is anything.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param period - The due dates in it count.
 * @param options - The options of a policy; `graceDays`, `earlyTermination`, `interval` and `intervalCount` as for `renewalRate`.
 * @returns Two `Ratio`s of amounts in major currency units, at the exchange rates of the period's opening: `gross`, 0..1, and `net`,
 * which upgrades can lift above 1; null values when nothing was due. And the number of undecided due dates.
 * @throws MetricsError as `mrrMovements` does; `INVALID_OPTION` for an option of its own.
 *
 * Cost: O(rows + due dates in the period). Source: gross and net renewal rate by value, SaaSGrid and others.
 *
 * @example
 * ```ts
 * const subscriptions: Subscription[] = [
 *   { customerId: 'ada', subscriptionId: 's1', start: '2025-03-10', end: '2026-03-10', amount: 1200, interval: 'year' },
 *   { customerId: 'ada', subscriptionId: 's1', start: '2026-03-10', amount: 1800, interval: 'year' },
 *   { customerId: 'ben', start: '2025-03-20', end: '2026-03-20', amount: 1200, interval: 'year' },
 * ];
 * const { gross, net } = revenueRenewalRate(subscriptions, month('2026-03'));
 * gross; // => { value: 0.5, numerator: 100, denominator: 200 }
 * net; // => { value: 0.75, numerator: 150, denominator: 200 }
 * ```
 */
export function revenueRenewalRate(
  source: SubscriptionSource<Subscription, Money>,
  period: Period,
  options?: RevenueRenewalOptions,
): RevenueRenewalRate {
  const opened = openPeriod(source, period, options, dueDateNames);
  const graceDays = readGraceDays(opened.options.graceDays);
  const { decided, undecided } = dueIn(opened);
  let [due, gross, net] = [zero, zero, zero];
  for (const { amount, renewed } of renewals(opened, decided, graceDays)) {
    due = add(due, amount);
    net = add(net, renewed);
    gross = add(gross, compare(renewed, amount) < 0 ? renewed : amount);
  }
  return { gross: ratioOf(gross, due), net: ratioOf(net, due), undecided };
}

interface Renewal {
  readonly amount: Rational;
  readonly renewed: Rational;
}

interface Lapse extends DueContract {
  readonly amount: Rational;
}

function renewals(opened: OpenedPeriod<DueDateOptions>, dues: readonly DueContract[], graceDays: number): Renewal[] {
  const { contracts, ledger, span } = opened;
  const rateInstant = rateInstants(span).opening;
  const worth = (running: readonly number[]) => amountsBy(ledger, running, rateInstant, () => 'all').get('all') ?? zero;
  const worthAt = (contract: number, at: number) =>
    worth(contracts.stretchesOf(contract).find(({ start, end }) => start <= at && at < end)?.running ?? []);
  const renewed: Renewal[] = [];
  const lapses = new Map<string, Lapse[]>();
  for (const due of dues) {
    const amount = worth(due.running);
    const own = worthAt(due.contract, due.at);
    const key = `${due.entity} ${due.at}`;
    if (own.n !== 0n) renewed.push({ amount, renewed: own });
    else lapses.set(key, [...(lapses.get(key) ?? []), { ...due, amount }]);
  }
  for (const lapsed of lapses.values()) {
    const together = lapsed.reduce((sum, { amount }) => add(sum, amount), zero);
    for (const lapse of lapsed) {
      const { own, others } = replacement(opened, lapse, graceDays, worthAt);
      // What replaces several subscriptions that end together is shared out among them, not counted for each.
      renewed.push({ amount: lapse.amount, renewed: add(own, multiply(others, divide(lapse.amount, together))) });
    }
  }
  return renewed;
}

/** What took the place of a subscription that was not paid at its due date. */
function replacement(
  { ledger, contracts }: OpenedPeriod<DueDateOptions>,
  { contract, entity, at, termStart }: Lapse,
  graceDays: number,
  worthAt: (contract: number, at: number) => Rational,
): { readonly own: Rational; readonly others: Rational } {
  const { zone, asOf, churnGraceDays } = ledger.rules;

  // A gap that is no churn is no lapse either.
  const gapEnd = churnGraceDays === 0 ? at : Math.min(addDays(zone, at, churnGraceDays) - 1, asOf);
  const windowEnd = Math.max(graceEnd(zone, at, graceDays), gapEnd);
  const candidates = [...contracts.ofEntity(entity)].filter(
    (other) => other === contract || (contracts.stretchesOf(other)[0]?.start as number) > termStart,
  );
  const instants = candidates
    .flatMap((candidate) => contracts.stretchesOf(candidate))
    .filter(({ start, end }) => start <= windowEnd && end > at)
    .map(({ start }) => Math.max(start, at));
  if (instants.length === 0) return { own: zero, others: zero };
  const first = Math.min(...instants);
  const others = candidates.filter((other) => other !== contract).map((other) => worthAt(other, first));
  return { own: worthAt(contract, first), others: sum(others) };
}
