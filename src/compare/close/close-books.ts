import { type Period, readPeriods } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import {
  checkPriced,
  checkSource,
  openSource,
  optionNames,
  type Policy,
  type Subscription,
  type SubscriptionSource,
} from '../../ledger/query.ts';
import { type Money, moneyOut } from '../../money/index.ts';
import { customerStatement, order, totalsOf } from '../../movements/open.ts';
import { checkKeys } from '../../read/index.ts';
import { figuresByCustomer, type MrrTermValues, printTerms } from '../figures.ts';
import { definitionsIn } from './definitions.ts';
import { digestName, digestOf } from './digest.ts';

/** The customers of a period, as `customerMovements` counts them. */
export interface ClosedCustomers {
  /** Customers at the start. */
  readonly opening: number;
  /** Customers that had never paid before. */
  readonly new: number;
  /** Customers that paid before and returned. */
  readonly reactivated: number;
  /** Customers that left. */
  readonly churned: number;
  /** Customers at the end. */
  readonly closing: number;
  /** Opening customers that are still there at the end. */
  readonly retained: number;
}

/** What was reported of one period. */
export interface ClosedPeriod {
  /** The period. */
  readonly period: Period;
  /** Whether the data reached to its end. */
  readonly complete: boolean;
  /** The MRR bridge, exactly: decimals and fractions. */
  readonly mrr: MrrTermValues<string>;
  /** The customer bridge. */
  readonly customers: ClosedCustomers;
  /** Of what each customer pays in it. */
  readonly digest: string;
}

/** Closed periods: plain JSON, to be kept beside the report. */
export interface BooksClose {
  /** The form of this JSON. */
  readonly version: 1;
  /** How digests are made. */
  readonly digests: 'tenure-1';
  /** Every option with its value, as a policy. */
  readonly definitions: Policy;
  /** Of all amounts; null where the rows name none. */
  readonly currency: string | null;
  /** In the order in which they were asked for. */
  readonly periods: readonly ClosedPeriod[];
  /** With `customers: true`: each customer's digest per period, null if it has no part in one. */
  readonly customers?: readonly {
    /** The customer. */
    readonly customerId: string;
    /** One per period; null where the customer has no part in it. */
    readonly digests: readonly (string | null)[];
  }[];
}

/** A policy, and whether to keep who paid. */
export type CloseOptions = Policy<Money> & {
  /** If true, the close holds a digest per customer, so `checkAgainstClose` can name the customers that moved. Default false. */
  readonly customers?: boolean | undefined;
};

/**
 * Closes periods: their MRR and customer bridges, exactly, the definitions they were made under, and a digest of what each customer pays,
 * in a small JSON that `checkAgainstClose` later holds against the rows.
 *
 * Formula: a customer's digest is a 64-bit number made from its id and its exact part of both bridges; a period's is the sum of those
 * of its customers, modulo 2^64, which no order of rows changes. The algorithm, 'tenure-1', is two lanes of FNV-1a with the finish of
 * MurmurHash3. It detects change. It is no signature: whoever can write the file can write another digest.
 *
 * In: what `mrrMovements` and `customerMovements` give. Out: the rows; keep them as well if you want to know why a figure moved.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param periods - A period, or a list of periods.
 * @param options - `customers`, and a policy; each option has its default, see the concepts page.
 * @returns About 700 bytes per period, and with `customers: true` about 25 for each customer and period. Amounts are texts that every
 * function takes as an amount.
 * @throws MetricsError as `mrrMovements` does; `INVALID_TYPE` for `customers` that is not true or false.
 *
 * Cost: O(rows), and for each period O(customers). Source: the close of books in accounting; the hashes are those of Fowler, Noll and Vo,
 * and of A. Appleby.
 *
 * @see docs/metrics/close-books.md
 *
 * @example
 * ```ts
 * const rows: Subscription[] = [{ customerId: 'ada', start: '2026-01-01', amount: 100, interval: 'year' }];
 * const close = closeBooks(rows, [month('2026-03')]);
 * close.periods[0].mrr.closing; // => '25/3'
 * checkAgainstClose(JSON.parse(JSON.stringify(close)), rows).holds; // => true
 * ```
 */
export function closeBooks(
  source: SubscriptionSource<Subscription, Money>,
  periods: Period | readonly Period[],
  options: CloseOptions = {},
): BooksClose {
  checkSource(source);
  const asked = readPeriods(periods);
  const { customers: isByCustomer = false, ...policy } = checkKeys(options, optionNames('customers'), 'options');
  if (typeof isByCustomer !== 'boolean') reject('INVALID_TYPE', 'options.customers', 'be true or false', isByCustomer);
  const opened = openSource(source, policy, asked.zone, 'options');
  checkPriced(opened.ledger);
  const exactly = moneyOut('fraction') as (amount: Parameters<ReturnType<typeof moneyOut>>[0]) => string;
  const digests = asked.periods.map((checked) => digestOf(figuresByCustomer(opened, checked)));
  const closed = totalsOf(opened, asked.periods).map((totals, at): ClosedPeriod => {
    const { period, complete, ...customers } = customerStatement(totals);
    return { period, complete, mrr: printTerms(totals.mrr(), exactly), customers, digest: digests[at]?.all as string };
  });
  const close: BooksClose = {
    version: 1,
    digests: digestName,
    definitions: definitionsIn(opened),
    currency: opened.ledger.currency,
    periods: closed,
  };
  if (!isByCustomer) return close;
  const ids = [...new Set(digests.flatMap(({ byCustomer }) => [...byCustomer.keys()]))].sort(order);
  const customers = ids.map((customerId) => ({
    customerId,
    digests: digests.map(({ byCustomer }) => byCustomer.get(customerId) ?? null),
  }));
  return { ...close, customers };
}
