import type { Rational } from '../../exact/index.ts';
import { isMissing, isRecord } from '../../read/index.ts';
import type { LedgerRules } from '../policy/read-policy.ts';
import { type Cycle, cycleOf } from './billing-cycle.ts';
import { monthlyPrice, timesPerMonth } from './monthly-price.ts';
import { billingIntervals, type Subscription } from './subscription.ts';

/** The distinct monthly prices of a ledger's rows, in the order in which they were first seen. */
export interface Prices {
  readonly values: readonly Rational[];
  /** The currency of each price, as a code. */
  readonly currencies: readonly number[];
  /** What each price was worked out from. */
  readonly bases: readonly PriceBasis[];
}

export interface PriceBasis {
  readonly quantity: number;
  /** Interval and count, as one text. */
  readonly billing: string;
  readonly cycle: Cycle;
  readonly isDiscounted: boolean;
}

export interface PriceList {
  readonly prices: Prices;
  /** The code of a row's monthly price; `start` and `end` are its own. */
  priceOf(row: Subscription, currency: number, start: number, end: number, index: number): number;
}

// A ledger has few prices and many rows: each distinct price is worked out once, in exact arithmetic, and then looked up.
export function priceList(rules: LedgerRules): PriceList {
  const factors = timesPerMonth(rules);
  const values: Rational[] = [];
  const currencies: number[] = [];
  const bases: PriceBasis[] = [];
  const known: KnownPrices[] = [];

  function add(row: Subscription, currency: number, start: number, end: number, index: number): number {
    values.push(monthlyPrice(row, { start, end, zone: rules.zone }, factors, index));
    const { interval, discount } = row;
    const intervalCount = row.intervalCount ?? 1;
    bases.push({
      quantity: row.quantity ?? 1,
      billing: `${interval} ${intervalCount}`,
      cycle: cycleOf(interval, intervalCount, end),
      isDiscounted: !isMissing(discount),
    });
    return currencies.push(currency) - 1;
  }

  return {
    prices: { values, currencies, bases },
    priceOf(row, currency, start, end, index) {
      const key = basisKey(row);
      if (key === undefined || !isPrimitive(row.amount) || !isPrimitive(row.quantity))
        return add(row, currency, start, end, index);
      known[currency] ??= new Map();
      const byAmount = nested(nested(known[currency], key), row.quantity ?? 1);
      let price = byAmount.get(row.amount);
      if (price === undefined) {
        price = add(row, currency, start, end, index);
        byAmount.set(row.amount, price);
      }
      return price;
    },
  };
}

/** By basis and quantity, of which there are few, and then by amount, of which there can be as many as rows. */
type KnownPrices = Map<unknown, Map<unknown, Map<unknown, number>>>;

function nested<V>(maps: Map<unknown, Map<unknown, V>>, key: unknown): Map<unknown, V> {
  let inner = maps.get(key);
  if (inner === undefined) {
    inner = new Map();
    maps.set(key, inner);
  }
  return inner;
}

const fixedIntervals: ReadonlySet<unknown> = /* @__PURE__ */ new Set(
  /* @__PURE__ */ billingIntervals.filter((interval) => interval !== 'term'),
);

/**
 * Tells apart what a price is for, by value and type, so that a value that would be refused can never pass for one that was accepted.
 * Undefined where each row has to be looked at: a term depends on its dates, and objects (Decimals) can be anything, and change.
 */
function basisKey({ interval, intervalCount, discount }: Subscription): string | undefined {
  if (!fixedIntervals.has(interval) || !isPrimitive(intervalCount)) return undefined;
  const every =
    isMissing(intervalCount) || intervalCount === 1 ? interval : `${interval} ${typeof intervalCount} ${intervalCount}`;
  if (isMissing(discount)) return every;
  if (!isRecord(discount)) return undefined;
  for (const key in discount) if (key !== 'percent' && key !== 'amount') return undefined;
  const { percent, amount } = discount;
  const off = percent ?? amount;
  if (isMissing(percent) === isMissing(amount) || !isPrimitive(off)) return undefined;
  return `${every} ${isMissing(percent) ? 'amount' : 'percent'} ${typeof off} ${String(off)}`;
}

/** Whether a value is all that its text says. */
function isPrimitive(value: unknown): boolean {
  return isMissing(value) || typeof value === 'number' || typeof value === 'string' || typeof value === 'bigint';
}
