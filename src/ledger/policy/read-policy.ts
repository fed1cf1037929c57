import { type Instant, readInstant, sameZone, type Zone, zoneOf } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { isMoney, type Money } from '../../money/index.ts';
import { checkKeys, readOptionalChoice } from '../../read/index.ts';
import { checkOwnExchangeRate, type ExchangeTable, readExchangeRates } from './exchange-rates.ts';
import type { LedgerPolicy, Policy, StatementPolicy } from './policy.ts';

/** The options of a ledger, each with its value. Time zone and instant are in the form that the library computes with. */
export interface LedgerRules {
  readonly zone: Zone;
  /** Epoch milliseconds; Infinity when the data is complete. */
  readonly asOf: number;
  readonly grain: 'customer' | 'subscription';
  readonly trials: 'exclude' | 'include';
  readonly freePlans: 'exclude' | 'include';
  readonly pauses: 'churn' | 'retain';
  readonly pastDueGraceDays: number | null;
  readonly churnAt: 'end' | 'cancelRequest';
  readonly churnGraceDays: number;
  readonly reactivationWindowDays: number | null;
  readonly weeksPerMonth: '52/12' | '4';
  readonly daysPerMonth: '365/12' | '30';
  readonly currency: string | null;
  readonly exchangeRates: ExchangeTable | null;
}

/** The options of a statement, each with its value. */
export interface StatementRules {
  readonly movements: 'net' | 'event';
  readonly reactivation: 'exclude' | 'include';
  readonly churnDenominator: 'opening' | 'openingPlusNew' | 'average';
  readonly retentionMethod: 'cohort' | 'headcount';
  readonly money: Money;
}

interface OptionRule {
  readonly rule: string;
  accepts(value: unknown): boolean;
}

/** What an option may be: one of a few words, or what a rule accepts. All plain data, so that bundlers can leave it out. */
export type Option = readonly string[] | OptionRule;

const days: OptionRule = {
  rule: 'be a whole number of days >= 0',
  accepts: (value) => Number.isInteger(value) && (value as number) >= 0,
};
const daysOrNull: OptionRule = {
  rule: 'be a whole number of days >= 0, or null',
  accepts: (value) => value === null || days.accepts(value),
};
const currencyCode: OptionRule = {
  rule: "be a currency code such as 'EUR'",
  accepts: (value) => typeof value === 'string' && value !== '',
};
/** Read, and so checked, by what needs it. */
const readElsewhere: OptionRule = { rule: '', accepts: () => true };

// In the documented order of LedgerPolicy.
export const ledgerOptions: { readonly [key in keyof Required<LedgerPolicy>]: Option } = {
  timeZone: readElsewhere,
  asOf: readElsewhere,
  grain: ['customer', 'subscription'],
  trials: ['exclude', 'include'],
  freePlans: ['exclude', 'include'],
  pauses: ['churn', 'retain'],
  pastDueGraceDays: daysOrNull,
  churnAt: ['end', 'cancelRequest'],
  churnGraceDays: days,
  reactivationWindowDays: daysOrNull,
  weeksPerMonth: ['52/12', '4'],
  daysPerMonth: ['365/12', '30'],
  currency: currencyCode,
  exchangeRates: readElsewhere,
};

export const statementOptions: { readonly [key in keyof Required<StatementPolicy>]: Option } = {
  movements: ['net', 'event'],
  reactivation: ['exclude', 'include'],
  churnDenominator: ['opening', 'openingPlusNew', 'average'],
  retentionMethod: ['cohort', 'headcount'],
  money: { rule: "be 'number', 'fraction' or a class of Decimals", accepts: isMoney },
};

/** The keys of a policy, and those that a function has of its own. */
export function optionNames(...own: readonly string[]): readonly string[] {
  return [...Object.keys(ledgerOptions), ...Object.keys(statementOptions), ...own];
}

/** The keys of a policy. */
export const policyNames: readonly string[] = /* @__PURE__ */ optionNames();

/** Refuses unknown keys and values; `keys` narrows what may be given, by default to the whole policy. */
export function checkPolicy(policy: unknown, path: string, keys: readonly string[] = policyNames): Policy<Money> {
  const given = checkKeys(policy, keys, path);
  for (const key of Object.keys(given)) {
    const option: Option = ledgerOptions[key as keyof LedgerPolicy] ?? statementOptions[key as keyof StatementPolicy];
    const value = given[key];
    if (value === undefined) continue;
    if ('accepts' in option) {
      if (!option.accepts(value)) reject('INVALID_OPTION', `${path}.${key}`, option.rule, value);
    } else readOptionalChoice(value, `${path}.${key}`, option as readonly [string, ...string[]]);
  }
  return given;
}

export function statementRules(policy: Policy<Money>, defaults?: StatementRules): StatementRules {
  return {
    movements: policy.movements ?? defaults?.movements ?? 'net',
    reactivation: policy.reactivation ?? defaults?.reactivation ?? 'exclude',
    churnDenominator: policy.churnDenominator ?? defaults?.churnDenominator ?? 'opening',
    retentionMethod: policy.retentionMethod ?? defaults?.retentionMethod ?? 'cohort',
    money: policy.money ?? defaults?.money ?? 'number',
  };
}

export function ledgerRules(policy: Policy<Money>, periodZone: Zone | undefined): LedgerRules {
  const zone = zoneInForce(policy.timeZone, periodZone);
  return {
    zone,
    asOf: readAsOf(policy.asOf, zone),
    grain: policy.grain ?? 'customer',
    trials: policy.trials ?? 'exclude',
    freePlans: policy.freePlans ?? 'exclude',
    pauses: policy.pauses ?? 'churn',
    pastDueGraceDays: policy.pastDueGraceDays ?? null,
    churnAt: policy.churnAt ?? 'end',
    churnGraceDays: policy.churnGraceDays ?? 0,
    reactivationWindowDays: policy.reactivationWindowDays ?? null,
    weeksPerMonth: policy.weeksPerMonth ?? '52/12',
    daysPerMonth: policy.daysPerMonth ?? '365/12',
    currency: policy.currency ?? null,
    exchangeRates: readRates(policy),
  };
}

/** Every option that a statement depends on, but for the zone, which its period names, in one text: equal texts, equal definitions. */
export function definitionsOf({ zone, exchangeRates, ...rules }: LedgerRules, { movements }: StatementRules): string {
  return JSON.stringify({ exchangeRates: exchangeRates?.text, ...rules, movements });
}

/** Refuses an option of `LedgerPolicy` that is not what the ledger was compiled with. */
export function checkAgainstLedger(policy: Policy<Money>, periodZone: Zone | undefined, compiled: LedgerRules): void {
  if (periodZone !== undefined && !sameZone(periodZone, compiled.zone)) {
    const rule = `be in the ledger's time zone, '${compiled.zone.timeZone}'`;
    reject('CONFLICTING_TIME_ZONES', 'period', rule, periodZone.timeZone);
  }
  const asked = ledgerRules({ ...policy, timeZone: policy.timeZone ?? compiled.zone.timeZone }, undefined);
  for (const key of Object.keys(ledgerOptions) as (keyof LedgerPolicy)[]) {
    if (policy[key] === undefined || sameRule(key, asked, compiled)) continue;
    reject('CONFLICTING_POLICY', `policy.${key}`, 'be what the ledger was compiled with, or be left out', policy[key]);
  }
}

function sameRule(key: keyof LedgerPolicy, asked: LedgerRules, compiled: LedgerRules): boolean {
  if (key === 'timeZone') return sameZone(asked.zone, compiled.zone);
  if (key === 'exchangeRates') return asked.exchangeRates?.text === compiled.exchangeRates?.text;
  return asked[key] === compiled[key];
}

function zoneInForce(timeZone: string | undefined, periodZone: Zone | undefined): Zone {
  if (timeZone === undefined) return periodZone ?? zoneOf('UTC', 'policy.timeZone');
  const zone = zoneOf(timeZone, 'policy.timeZone');
  if (periodZone !== undefined && !sameZone(zone, periodZone)) {
    reject('CONFLICTING_TIME_ZONES', 'policy.timeZone', `be the period's, '${periodZone.timeZone}'`, timeZone);
  }
  return zone;
}

function readRates({ currency, exchangeRates }: Policy<Money>): ExchangeTable | null {
  if (exchangeRates === undefined) return null;
  const table = readExchangeRates(exchangeRates, 'policy.exchangeRates');
  checkOwnExchangeRate(table, currency ?? null);
  return table;
}

function readAsOf(asOf: Instant | undefined, zone: Zone): number {
  return asOf === undefined ? Number.POSITIVE_INFINITY : readInstant(asOf, zone, 'policy.asOf');
}
