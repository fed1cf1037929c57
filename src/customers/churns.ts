import type { Span } from '../calendar/open.ts';
import { compare, multiply, type Rational } from '../exact/index.ts';
import type { CompiledLedger, Subscription } from '../ledger/query.ts';
import {
  type Booking,
  type EntityMovement,
  entityMovements,
  kinds,
  type RunningSpans,
  rateInstants,
  rateOf,
  runningSpans,
} from '../movements/open.ts';

/** One customer who left. */
interface Churn {
  /** The MRR that went. */
  readonly mrr: Rational;
  /**
   * What stands for all it had: of the paid rows that ran until it left the largest, by what it brought in; of equal ones the one that
   * started last, and then the last one in the data.
   */
  readonly lastRow: Subscription;
  /** An unpaid bill ended that row, or its own end did and it says so itself. */
  readonly isInvoluntary: boolean;
}

export interface Churns {
  readonly churns: readonly Churn[];
  /** How many entities were open at the start of the period. */
  readonly opening: number;
}

/** The customers who left in a period, and how many there were at its start. */
export function churnsIn(ledger: CompiledLedger, span: Span, booking: Booking): Churns {
  const running = runningSpans(ledger);
  const movements = entityMovements(ledger, span, booking);
  const left = movements.filter(({ kind }) => kind !== null && kinds[kind] === 'churn');
  return {
    churns: left.map((movement) => churnOf(ledger, running, span, movement)),
    opening: movements.filter(({ from }) => from.n !== 0n).length,
  };
}

function churnOf(
  ledger: CompiledLedger,
  running: RunningSpans,
  span: Span,
  { entity, from, place }: EntityMovement,
): Churn {
  const { spans, prices, rowAt } = ledger;
  const rateInstant = rateInstants(span).opening;
  const worth = (at: number): Rational => {
    const price = spans.price[at] as number;
    return multiply(prices.values[price] as Rational, rateOf(ledger, prices.currencies[price] as number, rateInstant));
  };
  // What is free brings nothing in, at any exchange rate, and needs none.
  const candidates = running.before(entity, place).filter(running.isPaid);
  candidates.sort(
    (a, b) =>
      compare(worth(b), worth(a)) ||
      (spans.rowStart[b] as number) - (spans.rowStart[a] as number) ||
      (spans.row[b] as number) - (spans.row[a] as number),
  );
  const last = candidates[0] as number;
  return { mrr: from, lastRow: rowAt(spans.row[last] as number), isInvoluntary: spans.isInvoluntary[last] === 1 };
}
