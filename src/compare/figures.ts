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
  noCounts,
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

/** What is read of figures; a bridge that is not is left empty, and needs no amounts and no exchange rates. */
export interface FiguresRead {
  readonly mrr: boolean;
  readonly customers: boolean;
}

const allRead: FiguresRead = { mrr: true, customers: true };
export const noFigures: Figures = {
  mrr: noTerms,
  customers: /* @__PURE__ */ exactCustomers(noCounts) as CustomerFigures,
};

/** The figures of all rows of a source, for each period. */
export function figuresOf(opened: OpenedSource, periods: readonly CheckedPeriod[], read = allRead): Figures[] {
  return totalsOf(opened, periods).map(({ mrr, customers }) => ({
    mrr: read.mrr ? mrr() : noTerms,
    customers: exactCustomers(customers) as CustomerFigures,
  }));
}

/** The figures of each customer who has any in a period; they add up to those of all rows. */
export function figuresByCustomer(
  opened: OpenedSource,
  checked: CheckedPeriod,
  read = allRead,
): ReadonlyMap<string, Figures> {
  const terms = read.mrr ? termsByCustomer(opened, checked) : new Map<string, ExactTerms>();
  const counts = read.customers ? countsByCustomer(opened, checked) : new Map<string, typeof noCounts>();
  const figures = new Map<string, Figures>();
  for (const [customerId, mrr] of terms) figures.set(customerId, { mrr, customers: noFigures.customers });
  for (const [customerId, own] of counts) {
    const customers = exactCustomers(own) as CustomerFigures;
    figures.set(customerId, { mrr: terms.get(customerId) ?? noTerms, customers });
  }
  return figures;
}

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
  return (Object.keys(noCounts) as (keyof CustomerFigures)[]).every((term) =>
    isEqual(a.customers[term], b.customers[term]),
  );
}
