import type { Zone } from '../calendar/open.ts';
import type { Money } from '../money/index.ts';
import { isRecord } from '../read/index.ts';
import { type CompiledLedger, compile } from './levels/compile.ts';
import type { Policy } from './policy/policy.ts';
import {
  checkAgainstLedger,
  checkPolicy,
  definitionsOf,
  ledgerRules,
  type StatementRules,
  statementRules,
} from './policy/read-policy.ts';
import type { Subscription } from './rows/subscription.ts';

// Registered, so that a ledger compiled by the CommonJS build can be read by the ESM build.
const contents: unique symbol = Symbol.for('tenure.ledger') as never;

/** Subscription rows compiled to columns, once, for any number of questions. Opaque and immutable. */
export interface Ledger<Row extends Subscription = Subscription, K extends Money = 'number'> {
  readonly [contents]: { readonly row: Row; readonly money: K };
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
 * changed, and changing their amounts and dates afterwards does not change the ledger; it keeps them only for the functions that hand a
 * row back to you, such as `mrrMovementsBy`.
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
export function ledger<K extends Money = 'number'>(
  subscriptions: readonly Subscription[],
  policy: Policy<K> = {},
): Ledger<Subscription, K> {
  return makeLedger(compile(subscriptions, checkPolicy(policy, 'policy'), undefined));
}

export function makeLedger<K extends Money>(compiled: CompiledLedger): Ledger<Subscription, K> {
  return Object.freeze({ [contents]: compiled }) as unknown as Ledger<Subscription, K>;
}

/** A source and a policy as the functions over them need it: compiled, with every option decided. */
export interface OpenedSource {
  readonly ledger: CompiledLedger;
  readonly statement: StatementRules;
  /** Every option that a statement depends on, as text. */
  readonly definitions: string;
}

/** Opens rows or a ledger under the policy of one call; `periodZone` is the zone of the periods it asks about, if any. */
export function openSource(
  source: SubscriptionSource<Subscription, Money>,
  policy: unknown,
  periodZone: Zone | undefined,
): OpenedSource {
  const given = checkPolicy(policy === undefined ? {} : policy, 'policy');
  if (!isLedger(source)) {
    const compiled = compile(source, given, periodZone);
    return opened(compiled, compiled.statement);
  }
  const compiled = compiledOf(source);
  const { rules, currency } = compiled;
  checkAgainstLedger(given, periodZone, { ...rules, currency });
  return opened(compiled, statementRules(given, compiled.statement));
}

function opened(ledger: CompiledLedger, statement: StatementRules): OpenedSource {
  return { ledger, statement, definitions: definitionsOf(ledger.rules, statement) };
}

/** The zone in force before a source is opened: what a date alone means in a call that asks about an instant. */
export function zoneOfSource(source: unknown, policy: unknown): Zone {
  const given = checkPolicy(policy === undefined ? {} : policy, 'policy');
  return isLedger(source) && given.timeZone === undefined
    ? compiledOf(source).rules.zone
    : ledgerRules(given, undefined).zone;
}

/** Whether a first argument is data, as opposed to the terms of a rate. */
export function isSource(value: unknown): value is SubscriptionSource<Subscription, Money> {
  return Array.isArray(value) || isLedger(value);
}

function compiledOf(source: Ledger<Subscription, Money>): CompiledLedger {
  return source[contents] as unknown as CompiledLedger;
}

function isLedger(value: unknown): value is Ledger<Subscription, Money> {
  return isRecord(value) && contents in value;
}
