import { isRecord } from '../errors.ts';
import type { Rational } from '../exact/index.ts';
import { monthlyRate, timesPerMonth } from './rate.ts';
import type { LedgerRules } from './read-policy.ts';
import type { Subscription } from './subscription.ts';

/** The distinct monthly rates of a ledger's rows, in the order in which they were first seen. */
export interface RateBook {
  readonly rates: readonly Rational[];
  /** The index of a row's rate. `path` is called only when the row is refused. */
  rateOf(row: Subscription, path: () => string): number;
}

// A ledger has few prices and many rows: each distinct price is worked out once, in exact arithmetic, and then looked up.
export function rateBook(rules: LedgerRules): RateBook {
  const factors = timesPerMonth(rules);
  const rates: Rational[] = [];
  const simple = new Map<unknown, Map<unknown, Map<unknown, number>>>();
  const others = new Map<string, number>();

  function add(row: Subscription, path: () => string): number {
    rates.push(monthlyRate(row, factors, path()));
    return rates.length - 1;
  }

  function simpleRate(row: Subscription, path: () => string): number {
    const byQuantity = nested(nested(simple, row.interval), row.amount);
    let rate = byQuantity.get(row.quantity);
    if (rate === undefined) {
      rate = add(row, path);
      byQuantity.set(row.quantity, rate);
    }
    return rate;
  }

  return {
    rates,
    rateOf(row, path) {
      if (row.discount === undefined && row.intervalCount === undefined && !isRecord(row.amount)) {
        return simpleRate(row, path);
      }
      const key = priceKey(row);
      if (key === undefined) return add(row, path);
      const known = others.get(key);
      if (known !== undefined) return known;
      const rate = add(row, path);
      others.set(key, rate);
      return rate;
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
