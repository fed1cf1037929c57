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
 * Terms and a policy, of which a rate of terms takes what concerns it, or data, period or periods and policy: what the
 * overloads of a rate can pass.
 */
export type RateArguments = readonly [first: unknown, second?: unknown, third?: unknown];

/** What a rate is worked out from: one bridge, or one for each period of a list. */
export interface RateInput<T> {
  readonly isList: boolean;
  readonly bridges: readonly T[];
  readonly rules: StatementRules;
}

/** The MRR bridges that a rate is over: of the terms given, or of the periods of the data given. */
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

/** The customer bridges that a rate is over, likewise. */
export function customerRateInput([first, second, third]: RateArguments): RateInput<ExactCustomerTerms> {
  if (!isSource(first)) return inputOf(readCustomerTerms(first), second);
  const asked = openPeriods(first, second, third);
  const bridges = totalsOf(asked, asked.periods).map(({ customers }) => exactCustomers(customers));
  return { isList: asked.isList, bridges, rules: asked.statement };
}

function inputOf<T>(terms: T, options: unknown): RateInput<T> {
  // As the callback of `statements.map`, a rate gets an index where options could be.
  const given = options === undefined || typeof options === 'number' ? {} : options;
  return { isList: false, bridges: [terms], rules: statementRules(checkPolicy(given, 'options')) };
}
