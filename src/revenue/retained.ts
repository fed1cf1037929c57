import { add, type Rational, subtract } from '../exact/index.ts';
import type { StatementRules } from '../ledger/query.ts';
import type { ExactMrrTerms } from '../movements/open.ts';

/** What the customers open at the start kept paying, upgrades left out. */
export function grossRetained({ retainedGross, opening, contraction, churn }: ExactMrrTerms): Rational {
  return retainedGross ?? subtract(opening, add(contraction, churn));
}

/** What the customers open at the start pay at the end, and the returned ones where the rules include them. */
export function netRetained(terms: ExactMrrTerms, { reactivation }: StatementRules): Rational {
  const retained =
    terms.retainedNet ?? subtract(add(terms.opening, terms.expansion), add(terms.contraction, terms.churn));
  return reactivation === 'include' ? add(retained, terms.reactivation) : retained;
}
