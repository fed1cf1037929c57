import { type Instant, type PeriodsAsked, readInstant, readPeriods, type Zone } from '../calendar/open.ts';
import { MetricsError, reject } from '../errors.ts';
import type { Money } from '../money/index.ts';
import { isRecord } from '../read/index.ts';
import { type CompiledLedger, compile } from './levels/compile.ts';
import type { Policy } from './policy/policy.ts';
import {
  checkPolicy,
  definitionsOf,
  type LedgerRules,
  ledgerRules,
  type StatementRules,
  statementRules,
  statementRulesOver,
} from './policy/read-policy.ts';
import type { Subscription } from './rows/subscription.ts';

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

// Registered, so that a ledger compiled by the CommonJS build can be read by the ES build.
const contents = Symbol.for('tenure.ledger');

/** What a ledger holds, by version: another version of tenure may hold something else. */
interface Contents {
  readonly version: 1;
  readonly compiled: CompiledLedger;
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

function isLedger(value: unknown): value is Ledger<Subscription, Money> {
  return isRecord(value) && contents in value;
}

function compiledOf(source: Ledger<Subscription, Money>): CompiledLedger {
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

/** A source and a policy as the functions over them need it: compiled, with every option decided. */
export interface OpenedSource {
  readonly ledger: CompiledLedger;
  readonly statement: StatementRules;
  /** Every option that a statement depends on, as text. */
  definitions(): string;
}

const sourceRule = 'be an array of subscriptions, or a ledger';

/**
 * Opens rows or a ledger under the policy of one call; `periodZone` is the zone of the periods it asks about, if any, and `bag` the name of
 * the parameter in which the policy was given.
 */
export function openSource(
  source: unknown,
  policy: unknown,
  periodZone: Zone | undefined,
  bag = 'policy',
): OpenedSource {
  checkSource(source);
  const given = checkPolicy(policy === undefined ? {} : policy, bag);
  if (isLedger(source)) return openLedger(compiledOf(source), given, periodZone, bag);
  return openRows(source, given, ledgerRules(given, periodZone, bag));
}

/** The same for a call that asks about a period or a list of them. What is no source is refused before what is no period. */
export function openPeriods(
  source: unknown,
  periods: unknown,
  policy: unknown,
  bag = 'policy',
): OpenedSource & PeriodsAsked {
  checkSource(source);
  const asked = readPeriods(periods);
  return Object.assign(openSource(source, policy, asked.zone, bag), asked);
}

/** The ledger that a source is, under a policy that agrees with its own; null for rows, which are not compiled for it. */
export function ledgerGiven(source: unknown, policy: Policy<Money>): CompiledLedger | null {
  checkSource(source);
  return isLedger(source) ? openLedger(compiledOf(source), checkPolicy(policy), undefined, 'policy').ledger : null;
}

/** A source opened for a question about customers' lives, which need an instant up to which they are known. */
export interface ObservedSource extends OpenedSource {
  /** Epoch milliseconds; what happens at it is not known. */
  readonly until: number;
}

/**
 * Opens a source for what is known just before an instant: the call's own, or else the one that the ledger or policy has. A ledger answers
 * for any instant that it knows, except where it fills gaps: whether one is still open depends on the instant it was compiled for.
 */
export function openUntil(
  source: SubscriptionSource<Subscription, Money>,
  asOf: Instant | undefined,
  policy: Policy<Money>,
  path: string,
  bag = 'policy',
): ObservedSource {
  checkSource(source);
  const given = checkPolicy(policy, bag);
  const compiled = isLedger(source) ? compiledOf(source) : null;
  const rules = compiled?.rules ?? ledgerRules(given, undefined, bag);
  const own = asOf === undefined ? undefined : readInstant(asOf, rules.zone, path);
  const observed = own === undefined || given.asOf !== undefined ? rules : { ...rules, asOf: own };
  const opened = compiled
    ? openLedger(compiled, given, undefined, bag)
    : openRows(source as readonly Subscription[], given, observed);
  const { asOf: known, churnGraceDays } = opened.ledger.rules;
  const until = own ?? known;
  if (until === Number.POSITIVE_INFINITY) {
    reject(
      'INVALID_INSTANT',
      path,
      'be present, here or in the policy of the ledger: the instant the data was taken',
      asOf,
    );
  }
  const isOther = until > known || (churnGraceDays > 0 && until !== known);
  if (isOther) reject('CONFLICTING_POLICY', path, ruleOfAsOf(known), asOf);
  return Object.assign(opened, { until });
}

function ruleOfAsOf(known: number): string {
  if (known === Number.POSITIVE_INFINITY) return 'be compiled into a ledger with churnGraceDays, as its asOf';
  return `agree with the ledger's asOf, ${new Date(known).toISOString()}: no later, and with churnGraceDays the same`;
}

function openRows(rows: readonly Subscription[], given: Policy<Money>, rules: LedgerRules): OpenedSource {
  const statement = statementRules(given);
  return opened(compile(rows, rules, statement), statement);
}

/** Other rows under the options of a source that is open, such as those of one of its customers. */
export function openAlike({ ledger, statement }: OpenedSource, rows: readonly Subscription[]): OpenedSource {
  return opened(compile(rows, ledger.rules, statement), statement);
}

function openLedger(
  ledger: CompiledLedger,
  given: Policy<Money>,
  periodZone: Zone | undefined,
  bag: string,
): OpenedSource {
  return opened(ledger, statementRulesOver(ledger, given, periodZone, bag));
}

function opened(ledger: CompiledLedger, statement: StatementRules): OpenedSource {
  let definitions: string | undefined;
  return {
    ledger,
    statement,
    // Asked for by each statement of a list.
    definitions() {
      definitions ??= definitionsOf(ledger.rules, statement);
      return definitions;
    },
  };
}

/** Refuses a question about money or due dates to rows without amounts, which would answer with counts. */
export function checkPriced({ rules }: Pick<CompiledLedger, 'rules'>): void {
  if (rules.amounts !== 'none') return;
  const rule = "be 'major' or 'minor' here: rows without amounts only give counts of customers";
  reject('CONFLICTING_POLICY', 'policy.amounts', rule, 'none');
}

/** Refuses what is neither rows nor a ledger. */
export function checkSource(source: unknown): asserts source is SubscriptionSource<Subscription, Money> {
  if (!isLedger(source)) checkRows(source, sourceRule);
}

/** Whether a first argument is data, as opposed to the terms of a rate. */
export function isSource(value: unknown): value is SubscriptionSource<Subscription, Money> {
  return Array.isArray(value) || isLedger(value);
}
