import type { BillingInterval } from './subscription.ts';

/** How long one price is for, in whole months or days; a price of a whole term is for as long as its row runs. */
export type Cycle = CountedCycle | { readonly unit: 'term'; readonly end: number };

interface CountedCycle {
  readonly unit: 'month' | 'day';
  readonly count: number;
}

const lengths: { readonly [interval in Exclude<BillingInterval, 'term'>]: CountedCycle } = {
  day: { unit: 'day', count: 1 },
  week: { unit: 'day', count: 7 },
  month: { unit: 'month', count: 1 },
  quarter: { unit: 'month', count: 3 },
  year: { unit: 'month', count: 12 },
};

/** `end`: when the row ends, in epoch milliseconds. */
export function cycleOf(interval: BillingInterval, intervalCount: number, end: number): Cycle {
  if (interval === 'term') return { unit: 'term', end };
  // Where rows have no amounts, they have no interval either, and nobody asks for their cycle.
  const { unit, count } = lengths[interval ?? 'month'];
  return { unit, count: count * intervalCount };
}

/** Equal for cycles of one length: 12 months are a year. Terms are told apart by their ends. */
export function cycleName(cycle: Cycle): string {
  return `${cycle.unit} ${cycle.unit === 'term' ? cycle.end : cycle.count}`;
}

/** Days, of which a month has 365 / 12, to compare cycles by; a term is the longest. */
export function cycleLength(cycle: Cycle): number {
  if (cycle.unit === 'term') return Number.POSITIVE_INFINITY;
  return cycle.unit === 'month' ? (cycle.count * 365) / 12 : cycle.count;
}
