import { type Instant, readInstant } from '../calendar/instant.ts';
import { sameZone, type Zone, zoneOf } from '../calendar/zone.ts';
import { checkKeys, MetricsError, reject } from '../errors.ts';
import type { LedgerPolicy, Policy, StatementPolicy } from './policy.ts';

/** The options of a ledger, each with its value. Time zone and instant are in the form that the library computes with. */
export interface LedgerRules {
  readonly zone: Zone;
  /** Epoch milliseconds; Infinity when the data is complete. */
  readonly asOf: number;
  readonly trials: 'exclude' | 'include';
  readonly pauses: 'churn' | 'retain';
  readonly weeksPerMonth: '52/12' | '4';
  readonly daysPerMonth: '365/12' | '30';
  readonly currency: string | null;
}

/** The options of a statement, each with its value. */
export interface StatementRules {
  readonly movements: 'net';
  readonly reactivation: 'exclude' | 'include';
  readonly denominator: 'opening' | 'openingPlusNew';
  readonly method: 'cohort' | 'headcount';
  readonly money: 'number';
}

interface OptionRule {
  readonly rule: string;
  accepts(value: unknown): boolean;
  /** Values that are right but whose behaviour is not there yet: they throw, because an option must never be ignored. */
  notYet?(value: unknown): boolean;
}

function choice(values: readonly string[], notYet: readonly string[] = []): OptionRule {
  return {
    rule: `be one of ${values.map((value) => `'${value}'`).join(', ')}`,
    accepts: (value) => values.includes(value as string),
    notYet: (value) => notYet.includes(value as string),
  };
}

function days(orNull: boolean): OptionRule {
  return {
    rule: `be a whole number of days >= 0${orNull ? ', or null' : ''}`,
    accepts: (value) => (orNull && value === null) || (Number.isInteger(value) && (value as number) >= 0),
    notYet: (value) => value !== (orNull ? null : 0),
  };
}

const anything: OptionRule = { rule: '', accepts: () => true };
const text: OptionRule = {
  rule: "be a currency code such as 'EUR'",
  accepts: (value) => typeof value === 'string' && value !== '',
};
const later: OptionRule = { ...anything, notYet: () => true };

// In the documented order of LedgerPolicy, which is also the order in which differences are attributed.
const ledgerOptions: { readonly [key in keyof Required<LedgerPolicy>]: OptionRule } = {
  timeZone: anything,
  asOf: anything,
  grain: choice(['customer', 'subscription'], ['subscription']),
  trials: choice(['exclude', 'include']),
  freePlans: choice(['exclude', 'include'], ['include']),
  pauses: choice(['churn', 'retain']),
  pastDueGraceDays: days(true),
  churnAt: choice(['end', 'cancelRequest'], ['cancelRequest']),
  churnGraceDays: days(false),
  reactivationWindowDays: days(true),
  weeksPerMonth: choice(['52/12', '4']),
  daysPerMonth: choice(['365/12', '30']),
  currency: text,
  exchangeRates: later,
};

const statementOptions: { readonly [key in keyof Required<StatementPolicy>]: OptionRule } = {
  movements: choice(['net', 'event'], ['event']),
  reactivation: choice(['exclude', 'include']),
  denominator: choice(['opening', 'openingPlusNew']),
  method: choice(['cohort', 'headcount']),
  money: choice(['number', 'decimal', 'fraction'], ['decimal', 'fraction']),
};

const allOptions: { readonly [key: string]: OptionRule } = { ...ledgerOptions, ...statementOptions };

/** Refuses unknown keys and values; `keys` narrows what may be given, by default to the whole policy. */
export function checkPolicy(policy: unknown, path: string, keys: readonly string[] = Object.keys(allOptions)): Policy {
  const given = checkKeys(policy, keys, path);
  for (const key of Object.keys(given)) {
    const option = allOptions[key] as OptionRule;
    const value = given[key];
    if (value === undefined) continue;
    if (!option.accepts(value)) reject('INVALID_OPTION', `${path}.${key}`, option.rule, value);
    if (option.notYet?.(value)) {
      const message = `${path}.${key}: ${JSON.stringify(value)} is not supported yet`;
      throw new MetricsError('NOT_SUPPORTED', `${path}.${key}`, message, value);
    }
  }
  return given;
}

export function statementRules(policy: Policy, defaults?: StatementRules): StatementRules {
  return {
    movements: 'net',
    reactivation: policy.reactivation ?? defaults?.reactivation ?? 'exclude',
    denominator: policy.denominator ?? defaults?.denominator ?? 'opening',
    method: policy.method ?? defaults?.method ?? 'cohort',
    money: 'number',
  };
}

export function ledgerRules(policy: Policy, periodZone: Zone | undefined): LedgerRules {
  const zone = zoneInForce(policy.timeZone, periodZone);
  return {
    zone,
    asOf: readAsOf(policy.asOf, zone),
    trials: policy.trials ?? 'exclude',
    pauses: policy.pauses ?? 'churn',
    weeksPerMonth: policy.weeksPerMonth ?? '52/12',
    daysPerMonth: policy.daysPerMonth ?? '365/12',
    currency: policy.currency ?? null,
  };
}

/** Refuses an option of `LedgerPolicy` that is not what the ledger was compiled with. */
export function checkAgainstLedger(policy: Policy, periodZone: Zone | undefined, compiled: LedgerRules): void {
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
  return !(key in compiled) || asked[key as keyof LedgerRules] === compiled[key as keyof LedgerRules];
}

function zoneInForce(timeZone: string | undefined, periodZone: Zone | undefined): Zone {
  if (timeZone === undefined) return periodZone ?? zoneOf('UTC', 'policy.timeZone');
  const zone = zoneOf(timeZone, 'policy.timeZone');
  if (periodZone !== undefined && !sameZone(zone, periodZone)) {
    reject('CONFLICTING_TIME_ZONES', 'policy.timeZone', `be the period's, '${periodZone.timeZone}'`, timeZone);
  }
  return zone;
}

function readAsOf(asOf: Instant | undefined, zone: Zone): number {
  return asOf === undefined ? Number.POSITIVE_INFINITY : readInstant(asOf, zone, 'policy.asOf');
}
