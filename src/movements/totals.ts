import { type Period, readPeriod, type Span, zoneOfPeriods } from '../calendar/period.ts';
import { reject } from '../errors.ts';
import { add, type Rational, subtract, zero } from '../exact/index.ts';
import { type CompiledLedger, type OpenedSource, openSource, type SubscriptionSource } from '../ledger/ledger.ts';
import type { Money } from '../money/money-out.ts';
import { kindCount } from './kinds.ts';
import { layTracks, type Track } from './tracks.ts';
import { walk } from './walk.ts';

/** One value for each kind, in the order of `kinds`. */
export type Terms<T> = readonly [fresh: T, reactivation: T, expansion: T, contraction: T, churn: T];

/** One quantity over one period: what it was, what it became, and by which movements. */
export interface Balance<T> {
  readonly opening: T;
  readonly terms: Terms<T>;
  readonly closing: T;
}

/** What every statement is made from: the exact MRR and the number of customers over one period. */
export interface PeriodTotals {
  readonly span: Span;
  readonly complete: boolean;
  readonly mrr: Balance<Rational>;
  readonly customers: Balance<number>;
}

/** Opens the source under the call's policy and walks it once for all periods; `statement` makes of each one's totals what is wanted. */
export function statements<T>(
  source: SubscriptionSource<Money>,
  periods: readonly Period[],
  policy: unknown,
  statement: (totals: PeriodTotals, opened: OpenedSource) => T,
): T[] {
  if (!Array.isArray(periods)) reject('INVALID_TYPE', 'periods', 'be an array of periods', periods);
  return statementsOver(
    source,
    periods.map((period, index) => readPeriod(period, `periods[${index}]`)),
    policy,
    statement,
  );
}

/** The same for a single period. */
export function statementOf<T>(
  source: SubscriptionSource<Money>,
  period: Period,
  policy: unknown,
  statement: (totals: PeriodTotals, opened: OpenedSource) => T,
): T {
  return statementsOver(source, [readPeriod(period, 'period')], policy, statement)[0] as T;
}

function statementsOver<T>(
  source: SubscriptionSource<Money>,
  spans: readonly Span[],
  policy: unknown,
  statement: (totals: PeriodTotals, opened: OpenedSource) => T,
): T[] {
  const opened = openSource(source, policy, zoneOfPeriods(spans));
  return totalsOf(opened.ledger, spans).map((totals) => statement(totals, opened));
}

/** The totals of each period, in the order asked for. */
export function totalsOf(ledger: CompiledLedger, spans: readonly Span[]): PeriodTotals[] {
  const results: PeriodTotals[] = [];
  for (const track of layTracks(spans, ledger.instants)) {
    const totals = walk(ledger, track);
    const mrr = balances(track, totals.amounts, zero, closingMrr);
    const customers = balances(track, Array.from(totals.counts), 0, closingCustomers);
    for (const [i, position] of track.positions.entries()) {
      const span = spans[position] as Span;
      results[position] = {
        span,
        complete: span.end <= ledger.rules.asOf,
        mrr: mrr[i] as Balance<Rational>,
        customers: customers[i] as Balance<number>,
      };
    }
  }
  return results;
}

function closingMrr(
  opening: Rational,
  [fresh, reactivation, expansion, contraction, churn]: Terms<Rational>,
): Rational {
  return subtract(add(opening, add(add(fresh, reactivation), expansion)), add(contraction, churn));
}

function closingCustomers(opening: number, [fresh, reactivation, , , churn]: Terms<number>): number {
  return opening + fresh + reactivation - churn;
}

/** Carries the level along the track: what one period or gap closes with, the next opens with. */
function balances<T>(
  track: Track,
  slots: readonly T[],
  nothing: T,
  close: (opening: T, terms: Terms<T>) => T,
): Balance<T>[] {
  const results: Balance<T>[] = [];
  let opening = nothing;
  for (let segment = 0; segment < track.segments; segment += 1) {
    const terms = slots.slice(segment * kindCount, (segment + 1) * kindCount) as readonly T[] as Terms<T>;
    const closing = close(opening, terms);
    if (segment % 2 === 1) results.push({ opening, terms, closing });
    opening = closing;
  }
  return results;
}
