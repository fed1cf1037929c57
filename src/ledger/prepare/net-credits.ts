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
import { getOrAdd } from '../../table/index.ts';
import { fieldNames } from '../rows/fields.ts';
import { monthlyPrice, readDiscount, timesPerMonth } from '../rows/monthly-price.ts';
import { pathOf } from '../rows/row-path.ts';
import type { Subscription } from '../rows/subscription.ts';
import { type Bound, checkRowList, partOf, readZone, type Span, spanOf } from './cut-rows.ts';

/** How credits are netted. */
export interface NetCreditsOptions {
  /** The zone of dates without a time: that of the ledger. Default 'UTC'. */
  readonly timeZone?: string | undefined;
  /** Whether a credit that no row can take throws, or is handed back in `unmatched`. Default 'throw'. */
  readonly unmatched?: 'throw' | 'report' | undefined;
}

/** A credit that no rows could take, in full and at all times. */
export interface UnmatchedCredit<Row> {
  /** Its place among the rows that were given. */
  readonly index: number;
  /** The row, as given. */
  readonly row: Row;
  /** 'noRow': at some time no row of the customer, subscription, currency and kind of interval runs beside it; 'exceeds': they pay less than it. */
  readonly reason: 'noRow' | 'exceeds';
}

/** The rows with their credits netted, and the credits that are left. */
export interface NettedRows<Row> {
  /** Rows for `ledger`, none of them negative. */
  readonly rows: Row[];
  /** Empty, unless they are to be reported. */
  readonly unmatched: UnmatchedCredit<Row>[];
}

/**
 * Subscription rows with their credits taken off, to be given to `ledger`, which refuses negative amounts: a credit is a row with a negative
 * amount, as invoices and billing exports have them. Dropping credits overstates MRR.
 *
 * Formula: at every instant the MRR of the rows that come out is that of the rows minus that of the credits. A row beside which a credit runs is
 * cut where the credit begins and ends, and has it as part of its `discount` in between, exactly. In: rows of the same customer and currency, and
 * of the same subscription where the credit names one, that run at the same time; the earlier row in the list takes as much as it pays.
 * Intervals of months, quarters and years net against each other, days and weeks among themselves, a term against one of the same dates. A row
 * in its trial pays nothing, and takes no credit; in a pause of the row its credit rests as well.
 *
 * @param subscriptions - Rows as `ledger` takes them, in major units, but that amounts may be negative. They are not changed. Rows that may be cut
 * should have a `subscriptionId`, which makes their parts phases of one subscription.
 * @param options - `timeZone`; `unmatched`: 'throw' by default.
 * @returns `rows`, in the order of the given ones; rows that no credit concerns are the same objects. `unmatched`: with 'report' the credits that
 * could not be netted in full; none of their amount is taken off, and the MRR is overstated by it.
 * @throws MetricsError `INVALID_AMOUNT` for a credit that cannot be netted, with the path of its amount; as `ledger` does for a row.
 *
 * Cost: O(rows), and per customer O(rows x credits). Source: MRR is what a customer is billed net of recurring credits.
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
  const zone = readZone(options, ['unmatched']);
  const whenLeft = readOptionalChoice(options.unmatched, 'options.unmatched', ['throw', 'report']);
  checkRowList(subscriptions);
  const checkKeys = keyCheck(fieldNames);
  const priced = subscriptions.map((row, index) => {
    const own = pricedRow(row, index, zone);
    checkKeys(row, 'subscriptions', index);
    return own;
  });
  const byCustomer = new Map<string, PricedRow<Row>[]>();
  for (const own of priced) if (own.sign > 0) getOrAdd(byCustomer, own.customer, (): PricedRow<Row>[] => []).push(own);
  const unmatched: UnmatchedCredit<Row>[] = [];
  for (const credit of priced) {
    if (credit.sign > 0) continue;
    const reason = takeOff(
      credit,
      (byCustomer.get(credit.customer) ?? []).filter((own) => isBeside(own, credit)),
    );
    if (reason === null) continue;
    const { index, row } = credit;
    if (whenLeft === 'throw') {
      const rule = reason === 'noRow' ? 'be netted by rows beside it at all times' : 'not exceed the rows beside it';
      reject('INVALID_AMOUNT', `${pathOf(index)}.amount`, `${rule} (the option unmatched can report it)`, row.amount);
    }
    unmatched.push({ index, row, reason });
  }
  return { rows: priced.flatMap((own) => (own.sign > 0 ? partsOf(own) : [])), unmatched };
}

/** What is off a row for some of its time, per month. */
interface Reduction extends Span {
  readonly off: Rational;
}

interface PricedRow<Row> {
  readonly row: Row;
  readonly index: number;
  readonly customer: string;
  readonly sign: 1 | -1;
  readonly span: Span;
  /** When it begins to pay. */
  readonly paidFrom: Bound;
  /** Per month, without its sign. */
  readonly price: Rational;
  /** Rows net against each other where their intervals have one basis. */
  readonly basis: string;
  readonly reductions: Reduction[];
}

const factors = /* @__PURE__ */ timesPerMonth({ weeksPerMonth: '52/12', daysPerMonth: '365/12' });

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
    sign: isCredit ? -1 : 1,
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
  const { start, end } = credit.span;
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
  if (start.epoch < end.epoch) for (const [own, reduction] of taken) own.reductions.push(reduction);
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

/** Not by difference: two open ends have none. */
function byTime(a: Bound, b: Bound): number {
  return a.epoch < b.epoch ? -1 : a.epoch > b.epoch ? 1 : 0;
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
