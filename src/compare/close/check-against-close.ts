import { type Instant, type Period, readPeriods } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import type { Rational } from '../../exact/index.ts';
import {
  checkPriced,
  checkSource,
  openSource,
  type Policy,
  type Subscription,
  type SubscriptionSource,
} from '../../ledger/query.ts';
import { isMoney, type Money, type MoneyOf, moneyOut, readSignedAmount } from '../../money/index.ts';
import {
  customerStatement,
  type ExactTerms,
  type MrrMovements,
  type MrrTermName,
  mrrStatement,
  mrrTermNames,
  order,
  totalsOf,
} from '../../movements/open.ts';
import { checkKeys, isRecord, readList, readNumber } from '../../read/index.ts';
import { checkSameCurrency } from '../currencies.ts';
import { differenceOf, figuresByCustomer, type MrrTermValues, printTerms } from '../figures.ts';
import type { BooksClose, ClosedCustomers, ClosedPeriod } from './close-books.ts';
import { countNames, digestName, digestOf } from './digest.ts';

/** A customer that no longer pays what it paid at the close. */
export interface MovedCustomer {
  /** The customer. */
  readonly customerId: string;
  /** 'added': it has a part in the period that it had not; 'removed': it has none any more. */
  readonly change: 'added' | 'removed' | 'changed';
}

/** One closed period held against the rows. */
export interface PeriodCheck<M = number> {
  /** The closed period. */
  readonly period: Period;
  /** Whether every term is what it was, and every customer pays what it paid. */
  readonly holds: boolean;
  /** The MRR bridge as it was closed. */
  readonly closed: MrrTermValues<M>;
  /** The MRR bridge that the rows give now, under the definitions of the close. */
  readonly now: MrrMovements<M>;
  /** now - closed. */
  readonly difference: MrrTermValues<M>;
  /** The terms of the MRR bridge that moved. */
  readonly terms: readonly MrrTermName[];
  /** Those of the customer bridge. */
  readonly customerTerms: readonly (keyof ClosedCustomers)[];
  /** Whether the digest is the same: if not, and no term moved, changes offset each other. */
  readonly digestHolds: boolean;
  /** Who moved, by customerId; null where the close holds no customers. */
  readonly customers: readonly MovedCustomer[] | null;
}

/** Whether a close still holds. */
export interface CloseCheck<M = number> {
  /** Whether every period holds. */
  readonly holds: boolean;
  /** One per closed period, in the order of the close. */
  readonly periods: readonly PeriodCheck<M>[];
}

/** How a close is held against the rows. */
export interface CloseCheckOptions<C extends Money = 'number'> {
  /** When the rows were taken, if that matters to the definitions. Default: that of the close, or of a ledger its own. */
  readonly asOf?: Instant | undefined;
  /** The form of amounts: 'number', 'fraction' or a class of Decimals. Default 'number'. */
  readonly money?: C | undefined;
}

/**
 * Whether figures that were reported still are what the rows say: the rows under the definitions of a close, held against what was closed,
 * term by term, and customer by customer where the close has them.
 *
 * Formula: difference = now - closed, exactly. A period holds if no term of either bridge moved and the digest is the same, so that changes
 * which offset each other between customers are found as well.
 *
 * In: the periods and the definitions of the close. Out: why a figure moved, which takes the rows of then: see `compareLedgers`.
 *
 * @param close - What `closeBooks` gave, also when it comes back from JSON.
 * @param source - The rows of today, or a ledger compiled from them under the same options; its `asOf` may be another.
 * @param options - `asOf`: when the rows were taken; `money`: the form of amounts.
 * @returns Whether all holds, and for each period what moved.
 * @throws MetricsError `INVALID_TYPE` for what is no close; `CONFLICTING_POLICY` for a ledger compiled under other options;
 * `MIXED_CURRENCIES` for rows in another currency; and as `mrrMovements` does.
 *
 * Cost: as for `closeBooks`. Source: the roll-forward check of an opening balance against the closing balance that was audited.
 *
 * @see docs/metrics/close-books.md
 *
 * @example
 * ```ts
 * const rows: Subscription[] = [{ customerId: 'ada', start: '2026-01-01', amount: 50, interval: 'month' }];
 * const close = closeBooks(rows, [month('2026-03')], { customers: true });
 * const { holds, periods } = checkAgainstClose(close, [{ ...rows[0], end: '2026-03-20' }]);
 * holds; // => false
 * periods[0].terms; // => ['churn', 'closing', 'retainedGross', 'retainedNet']
 * periods[0].customers; // => [{ customerId: 'ada', change: 'changed' }]
 * ```
 */
export function checkAgainstClose<C extends Money = 'number'>(
  close: BooksClose,
  source: SubscriptionSource<Subscription, Money>,
  options?: CloseCheckOptions<C>,
): CloseCheck<MoneyOf<C>>;
export function checkAgainstClose(
  close: BooksClose,
  source: SubscriptionSource<Subscription, Money>,
  options: CloseCheckOptions<Money> = {},
): CloseCheck<MoneyOf<Money>> {
  const closed = readClose(close);
  checkSource(source);
  const { asOf, money = 'number' } = checkKeys(options, ['asOf', 'money'], 'options') as CloseCheckOptions<Money>;
  if (!isMoney(money))
    reject('INVALID_OPTION', 'options.money', "be 'number', 'fraction' or a class of Decimals", money);
  const { zone, periods } = readPeriods(
    closed.periods.map(({ period }) => period),
    'close.periods',
  );
  // Rows were taken when they were taken: a ledger knows it, and later than at the close is as it should be.
  const { asOf: then, ...definitions } = recordAt(close.definitions, 'close.definitions') as Policy<Money>;
  const taken = asOf ?? (Array.isArray(source) ? then : undefined);
  const opened = openSource(
    source,
    { ...definitions, ...(taken !== undefined && { asOf: taken }) },
    zone,
    'close.definitions',
  );
  checkPriced(opened.ledger);
  const isUnnamed = close.currency === null;
  checkSameCurrency(opened.ledger, isUnnamed ? opened.ledger : close, 'subscriptions', 'the close');
  const print = moneyOut(money);
  const checks = totalsOf(opened, periods).map((totals, at): PeriodCheck<MoneyOf<Money>> => {
    const own = closed.periods[at] as ReadPeriodClose;
    const { all, byCustomer } = digestOf(figuresByCustomer(opened, totals.checked));
    const difference = differenceOf(own.mrr, totals.mrr());
    const terms = mrrTermNames.filter((term) => difference[term].n !== 0n);
    const counts = customerStatement(totals);
    const customerTerms = countNames.filter((term) => own.customers[term] !== counts[term]);
    const digestHolds = all === own.digest;
    return {
      period: totals.checked.period,
      holds: digestHolds && terms.length + customerTerms.length === 0,
      closed: printTerms(own.mrr, print),
      now: mrrStatement(totals, opened, print),
      difference: printTerms(difference, print),
      terms,
      customerTerms,
      digestHolds,
      customers: closed.customers === null ? null : movedCustomers(closed.customers, byCustomer, at),
    };
  });
  return { holds: checks.every(({ holds }) => holds), periods: checks };
}

type ReadPeriodClose = Omit<ClosedPeriod, 'mrr' | 'complete'> & { readonly mrr: ExactTerms };
type ClosedDigests = ReadonlyMap<string, readonly (string | null)[]>;

/** A file can be of another make, or cut off: what is missing in it must not count as changed. */
function readClose(close: unknown) {
  const path = 'close';
  if (!isRecord(close) || close.version !== 1 || close.digests !== digestName) {
    reject('INVALID_TYPE', path, `be what closeBooks gives, of version 1 with digests '${digestName}'`, close);
  }
  const periods = readList(close.periods, `${path}.periods`, 'be an array of closed periods').map((given, at) => {
    const own = `${path}.periods[${at}]`;
    const { period, mrr, customers, digest } = recordAt(given, own);
    return {
      period: period as Period,
      mrr: Object.fromEntries(
        mrrTermNames.map((term) => [term, readSignedAmount(recordAt(mrr, `${own}.mrr`)[term], `${own}.mrr.${term}`)]),
      ) as { readonly [term in MrrTermName]: Rational },
      customers: Object.fromEntries(
        countNames.map((term) => [
          term,
          readNumber(recordAt(customers, `${own}.customers`)[term], `${own}.customers.${term}`),
        ]),
      ) as unknown as ClosedCustomers,
      digest: textAt(digest, `${own}.digest`),
    };
  });
  return { periods, customers: close.customers === undefined ? null : readCustomers(close.customers, periods.length) };
}

function readCustomers(given: unknown, periods: number): ClosedDigests {
  const list = readList(given, 'close.customers', 'be an array of customers');
  return new Map(
    list.map((own, at) => {
      const path = `close.customers[${at}]`;
      const { customerId, digests } = recordAt(own, path);
      const all = readList(digests, `${path}.digests`, 'be an array of digests');
      if (all.length !== periods) reject('INVALID_TYPE', `${path}.digests`, 'have one entry for each period', digests);
      return [textAt(customerId, `${path}.customerId`), all as readonly (string | null)[]];
    }),
  );
}

function recordAt(value: unknown, path: string): Record<string, unknown> {
  return isRecord(value) ? value : reject('INVALID_TYPE', path, 'be an object', value);
}

function textAt(value: unknown, path: string): string {
  return typeof value === 'string' ? value : reject('INVALID_TYPE', path, 'be a string', value);
}

function movedCustomers(closed: ClosedDigests, now: ReadonlyMap<string, string>, at: number): MovedCustomer[] {
  const ids = [...new Set([...closed.keys(), ...now.keys()])].sort(order);
  return ids.flatMap((customerId) => {
    const [before, after] = [closed.get(customerId)?.[at] ?? null, now.get(customerId) ?? null];
    if (before === after) return [];
    return [{ customerId, change: before === null ? 'added' : after === null ? 'removed' : 'changed' }];
  });
}
