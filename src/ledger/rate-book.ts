import { isRecord } from '../errors.ts';
import type { Rational } from '../exact/index.ts';
import { monthlyRate, timesPerMonth } from './rate.ts';
import type { LedgerRules } from './read-policy.ts';
import type { Subscription } from './subscription.ts';

/** The distinct monthly rates of a ledger's rows, in the order in which they were first seen. */
export interface Rates {
  readonly values: readonly Rational[];
  /** The currency of each rate, as a code. */
  readonly currencies: readonly number[];
}

export interface RateBook {
  readonly rates: Rates;
  /** The index of a row's rate. `path` is called only when the row is refused. */
  rateOf(row: Subscription, currency: number, start: number, end: number, path: () => string): number;
}

/** What is known of the prices in one currency. */
interface KnownPrices {
  readonly simple: Map<unknown, Map<unknown, Map<unknown, number>>>;
  readonly others: Map<string, number>;
}

// A ledger has few prices and many rows: each distinct price is worked out once, in exact arithmetic, and then looked up.
export function rateBook(rules: LedgerRules): RateBook {
  const factors = timesPerMonth(rules);
  const values: Rational[] = [];
  const currencies: number[] = [];
  const known: KnownPrices[] = [];

  function add(row: Subscription, currency: number, start: number, end: number, path: () => string): number {
    values.push(monthlyRate(row, { start, end, zone: rules.zone }, factors, path()));
    return currencies.push(currency) - 1;
  }

  return {
    rates: { values, currencies },
    rateOf(row, currency, start, end, path) {
      // Its rate depends on its dates: known prices cannot tell it.
      if (row.interval === 'term') return add(row, currency, start, end, path);
      known[currency] ??= { simple: new Map(), others: new Map() };
      const { simple, others } = known[currency];
      const isSimple = row.discount === undefined && row.intervalCount === undefined && !isRecord(row.amount);
      const prices = isSimple ? nested(nested(simple, row.interval), row.amount) : others;
      const key = isSimple ? row.quantity : priceKey(row);
      const rate = prices.get(key as string);
      if (rate !== undefined) return rate;
      const added = add(row, currency, start, end, path);
      if (isSimple || key !== undefined) prices.set(key as string, added);
      return added;
    },
  };
}

function nested<V>(maps: Map<unknown, Map<unknown, V>>, key: unknown): Map<unknown, V> {
  let inner = maps.get(key);
  if (inner === undefined) {
    inner = new Map();
    maps.set(key, inner);
  }
  return inner;
}

/**
 * Tells prices apart by value and type, so that a value that would be refused can never pass for one that was accepted.
 * A price given as objects (Decimals) has no key: they can be anything, and change.
 */
function priceKey({ interval, amount, quantity, intervalCount, discount }: Subscription): string | undefined {
  const parts = [
    interval,
    amount,
    quantity,
    intervalCount,
    ...(isRecord(discount) ? Object.entries(discount).flat() : []),
  ];
  if (parts.some(isRecord) || (discount !== undefined && !isRecord(discount))) return undefined;
  return JSON.stringify(parts.map((part) => [typeof part, String(part)]));
}
