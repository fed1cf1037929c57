import { reject } from '../errors.ts';
import { add, divide, ofNumber, type Rational, toNumber, zero } from '../exact/index.ts';
import { type Amount, readAmount, refuseCurrency } from '../money/index.ts';
import { checkKeys, isMissing, isText, readCount } from '../read/index.ts';

/** One item of the cost of winning customers. */
export interface AcquisitionSpend {
  /** The amount, in major currency units. */
  readonly amount: Amount;
  /** Its currency. Default: that of the terms. */
  readonly currency?: string | null | undefined;
}

/** The spend, and the number of customers won. */
export interface AcquisitionTerms {
  /** One amount in major currency units, or a list of items `{ amount, currency? }`; all in one currency. */
  readonly spend: Amount | readonly AcquisitionSpend[];
  /** The number of customers won, a whole number: `new` from `customerMovements`. */
  readonly newCustomers: number;
  /** The currency of the result, and of items without one. Default: that of the items. */
  readonly currency?: string | null | undefined;
}

/**
 * Customer acquisition cost (CAC): the cost of winning one new customer.
 *
 * Formula: spend / new customers. In: whatever you put into `spend`, usually all marketing and sales costs, including salaries, of the
 * period in which the customers were won. Out: the cost of keeping customers.
 *
 * @param terms - The spend, and the number of customers won. Items in a currency other than `currency` are refused.
 * @returns An amount in major currency units, computed exactly and rounded once. Null when no customer was won.
 * @throws MetricsError `INVALID_AMOUNT` for an amount, `INVALID_NUMBER` for a number of customers, `MIXED_CURRENCIES` for spend in
 * another currency, `INVALID_TYPE`, `UNKNOWN_KEY`.
 *
 * Cost: O(items). Source: the cost to acquire a customer (CAC) of David Skok, SaaS Metrics 2.0.
 *
 * @see docs/metrics/customer-acquisition-cost.md
 *
 * @example
 * ```ts
 * customerAcquisitionCost({ spend: 10000, newCustomers: 8 }) // => 1250
 * customerAcquisitionCost({ spend: [{ amount: '7500.50' }, { amount: 2499.5 }], newCustomers: 8 }) // => 1250
 * customerAcquisitionCost({ spend: 10000, newCustomers: 0 }) // => null
 * ```
 */
export function customerAcquisitionCost(terms: AcquisitionTerms): number | null {
  const { spend, newCustomers, currency } = checkKeys(terms, ['spend', 'newCustomers', 'currency'], 'terms');
  const customers = readCount(newCustomers, 'terms.newCustomers', 0);
  const reporting = readCurrency(currency, 'terms.currency');
  const total = Array.isArray(spend) ? totalSpend(spend, reporting) : readAmount(spend, 'terms.spend');
  return customers === 0 ? null : toNumber(divide(total, ofNumber(customers)));
}

function totalSpend(items: readonly unknown[], reporting: string | undefined): Rational {
  let total = zero;
  let common = reporting;
  for (const [index, item] of items.entries()) {
    const path = `terms.spend[${index}]`;
    const { amount, currency } = checkKeys(item, ['amount', 'currency'], path);
    const own = readCurrency(currency, `${path}.currency`) ?? reporting;
    if (index === 0) common ??= own;
    if (own !== common) refuseCurrency(`${path}.currency`, 'the currency of all spend', own, common);
    total = add(total, readAmount(amount, `${path}.amount`));
  }
  return total;
}

function readCurrency(value: unknown, path: string): string | undefined {
  if (isMissing(value)) return undefined;
  return isText(value)
    ? value
    : reject('INVALID_TYPE', path, "be a currency code such as 'EUR', or be left out", value);
}
