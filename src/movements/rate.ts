import type { Period } from '../calendar/period.ts';
import { isSource, type OpenedSource } from '../ledger/ledger.ts';
import { checkPolicy, type StatementRules, statementRules } from '../ledger/read-policy.ts';
import type { Ratio } from '../ratio/ratio.ts';
import { customerStatement } from './customer-movements.ts';
import { mrrStatement } from './mrr-movements.ts';
import { type ExactCustomerTerms, type ExactMrrTerms, readCustomerTerms, readMrrTerms } from './terms.ts';
import { type PeriodTotals, statementOf } from './totals.ts';

/** The options of a rate over given terms, by name; over data the whole policy may be given. */
type Options = readonly (keyof StatementRules)[];
type Formula<T> = (terms: T, rules: StatementRules) => Ratio;
/** Terms and their options, or data, period and policy: what the overloads of a rate can pass. */
type Arguments = readonly [first: unknown, second: unknown, third: unknown];

/** A rate over an MRR bridge: of the terms given, or of the statement of the data given. */
export function mrrRate(args: Arguments, options: Options, formula: Formula<ExactMrrTerms>): Ratio {
  return rate(args, options, readMrrTerms, mrrStatement, formula);
}

/** A rate over a customer bridge, likewise. */
export function customerRate(args: Arguments, options: Options, formula: Formula<ExactCustomerTerms>): Ratio {
  return rate(args, options, readCustomerTerms, customerStatement, formula);
}

function rate<T>(
  [first, second, third]: Arguments,
  options: Options,
  read: (terms: unknown) => T,
  statement: (totals: PeriodTotals, opened: OpenedSource) => unknown,
  formula: Formula<T>,
): Ratio {
  if (isSource(first)) {
    // Through the printed statement, so that the rate of the data is the rate of its statement to the last bit.
    return statementOf(first, second as Period, third, (totals, opened) =>
      formula(read(statement(totals, opened)), opened.statement),
    );
  }
  // As the callback of `statements.map`, a rate gets an index where options could be.
  const given = second === undefined || typeof second === 'number' ? {} : second;
  return formula(read(first), statementRules(checkPolicy(given, 'options', options)));
}
