import { readInstant, sameZone, type Zone, zoneInForce } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { currencyCode, type Money } from '../../money/index.ts';
import { checkKeys, readChoice } from '../../read/index.ts';
import { checkOwnExchangeRate, type ExchangeTable, readExchangeRates } from './exchange-rates.ts';
import {
  type LedgerPolicy,
  ledgerOptions,
  type Option,
  type Policy,
  type StatementPolicy,
  statementOptions,
} from './policy.ts';

type Decided<P, Names extends keyof P> = { readonly [name in Names]-?: Exclude<P[name], undefined> };

/** The options of a ledger, each with its value. Time zone and instant are in the form that the library computes with. */
export interface LedgerRules
  extends Decided<LedgerPolicy, Exclude<keyof LedgerPolicy, 'timeZone' | 'asOf' | 'currency' | 'exchangeRates'>> {
  readonly zone: Zone;
  /** Epoch milliseconds; Infinity when the data is complete. */
  readonly asOf: number;
  readonly currency: string | null;
  readonly exchangeRates: ExchangeTable | null;
}

/** The options of a statement, each with its value. */
export interface StatementRules extends Decided<StatementPolicy<Money>, keyof StatementPolicy> {}

const ledgerNames = /* @__PURE__ */ Object.keys(ledgerOptions) as (keyof LedgerPolicy)[];
/** A ledger keeps the zone itself in place of its name. */
const ruleNames = /* @__PURE__ */ ledgerNames.filter((name) => name !== 'timeZone');
const statementNames = /* @__PURE__ */ Object.keys(statementOptions) as (keyof StatementPolicy)[];

/** The keys of a policy. */
export const policyNames: readonly string[] = /* @__PURE__ */ optionNames();

/** The keys of a policy, and those that a function has of its own. */
export function optionNames(...own: readonly string[]): readonly string[] {
  return [...ledgerNames, ...statementNames, ...own];
}

/** Refuses unknown keys and values; `keys` narrows what may be given, by default to the whole policy. */
export function checkPolicy(policy: unknown, path = 'policy', keys: readonly string[] = policyNames): Policy<Money> {
  const given = checkKeys(policy, keys, path);
  for (const name of Object.keys(given)) {
    const value = given[name];
    if (value === undefined) continue;
    const option: Option = ledgerOptions[name as keyof LedgerPolicy] ?? statementOptions[name as keyof StatementPolicy];
    if ('read' in option) option.read(value, `${path}.${name}`);
    else readChoice(value, `${path}.${name}`, option);
  }
  return given;
}

/** The value of each option: the given one, or else that of `defaults`, or else the standard one. */
function decided<Name extends string>(
  names: readonly Name[],
  given: { readonly [name in Name]?: unknown },
  defaults: { readonly [name in Name]: unknown } | undefined,
  options: { readonly [name in Name]: Option },
): { [name: string]: unknown } {
  const values: { [name: string]: unknown } = {};
  for (const name of names) {
    const own = given[name] === undefined ? defaults?.[name] : given[name];
    values[name] = own === undefined ? standardOf(options[name]) : own;
  }
  return values;
}

const standardOf = (option: Option) => ('read' in option ? option.standard : option[0]);

/** The options of a checked policy; those it leaves out are as in `defaults`. */
export function statementRules(policy: Policy<Money>, defaults?: StatementRules): StatementRules {
  return decided(statementNames, policy, defaults, statementOptions) as unknown as StatementRules;
}

/** The options of a checked policy; without a time zone of its own it is in that of the periods asked about. */
export function ledgerRules(policy: Policy<Money>, periodZone: Zone | undefined, path = 'policy'): LedgerRules {
  const rules = decided(ruleNames, policy, undefined, ledgerOptions);
  const zone = zoneInForce(policy.timeZone, periodZone, `${path}.timeZone`);
  const asOf = policy.asOf === undefined ? Number.POSITIVE_INFINITY : readInstant(policy.asOf, zone, `${path}.asOf`);
  const currency = currencyCode(policy.currency) ?? null;
  const read = { zone, asOf, currency, exchangeRates: exchangeTable(policy, path) };
  return Object.assign(rules, read) as unknown as LedgerRules;
}

function exchangeTable({ currency, exchangeRates }: Policy<Money>, path: string): ExchangeTable | null {
  if (exchangeRates === undefined) return null;
  const tablePath = `${path}.exchangeRates`;
  const table = readExchangeRates(exchangeRates, tablePath);
  checkOwnExchangeRate(table, currencyCode(currency) ?? null, tablePath);
  return table;
}

/** Every option that a statement depends on, but for the zone, which its period names, in one text: equal texts, equal definitions. */
export function definitionsOf(
  { zone, exchangeRates, ...rules }: LedgerRules,
  { movements, mergeWithinSeconds }: StatementRules,
): string {
  return JSON.stringify({ exchangeRates: exchangeRates?.text, ...rules, movements, mergeWithinSeconds });
}

/**
 * Every option as text, but for the form of amounts, which changes no amount. Options of later versions are in it by themselves:
 * equal texts, equal definitions.
 */
export function policyText({ zone, exchangeRates, ...rules }: LedgerRules, statement: StatementRules): string {
  const { money: _, ...options } = statement;
  return JSON.stringify({ ...rules, ...options, timeZone: zone.timeZone, exchangeRates: exchangeRates?.text });
}

/** What `statementRulesOver` has to know of a ledger. */
interface Compiled {
  readonly rules: LedgerRules;
  readonly statement: StatementRules;
  readonly currency: string | null;
}

/** The same over a ledger, whose own are the defaults; an option of `LedgerPolicy` that is not what it was compiled with is refused. */
export function statementRulesOver(
  { rules, statement, currency }: Compiled,
  policy: Policy<Money>,
  periodZone: Zone | undefined,
  path: string,
): StatementRules {
  const { zone, asOf, exchangeRates } = rules;
  if (periodZone !== undefined && !sameZone(periodZone, zone)) {
    const rule = `be in the ledger's time zone, '${zone.timeZone}'`;
    reject('CONFLICTING_TIME_ZONES', 'period', rule, periodZone.timeZone);
  }
  const isSame = (name: keyof LedgerPolicy): boolean => {
    if (name === 'timeZone') return sameZone(zoneInForce(policy.timeZone, undefined, `${path}.timeZone`), zone);
    if (name === 'asOf') return readInstant(policy.asOf, zone, `${path}.asOf`) === asOf;
    if (name === 'exchangeRates') return exchangeTable(policy, path)?.text === exchangeRates?.text;
    if (name === 'currency') return currencyCode(policy.currency) === currency;
    return policy[name] === rules[name];
  };
  for (const name of ledgerNames) {
    if (policy[name] === undefined || isSame(name)) continue;
    reject(
      'CONFLICTING_POLICY',
      `${path}.${name}`,
      'be what the ledger was compiled with, or be left out',
      policy[name],
    );
  }
  return statementRules(policy, statement);
}
