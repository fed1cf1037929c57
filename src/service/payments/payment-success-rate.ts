import { type BySegment, perPeriod } from '../../activity/open.ts';
import type { Period, PerPeriod } from '../../calendar/open.ts';
import { type Ratio, ratio } from '../../ratio/open.ts';
import type { SegmentKey } from '../../table/index.ts';
import { readServiceQuestion } from '../service-question.ts';
import { byFirstAttempt, type PaymentRateOptions } from './by-first-attempt.ts';
import { failedFirst, readInvoices, succeeded, withoutFirst } from './invoices.ts';
import { checkPayments, type Payment } from './payment.ts';

/** The ratio itself is that of the first attempt. */
export interface PaymentSuccessRate extends Ratio {
  /** The invoices collected at any known attempt, over the same denominator. */
  readonly afterRetries: Ratio;
  /** Invoices whose lowest `attempt` in the data is above 1, dated by their first known payment; they are in neither rate. */
  readonly withoutFirstAttempt: number;
}

/**
 * Payment success rate: the share of invoices that are collected, at the first attempt and after retries.
 *
 * Formula: invoices that succeeded at their first attempt / invoices; after retries, invoices with any success / invoices. In: the invoices
 * whose first attempt falls in the period, with all their later attempts, including those after the period. A payment without `invoiceId`
 * is an invoice of its own. Out: invoices whose first attempt is not in the data, which are counted separately; write-offs, which are not
 * attempts. Among attempts at one instant, a failure counts as the earlier one.
 *
 * @param payments - Payments, in any order.
 * @param period - A period, or a list of periods, overlapping or not, all in one time zone. A list gives a list.
 * @param options - `asOf`: when the data was taken; payments at or after it are unknown. `timeZone`: by default the period's. `by`: a key
 * of each invoice, from its first attempt, or a Map from customers to keys; the result is then a list of `{ key, ... }`, sorted by key,
 * which adds up to the whole.
 * @returns A `Ratio`, 0..1: the invoices collected at the first attempt over all invoices; with `afterRetries` and `withoutFirstAttempt`.
 * Values are null without invoices.
 * @throws MetricsError `INVALID_TYPE`, `INVALID_INSTANT`, `SKIPPED_DAY`, `INVALID_OPTION`, `INVALID_AMOUNT` for a payment, `INVALID_NUMBER`
 * for an `attempt`, also for one that contradicts the order in time; `INVALID_PERIOD`, `END_BEFORE_START` for a period; `UNKNOWN_KEY`,
 * `INVALID_TIME_ZONE`, `CONFLICTING_TIME_ZONES` for options.
 *
 * Cost: O(payments). Source: Stripe, revenue recovery analytics: a failed payment is one that failed at the first attempt.
 *
 * @see docs/metrics/payment-success-rate.md
 *
 * @example
 * ```ts
 * const payments: Payment[] = [
 *   { customerId: 'ada', invoiceId: 'A1', at: '2026-03-01', status: 'succeeded' },
 *   { customerId: 'ben', invoiceId: 'B1', at: '2026-03-01', status: 'failed' },
 *   { customerId: 'ben', invoiceId: 'B1', at: '2026-03-04', status: 'succeeded' },
 *   { customerId: 'cem', invoiceId: 'C1', at: '2026-03-05', status: 'failed' },
 * ]
 * const { value, afterRetries } = paymentSuccessRate(payments, month('2026-03'))
 * value // => 0.3333333333333333
 * afterRetries // => { value: 0.6666666666666666, numerator: 2, denominator: 3 }
 * ```
 */
export function paymentSuccessRate<
  P extends Period | readonly Period[],
  Row extends Payment = Payment,
  Key extends SegmentKey = never,
>(
  payments: readonly Row[],
  period: P,
  options: PaymentRateOptions<Row, Key> = {},
): PerPeriod<P, BySegment<Key, PaymentSuccessRate>> {
  const question = readServiceQuestion(period, options, ['by']);
  checkPayments(payments);
  const invoices = readInvoices(payments, question);
  const { slots, flags } = invoices;
  return perPeriod(
    question,
    slots,
    byFirstAttempt(payments, invoices, options.by, (invoices) => {
      let counted = 0;
      let first = 0;
      let any = 0;
      for (const invoice of invoices) {
        const known = flags[invoice] as number;
        if ((known & withoutFirst) !== 0) continue;
        counted += 1;
        if ((known & failedFirst) === 0) first += 1;
        if ((known & succeeded) !== 0) any += 1;
      }
      return {
        ...ratio(first, counted),
        afterRetries: ratio(any, counted),
        withoutFirstAttempt: invoices.length - counted,
      };
    }),
  ) as PerPeriod<P, BySegment<Key, PaymentSuccessRate>>;
}
