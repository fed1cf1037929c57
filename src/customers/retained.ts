import { add, type Rational, subtract, zero } from '../exact/index.ts';
import type { ExactCustomerTerms } from '../movements/open.ts';

/** The number of opening customers who are still there, from the best evidence in the terms. */
export function retainedOf({ retained, churned, closing, ...terms }: ExactCustomerTerms): Rational {
  if (retained !== undefined) return retained;
  if (churned === undefined && closing !== undefined) return subtract(closing, add(terms.new, terms.reactivated));
  return subtract(terms.opening, churned ?? zero);
}

export function closingOf({ closing, churned, ...terms }: ExactCustomerTerms): Rational {
  return closing ?? subtract(add(terms.opening, add(terms.new, terms.reactivated)), churned ?? zero);
}
