import type { PeriodsAsked, Span } from '../../calendar/open.ts';
import { add, type Rational, subtract } from '../../exact/index.ts';
import { type CompiledLedger, type OpenedSource, openPeriods } from '../../ledger/query.ts';
import { type Balance, customerBalances, type MrrBalance, mrrBalances } from '../walk/balance.ts';
import { rationalWalk } from '../walk/rational-walk.ts';
import { type Booking, layTracks, type Track } from '../walk/tracks.ts';
import { walk } from '../walk/walk.ts';

/** The exact MRR of one period, in the currency of the statements. */
interface MrrTotals extends MrrBalance {
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

/** The totals of all periods that a call asks about, in the order asked for. */
export interface StatementTotals {
  readonly opened: OpenedSource & PeriodsAsked;
  readonly totals: readonly PeriodTotals[];
}

/** Opens the source under the call's policy and walks it once for all periods. */
export function statementTotals(source: unknown, periods: unknown, policy: unknown): StatementTotals {
  const opened = openPeriods(source, periods, policy);
  return { opened, totals: totalsOf(opened, opened.spans) };
}

/** The totals of each period, in the order asked for. */
export function totalsOf({ ledger, statement }: OpenedSource, spans: readonly Span[]): PeriodTotals[] {
  const results: PeriodTotals[] = [];
  const tracks = layTracks(spans, ledger.instants);
  const nets = balancesByTrack(ledger, tracks, spans, 'net');
  const bookings = statement.movements === 'net' ? nets : balancesByTrack(ledger, tracks, spans, 'event');
  for (const [t, { positions }] of tracks.entries()) {
    const [net, booked] = [nets[t] as TrackBalances, bookings[t] as TrackBalances];
    for (const [i, position] of positions.entries()) {
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
  readonly mrr: (i: number) => MrrBalance;
  readonly customers: readonly Balance<number>[];
}

function balancesByTrack(
  ledger: CompiledLedger,
  tracks: readonly Track[],
  spans: readonly Span[],
  booking: Booking,
): TrackBalances[] {
  return walk(ledger, tracks, spans, booking).map((sums, i) => {
    const track = tracks[i] as Track;
    const mrr = once(() => mrrBalances(ledger, track, spans, sums, rationalWalk(ledger, track, spans, booking)));
    return { mrr: (period) => mrr()(period), customers: customerBalances(track, sums.counts) };
  });
}

function withRetained(net: MrrBalance, booked: MrrBalance | null): MrrTotals {
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
