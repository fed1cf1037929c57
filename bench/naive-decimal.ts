import type { Decimal } from 'decimal.js';
import type { Period, Subscription } from 'tenure';

export type Statement = Readonly<Record<(typeof terms)[number], Decimal>>;
export const terms = ['opening', 'new', 'reactivation', 'expansion', 'contraction', 'churn', 'closing'] as const;

interface Phase {
  readonly start: number;
  readonly end: number;
  readonly mrr: Decimal;
}

/** The phases of each customer, read once: reading is not part of what is timed. */
export function phasesByCustomer(rows: readonly Subscription[], Money: typeof Decimal): Phase[][] {
  const customers = new Map<unknown, Phase[]>();
  for (const { customerId, start, end, amount, interval, quantity } of rows) {
    const price = new Money(String(amount)).times(quantity ?? 1);
    const phase = {
      start: Date.parse(String(start)),
      end: end == null ? Number.POSITIVE_INFINITY : Date.parse(String(end)),
      mrr: interval === 'year' ? price.div(12) : price,
    };
    const phases = customers.get(customerId);
    if (phases === undefined) customers.set(customerId, [phase]);
    else phases.push(phase);
  }
  return [...customers.values()];
}

/** What a careful developer writes first: for each month and customer, what ran at its beginning and what at its end. */
export function naiveMovements(customers: readonly Phase[][], periods: readonly Period[], Money: typeof Decimal) {
  return periods.map((period): Statement => {
    const first = period.start.getTime();
    const next = period.end.getTime();
    const zero = new Money(0);
    const sums = Object.fromEntries(terms.map((term) => [term, zero])) as Record<keyof Statement, Decimal>;
    for (const phases of customers) {
      // The state just before the month, and the one just before the next.
      let opening = zero;
      let closing = zero;
      let paidBefore = false;
      for (const { start, end, mrr } of phases) {
        if (start < first && first <= end) opening = opening.plus(mrr);
        if (start < next && next <= end) closing = closing.plus(mrr);
        if (start < first) paidBefore = true;
      }
      sums.opening = sums.opening.plus(opening);
      sums.closing = sums.closing.plus(closing);
      const change = closing.minus(opening);
      if (change.isZero()) continue;
      if (opening.isZero()) {
        const kind = paidBefore ? 'reactivation' : 'new';
        sums[kind] = sums[kind].plus(change);
      } else if (closing.isZero()) sums.churn = sums.churn.minus(change);
      else if (change.isPositive()) sums.expansion = sums.expansion.plus(change);
      else sums.contraction = sums.contraction.minus(change);
    }
    return sums;
  });
}
