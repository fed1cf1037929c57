import { addDays, type CheckedPeriod } from '../../calendar/open.ts';
import { add, divide, keyedSums, multiply, type Rational, zero } from '../../exact/index.ts';
import type { CompiledLedger } from '../../ledger/query.ts';
import { amountsBy, exchangeInstants, exchangeRateOf } from '../../movements/open.ts';
import { getOrAdd } from '../../table/index.ts';
import { type Contracts, type PaidTime, paidFrom, type RunningTime, timeFrom, timesOfSpans } from './contracts.ts';
import { type DueContract, graceEnd, type OpenedContracts } from './opportunities.ts';
import { paidSince } from './paid-since.ts';
import { type PaidItem, sumsSince } from './sums-since.ts';

/** The MRR due at a due date, and the MRR renewed. */
interface Renewal {
  readonly amount: Rational;
  readonly renewed: Rational;
}

/** A due date at which the subscription itself is no longer paid. */
interface Lapse {
  readonly due: DueContract;
  readonly amount: Rational;
}

/** A customer's subscriptions, with their MRR at the exchange rates of a period's opening. */
interface Book {
  readonly ledger: CompiledLedger;
  readonly contracts: Contracts;
  readonly graceDays: number;
  readonly exchangeInstant: number;
}

export function renewalsOf(
  { contracts, ledger }: OpenedContracts<object>,
  checked: CheckedPeriod,
  dues: readonly DueContract[],
  graceDays: number,
): Map<DueContract, Renewal> {
  const book = { ledger, contracts, graceDays, exchangeInstant: exchangeInstants(checked).opening };
  const renewals = new Map<DueContract, Renewal>();
  const lapses = new Map<number, Lapse[]>();
  let [contract, times]: [number, readonly RunningTime[]] = [-1, []];
  for (const due of dues) {
    // Due dates are ordered by subscription.
    if (due.contract !== contract) [contract, times] = [due.contract, contracts.runningTimesOf(due.contract)];
    const amount = worthOf(book, due.running);
    const own = worthAt(book, times, due.at);
    if (own.n !== 0n) {
      renewals.set(due, { amount, renewed: own });
      continue;
    }
    getOrAdd(lapses, due.entity, () => []).push({ due, amount });
  }
  for (const [entity, own] of lapses) {
    for (const [due, renewal] of lateRenewals(book, entity, own)) renewals.set(due, renewal);
  }
  return renewals;
}

/** The replacements of one entity's subscriptions that were not paid at their due dates. */
function lateRenewals(book: Book, entity: number, lapses: readonly Lapse[]): [DueContract, Renewal][] {
  const { contracts } = book;
  const own = Array.from(contracts.ofEntity(entity));
  const timesOf = new Map(own.map((contract) => [contract, contracts.paidTimesOf(contract)]));
  const firstPaid = paidSince([...timesOf.values()]);
  const found = lapses.map((lapse) => {
    // Other subscriptions qualify if first paid after the last due date, by which time this subscription had long been paid.
    const { due } = lapse;
    const since = due.termStart + 1;
    const itself = paidFrom(timesOf.get(due.contract) as readonly PaidTime[], due.at);
    const at = Math.min(itself, firstPaid(since, due.at));
    return { lapse, since, at: at <= windowEnd(book, due.at) ? at : null, isBack: at === itself };
  });
  const inTime = found.flatMap(({ since, at }) => (at === null ? [] : [{ since, at }]));
  const others = inTime.length === 0 ? [] : sumsOfOthers(book, timesOf, inTime);
  const together = keyedSums<number>();
  for (const { due, amount } of lapses) together.add(due.at, amount);
  let next = 0;
  return found.map(({ lapse: { due, amount }, at, isBack }) => {
    if (at === null) return [due, { amount, renewed: zero }];
    // A replacement of several subscriptions that end together is shared among them, not counted for each.
    const shared = multiply(others[next] as Rational, divide(amount, together.get(due.at)));
    next += 1;
    const itself = isBack ? worthAt(book, contracts.runningTimesOf(due.contract), at) : zero;
    return [due, { amount, renewed: add(itself, shared) }];
  });
}

/** The last instant at which a renewal is in time. A gap that is not churn is not a lapse either. */
function windowEnd({ ledger, graceDays }: Book, at: number): number {
  const { zone, asOf, churnGraceDays } = ledger.rules;
  const gapEnd = churnGraceDays === 0 ? at : Math.min(addDays(zone, at, churnGraceDays) - 1, asOf);
  return Math.max(graceEnd(zone, at, graceDays), gapEnd);
}

/** Summed by currency first: only amounts that occur need an exchange rate. */
function sumsOfOthers(
  { ledger, contracts, exchangeInstant }: Book,
  timesOf: ReadonlyMap<number, readonly PaidTime[]>,
  questions: readonly { readonly at: number; readonly since: number }[],
): Rational[] {
  const { spans, prices } = ledger;
  const { startOf, endOf } = timesOfSpans(ledger);
  const items = new Map<number, PaidItem[]>();
  for (const [contract, [first]] of timesOf) {
    for (const span of contracts.spansOf(contract)) {
      const price = spans.price[span] as number;
      const item = {
        first: (first as PaidTime).start,
        start: startOf(span),
        end: endOf(span),
        price: prices.values[price] as Rational,
      };
      getOrAdd(items, prices.currencies[price] as number, () => []).push(item);
    }
  }
  const sums = questions.map(() => zero);
  for (const [currency, own] of items) {
    for (const [index, local] of sumsSince(own, questions).entries()) {
      if (local.n === 0n) continue;
      sums[index] = add(sums[index] as Rational, multiply(local, exchangeRateOf(ledger, currency, exchangeInstant)));
    }
  }
  return sums;
}

function worthOf({ ledger, exchangeInstant }: Book, running: readonly number[]): Rational {
  return amountsBy(ledger, running, exchangeInstant, () => 'all').get('all') ?? zero;
}

function worthAt(book: Book, times: readonly RunningTime[], at: number): Rational {
  const time = timeFrom(times, at);
  return time === undefined || time.start > at ? zero : worthOf(book, time.running);
}
