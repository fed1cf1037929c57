import type { PeriodsAsked, Span } from '../../calendar/open.ts';
import { add, type Rational, subtract } from '../../exact/index.ts';
import { type OpenedSource, openPeriods } from '../../ledger/query.ts';
import { type Balance, balances, type MrrBalance, type PeriodBalances } from '../walk/balance.ts';

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
  const { movements } = statement;
  const [nets = [], booked = nets] = balances(ledger, spans, movements === 'net' ? ['net'] : ['net', movements]);
  return spans.map((span, position) => {
    const net = nets[position] as PeriodBalances;
    const own = booked[position] as PeriodBalances;
    // Both bookings share opening and closing; rates are over the opening cohort, point to point, and so always net.
    const [, , , , lost] = net.customers.terms;
    return {
      span,
      complete: span.end <= ledger.rules.asOf,
      mrr: () => withRetained(net.mrr(), own.mrr()),
      customers: { ...own.customers, retained: own.customers.opening - lost },
    };
  });
}

function withRetained(net: MrrBalance, booked: MrrBalance): MrrTotals {
  const [, , expansion, contraction, churn] = net.terms;
  const retainedGross = subtract(net.opening, add(contraction, churn));
  return { ...booked, retainedGross, retainedNet: add(retainedGross, expansion) };
}
