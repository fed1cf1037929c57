import type { Period, PerPeriod } from '../../calendar/open.ts';
import { definitionsOf, type Policy } from '../../ledger/query.ts';
import { type Money, type MoneyOf, moneyOut } from '../../money/index.ts';
import type { CustomerMovements } from '../../movements/index.ts';
import { customerStatement, type MrrMovements, mrrStatement, totalsOf } from '../../movements/open.ts';
import { type AnySource, type PeriodQuestion, periodQuestion } from '../frame/ledger-question.ts';
import type { InParts, TablePart } from '../frame/part.ts';
import type { Tally } from '../frame/tally.ts';
import { bookCustomers, bookMrr, customersIn, customersTable, isComplete, mrrIn, mrrTable } from './totals.ts';

/**
 * `mrrMovements` in parts: the MRR bridges of periods.
 *
 * A part has the ten exact terms of each period. Cost: that of `mrrMovements` over the shard; merging and result: O(periods).
 *
 * @param period - A period, or a list of periods, as for `mrrMovements`.
 * @param policy - The options of the question. If the source is a ledger, it must be compiled under the same options.
 * @throws MetricsError as `mrrMovements` does; `CONFLICTING_POLICY` for a ledger or a part under other options,
 * `MIXED_CURRENCIES` for parts in several currencies.
 *
 * @example
 * ```ts
 * const shards: Subscription[][] = [
 *   [{ customerId: 'ada', start: '2026-01-01', amount: 100, interval: 'year' }],
 *   [{ customerId: 'ben', start: '2026-01-01', amount: 100, interval: 'year' }],
 *   [{ customerId: 'eve', start: '2026-01-01', amount: 100, interval: 'year' }],
 * ];
 * const { part, merge, result } = parts.mrrMovements(month('2026-01'));
 * const sent = shards.map((rows) => JSON.stringify(part(rows)));
 * result(merge(sent.map((text) => JSON.parse(text)))).closing; // => 25
 * ```
 */
export function mrrMovements<P extends Period | readonly Period[], C extends Money = 'number'>(
  period: P,
  policy?: Policy<C>,
): InParts<AnySource, TablePart, PerPeriod<P, MrrMovements<MoneyOf<C>>>> {
  return mrrQuestion('mrrMovements', period, policy, (statement) => statement as MrrMovements<MoneyOf<C>>);
}

/**
 * A question about MRR bridges, whose `resultOf` goes by the statement: by its exact terms, since a statement made of parts carries
 * them as one of data does.
 */
export function mrrQuestion<P extends Period | readonly Period[], Result>(
  of: string,
  period: P,
  policy: unknown,
  resultOf: (statement: MrrMovements<MoneyOf<Money>>) => Result,
): InParts<AnySource, TablePart, PerPeriod<P, Result>> {
  return periodQuestion(period, policy, {
    of,
    shape: { mrr: mrrTable },
    book(tally, opened) {
      for (const [place, { mrr }] of totalsOf(opened, opened.periods).entries()) bookMrr(tally, 'mrr', place, mrr());
    },
    answer(tally, place, checked, asked) {
      const { rules, statement, facts } = asked;
      const totals = {
        checked,
        complete: isComplete(checked, asked),
        mrr: () => mrrIn(tally, 'mrr', place),
        customers: noCustomers,
      };
      const frame = { ledger: facts, definitions: () => definitionsOf(rules, statement) };
      return resultOf(mrrStatement(totals, frame, moneyOut(statement.money)));
    },
  });
}

const noCustomers = { opening: 0, new: 0, reactivated: 0, churned: 0, closing: 0, retained: 0 };

/**
 * `customerMovements` in parts: the customer bridges of periods.
 *
 * @param period - A period, or a list of periods, as for `customerMovements`.
 * @param policy - The options of the question. If the source is a ledger, it must be compiled under the same options.
 * @throws MetricsError as `customerMovements` does; `CONFLICTING_POLICY` for a ledger or a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.customerMovements(month('2026-03'));
 * const ada = part([{ customerId: 'ada', start: '2026-01-01', amount: 100, interval: 'month' }]);
 * const eve = part([{ customerId: 'eve', start: '2026-03-03', amount: 50, interval: 'month' }]);
 * const both = result(merge([ada, eve]));
 * [both.opening, both.new, both.closing]; // => [1, 1, 2]
 * ```
 */
export function customerMovements<P extends Period | readonly Period[]>(
  period: P,
  policy?: Policy<Money>,
): InParts<AnySource, TablePart, PerPeriod<P, CustomerMovements>> {
  return customerQuestion('customerMovements', period, policy, (statement) => statement);
}

/** The same of customer bridges. */
export function customerQuestion<P extends Period | readonly Period[], Result>(
  of: string,
  period: P,
  policy: unknown,
  resultOf: (statement: CustomerMovements) => Result,
): InParts<AnySource, TablePart, PerPeriod<P, Result>> {
  return periodQuestion(period, policy, {
    of,
    shape: { customers: customersTable },
    isPriced: false,
    book(tally, opened) {
      for (const [place, totals] of totalsOf(opened, opened.periods).entries()) {
        bookCustomers(tally, 'customers', place, totals);
      }
    },
    answer(tally: Tally, place: number, checked, asked: PeriodQuestion) {
      const customers = customersIn(tally, 'customers', place);
      return resultOf(customerStatement({ checked, complete: isComplete(checked, asked), customers }));
    },
  });
}
