import type { Money } from '../money/index.ts';
import { compile } from './levels/compile.ts';
import { checkRows, type Ledger, makeLedger } from './open-source.ts';
import type { Policy } from './policy/policy.ts';
import { checkPolicy, ledgerRules, statementRules } from './policy/read-policy.ts';
import type { Subscription, UnpricedSubscription } from './rows/subscription.ts';

/**
 * Compiles subscription rows to columns. Every function of tenure takes rows or a ledger; with a ledger the rows are read and
 * checked once, and each metric is then one pass over typed arrays.
 *
 * All rows are checked. The first one that breaks a rule throws, with its index and field; nothing is dropped. The rows are not
 * changed, and changing their amounts and dates afterwards does not change the ledger; it keeps them only for functions that hand
 * a row back to you, such as `mrrMovementsBy`.
 *
 * @param subscriptions - One row per customer, subscription and price; in any order.
 * @param policy - Options of `LedgerPolicy`, which are compiled in, and of `StatementPolicy`, which become the defaults of calls.
 * @returns An opaque, immutable ledger. With `amounts: 'none'` the rows that callbacks see have no amount and no interval, whatever their type says.
 * @throws MetricsError with the path of the field, such as `subscriptions[17].amount`: `INVALID_AMOUNT`, `INVALID_NUMBER`,
 * `INVALID_INSTANT`, `SKIPPED_DAY`, `END_BEFORE_START`, `INVALID_OPTION` (a `replaces` of no subscription of its customer too), `INVALID_TYPE`, `MIXED_CURRENCIES`, and `UNKNOWN_KEY` for a
 * key that is a field but for case, blanks and underscores; for the policy `UNKNOWN_KEY`, `INVALID_OPTION`, `INVALID_TIME_ZONE`.
 *
 * Cost: O(rows), besides the sorting of the distinct instants.
 *
 * @see docs/concepts/ledgers.md
 *
 * @example
 * ```ts
 * const book = ledger([{ customerId: 'ada', start: '2026-01-15', amount: 100, interval: 'year' }])
 * mrr(book, '2026-02-01') // => 8.333333333333334
 * arr(book, '2026-02-01') // => 100
 * ```
 */
export function ledger(
  subscriptions: readonly UnpricedSubscription[],
  policy: Policy<Money> & { readonly amounts: 'none' },
): Ledger<Subscription>;
export function ledger<Row extends Subscription, K extends Money = 'number'>(
  subscriptions: readonly Row[],
  policy?: Policy<K>,
): Ledger<Row, K>;
export function ledger(subscriptions: unknown, policy: unknown = {}): unknown {
  checkRows(subscriptions, 'be an array of subscriptions');
  const given = checkPolicy(policy);
  return makeLedger(compile(subscriptions, ledgerRules(given, undefined), statementRules(given)));
}
