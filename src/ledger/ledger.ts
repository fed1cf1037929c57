import { MetricsError, reject } from '../errors.ts';
import type { Money } from '../money/index.ts';
import { isRecord } from '../read/index.ts';
import { type CompiledLedger, compile } from './levels/compile.ts';
import type { Policy } from './policy/policy.ts';
import { checkPolicy, ledgerRules, statementRules } from './policy/read-policy.ts';
import type { Subscription } from './rows/subscription.ts';

// Registered, so that a ledger compiled by the CommonJS build can be read by the ES build.
const contents = Symbol.for('tenure.ledger');

/** What a ledger holds, by version: another version of tenure may hold something else. */
interface Contents {
  readonly version: 1;
  readonly compiled: CompiledLedger;
}

/**
 * Subscription rows compiled to columns, once, for any number of questions. Opaque and immutable. It stays in the program that made it:
 * `JSON.stringify` and `structuredClone` throw.
 */
export interface Ledger<Row extends Subscription = Subscription, K extends Money = 'number'> {
  /** In types only: the rows that callbacks see, and the form of amounts. At run time there is no such property. */
  readonly '~types'?: { readonly row: Row; readonly money: K } | undefined;
  /** Throws a `MetricsError`: a ledger has no JSON. */
  toJSON(): never;
}

/** Subscription rows, or the ledger compiled from them. */
export type SubscriptionSource<Row extends Subscription = Subscription, K extends Money = 'number'> =
  | readonly Row[]
  | Ledger<Row, K>;

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
 * @returns An opaque, immutable ledger.
 * @throws MetricsError with the path of the field, such as `subscriptions[17].amount`: `INVALID_AMOUNT`, `INVALID_NUMBER`,
 * `INVALID_INSTANT`, `SKIPPED_DAY`, `END_BEFORE_START`, `INVALID_OPTION`, `INVALID_TYPE`, `MIXED_CURRENCIES`; for the policy
 * `UNKNOWN_KEY`, `INVALID_OPTION`, `INVALID_TIME_ZONE`.
 *
 * Cost: O(rows), besides the sorting of the distinct instants.
 *
 * @example
 * ```ts
 * const book = ledger([{ customerId: 'ada', start: '2026-01-15', amount: 100, interval: 'year' }])
 * mrr(book, '2026-02-01') // => 8.333333333333334
 * arr(book, '2026-02-01') // => 100
 * ```
 */
export function ledger<Row extends Subscription, K extends Money = 'number'>(
  subscriptions: readonly Row[],
  policy: Policy<K> = {},
): Ledger<Row, K> {
  checkRows(subscriptions, 'be an array of subscriptions');
  const given = checkPolicy(policy);
  return makeLedger(compile(subscriptions, ledgerRules(given, undefined), statementRules(given)));
}

export function makeLedger<Row extends Subscription, K extends Money>(compiled: CompiledLedger): Ledger<Row, K> {
  const held: Contents = { version: 1, compiled };
  // A function among the keys is what makes structuredClone throw.
  return Object.freeze(Object.defineProperty({ toJSON }, contents, { value: held })) as Ledger<Row, K>;
}

function toJSON(): never {
  const message =
    'ledger cannot become JSON; send the rows and compile them again, or send the results of the functions that take it';
  throw new MetricsError('INVALID_TYPE', ['ledger'], message, undefined);
}

export function isLedger(value: unknown): value is Ledger<Subscription, Money> {
  return isRecord(value) && contents in value;
}

export function compiledOf(source: Ledger<Subscription, Money>): CompiledLedger {
  const { version, compiled } = (source as unknown as Record<symbol, Contents>)[contents] as Contents;
  if (version !== 1) reject('INVALID_TYPE', 'subscriptions', 'be a ledger made by this version of tenure', source);
  return compiled;
}

/** Refuses what is no array of rows, and says what to write instead. */
export function checkRows(value: unknown, rule: string): asserts value is readonly Subscription[] {
  if (Array.isArray(value)) return;
  if (isRecord(value) && 'customerId' in value) reject('INVALID_TYPE', 'subscriptions', `${rule}: [row]`, value);
  if (isRecord(value) && 'timeZone' in value && 'start' in value) {
    reject('INVALID_TYPE', 'subscriptions', `${rule}; it comes first, before the period`, value);
  }
  reject('INVALID_TYPE', 'subscriptions', rule, value);
}
