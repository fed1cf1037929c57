import type { Zone } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import {
  add,
  compare,
  divide,
  multiply,
  negated,
  ofNumber,
  one,
  type Rational,
  subtract,
  zero,
} from '../../exact/index.ts';
import { currencyCode, moneyOut, readSignedAmount } from '../../money/index.ts';
import { idText, isMissing, keyCheck, readId, readOptionalChoice } from '../../read/index.ts';
import { groupByKey } from '../../table/index.ts';
import { fieldNames } from '../rows/fields.ts';
import { monthlyPrice, readDiscount, timesPerMonth } from '../rows/monthly-price.ts';
import { pathOf } from '../rows/row-path.ts';
import type { Subscription } from '../rows/subscription.ts';
import { type Bound, checkRowList, partOf, readZone, type Span, spanOf } from './cut-rows.ts';

/** How credits are netted. */
export interface NetCreditsOptions {
  /** The zone of dates without a time: the same as for the ledger. Default 'UTC'. */
  readonly timeZone?: string | undefined;
  /** Whether a credit that no row can take throws, or is handed back in `unmatched`. Default 'throw'. */
  readonly unmatched?: 'throw' | 'report' | undefined;
}

/** A credit that no rows could take in full at all times. */
export interface UnmatchedCredit<Row> {
  /** The index of its row among the given rows. */
  readonly index: number;
  /** The row, as given. */
  readonly row: Row;
  /**
   * 'noRow': at some time, no row with the same customer, subscription, currency and kind of interval runs beside it. 'exceeds': those rows
   * pay less than the credit.
   */
  readonly reason: 'noRow' | 'exceeds';
}

/** The rows with their credits netted, and the credits that are left. */
export interface NettedRows<Row> {
  /** Rows for `ledger`, none of them negative. */
  readonly rows: Row[];
  /** The credits that could not be netted; empty unless `unmatched` is 'report'. */
  readonly unmatched: UnmatchedCredit<Row>[];
}

/**
 * Subscription rows with their credits deducted, to pass to `ledger`, which refuses negative amounts. A credit is a row with a negative
 * amount, as in invoices and billing exports. Dropping credits overstates MRR.
 *
 * Formula: at every instant, the MRR of the result is the MRR of the rows minus that of the credits. A row is cut where a credit beside it
 * begins and ends; in between, the exact credit is part of its `discount`. In: rows that run at the same time, with the same customer and
 * currency and, if the credit names one, the same subscription; rows earlier in the list take as much as they pay. Intervals of months,
 * quarters and years net against each other, days and weeks among themselves, a term against one with the same dates. A row in its trial
 * pays nothing and takes no credit; while a row is paused, so is its credit.
 *
 * @param subscriptions - Rows as `ledger` takes them, in major units, except that amounts may be negative. They are not changed. Rows that
 * may be cut should have a `subscriptionId`, so that their parts are phases of one subscription.
 * @param options - `timeZone`; `unmatched`: 'throw' by default.
 * @returns `rows`, in the given order; rows that no credit concerns are the same objects. `unmatched`: with 'report', the credits that
 * could not be netted in full; nothing of them is deducted, and MRR is overstated by their amount.
 * @throws MetricsError `INVALID_AMOUNT` for a credit that cannot be netted, with the path of its amount; as `ledger` does for a row.
 *
 * Cost: O(rows), plus O(rows x credits) per customer. Source: MRR is the amount a customer is billed, net of recurring credits.
 *
 * @see docs/data/credits-and-merges.md
 *
 * @example
 * ```ts
 * const { rows } = netCredits([
 *   { customerId: 'ada', subscriptionId: 's1', start: '2026-01-01', amount: 100, interval: 'month' },
 *   { customerId: 'ada', subscriptionId: 's1', start: '2026-02-01', end: '2026-04-01', amount: -30, interval: 'month' },
 * ])
 * mrr(rows, ['2026-01-15', '2026-02-15', '2026-04-15']) // => [100, 70, 100]
 * ```
 */
export function netCredits<Row extends Subscription>(
  subscriptions: readonly Row[],
  options: NetCreditsOptions = {},
): NettedRows<Row> {
  const zone = readZone(options, 'unmatched');
  const whenLeft = readOptionalChoice(options.unmatched, 'options.unmatched', ['throw', 'report']);
  checkRowList(subscriptions);
  const checkKeys = keyCheck(fieldNames);
  const priced = subscriptions.map((row, index) => {
    const own = pricedRow(row, index, zone);
    checkKeys(row, 'subscriptions', index);
    return own;
  });
  const byCustomer = groupByKey(
    priced.filter((own) => !own.isCredit),
    ({ customer }) => customer,
  );
  const unmatched: UnmatchedCredit<Row>[] = [];
  for (const credit of priced) {
    if (!credit.isCredit) continue;
    const reason = takeOff(
      credit,
      (byCustomer.get(credit.customer) ?? []).filter((own) => isBeside(own, credit)),
    );
    if (reason === null) continue;
    const { index, row } = credit;
    if (whenLeft === 'throw') {
      const rule = reason === 'noRow' ? 'be matched at all times by rows beside it' : 'not exceed the rows beside it';
      reject(
        'INVALID_AMOUNT',
        `${pathOf(index)}.amount`,
        `${rule} (unmatched: 'report' returns it instead)`,
        row.amount,
      );
    }
    unmatched.push({ index, row, reason });
  }
  return { rows: priced.flatMap((own) => (own.isCredit ? [] : partsOf(own))), unmatched };
}

/** What is off a row for some of its time, per month. */
interface Reduction extends Span {
  readonly off: Rational;
}

interface PricedRow<Row> {
  readonly row: Row;
  readonly index: number;
  readonly customer: string;
  readonly isCredit: boolean;
  readonly span: Span;
  /** When it begins to pay. */
  readonly paidFrom: Bound;
  /** Per month, without its sign. */
  readonly price: Rational;
  /** Rows net against each other where their intervals have one basis. */
  readonly basis: string;
  readonly reductions: Reduction[];
}

const factors = /* @__PURE__ */ timesPerMonth();

function pricedRow<Row extends Subscription>(row: Row, index: number, zone: Zone): PricedRow<Row> {
  const span = spanOf(row, index, zone);
  const amount = readSignedAmount(row.amount, `${pathOf(index)}.amount`);
  const isCredit = amount.n < 0n;
  const plain = isCredit ? { ...row, amount: text(negated(amount)) } : row;
  const [start, end] = [span.start.epoch, span.end.epoch];
  const { interval, trialEnd } = row;
  const trial = isMissing(trialEnd) ? span.start : spanOf({ ...row, start: trialEnd, end: null }, index, zone).start;
  return {
    row,
    index,
    customer: readId(row.customerId, `${pathOf(index)}.customerId`),
    isCredit,
    span,
    paidFrom: trial.epoch > start ? trial : span.start,
    price: monthlyPrice(plain, { start, end, zone }, factors, index),
    basis: interval === 'term' ? `${start} ${end}` : interval === 'day' || interval === 'week' ? interval : 'month',
    reductions: [],
  };
}

function isBeside<Row extends Subscription>(own: PricedRow<Row>, credit: PricedRow<Row>): boolean {
  const id = idText(credit.row.subscriptionId);
  return (
    own.basis === credit.basis &&
    (id === undefined || idText(own.row.subscriptionId) === id) &&
    currencyCode(own.row.currency ?? undefined) === currencyCode(credit.row.currency ?? undefined)
  );
}

/** Takes a credit off rows, all of it at all times or nothing; says why it cannot. */
function takeOff<Row>(credit: PricedRow<Row>, rows: readonly PricedRow<Row>[]): UnmatchedCredit<Row>['reason'] | null {
  const taken: (readonly [PricedRow<Row>, Reduction])[] = [];
  const bounds = boundsWithin(credit, rows);
  for (const [place, from] of bounds.entries()) {
    const to = bounds[place + 1];
    if (to === undefined) break;
    let rest = credit.price;
    const running = rows.filter(({ paidFrom, span }) => paidFrom.epoch <= from.epoch && span.end.epoch >= to.epoch);
    for (const own of running) {
      const left = subtract(own.price, offAt(own, from.epoch));
      const off = compare(left, rest) < 0 ? left : rest;
      if (off.n === 0n) continue;
      taken.push([own, { start: from, end: to, off }]);
      rest = subtract(rest, off);
    }
    if (rest.n !== 0n) return running.length === 0 ? 'noRow' : 'exceeds';
  }
  for (const [own, reduction] of taken) own.reductions.push(reduction);
  return null;
}

/** The instants at which a credit, or a row beside it, or what is off that, begins or ends. */
function boundsWithin<Row>({ span }: PricedRow<Row>, rows: readonly PricedRow<Row>[]): Bound[] {
  const bounds = new Map<number, Bound>();
  const note = (bound: Bound) => {
    if (bound.epoch < span.start.epoch || bound.epoch > span.end.epoch || bounds.has(bound.epoch)) return;
    bounds.set(bound.epoch, bound);
  };
  for (const bound of [span.start, span.end]) note(bound);
  for (const own of rows) {
    for (const bound of [own.paidFrom, own.span.end]) note(bound);
    for (const { start, end } of own.reductions) for (const bound of [start, end]) note(bound);
  }
  return [...bounds.values()].sort(byTime);
}

/** Two open ends have no difference. */
function byTime(a: Bound, b: Bound): number {
  return a.epoch - b.epoch || 0;
}

function offAt<Row>({ reductions }: PricedRow<Row>, instant: number): Rational {
  const running = reductions.filter(({ start, end }) => start.epoch <= instant && instant < end.epoch);
  return running.reduce((sum, { off }) => add(sum, off), zero);
}

/** A row in parts, between which what is off it changes. */
function partsOf<Row extends Subscription>(own: PricedRow<Row>): Row[] {
  const { row, span, reductions } = own;
  if (reductions.length === 0) return [row];
  const bounds = [span.start, ...reductions.flatMap(({ start, end }) => [start, end]), span.end].sort(byTime);
  const parts: { readonly start: Bound; end: Bound; readonly off: Rational }[] = [];
  for (const [place, start] of bounds.entries()) {
    const end = bounds[place + 1];
    if (end === undefined || end.epoch === start.epoch) continue;
    const off = offAt(own, start.epoch);
    const last = parts.at(-1);
    if (last !== undefined && compare(last.off, off) === 0) last.end = end;
    else parts.push({ start, end, off });
  }
  return parts.map((part) => partOf(row, span, part, part.off.n === 0n ? undefined : reduced(own, part.off)));
}

/** A row's discount with so much more off, per month: what is left of a bill is the same share as of the monthly price. */
function reduced<Row extends Subscription>({ row, price }: PricedRow<Row>, off: Rational): Partial<Subscription> {
  const quantity = isMissing(row.quantity) ? one : ofNumber(row.quantity);
  const list = multiply(readSignedAmount(row.amount, ''), quantity);
  const bill = subtract(list, readDiscount(row.discount, list, ''));
  return { discount: { amount: text(subtract(list, multiply(bill, divide(subtract(price, off), price)))) } };
}

const text = /* @__PURE__ */ moneyOut('fraction') as (amount: Rational) => string;
