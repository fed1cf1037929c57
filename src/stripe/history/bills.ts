import { getOrAdd } from '../../table/index.ts';
import { addUtcMonths, sameTime } from '../objects/fields.ts';
import type { ReadInvoice } from '../objects/invoice.ts';
import type { Cycle } from '../objects/price.ts';
import type { ReadSubscription } from '../objects/subscription.ts';
import { fullBills, type PriceBook } from '../prices/price-book.ts';

/** When a subscription is billed. */
export interface Bills {
  /** The first bill of an item at or after an instant: the next one that something could come off. */
  nextFor(cycle: Cycle, instant: number): number;
}

const days = { day: 1, week: 7, month: 30.436_875, year: 365.242_5 } as const;
const msPerDay = 86_400_000;

/**
 * The bills of a subscription: as its invoices show them, else each interval from the instant that the object says, from the end of the
 * current period, of the trial, or from the start.
 */
export function billsOf(subscription: ReadSubscription, invoices: readonly ReadInvoice[], prices: PriceBook): Bills {
  const { id, items, billingAnchor, periodEnd, trialEnd, start } = subscription;
  const ofToday = new Set(
    items.map((item) => prices.of(item)).flatMap((price) => (price === undefined ? [] : [cycleText(price)])),
  );
  // What was billed at other intervals than today's began with the subscription.
  const anchorOf = (cycle: string) => (ofToday.has(cycle) ? (billingAnchor ?? periodEnd) : null) ?? trialEnd ?? start;
  const times = new Map<string, { readonly start: number; readonly end: number }[]>();
  for (const { lines } of invoices) {
    for (const { line } of fullBills(lines.filter(({ subscriptionId }) => subscriptionId === id))) {
      const price = prices.of(line);
      if (price !== undefined) getOrAdd(times, cycleText(price), () => []).push(line);
    }
  }
  return {
    nextFor(cycle, instant) {
      if (!Number.isFinite(instant)) return instant;
      const text = cycleText(cycle);
      const own = times.get(text) ?? [];
      const starting = own.find((time) => Math.abs(time.start - instant) <= sameTime);
      if (starting !== undefined) return starting.start;
      const running = own.find((time) => time.start < instant && instant <= time.end + sameTime);
      return running?.end ?? nextOf(cycle, anchorOf(text), instant);
    },
  };
}

export const cycleText = ({ interval, intervalCount }: Cycle) => `${interval} ${intervalCount}`;

function nextOf({ interval, intervalCount }: Cycle, anchor: number, instant: number): number {
  const length = days[interval] * intervalCount * msPerDay;
  const months = interval === 'year' ? 12 * intervalCount : intervalCount;
  const isByMonth = interval === 'year' || interval === 'month';
  const bill = (n: number) => (isByMonth ? addUtcMonths(anchor, n * months) : anchor + n * length);
  let n = Math.floor((instant - anchor) / length) - 1;
  while (bill(n) < instant - sameTime) n += 1;
  return bill(n);
}
