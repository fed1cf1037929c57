import type { BySegment } from '../../activity/open.ts';
import type { Period, PerPeriod } from '../../calendar/open.ts';
import { currencyCode, refuseCurrency } from '../../money/index.ts';
import { ratio } from '../../ratio/open.ts';
import { isMissing } from '../../read/index.ts';
import {
  type Payment,
  type PaymentRateOptions,
  type PaymentSuccessRate,
  paymentSuccessRate as paymentSuccessRateOfAll,
  type RecoveryOptions,
  type RecoveryRate,
} from '../../service/index.ts';
import { type RecoveryCourse, type RecoverySums, recoveryOf, summarizeInvoices } from '../../service/open.ts';
import type { SegmentKey } from '../../table/index.ts';
import { countedNumbers, expanded } from '../frame/counted.ts';
import type { InParts, PartKey, TablePart } from '../frame/part.ts';
import type { Tally } from '../frame/tally.ts';
import { countsQuestion, splitOptions } from './counts.ts';
import { countRows, type FactsByKey, rowQuestion } from './row-question.ts';
import type { Named } from './tickets.ts';

/**
 * `paymentSuccessRate` in parts: the share of invoices that were collected at the first attempt.
 *
 * @param period - A period, or a list of periods, as for `paymentSuccessRate`.
 * @param options - The options of the function.
 * @throws MetricsError as `paymentSuccessRate` does; `CONFLICTING_POLICY` for a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.paymentSuccessRate(month('2026-03'));
 * const ada = part([{ customerId: 'ada', at: '2026-03-02', status: 'succeeded' }]);
 * const ben = part([{ customerId: 'ben', at: '2026-03-02', status: 'failed' }]);
 * result(merge([ada, ben])).value; // => 0.5
 * ```
 */
export function paymentSuccessRate<
  P extends Period | readonly Period[],
  Row extends Payment = Payment,
  Key extends SegmentKey = never,
>(
  period: P,
  options?: Named<PaymentRateOptions<Row, Key>>,
): InParts<readonly Row[], TablePart, PerPeriod<P, BySegment<Key, PaymentSuccessRate>>> {
  const counts = ({ afterRetries, ...rate }: PaymentSuccessRate) => ({ ...rate, after: afterRetries.numerator });
  const whole = (payments: readonly Payment[], periods: readonly Period[], own: PaymentRateOptions) =>
    paymentSuccessRateOfAll(payments, periods, own).map((rates) =>
      Array.isArray(rates) ? rates.map(counts) : counts(rates),
    );
  return countsQuestion(
    'paymentSuccessRate',
    period,
    options,
    whole as never,
    ['after', 'withoutFirstAttempt'],
    ({ after, withoutFirstAttempt, ...rate }) => ({
      ...rate,
      afterRetries: ratio(after as number, rate.denominator),
      withoutFirstAttempt,
    }),
  ) as never;
}

const recoveryCounts = ['failed', 'recovered', 'writtenOff', 'withoutAmount', 'withoutFirstAttempt'] as const;

/**
 * `recoveryRate` in parts: the share of initially failed invoices that were collected later.
 *
 * @param period - A period, or a list of periods, as for `recoveryRate`.
 * @param options - The options of the function.
 * @throws MetricsError as `recoveryRate` does; `CONFLICTING_POLICY` for a part under other options, `MIXED_CURRENCIES` for parts with
 * amounts in several currencies.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.recoveryRate(month('2026-03'));
 * const ada = part([
 *   { customerId: 'ada', invoiceId: 'i1', at: '2026-03-02', status: 'failed', amount: 50 },
 *   { customerId: 'ada', invoiceId: 'i1', at: '2026-03-05', status: 'succeeded', amount: 50 },
 * ]);
 * const ben = part([{ customerId: 'ben', invoiceId: 'i1', at: '2026-03-02', status: 'failed', amount: 150 }]);
 * result(merge([ada, ben])).amount; // => { value: 0.25, numerator: 50, denominator: 200 }
 * ```
 */
export function recoveryRate<
  P extends Period | readonly Period[],
  Row extends Payment = Payment,
  Key extends SegmentKey = never,
>(
  period: P,
  options?: Named<RecoveryOptions<Row, Key>>,
): InParts<readonly Row[], TablePart, PerPeriod<P, BySegment<Key, RecoveryRate>>> {
  const { given, own, timeZone, by } = splitOptions(options);
  const { withinDays, details } = own as RecoveryOptions;
  summarizeInvoices([], [], given, recoveryOf);
  const sums = { failedAmount: 'sum', recoveredAmount: 'sum' } as const;
  const counts = Object.fromEntries(recoveryCounts.map((name) => [name, 'count' as const]));
  return rowQuestion<readonly Payment[], RecoverySums>({
    of: 'recoveryRate',
    periods: period,
    timeZone,
    options: own,
    by,
    shape: {
      sums: { ...counts, undecided: 'count', ...sums },
      attempts: { tried: 'count', recovered: 'count' },
      times: { invoices: 'count' },
      currencies: { amounts: 'count' },
    },
    factsOf: (payments, list = []) =>
      summarizeInvoices(payments, list, given, (facts) => facts) as readonly FactsByKey<RecoverySums>[],
    book(tally, at, { course, undecided = 0, ...facts }) {
      tally.add('sums', at, { ...facts, undecided });
      for (const [attempt, counted] of course?.attempts ?? []) tally.add('attempts', [...at, attempt], { ...counted });
      for (const [time, invoices] of countedNumbers(course?.times ?? []))
        tally.add('times', [...at, time], { invoices });
    },
    count(payments, tally) {
      for (const { amount, currency } of payments) {
        if (!isMissing(amount)) tally.add('currencies', [currencyCode(currency) ?? null], { amounts: 1 });
      }
      return countRows(payments);
    },
    answer(tally, at) {
      const [common, other] = tally.rows('currencies').map(({ key }) => key[0] as string | null);
      if (other !== undefined) refuseCurrency('part.tables.currencies', 'the currency of all amounts', other, common);
      const { count, sum } = tally.row('sums', at);
      const counted = Object.fromEntries(recoveryCounts.map((name) => [name, count(name)])) as Record<
        (typeof recoveryCounts)[number],
        number
      >;
      return recoveryOf({
        ...counted,
        failedAmount: sum('failedAmount'),
        recoveredAmount: sum('recoveredAmount'),
        undecided: withinDays === undefined ? undefined : count('undecided'),
        course: details === 'include' ? courseIn(tally, at) : undefined,
      });
    },
  }) as never;
}

function courseIn(tally: Tally, at: PartKey): RecoveryCourse {
  const attempts = tally.rows('attempts', at).map(({ key, count }): [number, { tried: number; recovered: number }] => {
    return [key[2] as number, { tried: count('tried'), recovered: count('recovered') }];
  });
  return { attempts: new Map(attempts), times: expanded(tally.rows('times', at), 'invoices', 2) };
}
