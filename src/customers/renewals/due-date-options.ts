import type { SegmentBy } from '../../activity/open.ts';
import { reject } from '../../errors.ts';
import { type BillingInterval, type Cycle, cycleOf, type Subscription } from '../../ledger/query.ts';
import { readChoice, readCount, readDays } from '../../read/index.ts';
import type { SegmentKey } from '../../table/index.ts';

/** Which due dates count, and how late a renewal may be. */
export interface DueDateOptions<Row extends Subscription = Subscription, Key extends SegmentKey = never> {
  /** A renewal counts as on time up to this many days after the due date; whole days >= 0. Default 0. */
  readonly graceDays?: number | undefined;
  /** Whether a subscription that ends for good between due dates counts as a lost renewal at that end, or not at all. Default 'include'. */
  readonly earlyTermination?: 'include' | 'exclude' | undefined;
  /** Counts only contracts with this billing interval, such as 'year'. Default: all. */
  readonly interval?: BillingInterval | undefined;
  /** With `interval`: the number of intervals that one bill covers. Default 1. */
  readonly intervalCount?: number | undefined;
  /**
   * 'any': each due date counts by itself. 'all': a due date counts only if every contract that the customer is paying for just before that
   * date comes due, or ends for good, in the period. Default 'any'.
   */
  readonly due?: 'any' | 'all' | undefined;
  /**
   * A key of each row that comes due, such as `(row) => row.plan`, or a Map from customers to keys: the result is then a list with the result
   * of each key. Default: no split.
   */
  readonly by?: SegmentBy<Row, Key> | undefined;
}

export const dueDateNames = ['graceDays', 'earlyTermination', 'interval', 'intervalCount', 'due'] as const;

export function readGraceDays(value: unknown): number {
  return value === undefined ? 0 : readDays(value, 'options.graceDays', 0);
}

const intervals = ['day', 'week', 'month', 'quarter', 'year', 'term'] as const;

/** By length: twelve months are a year. */
export function cycleFilter({ interval, intervalCount }: DueDateOptions): (cycle: Cycle) => boolean {
  const path = 'options.intervalCount';
  if (interval === undefined) {
    if (intervalCount === undefined) return () => true;
    return reject('INVALID_OPTION', path, 'be used together with interval', intervalCount);
  }
  if (readChoice(interval, 'options.interval', intervals) === 'term') {
    if (intervalCount !== undefined) reject('INVALID_OPTION', path, "be left out if interval is 'term'", intervalCount);
    return ({ unit }) => unit === 'term';
  }
  const count = intervalCount === undefined ? 1 : readCount(intervalCount, path);
  const wanted = cycleOf(interval, count, 0);
  return (cycle) => cycle.unit !== 'term' && cycle.unit === wanted.unit && cycle.count === wanted.count;
}
