import { addDays } from '../../calendar/open.ts';
import { add, divide, keyedSums, multiply, type Rational, zero } from '../../exact/index.ts';
import type { CompiledLedger } from '../../ledger/query.ts';
import { amountsBy, exchangeRateOf } from '../../movements/open.ts';
import { getOrAdd } from '../../table/index.ts';
import { type Contracts, type PaidTime, paidFrom, type RunningTime, timeFrom, timesOfSpans } from './contracts.ts';
import { graceEnd, payingFrom } from './grace.ts';
import { paidSince } from './paid-since.ts';
import { type PaidItem, type SumQuestion, sumsSince } from './sums-since.ts';

/** The MRR due at a due date, and the MRR renewed. */
export interface Renewal {
  readonly amount: Rational;
  readonly renewed: Rational;
}

/** A due date at which the subscription itself is no longer paid. */
export interface Lapse {
  readonly contract: number;
  readonly at: number;
  readonly termStart: number;
  readonly amount: Rational;
}

/** The subscriptions of a ledger, and how long after a due date a renewal is in time. */
export interface Book {
  readonly ledger: CompiledLedger;
  readonly contracts: Contracts;
  readonly graceDays: number;
}

/** The replacements of one entity's subscriptions that were not paid at their due dates, at the exchange rates of an instant. */
export type Replacements = (lapses: readonly Lapse[], exchangeInstant: number) => readonly Renewal[];

export function replacementsOf(book: Book, entity: number): Replacements {
  const { contracts } = book;
  const timesOf = new Map(contracts.ofEntity(entity).map((contract) => [contract, contracts.paidTimesOf(contract)]));
  const firstPaid = paidSince([...timesOf.values()]);
  return (lapses, exchangeInstant) => {
    const found = lapses.map(({ contract, at: due, termStart }) => {
      // Other subscriptions qualify if first paid after the last due date, by which time this subscription had long been paid.
      const since = termStart + 1;
      const itself = paidFrom(timesOf.get(contract) as readonly PaidTime[], due);
      const at = Math.min(itself, firstPaid(since, due));
      return { since, at: at <= renewalEnd(book, due) ? at : null, isBack: at === itself };
    });
    const inTime = found.flatMap(({ since, at }) => (at === null ? [] : [{ since, at }]));
    const others = inTime.length === 0 ? [] : sumsOfOthers(book, timesOf, inTime, exchangeInstant);
    const together = keyedSums<number>();
    for (const { at, amount } of lapses) together.add(at, amount);
    let next = 0;
    return found.map(({ at, isBack }, index) => {
      const { contract, at: due, amount } = lapses[index] as Lapse;
      if (at === null) return { amount, renewed: zero };
      // A replacement of several subscriptions that end together is shared among them, not counted for each.
      const shared = multiply(others[next] as Rational, divide(amount, together.get(due)));
      next += 1;
      const itself = isBack ? worthAt(book.ledger, contracts.runningTimesOf(contract), at, exchangeInstant) : zero;
      return { amount, renewed: add(itself, shared) };
    });
  };
}

/** The last instant at which a renewal is in time. A gap that is not churn is not a lapse either. */
function renewalEnd({ ledger, graceDays }: Book, at: number): number {
  const { zone, asOf, churnGraceDays } = ledger.rules;
  const gapEnd = churnGraceDays === 0 ? at : Math.min(addDays(zone, at, churnGraceDays) - 1, asOf);
  return Math.max(graceEnd(zone, at, graceDays), gapEnd);
}

/** Whether an entity pays nothing from a due date on for as long as a renewal is in time. */
export function isGone(book: Book, entity: number, at: number): boolean {
  const paid = payingFrom(book.ledger, entity, at);
  return paid !== at && paid > renewalEnd(book, at);
}

/** Summed by currency first: only amounts that occur need an exchange rate. */
function sumsOfOthers(
  { ledger, contracts }: Book,
  timesOf: ReadonlyMap<number, readonly PaidTime[]>,
  questions: readonly SumQuestion[],
  exchangeInstant: number,
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

/** What running spans are worth at the exchange rates of an instant. */
export function worthOf(ledger: CompiledLedger, running: readonly number[], exchangeInstant: number): Rational {
  return amountsBy(ledger, running, exchangeInstant, () => 'all').get('all') ?? zero;
}

function worthAt(ledger: CompiledLedger, times: readonly RunningTime[], at: number, exchangeInstant: number): Rational {
  const time = timeFrom(times, at);
  return time === undefined || time.start > at ? zero : worthOf(ledger, time.running, exchangeInstant);
}
