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
  /** Customers who had never paid before. */
  readonly new: number;
  /** Customers who had paid before and returned. */
  readonly reactivated: number;
  /** Customers who left. */
  readonly churned: number;
  /** Customers at the end. */
  readonly closing: number;
  /** Opening customers who are still there at the end. */
  readonly retained: number;
}

/** The closed figures of one period. */
export interface ClosedPeriod {
  /** The period. */
  readonly period: Period;
  /** Whether the data reached the end of the period. */
  readonly complete: boolean;
  /** The MRR bridge, in exact amounts: decimals or fractions. */
  readonly mrr: MrrTermValues<string>;
  /** The customer bridge. */
  readonly customers: ClosedCustomers;
  /** A digest of what each customer pays in the period. */
  readonly digest: string;
}

/** Closed periods: plain JSON to keep with the report. */
export interface BooksClose {
  /** The version of the format. */
  readonly version: 1;
  /** The algorithm of the digests. */
  readonly digests: 'tenure-1';
  /** Every option with its value, as a policy. */
  readonly definitions: Policy;
  /** The currency of all amounts; null if the rows name none. */
  readonly currency: string | null;
  /** The periods, in the given order. */
  readonly periods: readonly ClosedPeriod[];
  /** With `customers: true`: the digests of each customer, one per period. */
  readonly customers?: readonly {
    /** The customer. */
    readonly customerId: string;
    /** One per period; null if the customer is not part of it. */
    readonly digests: readonly (string | null)[];
  }[];
}

/** A policy, and whether to keep a digest per customer. */
export type CloseOptions = Policy<Money> & {
  /** If true, the close has a digest per customer, so that `checkAgainstClose` can name customers who changed. Default false. */
  readonly customers?: boolean | undefined;
};

/**
 * Closes periods: keeps their exact MRR and customer bridges, the definitions behind them, and a digest of what each customer pays, in a
 * small JSON that `checkAgainstClose` later compares with the rows.
 *
 * Formula: a customer's digest is a 64-bit hash of its id and its exact part of both bridges; that of a period is the sum of its customers'
 * digests, modulo 2^64, which does not depend on the order of rows. The algorithm, 'tenure-1', is two lanes of FNV-1a with the final mix of
 * MurmurHash3. It detects changes. It is not a signature: anyone who can write the file can write another digest.
 *
 * In: the figures of `mrrMovements` and `customerMovements`. Out: the rows; keep them too if you want to find out why a figure changed.
 *
 * @param source - Rows, or a ledger compiled from them.
 * @param periods - A period, or a list of periods.
 * @param options - `customers`, and a policy. Each option has a default; see the concepts page on policy.
 * @returns A close of about 700 bytes per period and, with `customers: true`, about 25 more per customer and period. Amounts are strings that every
 * function accepts as amounts.
 * @throws MetricsError as `mrrMovements` does; `INVALID_TYPE` for `customers` that is not true or false.
 *
 * Cost: O(rows), plus O(customers) per period. Source: the closing of books in accounting; the hashes of Fowler, Noll and Vo, and of A.
 * Appleby.
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
