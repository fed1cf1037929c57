import { checkPolicy, isSource, type StatementRules, statementRules } from '../../ledger/query.ts';
import { customerStatement } from '../customer-movements.ts';
import { exactMrrTerms } from './mrr-statement.ts';
import {
  type ExactCustomerTerms,
  type ExactMrrTerms,
  fullTerms,
  readCustomerTerms,
  readGainsAndLosses,
  readMrrTerms,
} from './terms.ts';
import { type PeriodTotals, statementTotals } from './totals.ts';

/** Terms and a policy, of which a rate of terms takes what concerns it, or data, period or periods and policy: what the overloads of a rate can pass. */
export type RateArguments = readonly [first: unknown, second?: unknown, third?: unknown];

/** What a rate is worked out from: one bridge, or one for each period of a list. */
export interface RateInput<T> {
  readonly isList: boolean;
  readonly bridges: readonly T[];
  readonly rules: StatementRules;
}

/** The MRR bridges that a rate is over: of the terms given, or of the periods of the data given. */
export function mrrRateInput(args: RateArguments): RateInput<ExactMrrTerms> {
  return rateInput(args, readMrrTerms, (totals) => fullTerms(exactMrrTerms(totals)));
}

/** The same where no opening is needed. */
export function quickRatioInput(args: RateArguments): RateInput<ExactMrrTerms> {
  return rateInput(args, readGainsAndLosses, (totals) => fullTerms(exactMrrTerms(totals)));
}

/** The customer bridges that a rate is over, likewise. */
export function customerRateInput(args: RateArguments): RateInput<ExactCustomerTerms> {
  return rateInput(args, readCustomerTerms, (totals) => readCustomerTerms(customerStatement(totals)));
}

function rateInput<T>(
  [first, second, third]: RateArguments,
  read: (terms: unknown) => T,
  termsOf: (totals: PeriodTotals) => T,
): RateInput<T> {
  if (isSource(first)) {
    const { opened, totals } = statementTotals(first, second, third);
    return { isList: opened.isList, bridges: totals.map(termsOf), rules: opened.statement };
  }
  // As the callback of `statements.map`, a rate gets an index where options could be.
  const given = second === undefined || typeof second === 'number' ? {} : second;
  const bridges = [read(first)];
  return { isList: false, bridges, rules: statementRules(checkPolicy(given, 'options')) };
}
