import { type Instant, type PeriodsAsked, readInstant, readPeriods, type Zone } from '../calendar/open.ts';
import { reject } from '../errors.ts';
import type { Money } from '../money/index.ts';
import { checkRows, compiledOf, isLedger, type Ledger, type SubscriptionSource } from './ledger.ts';
import { type CompiledLedger, compile } from './levels/compile.ts';
import type { Policy } from './policy/policy.ts';
import {
  checkAgainstLedger,
  checkPolicy,
  definitionsOf,
  type LedgerRules,
  ledgerRules,
  type StatementRules,
  statementRules,
} from './policy/read-policy.ts';
import type { Subscription } from './rows/subscription.ts';

/** A source and a policy as the functions over them need it: compiled, with every option decided. */
export interface OpenedSource {
  readonly ledger: CompiledLedger;
  readonly statement: StatementRules;
  /** Every option that a statement depends on, as text. */
  readonly definitions: string;
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
  if (isLedger(source)) return openLedger(source, given, periodZone, bag);
  return openRows(source as readonly Subscription[], given, ledgerRules(given, periodZone, bag));
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
  const rules = isLedger(source) ? compiledOf(source).rules : ledgerRules(given, undefined, bag);
  const own = asOf === undefined ? undefined : readInstant(asOf, rules.zone, path);
  const observed = own === undefined || given.asOf !== undefined ? rules : { ...rules, asOf: own };
  const opened = isLedger(source) ? openLedger(source, given, undefined, bag) : openRows(source, given, observed);
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

function openLedger(
  source: Ledger<Subscription, Money>,
  given: Policy<Money>,
  periodZone: Zone | undefined,
  bag: string,
): OpenedSource {
  const ledger = compiledOf(source);
  checkAgainstLedger(given, periodZone, ledger, bag);
  return opened(ledger, statementRules(given, ledger.statement));
}

function opened(ledger: CompiledLedger, statement: StatementRules): OpenedSource {
  let definitions: string | undefined;
  return {
    ledger,
    statement,
    get definitions() {
      // Asked for by each statement of a list.
      definitions ??= definitionsOf(ledger.rules, statement);
      return definitions;
    },
  };
}

/** Refuses what is neither rows nor a ledger. */
export function checkSource(source: unknown): asserts source is SubscriptionSource<Subscription, Money> {
  if (!isLedger(source)) checkRows(source, sourceRule);
}

/** Whether a first argument is data, as opposed to the terms of a rate. */
export function isSource(value: unknown): value is SubscriptionSource<Subscription, Money> {
  return Array.isArray(value) || isLedger(value);
}
