import { compare, divide, multiply, ofNumber } from '../../exact/index.ts';
import { getOrAdd, groupByKey } from '../../table/index.ts';
import type { AddNote } from '../notes.ts';
import { addUtcMonths, sameTime } from '../objects/fields.ts';
import type { Line, ReadInvoice } from '../objects/invoice.ts';
import { type Cost, type Cycle, type NamedPrice, type Price, shared } from '../objects/price.ts';
import type { ReadSubscription } from '../objects/subscription.ts';

/** Every price that was given somewhere. */
export interface PriceBook {
  /** The price that an item or a line names, from wherever it is known. */
  of(named: NamedPrice | Line): Price | undefined;
  /** What a quantity costs in a currency, where any object says so: a price, or lines that billed it in full. */
  costOf(price: Price, currency: string, quantity: number): Cost | null;
  /** Whether some invoice billed a quantity of a price in full. */
  hasBilled(price: Price, quantity: number): boolean;
}

/** What was billed for a full period of an item: in one line, or in one for each tier. */
export interface FullBill {
  readonly line: Line;
  readonly quantity: number;
  readonly amount: number;
}

export function priceBook(
  prices: readonly Price[],
  states: readonly ReadSubscription[],
  invoices: readonly ReadInvoice[],
  note: AddNote,
): PriceBook {
  const byId = groupByKey(prices, ({ id }) => id);
  const bills = new Map<string, FullBill[]>();
  for (const { lines } of invoices) {
    for (const bill of fullBills(lines)) {
      const { priceId } = bill.line;
      if (priceId !== null) getOrAdd(bills, priceId, () => []).push(bill);
    }
  }
  const elsewhere = new Map<string, Cost | null>();
  const ofItems = new Map<string, Price>();
  for (const { items } of states) {
    for (const { id, price } of items) if (id !== null && price !== null && !ofItems.has(id)) ofItems.set(id, price);
  }
  return {
    of(named) {
      const { price, priceId } = named;
      if (price !== null) return price;
      if (priceId === null) return 'amount' in named ? priceOfUnnamed(named, ofItems) : undefined;
      const own = byId.get(priceId)?.[0];
      if (own !== undefined) return own;
      const bill = bills.get(priceId)?.at(-1);
      if (bill !== undefined) note('PRICE_FROM_LINE', priceId);
      return bill && priceOfBill(priceId, bill);
    },
    hasBilled: (price, quantity) => (bills.get(price.id) ?? []).some((bill) => bill.quantity === quantity),
    costOf: (price, currency, quantity) =>
      price.costIn(currency, quantity) ??
      getOrAdd(elsewhere, `${price.id} ${currency} ${quantity}`, () => {
        for (const other of byId.get(price.id) ?? []) {
          const cost = other.costIn(currency, quantity);
          if (cost !== null) return cost;
        }
        const billed = (bills.get(price.id) ?? []).filter(({ line }) => line.currency === currency);
        return billedCost(price, billed, quantity);
      }),
  };
}

/** What a quantity costs by what was billed: of a tiered price the same quantity, of others any. */
function billedCost(price: Price, billed: readonly FullBill[], quantity: number): Cost | null {
  const same = billed.filter((bill) => bill.quantity === quantity).at(-1);
  if (price.isTiered) return same === undefined ? null : shared(ofNumber(same.amount), quantity);
  const bill = same ?? billed.at(-1);
  const units = bill === undefined ? 0 : price.unitsOf(bill.quantity);
  if (bill === undefined || units === 0) return null;
  return { unit: divide(ofNumber(bill.amount), ofNumber(units)), quantity: price.unitsOf(quantity) };
}

/** Only full lines tell the price: one in a trial is for nothing, and of a proration it is the part. */
export function fullBills(lines: readonly Line[]): FullBill[] {
  const full = lines.filter(
    ({ isProration, isOneTime, amount, end, start }) => !isProration && !isOneTime && amount >= 0 && end > start,
  );
  const groups = groupByKey(full, (line) =>
    full.length === 1
      ? ''
      : [line.subscriptionId, line.itemId, line.priceId, line.start, line.end, line.currency].join(' '),
  );
  return [...groups.values()].flatMap((own) => {
    const amount = own.reduce((sum, line) => sum + line.amount, 0);
    const quantity = own.reduce((sum, line) => sum + line.quantity, 0);
    const isWhole = Number.isSafeInteger(amount) && amount > 0 && quantity > 0;
    return isWhole ? [{ line: own[0] as Line, quantity, amount }] : [];
  });
}

/** A line that names no price has that of its item, unless it bills something else. */
function priceOfUnnamed(line: Line, ofItems: ReadonlyMap<string, Price>): Price | undefined {
  const own = line.itemId === null ? undefined : ofItems.get(line.itemId);
  const [bill] = fullBills([line]);
  if (bill === undefined) return own;
  const cost = own?.costIn(line.currency, line.quantity);
  const isSame = cost && compare(multiply(cost.unit, ofNumber(cost.quantity)), ofNumber(line.amount)) === 0;
  return isSame ? own : priceOfBill(line.itemId ?? line.id, bill);
}

/** A price that is known by what was billed alone: its interval is the time that the line is for. */
function priceOfBill(id: string, { line, quantity: billed, amount }: FullBill): Price {
  return {
    id,
    product: line.product,
    nickname: null,
    currency: line.currency,
    notMrr: null,
    ...cycleOf(line),
    isTiered: false,
    isTaxInclusive: false,
    costIn: (currency, quantity) =>
      currency === line.currency ? { unit: divide(ofNumber(amount), ofNumber(billed)), quantity } : null,
    unitsOf: (quantity) => quantity,
  };
}

const msPerDay = 86_400_000;

/** The months between two instants where they are whole, else weeks, else days. */
function cycleOf({ start, end }: Line): Cycle {
  const days = Math.max(1, Math.round((end - start) / msPerDay));
  const months = Math.round(days / 30.44);
  const isWhole = months >= 1 && isMonthsAfter(start, months, end);
  if (isWhole)
    return months % 12 === 0
      ? { interval: 'year', intervalCount: months / 12 }
      : { interval: 'month', intervalCount: months };
  return days % 7 === 0 ? { interval: 'week', intervalCount: days / 7 } : { interval: 'day', intervalCount: days };
}

/** Bills of the 31st fall due on the last day of shorter months, and come back to the 31st. */
function isMonthsAfter(start: number, months: number, end: number): boolean {
  const isLastDay = new Date(start + msPerDay).getUTCDate() === 1;
  const slack = isLastDay ? 3 * msPerDay + sameTime : sameTime;
  return Math.abs(addUtcMonths(start, months) - end) <= slack;
}
