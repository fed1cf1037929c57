import { type Instant, type Period, readInstant, readPeriod, type Span, zoneOf } from '../calendar/open.ts';
import { isDate } from '../errors.ts';
import type { Rational } from '../exact/index.ts';
import { openSource, type Subscription, type SubscriptionSource, zoneOfSource } from '../ledger/query.ts';
import type { Money } from '../money/index.ts';
import { isRecord } from '../read/index.ts';
import { type PeriodTotals, totalsOf } from './statement/totals.ts';

/** What holds at one instant. */
export interface LedgerState {
  /** Only worked out where it is asked for: without it no exchange rate is needed. */
  readonly mrr: () => Rational;
  readonly customers: number;
  /** The form in which the MRR is to come out. */
  readonly money: Money;
}

/** The state at an instant, its own events included, or just before the end of a period. */
export function stateAt(
  source: SubscriptionSource<Subscription, Money>,
  at: Instant | Period,
  policy: unknown,
): LedgerState {
  const span = isRecord(at) && !isDate(at) ? readPeriod(at, 'at') : null;
  const instant = span === null ? readInstant(at, zoneOfSource(source, policy), 'at') : span.end - 1;
  const opened = openSource(source, policy, span === null ? undefined : zoneOf(span.period.timeZone, 'at.timeZone'));
  // Instants are whole milliseconds, so the state at one is what the next opens with. A span of no length has but one rate.
  const [totals] = totalsOf(opened, [{ start: instant + 1, end: instant + 1 } as Span]);
  const { mrr, customers } = totals as PeriodTotals;
  return { mrr: () => mrr().opening, customers: customers.opening, money: opened.statement.money };
}
