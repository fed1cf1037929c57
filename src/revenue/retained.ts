import { add, type Rational, subtract } from '../exact/index.ts';
import type { StatementRules } from '../ledger/query.ts';
import type { ExactMrrTerms } from '../movements/open.ts';

/** The MRR that opening customers kept, leaving out upgrades. */
export function grossRetained({ retainedGross, opening, contraction, churn }: ExactMrrTerms): Rational {
  return retainedGross ?? subtract(opening, add(contraction, churn));
}

/** The MRR of opening customers at the end, plus that of returned ones if the rules include it. */
export function netRetained(terms: ExactMrrTerms, { reactivation }: StatementRules): Rational {
  const retained =
    terms.retainedNet ?? subtract(add(terms.opening, terms.expansion), add(terms.contraction, terms.churn));
  return reactivation === 'include' ? add(retained, terms.reactivation) : retained;
}
