import {
  checkPolicy,
  checkPriced,
  isSource,
  openPeriods,
  type StatementRules,
  statementRules,
} from '../../ledger/query.ts';
import {
  type ExactCustomerTerms,
  type ExactMrrTerms,
  exactCustomers,
  readCustomerTerms,
  readMrrTerms,
} from './terms.ts';
import { totalsOf } from './totals.ts';

/**
 * The arguments that the overloads of a rate accept: terms and a policy, of which the rate reads its own options; or data, one or more
 * periods, and a policy.
 */
export type RateArguments = readonly [first: unknown, second?: unknown, third?: unknown];

/** The input of a rate: one bridge, or one per period of a list. */
export interface RateInput<T> {
  readonly isList: boolean;
  readonly bridges: readonly T[];
  readonly rules: StatementRules;
}

/** The MRR bridges behind a rate: from the given terms, or of the periods of the given data. */
export function mrrRateInput([first, second, third]: RateArguments, read = readMrrTerms): RateInput<ExactMrrTerms> {
  if (!isSource(first)) return inputOf(read(first), second);
  const asked = openPeriods(first, second, third);
  checkPriced(asked.ledger);
  return {
    isList: asked.isList,
    bridges: totalsOf(asked, asked.periods).map(({ mrr }) => mrr()),
    rules: asked.statement,
  };
}

/** The customer bridges behind a rate, likewise. */
export function customerRateInput([first, second, third]: RateArguments): RateInput<ExactCustomerTerms> {
  if (!isSource(first)) return inputOf(readCustomerTerms(first), second);
  const asked = openPeriods(first, second, third);
  const bridges = totalsOf(asked, asked.periods).map(({ customers }) => exactCustomers(customers));
  return { isList: asked.isList, bridges, rules: asked.statement };
}

function inputOf<T>(terms: T, options: unknown): RateInput<T> {
  // When a rate is the callback of `statements.map`, it receives an index in the place of options.
  const given = options === undefined || typeof options === 'number' ? {} : options;
  return { isList: false, bridges: [terms], rules: statementRules(checkPolicy(given, 'options')) };
}
