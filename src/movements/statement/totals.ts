import { type Period, readPeriod, type Span, zoneOfPeriods } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { add, type Rational, subtract, zero } from '../../exact/index.ts';
import {
  type CompiledLedger,
  type OpenedSource,
  openSource,
  type Subscription,
  type SubscriptionSource,
} from '../../ledger/query.ts';
import type { Money } from '../../money/index.ts';
import { type Balance, balances, closingCustomers, closingMrr } from '../walk/balance.ts';
import { type ReportedBalance, reportedBalance } from '../walk/reported-balance.ts';
import type { Booking } from '../walk/tracks.ts';
import { layTracks, type Track } from '../walk/tracks.ts';
import { walk } from '../walk/walk.ts';
import { type MixedBalance, walkMixed } from '../walk/walk-mixed.ts';

/** The exact MRR of one period, in the currency of the statements. */
interface MrrTotals extends ReportedBalance {
  readonly retainedGross: Rational;
  readonly retainedNet: Rational;
}

/** The number of customers over one period. */
interface CustomerTotals extends Balance<number> {
  readonly retained: number;
}

/** What every statement is made from. */
export interface PeriodTotals {
  readonly span: Span;
  readonly complete: boolean;
  /** Only worked out where it is asked for: without it no exchange rate is needed. */
  readonly mrr: () => MrrTotals;
  readonly customers: CustomerTotals;
}

/** Opens the source under the call's policy and walks it once for all periods; `statement` makes of each one's totals what is wanted. */
export function statements<T>(
  source: SubscriptionSource<Subscription, Money>,
  periods: readonly Period[],
  policy: unknown,
  statement: (totals: PeriodTotals, opened: OpenedSource) => T,
): T[] {
  if (!Array.isArray(periods)) reject('INVALID_TYPE', 'periods', 'be an array of periods', periods);
  return statementsOver(
    source,
    // Not `map`, which would leave out the holes of a sparse array.
    Array.from(periods, (period, index) => readPeriod(period, `periods[${index}]`)),
    policy,
    statement,
  );
}

/** The same for a single period. */
export function statementOf<T>(
  source: SubscriptionSource<Subscription, Money>,
  period: Period,
  policy: unknown,
  statement: (totals: PeriodTotals, opened: OpenedSource) => T,
): T {
  return statementsOver(source, [readPeriod(period, 'period')], policy, statement)[0] as T;
}

function statementsOver<T>(
  source: SubscriptionSource<Subscription, Money>,
  spans: readonly Span[],
  policy: unknown,
  statement: (totals: PeriodTotals, opened: OpenedSource) => T,
): T[] {
  const opened = openSource(source, policy, zoneOfPeriods(spans));
  return totalsOf(opened, spans).map((totals) => statement(totals, opened));
}

/** The totals of each period, in the order asked for. */
export function totalsOf({ ledger, statement }: OpenedSource, spans: readonly Span[]): PeriodTotals[] {
  const results: PeriodTotals[] = [];
  for (const track of layTracks(spans, ledger.instants)) {
    const net = trackBalances(ledger, track, spans, 'net');
    const booked = statement.movements === 'net' ? net : trackBalances(ledger, track, spans, 'event');
    for (const [i, position] of track.positions.entries()) {
      const span = spans[position] as Span;
      const { opening, terms, closing } = booked.customers[i] as Balance<number>;
      const lost = (net.customers[i] as Balance<number>).terms[4];
      // Both bookings share opening and closing; rates are over the opening cohort, point to point, and so always net.
      results[position] = {
        span,
        complete: span.end <= ledger.rules.asOf,
        mrr: once(() => withRetained(net.mrr(i), booked === net ? null : booked.mrr(i))),
        customers: { opening, terms, closing, retained: opening - lost },
      };
    }
  }
  return results;
}

/** The balances of a track, by period. */
interface TrackBalances {
  readonly mrr: (i: number) => ReportedBalance;
  readonly customers: readonly Balance<number>[];
}

function trackBalances(ledger: CompiledLedger, track: Track, spans: readonly Span[], booking: Booking): TrackBalances {
  const { amounts, counts } = walk(ledger, track, booking);
  const local = once(() => amounts.map((slots) => balances(track, slots, zero, closingMrr)));
  const mixed = once(() => walkMixed(ledger, track, spans, booking));
  return {
    mrr(i) {
      const ofPeriod = local().map((ofCurrency) => ofCurrency[i] as Balance<Rational>);
      return reportedBalance(ledger, spans[track.positions[i] as number] as Span, ofPeriod, mixed()[i] as MixedBalance);
    },
    customers: balances(track, Array.from(counts), 0, closingCustomers),
  };
}

function withRetained(net: ReportedBalance, booked: ReportedBalance | null): MrrTotals {
  const [, , expansion, contraction, churn] = net.terms;
  const retainedGross = subtract(net.opening, add(contraction, churn));
  const { opening, terms, closing, fx } = booked ?? net;
  return { opening, terms, closing, fx, retainedGross, retainedNet: add(retainedGross, expansion) };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
