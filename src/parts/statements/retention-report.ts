import { type Period, type PerPeriod, readPeriods } from '../../calendar/open.ts';
import { isMetricsError, MetricsError, type MetricsErrorCode } from '../../errors.ts';
import type { Policy } from '../../ledger/query.ts';
import type { Money } from '../../money/index.ts';
import { type PeriodTotals, totalsOf } from '../../movements/open.ts';
import type { RetentionReportRow } from '../../report/index.ts';
import { reportRow, yearBefore } from '../../report/open.ts';
import { type AnySource, periodQuestion } from '../frame/ledger-question.ts';
import type { InParts, TablePart } from '../frame/part.ts';
import type { Tally } from '../frame/tally.ts';
import { bookCustomers, bookMrr, columns, customersIn, customersTable, isComplete, mrrIn, mrrTable } from './totals.ts';

/** All that the figures of a year are made of. */
const yearTerms = ['opening', 'reactivation', 'retainedGross', 'retainedNet'] as const;

/**
 * `retentionReport` in parts: one flat row per period, including the figures over twelve months.
 *
 * A part has, for each period, the terms of its bridges and those of the year up to its end: 60 months in one currency take at most 30 kB
 * as JSON, whatever the number of rows. Cost: that of `retentionReport` over the shard; merging and result: O(periods).
 *
 * @param periods - A period, or a list of periods, as for `retentionReport`.
 * @param policy - The options of the question. If the source is a ledger, it must be compiled under the same options.
 * @throws MetricsError as `retentionReport` does; `CONFLICTING_POLICY` for a ledger or a part under other options,
 * `MIXED_CURRENCIES` for parts in several currencies.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.retentionReport(months('2026-01', '2026-02'));
 * const ada = part([{ customerId: 'ada', start: '2026-01-01', amount: 100, interval: 'month' }]);
 * const ben = part([{ customerId: 'ben', start: '2026-01-01', end: '2026-02-20', amount: 100, interval: 'month' }]);
 * const [january, february] = result(merge([ada, ben]));
 * [january.closingMrr, february.closingMrr, february.netRevenueRetention]; // => [200, 100, 0.5]
 * ```
 */
export function retentionReport<P extends Period | readonly Period[]>(
  periods: P,
  policy?: Policy<Money>,
): InParts<AnySource, TablePart, PerPeriod<P, RetentionReportRow>> {
  const own = readPeriods(periods).periods;
  const both = [...own, ...readPeriods(own.map(({ period }) => yearBefore(period))).periods];
  return periodQuestion(periods, policy, {
    of: 'retentionReport',
    shape: {
      mrr: mrrTable,
      customers: customersTable,
      yearMrr: columns(yearTerms, 'sum'),
      yearCustomers: customersTable,
      yearFaults: { shards: 'count' },
    },
    book(tally, opened) {
      for (const [at, totals] of totalsOf(opened, both).entries()) {
        const [place, isYear] = [at % own.length, at >= own.length];
        bookCustomers(tally, isYear ? 'yearCustomers' : 'customers', place, totals);
        if (!isYear) bookMrr(tally, 'mrr', place, totals.mrr());
        else bookYear(tally, place, totals);
      }
    },
    answer(tally, place, checked, asked) {
      const totals = {
        checked,
        complete: isComplete(checked, asked),
        mrr: () => mrrIn(tally, 'mrr', place),
        customers: customersIn(tally, 'customers', place),
      };
      const ofYear = {
        mrr: () => {
          throwFault(tally, place);
          return mrrIn(tally, 'yearMrr', place);
        },
        customers: customersIn(tally, 'yearCustomers', place),
      };
      return reportRow(totals, ofYear, { ledger: asked.facts, statement: asked.statement });
    },
  });
}

/** Where no customer of any shard was there a year ago, no exchange rate of then is asked for: what is missing is thrown by the result. */
function bookYear(tally: Tally, place: number, { mrr }: PeriodTotals): void {
  try {
    const { opening, reactivation, retainedGross, retainedNet } = mrr();
    bookMrr(tally, 'yearMrr', place, { opening, reactivation, retainedGross, retainedNet });
  } catch (error) {
    if (!isMetricsError(error)) throw error;
    const { code, path, message } = error;
    tally.add('yearFaults', [place, code, JSON.stringify(path), message], { shards: 1 });
  }
}

function throwFault(tally: Tally, place: number): void {
  const [fault] = tally.rows('yearFaults', [place]);
  if (fault === undefined) return;
  const [, code, path, message] = fault.key as readonly [number, MetricsErrorCode, string, string];
  throw new MetricsError(code, JSON.parse(path), message, undefined);
}
