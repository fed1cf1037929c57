import type { CheckedPeriod } from '../calendar/open.ts';
import { add, compare, type Rational, subtract } from '../exact/index.ts';
import type { OpenedSource } from '../ledger/query.ts';
import {
  combineTerms,
  countsByCustomer,
  type ExactCustomerTerms,
  type ExactTerms,
  exactCustomers,
  type MrrTermName,
  mrrTermNames,
  noTerms,
  termsByCustomer,
  totalsOf,
} from '../movements/open.ts';

/** The amounts of an MRR bridge, or their signed differences. */
export type MrrTermValues<M = number> = { readonly [term in MrrTermName]: M };

/** What one customer, or all of them, are part of in one period: the bridges of MRR and of customers, exactly. */
export interface Figures {
  readonly mrr: ExactTerms;
  readonly customers: CustomerFigures;
}

type CustomerFigures = { readonly [term in keyof ExactCustomerTerms]: Rational };

/** The figures of all rows of a source, for each period. */
export function figuresOf(opened: OpenedSource, periods: readonly CheckedPeriod[]): Figures[] {
  return totalsOf(opened, periods).map(({ mrr, customers }) => ({
    mrr: mrr(),
    customers: exactCustomers(customers) as CustomerFigures,
  }));
}

/** The figures of each customer that has any in a period; they add up to those of all rows. */
export function figuresByCustomer(opened: OpenedSource, checked: CheckedPeriod): Map<string, Figures> {
  const terms = termsByCustomer(opened, checked);
  const counts = countsByCustomer(opened, checked);
  return new Map(
    Array.from(new Set([...terms.keys(), ...counts.keys()]), (customerId) => [
      customerId,
      {
        mrr: terms.get(customerId) ?? noTerms,
        customers: exactCustomers(counts.get(customerId) ?? noCounts) as CustomerFigures,
      },
    ]),
  );
}

const noCounts = { opening: 0, new: 0, reactivated: 0, churned: 0, closing: 0, retained: 0 };

/** b - a. */
export function differenceOf(a: ExactTerms = noTerms, b: ExactTerms = noTerms): ExactTerms {
  return combineTerms(b, a, subtract);
}

export function sumOfTerms(all: Iterable<ExactTerms>): ExactTerms {
  let total = noTerms;
  for (const own of all) total = combineTerms(total, own, add);
  return total;
}

export function isNothing(terms: ExactTerms): boolean {
  return mrrTermNames.every((term) => terms[term].n === 0n);
}

export function printTerms<M>(terms: ExactTerms, print: (amount: Rational) => M): MrrTermValues<M> {
  return Object.fromEntries(mrrTermNames.map((term) => [term, print(terms[term])])) as MrrTermValues<M>;
}

export function isSame(a: Figures, b: Figures): boolean {
  // Most are equal as they stand.
  const isEqual = (x: Rational, y: Rational) => (x.n === y.n && x.d === y.d) || compare(x, y) === 0;
  if (!mrrTermNames.every((term) => isEqual(a.mrr[term], b.mrr[term]))) return false;
  return (Object.keys(a.customers) as (keyof ExactCustomerTerms)[]).every((term) =>
    isEqual(a.customers[term], b.customers[term]),
  );
}
