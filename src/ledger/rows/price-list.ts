import type { Rational } from '../../exact/index.ts';
import { type Amount, type AmountReader, minorAmounts, readAmount } from '../../money/index.ts';
import { isMissing } from '../../read/index.ts';
import { getOrAdd, numberTable } from '../../table/index.ts';
import type { LedgerRules } from '../policy/read-policy.ts';
import { type Cycle, cycleOf } from './billing-cycle.ts';
import type { CurrencyTable } from './currencies.ts';
import { monthlyPrice, timesPerMonth } from './monthly-price.ts';
import { type BillingInterval, billingIntervals, type Discount, type Subscription } from './subscription.ts';

/** The distinct monthly prices of a ledger's rows, in the order in which they were first seen. There can be as many as rows. */
export interface Prices {
  readonly values: readonly Rational[];
  /** The currency of each price, as a code. */
  readonly currencies: readonly number[];
  /** What each price was worked out from. */
  readonly amounts: readonly Amount[];
  readonly quantities: readonly number[];
  readonly billings: readonly Billing[];
}

/** How a price is billed; prices that are billed alike share it. */
export interface Billing {
  readonly interval: BillingInterval;
  readonly intervalCount: number;
  readonly cycle: Cycle;
  readonly discount: Discount | undefined;
}

export interface PriceList {
  readonly prices: Prices;
  /** The code of a row's monthly price; `start` and `end` are its own. */
  priceOf(row: Subscription, currency: number, start: number, end: number, index: number): number;
}

// A ledger has few prices and many rows: each distinct price is worked out once, in exact arithmetic, and then looked up.
export function priceList(rules: LedgerRules, { names }: CurrencyTable): PriceList {
  const factors = timesPerMonth(rules);
  const values: Rational[] = [];
  const currencies: number[] = [];
  const amounts: Amount[] = [];
  const quantities: number[] = [];
  const billings: Billing[] = [];
  const known: KnownPrices[] = [];
  const term = { start: 0, end: 0, zone: rules.zone, termLength: rules.termLength };

  const readers = new Map<string | null, AmountReader>();

  function amountsIn(currency: string | null): AmountReader | null {
    if (rules.amounts === 'none') return null;
    return rules.amounts === 'major' ? readAmount : getOrAdd(readers, currency, () => minorAmounts(currency));
  }

  function add(row: Subscription, currency: number, billing: Billing | undefined, index: number): number {
    values.push(monthlyPrice(row, term, factors, index, amountsIn(names[currency] ?? null)));
    amounts.push(row.amount);
    quantities.push(row.quantity ?? 1);
    billings.push(billing ?? billingOf(row, term.end));
    return currencies.push(currency) - 1;
  }

  return {
    prices: { values, currencies, amounts, quantities, billings },
    priceOf(row, currency, start, end, index) {
      term.start = start;
      term.end = end;
      const key = basisKey(row);
      if (key === undefined || !isPrimitive(row.amount) || !isPrimitive(row.quantity)) {
        return add(row, currency, undefined, index);
      }
      known[currency] ??= new Map();
      const basis = getOrAdd(known[currency], key, newBasis);
      const byAmount = getOrAdd(basis.byQuantity, row.quantity ?? 1, pricesByAmount);
      const code = byAmount.codeOf(row.amount);
      let price = byAmount.prices[code];
      if (price === undefined) {
        price = add(row, currency, basis.billing, index);
        basis.billing = billings[price];
        byAmount.prices[code] = price;
      }
      return price;
    },
  };
}

/** By basis and quantity, of which there are few, and then by amount, of which there can be as many as rows. */
type KnownPrices = Map<string, Basis>;

interface Basis {
  /** That of the first price that was accepted. */
  billing: Billing | undefined;
  readonly byQuantity: Map<unknown, PricesByAmount>;
}

const newBasis = (): Basis => ({ billing: undefined, byQuantity: new Map() });

interface PricesByAmount {
  codeOf(amount: unknown): number;
  /** The price of each code; undefined for an amount that was refused. */
  readonly prices: (number | undefined)[];
}

/** Nearly all amounts are numbers, or none is. */
function pricesByAmount(): PricesByAmount {
  const numbers = numberTable();
  const others = new Map<unknown, number>();
  return {
    prices: [],
    codeOf(amount) {
      // Numbers have the even codes, whatever else there is the odd ones.
      if (typeof amount === 'number') return numbers.codeOf(amount) * 2;
      return getOrAdd(others, amount, () => others.size) * 2 + 1;
    },
  };
}

function billingOf({ interval, intervalCount, discount }: Subscription, end: number): Billing {
  const count = intervalCount ?? 1;
  // Copied: a discount is an object of the caller's.
  return {
    interval,
    intervalCount: count,
    cycle: cycleOf(interval, count, end),
    discount: isMissing(discount) ? undefined : { ...discount },
  };
}

/** Rows without amounts have none. */
const fixedIntervals: ReadonlySet<unknown> = /* @__PURE__ */ new Set([
  .../* @__PURE__ */ billingIntervals.filter((interval) => interval !== 'term'),
  undefined,
  null,
]);

/**
 * Tells apart what a price is for, by value and type, so that a value that would be refused can never pass for one that was accepted.
 * Undefined where each row has to be looked at: a term depends on its dates, and objects (Decimals) can be anything, and change.
 */
function basisKey({ interval, intervalCount, discount }: Subscription): string | undefined {
  if (!fixedIntervals.has(interval) || !isPrimitive(intervalCount)) return undefined;
  // A count without an interval is refused, even where it is 1.
  const isOne = isMissing(intervalCount) || (intervalCount === 1 && !isMissing(interval));
  const every = isOne ? String(interval) : `${interval} ${typeof intervalCount} ${intervalCount}`;
  if (isMissing(discount)) return every;
  for (const key in discount) if (key !== 'percent' && key !== 'amount') return undefined;
  const { percent, amount } = discount;
  const off = percent ?? amount;
  if (isMissing(percent) === isMissing(amount) || !isPrimitive(off)) return undefined;
  return `${every} ${isMissing(percent)} ${typeof off} ${String(off)}`;
}

/** Whether a value is all that its text says. */
function isPrimitive(value: unknown): boolean {
  return isMissing(value) || typeof value === 'number' || typeof value === 'string' || typeof value === 'bigint';
}
