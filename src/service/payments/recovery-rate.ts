import { type BySegment, isWithinDays, outside, perPeriod, type Summary } from '../../activity/open.ts';
import type { Period, PerPeriod } from '../../calendar/open.ts';
import { add, type Rational, zero } from '../../exact/index.ts';
import { type Ratio, ratio, ratioOf } from '../../ratio/open.ts';
import { readDays, readOptionalChoice } from '../../read/index.ts';
import type { SegmentKey } from '../../table/index.ts';
import { readServiceQuestion } from '../service-question.ts';
import { byFirstAttempt, type PaymentRateOptions } from './by-first-attempt.ts';
import { failedFirst, readInvoices, succeeded, withoutFirst, writtenOff } from './invoices.ts';
import { checkPayments, type Payment } from './payment.ts';
import { amountsOf, failedAmounts } from './recovered-amounts.ts';
import { type RecoveryCourse, type RecoveryDetails, recoveryCourses, recoveryDetails } from './recovery-details.ts';

/** The ratio itself counts invoices: recovered + written off + open = failed, the denominator. */
export interface RecoveryRate extends Ratio {
  /** Recovered amount over failed amount, in major currency units, of the invoices that have an amount. */
  readonly amount: Ratio;
  /** Failed invoices that were written off and not collected. */
  readonly writtenOff: number;
  /** Failed invoices that are neither collected nor written off. */
  readonly open: number;
  /** Failed invoices without an amount on any payment: they are in the rate, but not in `amount`. */
  readonly withoutAmount: number;
  /** Invoices whose lowest `attempt` in the data is above 1, dated by their first known payment: they failed before the data begins. */
  readonly withoutFirstAttempt: number;
  /** With `withinDays`: failed invoices for which these days are not over at `asOf`; no other number counts them. */
  readonly undecided?: number;
  /** With `details: 'include'`: for each attempt after the first, the share it collected of the invoices tried at least that often. */
  readonly attempts?: RecoveryDetails['attempts'];
  /** With `details: 'include'`: days of 24 hours from the first attempt to the success. */
  readonly daysToRecovery?: RecoveryDetails['daysToRecovery'];
}

/** The options of `recoveryRate`. */
export interface RecoveryOptions<Row extends Payment = Payment, Key extends SegmentKey = never>
  extends PaymentRateOptions<Row, Key> {
  /**
   * Whether amounts are in major units (49.99) or whole numbers of the currency's minor unit (4999). Results are always in major units.
   * Default 'major'.
   */
  readonly amounts?: 'major' | 'minor' | undefined;
  /** Only a success less than this many calendar days after the first attempt recovers an invoice. Default: no limit. */
  readonly withinDays?: number | undefined;
  /** Whether the result includes attempts and times to recovery. Default 'exclude'. */
  readonly details?: 'exclude' | 'include' | undefined;
}

/**
 * Recovery rate of failed payments: the share of initially failed invoices that were collected later, by number and by amount.
 *
 * Formula: recovered invoices / failed invoices; by amount, recovered amount / failed amount. In: the invoices whose first attempt falls in
 * the period and failed; any later known success recovers them, even after a write-off. The amount of an invoice is the largest of its
 * payments. Its recovered amount is the sum of its successes, capped at the amount, or the whole amount if a success names none. Out:
 * invoices collected at the first attempt; those whose first attempt is not in the data, which are counted separately. Written-off and open
 * invoices are in the denominator, and also counted separately.
 *
 * @param payments - Payments, in any order. Without `invoiceId`, no success can be matched to a failure.
 * @param period - A period, or a list of periods, overlapping or not, all in one time zone. A list gives a list.
 * @param options - `asOf`: when the data was taken; payments at or after it are unknown. `timeZone`: by default the period's. `amounts`:
 * 'major' units by default; 'minor' ones have the decimals that ISO 4217 gives the currency, or 2 where none is named. `withinDays`: only
 * successes less than this many calendar days after the first attempt recover an invoice, and only invoices for which these days are over
 * count. `details`: 'include' adds attempts and times. `by`: a key of each invoice, from its first attempt (`declineReason`), or a Map from
 * customers to keys; the result is then a list of `{ key, ... }`, sorted by key, which adds up to the whole.
 * @returns A `Ratio` of invoices, 0..1, with `amount` (each sum is exact and rounded once), `writtenOff`, `open`, `withoutAmount` and
 * `withoutFirstAttempt`. `value` is null when no invoice failed; `amount.value` is also null when no failed invoice has an amount. With
 * `withinDays`, also `undecided`. With `details`, also `attempts`, the share of invoices that each attempt after the first collected, and
 * `daysToRecovery`, a distribution.
 * @throws MetricsError as `paymentSuccessRate` does; `MIXED_CURRENCIES` when amounts are in several currencies.
 *
 * Cost: O(payments). Source: recovered over failed invoices, as GrowPanel counts; by volume, as in Stripe's recovery analytics.
 *
 * @see docs/metrics/recovery-rate.md
 *
 * @example
 * ```ts
 * const payments: Payment[] = [
 *   { customerId: 'ben', invoiceId: 'B1', at: '2026-03-01', status: 'failed', amount: 30 },
 *   { customerId: 'ben', invoiceId: 'B1', at: '2026-03-04', status: 'succeeded', amount: 30 },
 *   { customerId: 'cem', invoiceId: 'C1', at: '2026-03-05', status: 'failed', amount: 90 },
 *   { customerId: 'cem', invoiceId: 'C1', at: '2026-04-05', status: 'writtenOff' },
 * ]
 * const { value, amount, writtenOff, open } = recoveryRate(payments, month('2026-03'))
 * value // => 0.5
 * amount // => { value: 0.25, numerator: 30, denominator: 120 }
 * writtenOff // => 1
 * open // => 0
 * ```
 */
export function recoveryRate<
  P extends Period | readonly Period[],
  Row extends Payment = Payment,
  Key extends SegmentKey = never,
>(
  payments: readonly Row[],
  period: P,
  options: RecoveryOptions<Row, Key> = {},
): PerPeriod<P, BySegment<Key, RecoveryRate>> {
  return summarizeInvoices(payments, period, options, recoveryOf) as PerPeriod<P, BySegment<Key, RecoveryRate>>;
}

/** What a rate of one period is made of. */
export interface RecoverySums {
  readonly failed: number;
  readonly recovered: number;
  readonly writtenOff: number;
  readonly withoutAmount: number;
  readonly withoutFirstAttempt: number;
  readonly failedAmount: Rational;
  readonly recoveredAmount: Rational;
  /** Where days were asked for. */
  readonly undecided?: number | undefined;
  /** Where details were. */
  readonly course?: RecoveryCourse | undefined;
}

export function recoveryOf(sums: RecoverySums): RecoveryRate {
  const { undecided, course } = sums;
  return {
    ...ratio(sums.recovered, sums.failed),
    amount: ratioOf(sums.recoveredAmount, sums.failedAmount),
    writtenOff: sums.writtenOff,
    open: sums.failed - sums.recovered - sums.writtenOff,
    withoutAmount: sums.withoutAmount,
    withoutFirstAttempt: sums.withoutFirstAttempt,
    ...(undecided === undefined ? null : { undecided }),
    ...(course === undefined ? null : recoveryDetails(course)),
  };
}

export function summarizeInvoices<P extends Period | readonly Period[], Result extends object>(
  payments: readonly Payment[],
  period: P,
  options: RecoveryOptions<never, SegmentKey>,
  resultOf: (sums: RecoverySums) => Result,
): PerPeriod<P, unknown> {
  const question = readServiceQuestion(period, options, ['by', 'amounts', 'withinDays', 'details']);
  const unit = readOptionalChoice(options.amounts, 'options.amounts', ['major', 'minor']);
  const days = options.withinDays === undefined ? undefined : readDays(options.withinDays, 'options.withinDays');
  const isDetailed = readOptionalChoice(options.details, 'options.details', ['exclude', 'include']) === 'include';
  checkPayments(payments);
  const invoices = readInvoices(payments, question);
  const { firstAt, ofPayment, at, flags } = invoices;
  const isSoon = (invoice: number, instant: number) =>
    days === undefined || isWithinDays(question.zone, firstAt[invoice] as number, instant, days);
  const isInTime = (row: number) => isSoon(ofPayment[row] as number, at[row] as number);
  const amountOf = failedAmounts(payments, invoices, hasFailed, amountsOf(payments, unit), isInTime);
  const courseOf = isDetailed ? recoveryCourses(payments, invoices, hasFailed, isInTime) : undefined;
  // Whether a success came in time, where not any one will do.
  const inTime = days === undefined ? undefined : new Uint8Array(flags.length);
  for (let row = 0; inTime !== undefined && row < payments.length; row += 1) {
    const invoice = ofPayment[row] as number;
    if (invoice !== outside && payments[row]?.status === 'succeeded' && isInTime(row)) inTime[invoice] = 1;
  }
  const summary: Summary<Result> = (rows) => {
    const counts = { failed: 0, recovered: 0, writtenOff: 0, withoutAmount: 0, withoutFirstAttempt: 0 };
    let failedAmount: Rational = zero;
    let recoveredAmount: Rational = zero;
    const isOver = (invoice: number) => days === undefined || !isSoon(invoice, question.asOf);
    const asked = rows.filter((invoice) => hasFailed(flags[invoice] as number));
    const decided = asked.filter(isOver);
    for (const invoice of rows) if (((flags[invoice] as number) & withoutFirst) !== 0) counts.withoutFirstAttempt += 1;
    for (const invoice of decided) {
      const known = flags[invoice] as number;
      counts.failed += 1;
      if (inTime === undefined ? (known & succeeded) !== 0 : inTime[invoice] === 1) counts.recovered += 1;
      else if ((known & writtenOff) !== 0) counts.writtenOff += 1;
      const { amount, recovered } = amountOf(invoice);
      if (amount === undefined) {
        counts.withoutAmount += 1;
        continue;
      }
      failedAmount = add(failedAmount, amount);
      recoveredAmount = add(recoveredAmount, recovered);
    }
    const undecided = days === undefined ? undefined : asked.length - decided.length;
    return resultOf({ ...counts, failedAmount, recoveredAmount, undecided, course: courseOf?.(decided) });
  };
  const isCounted = (known: number) => hasFailed(known) || (known & withoutFirst) !== 0;
  return perPeriod(question, invoices.slots, byFirstAttempt(payments, invoices, options.by, summary, isCounted));
}

function hasFailed(flags: number): boolean {
  return (flags & failedFirst) !== 0 && (flags & withoutFirst) === 0;
}
