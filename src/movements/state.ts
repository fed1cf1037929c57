import { type Instant, readInstant } from '../calendar/instant.ts';
import { type Period, readPeriod, type Span } from '../calendar/period.ts';
import { zoneOf } from '../calendar/zone.ts';
import { isDate, isRecord } from '../errors.ts';
import type { Rational } from '../exact/index.ts';
import { openSource, type SubscriptionSource, zoneOfSource } from '../ledger/ledger.ts';
import type { Money } from '../money/money-out.ts';
import { type PeriodTotals, totalsOf } from './totals.ts';

/** What holds at one instant. */
export interface LedgerState {
  readonly mrr: Rational;
  readonly customers: number;
  /** The form in which the MRR is to come out. */
  readonly money: Money;
}

/** The state at an instant, its own events included, or just before the end of a period. */
export function stateAt(source: SubscriptionSource<Money>, at: Instant | Period, policy: unknown): LedgerState {
  if (isRecord(at) && !isDate(at)) {
    const span = readPeriod(at, 'at');
    const opened = openSource(source, policy, zoneOf(span.period.timeZone, 'at.timeZone'));
    const [totals] = totalsOf(opened, [span]);
    const { mrr, customers } = totals as PeriodTotals;
    return { mrr: mrr.closing, customers: customers.closing, money: opened.statement.money };
  }
  const instant = readInstant(at, zoneOfSource(source, policy), 'at');
  const opened = openSource(source, policy, undefined);
  // Instants are whole milliseconds, so the state at one is what the next millisecond opens with.
  const [totals] = totalsOf(opened, [{ start: instant + 1, end: instant + 2 } as Span]);
  const { mrr, customers } = totals as PeriodTotals;
  return { mrr: mrr.opening, customers: customers.opening, money: opened.statement.money };
}
