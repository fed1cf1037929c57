import { inShape, type PerPeriod } from '../../calendar/open.ts';
import type { Rational } from '../../exact/index.ts';
import { checkPriced, type Policy } from '../../ledger/query.ts';
import { type Money, type MoneyOf, moneyOut } from '../../money/index.ts';
import { type At, readAt, statesAt } from '../../movements/open.ts';
import type { Ratio } from '../../ratio/open.ts';
import { annual, arpaOf } from '../../revenue/open.ts';
import { inParts } from '../frame/in-parts.ts';
import {
  type AnySource,
  checkDefinitions,
  type DecidedPolicy,
  decidePolicy,
  definitionsText,
  factsOf,
  readingOfLedger,
  wantedText,
} from '../frame/ledger-question.ts';
import type { InParts, TablePart } from '../frame/part.ts';
import type { TableShape } from '../frame/tally.ts';

/**
 * `mrr` in parts: monthly recurring revenue at an instant.
 *
 * @param at - An instant, a period or a list of either, as for `mrr`.
 * @param policy - The options of the question. If the source is a ledger, it must be compiled under the same options.
 * @throws MetricsError as `mrr` does; `CONFLICTING_POLICY` for a ledger or a part under other options, `MIXED_CURRENCIES` for parts
 * in several currencies.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.mrr('2026-02-01');
 * const ada = part([{ customerId: 'ada', start: '2026-01-15', amount: 100, interval: 'year' }]);
 * const ben = part([{ customerId: 'ben', start: '2026-01-15', amount: 50, interval: 'year' }]);
 * result(merge([ada, ben])); // => 12.5
 * ```
 */
export function mrr<A extends At, C extends Money = 'number'>(
  at: A,
  policy?: Policy<C>,
): InParts<AnySource, TablePart, PerPeriod<A, MoneyOf<C>>> {
  return stateQuestion('mrr', { mrr: 'sum' }, at, policy, (state, { statement }) =>
    moneyOut(statement.money)(state.mrr),
  );
}

/**
 * `arr` in parts: annual recurring revenue at an instant.
 *
 * @param at - An instant, a period or a list of either, as for `arr`.
 * @param policy - The options of the question. If the source is a ledger, it must be compiled under the same options.
 * @throws MetricsError as `mrr` in parts does.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.arr('2026-02-01');
 * const ada = part([{ customerId: 'ada', start: '2026-01-15', amount: 100, interval: 'year' }]);
 * result(merge([ada, part([])])); // => 100
 * ```
 */
export function arr<A extends At, C extends Money = 'number'>(
  at: A,
  policy?: Policy<C>,
): InParts<AnySource, TablePart, PerPeriod<A, MoneyOf<C>>> {
  return stateQuestion('arr', { mrr: 'sum' }, at, policy, (state, { statement }) =>
    moneyOut(statement.money)(annual(state.mrr)),
  );
}

/**
 * `arpa` in parts: the mean MRR per paying customer.
 *
 * @param at - An instant, a period or a list of either, as for `arpa`.
 * @param policy - The options of the question. If the source is a ledger, it must be compiled under the same options.
 * @throws MetricsError as `mrr` in parts does.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.arpa('2026-02-01');
 * const ada = part([{ customerId: 'ada', start: '2026-01-15', amount: 100, interval: 'month' }]);
 * const ben = part([{ customerId: 'ben', start: '2026-01-15', amount: 50, interval: 'month' }]);
 * result(merge([ada, ben])); // => { value: 75, numerator: 150, denominator: 2 }
 * ```
 */
export function arpa<A extends At>(at: A, policy?: Policy<Money>): InParts<AnySource, TablePart, PerPeriod<A, Ratio>> {
  return stateQuestion('arpa', { mrr: 'sum', customers: 'count' }, at, policy, (state) =>
    arpaOf(state.mrr, state.customers),
  );
}

/**
 * `customerCount` in parts: paying customers at an instant.
 *
 * @param at - An instant, a period or a list of either, as for `customerCount`.
 * @param policy - The options of the question. If the source is a ledger, it must be compiled under the same options.
 * @throws MetricsError as `customerCount` does; `CONFLICTING_POLICY` for a ledger or a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.customerCount(['2026-01-01', '2026-02-01']);
 * const ada = part([{ customerId: 'ada', start: '2026-01-01', amount: 100, interval: 'month' }]);
 * const ben = part([{ customerId: 'ben', start: '2026-01-15', amount: 50, interval: 'month' }]);
 * result(merge([ada, ben])); // => [1, 2]
 * ```
 */
export function customerCount<A extends At>(
  at: A,
  policy?: Policy<Money>,
): InParts<AnySource, TablePart, PerPeriod<A, number>> {
  return stateQuestion('customerCount', { customers: 'count' }, at, policy, (state) => state.customers);
}

interface State {
  readonly mrr: Rational;
  readonly customers: number;
}

function stateQuestion<Result>(
  of: string,
  columns: TableShape,
  at: unknown,
  policy: unknown,
  resultOf: (state: State, decided: DecidedPolicy) => unknown,
): InParts<AnySource, TablePart, Result> {
  const { isList, zone, instantsIn } = readAt(at);
  const decided = decidePolicy(policy, zone);
  const instants = instantsIn(decided.rules.zone);
  if ('mrr' in columns) checkPriced(decided);
  const wanted = wantedText(decided);
  return inParts<AnySource, Result>({
    of,
    definitions: definitionsText(decided, { at: instants }),
    currency: decided.rules.currency,
    shape: { states: columns },
    reading: readingOfLedger(decided),
    book(tally, source) {
      const { states, opened } = statesAt(source, at, decided.policy);
      checkDefinitions({ rules: opened.ledger.rules, statement: opened.statement }, wanted, 'policy');
      for (const [place, state] of states.entries()) {
        const own = 'mrr' in columns ? { mrr: state.mrr() } : {};
        const counted = 'customers' in columns ? { customers: state.customers } : {};
        tally.add('states', [place], { ...own, ...counted });
      }
      return factsOf(opened.ledger);
    },
    answer(tally) {
      const results = instants.map((_, place) => {
        const row = tally.row('states', [place]);
        return resultOf({ mrr: row.sum('mrr'), customers: row.count('customers') }, decided);
      });
      return inShape({ isList }, results) as Result;
    },
  });
}
