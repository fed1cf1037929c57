import { askedOnce, readSegments, type SegmentBy, type Summary, summarizeSegments } from '../../activity/open.ts';
import type { SegmentKey } from '../../table/index.ts';
import type { ServiceOptions } from '../service-question.ts';
import type { Invoices } from './invoices.ts';
import type { Payment } from './payment.ts';

/** The options of every payment metric. */
export interface PaymentRateOptions<Row extends Payment = Payment, Key extends SegmentKey = never>
  extends ServiceOptions {
  /**
   * A key of each invoice, from its first attempt, such as `(payment) => payment.declineReason`, or a Map from customers to keys: the result
   * is then a list with the result of each key. Default: no split.
   */
  readonly by?: SegmentBy<Row, Key> | undefined;
}

/** The summary of invoices, or that of the invoices with each key. `isCounted` says which invoices have one. */
export function byFirstAttempt<Result extends object>(
  payments: readonly Payment[],
  { firstRow, flags }: Invoices,
  by: unknown,
  summary: Summary<Result>,
  isCounted: (flags: number) => boolean = () => true,
): Summary<unknown> {
  const keyOf = readSegments(by, (row) => payments[row]);
  if (keyOf === undefined) return summary;
  const keyOfRow = askedOnce(keyOf);
  const split = summarizeSegments((invoice) => keyOfRow(firstRow[invoice] as number), summary);
  return (rows, period) =>
    split(
      rows.filter((invoice) => isCounted(flags[invoice] as number)),
      period,
    );
}
