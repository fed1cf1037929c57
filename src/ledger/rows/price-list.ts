import type { Rational } from '../../exact/index.ts';
import { isRecord } from '../../read/index.ts';
import type { LedgerRules } from '../policy/read-policy.ts';
import { type Cycle, cycleOf } from './billing-cycle.ts';
import { monthlyRate, timesPerMonth } from './monthly-price.ts';
import type { Subscription } from './subscription.ts';

/** The distinct monthly rates of a ledger's rows, in the order in which they were first seen. */
export interface Rates {
  readonly values: readonly Rational[];
  /** The currency of each rate, as a code. */
  readonly currencies: readonly number[];
  /** What each rate was worked out from. */
  readonly prices: readonly Price[];
}

export interface Price {
  readonly quantity: number;
  /** Interval and count, as one text. */
  readonly billing: string;
  readonly cycle: Cycle;
  readonly isDiscounted: boolean;
}

export interface RateBook {
  readonly rates: Rates;
  /** The code of a row's rate; `start` and `end` are its own. */
  rateOf(row: Subscription, currency: number, start: number, end: number, index: number): number;
}

// A ledger has few prices and many rows: each distinct price is worked out once, in exact arithmetic, and then looked up.
export function rateBook(rules: LedgerRules): RateBook {
  const factors = timesPerMonth(rules);
  const values: Rational[] = [];
  const currencies: number[] = [];
  const prices: Price[] = [];
  const known: PricesByTerms[] = [];

  function add(row: Subscription, currency: number, start: number, end: number, index: number): number {
    values.push(monthlyRate(row, { start, end, zone: rules.zone }, factors, index));
    const { interval, intervalCount = 1, quantity = 1, discount } = row;
    prices.push({
      quantity,
      billing: `${interval} ${intervalCount}`,
      cycle: cycleOf(interval, intervalCount, end),
      isDiscounted: discount !== undefined,
    });
    return currencies.push(currency) - 1;
  }

  return {
    rates: { values, currencies, prices },
    rateOf(row, currency, start, end, index) {
      const terms = termsKey(row);
      if (terms === undefined || !isPlain(row.amount) || !isPlain(row.quantity))
        return add(row, currency, start, end, index);
      known[currency] ??= new Map();
      const prices = nested(nested(known[currency], terms), row.quantity);
      let rate = prices.get(row.amount);
      if (rate === undefined) {
        rate = add(row, currency, start, end, index);
        prices.set(row.amount, rate);
      }
      return rate;
    },
  };
}

/** By terms and quantity, of which there are few, and then by amount, of which there can be as many as rows. */
type PricesByTerms = Map<unknown, Map<unknown, Map<unknown, number>>>;

function nested<V>(maps: Map<unknown, Map<unknown, V>>, key: unknown): Map<unknown, V> {
  let inner = maps.get(key);
  if (inner === undefined) {
    inner = new Map();
    maps.set(key, inner);
  }
  return inner;
}

const fixedIntervals: ReadonlySet<unknown> = new Set(['day', 'week', 'month', 'quarter', 'year']);

/**
 * Tells apart what a price is for, by value and type, so that a value that would be refused can never pass for one that was accepted.
 * Undefined where each row has to be looked at: a term depends on its dates, and objects (Decimals) can be anything, and change.
 */
function termsKey({ interval, intervalCount, discount }: Subscription): string | undefined {
  if (!fixedIntervals.has(interval) || !isPlain(intervalCount)) return undefined;
  const every =
    intervalCount === undefined || intervalCount === 1
      ? interval
      : `${interval} ${typeof intervalCount} ${intervalCount}`;
  if (discount === undefined) return every;
  if (!isRecord(discount)) return undefined;
  for (const key in discount) if (key !== 'percent' && key !== 'amount') return undefined;
  const { percent, amount } = discount;
  const off = percent ?? amount;
  if ((percent === undefined) === (amount === undefined) || !isPlain(off)) return undefined;
  return `${every} ${percent === undefined ? 'amount' : 'percent'} ${typeof off} ${String(off)}`;
}

/** Whether a value is all that its text says. */
function isPlain(value: unknown): boolean {
  return value === undefined || typeof value === 'number' || typeof value === 'string';
}
