import fc from 'fast-check';
import type { PlainRow } from './arbitraries.ts';
import { addCalendarDays, addCalendarMonths, readInstant } from './zone.ts';

/** How a row follows another of its customer: so many days after its end, as a contract of its own or as a phase. */
export interface Join {
  readonly gap: number;
  readonly phase: boolean;
}

export const joinArbitrary: fc.Arbitrary<Join | null> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(null) },
  { weight: 6, arbitrary: fc.record({ gap: fc.constantFrom(0, 0, 0, 1, 3, 5, 31), phase: fc.boolean() }) },
);

/** The bill stays what it was but for price, quantity and plan. */
function phaseOf(before: PlainRow, row: PlainRow): PlainRow {
  const { subscriptionId: _, interval: __, intervalCount: ___, discount: ____, currency: _____, ...own } = row;
  const { subscriptionId, interval, intervalCount, discount, currency } = before;
  return {
    ...own,
    interval,
    ...(subscriptionId === undefined ? {} : { subscriptionId }),
    ...(intervalCount === undefined ? {} : { intervalCount }),
    ...(discount === undefined ? {} : { discount }),
    ...(currency === undefined ? {} : { currency }),
  };
}

function startingAt(row: PlainRow, start: Date, zone: string): PlainRow {
  if (row.end && start.getTime() <= readInstant(row.end, zone)) return { ...row, start };
  if (row.interval !== 'term') return { ...row, start, end: null };
  return { ...row, start, end: new Date(addCalendarMonths(start.getTime(), 12, zone)) };
}

/** Some rows begin where another of the same customer ends, or some days later: plan changes and returns. */
export function withSuccessors(rows: readonly PlainRow[], joins: readonly (Join | null)[], zone: string): PlainRow[] {
  const result: PlainRow[] = [];
  rows.forEach((row, index) => {
    const join = joins[index] ?? null;
    const last = result.filter((other) => other.customerId === row.customerId && other.end).at(-1);
    if (join === null || !last?.end) {
      result.push(row);
      return;
    }
    const end = readInstant(last.end, zone);
    const start = new Date(join.gap === 0 ? end : addCalendarDays(end, join.gap, zone));
    result.push(startingAt(join.phase ? phaseOf(last, row) : row, start, zone));
  });
  return result;
}
