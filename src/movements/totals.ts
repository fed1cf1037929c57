import { type Period, readPeriod, type Span, zoneOfPeriods } from '../calendar/period.ts';
import { reject } from '../errors.ts';
import { add, type Rational, subtract, zero } from '../exact/index.ts';
import type { CompiledLedger } from '../ledger/compile.ts';
import { type OpenedSource, openSource, type SubscriptionSource } from '../ledger/ledger.ts';
import type { Money } from '../money/money-out.ts';
import { addCounts, type Balance, balances, closingCustomers, closingMrr, type Terms } from './balance.ts';
import { mixedBalance } from './mixed.ts';
import { reportedBalance } from './reporting-currency.ts';
import { layTracks, type Track } from './tracks.ts';
import { type Booking, walk } from './walk.ts';

/** The exact MRR of one period, in the currency of the statements. */
interface MrrTotals {
  readonly opening: Rational;
  readonly terms: Terms<Rational>;
  readonly closing: Rational;
  readonly fx: Rational;
  readonly retainedGross: Rational;
  readonly retainedNet: Rational;
}

/** The number of customers over one period. */
interface CustomerTotals {
  readonly opening: number;
  readonly terms: Terms<number>;
  readonly closing: number;
  readonly retained: number;
}

/** What every statement is made from. */
export interface PeriodTotals {
  readonly span: Span;
  readonly complete: boolean;
  readonly mrr: MrrTotals;
  readonly customers: CustomerTotals;
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
    // Not `map`, which would leave out the holes of a sparse array.
    Array.from(periods, (period, index) => readPeriod(period, `periods[${index}]`)),
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
  return totalsOf(opened, spans).map((totals) => statement(totals, opened));
}

/** The totals of each period, in the order asked for. */
export function totalsOf({ ledger, statement }: OpenedSource, spans: readonly Span[]): PeriodTotals[] {
  const results: PeriodTotals[] = [];
  for (const track of layTracks(spans, ledger.instants)) {
    const net = trackBalances(ledger, track, 'net');
    const booked = statement.movements === 'net' ? net : trackBalances(ledger, track, 'event');
    for (const [i, position] of track.positions.entries()) {
      const span = spans[position] as Span;
      results[position] = {
        span,
        complete: span.end <= ledger.rules.asOf,
        ...periodTotals(ledger, span, net[i] as TrackBalance, booked[i] as TrackBalance, statement.movements),
      };
    }
  }
  return results;
}

/** The balances of one period: MRR by currency, in local money, and customers. */
interface TrackBalance {
  readonly mrr: readonly Balance<Rational>[];
  readonly customers: Balance<number>;
}

function trackBalances(ledger: CompiledLedger, track: Track, booking: Booking): TrackBalance[] {
  const { amounts, counts } = walk(ledger, track, booking);
  const mrr = amounts.map((slots) => balances(track, slots, zero, closingMrr));
  const customers = balances(track, Array.from(counts), 0, closingCustomers);
  return customers.map((balance, i) => ({
    customers: balance,
    mrr: mrr.map((ofCurrency) => ofCurrency[i] as Balance<Rational>),
  }));
}

/** Both bookings share opening and closing; rates are over the opening cohort, point to point, and so always net. */
function periodTotals(
  ledger: CompiledLedger,
  span: Span,
  net: TrackBalance,
  booked: TrackBalance,
  booking: Booking,
): Pick<PeriodTotals, 'mrr' | 'customers'> {
  const mixed = mixedBalance(ledger, span, 'net');
  const netMrr = reportedBalance(ledger, span, net.mrr, mixed.mrr);
  const bookedMixed = booking === 'net' ? mixed : mixedBalance(ledger, span, booking);
  const bookedMrr = booking === 'net' ? netMrr : reportedBalance(ledger, span, booked.mrr, bookedMixed.mrr);
  // Presence, where it is kept, has counted mixed entities already.
  const extra = ledger.presence === null ? [mixed.customers, bookedMixed.customers] : [];
  const netCustomers = addCounts(net.customers, extra[0]);
  const bookedCustomers = addCounts(booked.customers, extra[1]);
  const [, , expansion, contraction, churn] = netMrr.terms;
  const retainedGross = subtract(netMrr.opening, add(contraction, churn));
  return {
    mrr: { ...bookedMrr, retainedGross, retainedNet: add(retainedGross, expansion) },
    customers: { ...bookedCustomers, retained: netCustomers.opening - netCustomers.terms[4] },
  };
}
