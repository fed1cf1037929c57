import type { Zone } from '../calendar/zone.ts';
import { isRecord, reject } from '../errors.ts';
import type { Money } from '../money/money-out.ts';
import { type MixedSteps, type OddSteps, placeSpans, type Steps, sortChanges } from './columns.ts';
import { mixedSteps, oddSteps } from './exact-steps.ts';
import { gapRules, withGaps } from './gaps.ts';
import { sortInstants } from './instant-table.ts';
import { plainSteps } from './plain-steps.ts';
import type { Policy } from './policy.ts';
import { presenceSteps } from './presence.ts';
import type { Rates } from './rate-book.ts';
import {
  checkAgainstLedger,
  checkPolicy,
  definitionsOf,
  type LedgerRules,
  ledgerRules,
  type StatementRules,
  statementRules,
} from './read-policy.ts';
import { type Entities, type PaidSpans, readRows } from './read-rows.ts';
import type { Subscription } from './subscription.ts';
import { chooseUnit, mixedGroup } from './unit.ts';

// Registered, so that a ledger compiled by the CommonJS build can be read by the ESM build.
const contents: unique symbol = Symbol.for('tenure.ledger') as never;

/** Subscription rows compiled to columns, once, for any number of questions. Opaque and immutable. */
export interface Ledger<K extends Money = 'number'> {
  readonly [contents]: { readonly money: K };
}

/** Subscription rows, or the ledger compiled from them. */
export type SubscriptionSource<K extends Money = 'number'> = readonly Subscription[] | Ledger<K>;

export interface CompiledLedger {
  readonly rules: LedgerRules;
  readonly statement: StatementRules;
  readonly entities: Entities;
  /** The currency of the statements. */
  readonly currency: string | null;
  /** The currencies of the rows, by code. */
  readonly currencies: readonly (string | null)[];
  /** The currency of each entity; null where all are in the first one. Mixed entities have a place of no meaning here. */
  readonly currencyOf: Uint32Array | null;
  /** Distinct instants at which anything changes, in order, as epoch milliseconds. */
  readonly instants: Float64Array;
  /** Levels of `plain` are multiples of 1/unit. */
  readonly unit: bigint;
  readonly plain: Steps;
  readonly odd: OddSteps;
  readonly mixed: MixedSteps;
  /** For questions about rows: the rows to hand back, their subscriptions, when each was paid, and the rates of those times. */
  readonly rows: readonly Subscription[];
  readonly subscriptionIds: readonly (string | undefined)[];
  readonly spans: PaidSpans;
  readonly rates: Rates;
  /** Who counts as a customer, where that is more than having MRR; else null. */
  readonly presence: Steps | null;
}

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
): Ledger<K> {
  const compiled = compile(subscriptions, checkPolicy(policy, 'policy'), undefined);
  return Object.freeze({ [contents]: compiled }) as unknown as Ledger<K>;
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
  source: SubscriptionSource<Money>,
  policy: unknown,
  periodZone: Zone | undefined,
): OpenedSource {
  const given = checkPolicy(policy === undefined ? {} : policy, 'policy');
  if (!isLedger(source)) {
    const compiled = compile(source, given, periodZone);
    return opened(compiled, compiled.statement);
  }
  const compiled = compiledOf(source);
  checkAgainstLedger(given, periodZone, compiled.rules);
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
export function isSource(value: unknown): value is SubscriptionSource<Money> {
  return Array.isArray(value) || isLedger(value);
}

function compiledOf(source: Ledger<Money>): CompiledLedger {
  return source[contents] as unknown as CompiledLedger;
}

function isLedger(value: unknown): value is Ledger<Money> {
  return isRecord(value) && contents in value;
}

function compile(rows: unknown, policy: Policy<Money>, periodZone: Zone | undefined): CompiledLedger {
  if (!Array.isArray(rows)) reject('INVALID_TYPE', 'subscriptions', 'be an array of subscriptions, or a ledger', rows);
  const rules = ledgerRules(policy, periodZone);
  const { entities, spans: read, rates, instants: table, currencies } = readRows(rows, rules);
  const count = entities.customerIds.length;
  const { instants, places } = sortInstants(table);
  const spans = placeSpans(read, places);
  const changes = sortChanges(spans, instants.length, count);
  const exact = chooseUnit(spans, rates.values, count);
  const currencyOf = currencies.names.length > 1 ? entityCurrencies(spans, rates, exact.group) : null;
  const gaps = gapRules(instants, rules);

  const plain = withGaps(plainSteps(spans, changes, exact), gaps, () => ({}));
  const rawOdd = oddSteps(spans, changes, rates.values, exact.group);
  const odd = withGaps(rawOdd, gaps, (kept) => ({ exact: Array.from(kept, (step) => rawOdd.exact[step] as bigint) }));
  const rawMixed = mixedSteps(spans, changes, rates, exact.group);
  const mixed = withGaps(rawMixed, gaps, (kept) => ({ exact: Array.from(kept, (step) => rawMixed.exact[step] ?? []) }));
  const presence = rules.freePlans === 'include' ? presenceSteps(changes, [plain, odd, mixed]) : null;
  return {
    rules,
    statement: statementRules(policy),
    entities,
    currency: currencies.reporting(),
    currencies: currencies.names,
    currencyOf,
    instants,
    unit: exact.unit,
    plain,
    odd,
    mixed,
    rows: rows.slice(),
    subscriptionIds: rows.map(({ subscriptionId }: Subscription) => subscriptionId),
    spans,
    rates,
    presence: presence && withGaps(presence, { ...gaps, isFilled: null }, () => ({})),
  };
}

/** The currency of each entity; entities with rows in several are put into the mixed group. */
function entityCurrencies(spans: PaidSpans, rates: Rates, group: Uint8Array): Uint32Array {
  const none = 0xffff_ffff;
  const currencyOf = new Uint32Array(group.length).fill(none);
  for (let span = 0; span < spans.length; span += 1) {
    const entity = spans.entity[span] as number;
    const currency = rates.currencies[spans.rate[span] as number] as number;
    if (currencyOf[entity] === none) currencyOf[entity] = currency;
    else if (currencyOf[entity] !== currency) group[entity] = mixedGroup;
  }
  return currencyOf.map((currency) => (currency === none ? 0 : currency));
}
