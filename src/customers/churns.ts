import type { CheckedPeriod } from '../calendar/open.ts';
import { type Rational, zero } from '../exact/index.ts';
import { type CompiledLedger, placeOf, rowOf, type Subscription, stepBefore } from '../ledger/query.ts';
import {
  type Booking,
  type EntityMovement,
  endOfChange,
  entityMovements,
  exchangeInstants,
  kinds,
  type RunningSpans,
} from '../movements/open.ts';
import { largestSpan } from './largest-row.ts';

/** A customer who left, MRR that was lost, or both. */
export interface Churn {
  /** 0 when the customer stayed on a free plan, under `freePlans: 'include'`. */
  readonly customers: 0 | 1;
  /** The MRR lost; 0 when a free customer left. */
  readonly mrr: Rational;
  readonly lastRow: Subscription;
}

/** A ledger, and the indexes that answer questions about its rows. */
export interface ChurnBook {
  readonly ledger: CompiledLedger;
  readonly running: RunningSpans;
}

/** The churns of a period. Customers sum to `churned` of the customer bridge, MRR to `churn` of the MRR bridge. */
export function churnsIn(book: ChurnBook, checked: CheckedPeriod, booking: Booking): Churn[] {
  const mrrChurns = entityMovements(book.ledger, checked, booking).filter(isChurn);
  const leavings = leavingsIn(book.ledger, checked, booking);
  const churnOf = (customers: 0 | 1, mrr: Rational, { entity, place }: Leaving): Churn => {
    return { customers, mrr, lastRow: lastRowOf(book, checked, entity, place).lastRow };
  };
  if (leavings === null) return mrrChurns.map((movement) => churnOf(1, movement.from, movement));
  const nameOf = ({ entity, place }: Leaving) => `${entity} ${place}`;
  const mrrOf = new Map(mrrChurns.map((movement) => [nameOf(movement), movement.from]));
  const left = new Set(leavings.map(nameOf));
  // A customer that moves to a free plan takes its MRR away but is still there.
  const moved = mrrChurns.filter((movement) => !left.has(nameOf(movement)));
  return [
    ...leavings.map((leaving) => churnOf(1, mrrOf.get(nameOf(leaving)) ?? zero, leaving)),
    ...moved.map((movement) => churnOf(0, movement.from, movement)),
  ];
}

export function isChurn({ kind }: EntityMovement): boolean {
  return kind !== null && kinds[kind] === 'churn';
}

/** A former customer, from a place among the instants on. */
interface Leaving {
  readonly entity: number;
  readonly place: number;
}

/** The customers who left, if they are counted apart from their MRR; else null. */
function leavingsIn({ counted, instants }: CompiledLedger, checked: CheckedPeriod, booking: Booking): Leaving[] | null {
  if (counted === null) return null;
  const { offsets, places, levels } = counted;
  const [from, to] = [placeOf(checked.start, instants), placeOf(checked.end, instants)];
  const leavings: Leaving[] = [];
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const before = stepBefore(counted, entity, from);
    const last = stepBefore(counted, entity, to);
    const isOpen = (step: number) => step >= (offsets[entity] as number) && levels[step] !== 0;
    if (booking === 'net') {
      if (isOpen(before) && !isOpen(last)) leavings.push({ entity, place: places[last] as number });
      continue;
    }
    let wasOpen = isOpen(before);
    for (let step = before + 1; step <= last; ) {
      const end = endOfChange(places, instants, step, last + 1, booking);
      const place = places[end - 1] as number;
      if (wasOpen && !isOpen(end - 1)) leavings.push({ entity, place });
      wasOpen = isOpen(end - 1);
      step = end;
    }
  }
  return leavings;
}

/**
 * The row that stands for a customer: the largest by price among the paid rows that ran until a place; ties go to the row that started
 * last, then to the last one in the data. Without a paid row, it is chosen among the free ones. Also tells whether an unpaid bill ended
 * that row, or its own end did and the row says so itself.
 */
export function lastRowOf(
  { ledger, running }: ChurnBook,
  checked: CheckedPeriod,
  entity: number,
  place: number,
): { readonly lastRow: Subscription; readonly isInvoluntary: boolean } {
  const { spans, rowAt } = ledger;
  const last = largestSpan(ledger, running.before(entity, place), exchangeInstants(checked).opening) as number;
  return { lastRow: rowAt(rowOf(spans, last)), isInvoluntary: spans.isInvoluntary[last] === 1 };
}
