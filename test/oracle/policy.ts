import { parse, type Rational, rational } from './rational.ts';
import type { Amount, Period, Policy, Row } from './types.ts';
import { localMonth, readInstant } from './zone.ts';

/** A policy with every default filled in and every value read. */
export interface Rules {
  readonly zone: string;
  readonly asOf: number | null;
  readonly grain: 'customer' | 'subscription';
  /** Whose earlier payments, signatures and trials count: the grain that was asked for, also where subscriptions are looked at. */
  readonly owner: 'customer' | 'subscription';
  readonly trials: 'exclude' | 'first' | 'include';
  readonly freePlans: 'exclude' | 'include';
  readonly pauses: 'churn' | 'retain';
  readonly pastDueGraceDays: number | null;
  readonly churnAt: 'end' | 'cancelRequest';
  readonly startAt: 'start' | 'signed';
  readonly lastEnds: 'end' | 'paidThrough';
  readonly churnGraceDays: number;
  readonly reactivationWindowDays: number | null;
  readonly weekly: Rational;
  readonly daily: Rational;
  readonly termLength: 'months' | 'days';
  readonly movements: 'net' | 'event';
  readonly mergeWithinSeconds: number;
  readonly currency: string | null;
  /** Reporting units per local unit, in force at an instant. */
  readonly rate: (currency: string, instant: number) => Rational;
}

type Choices<T> = readonly [T, ...T[]];

function choose<T extends string>(given: T | undefined, name: string, choices: Choices<T>): T {
  if (given === undefined) return choices[0];
  if (!choices.includes(given)) throw new RangeError(`policy.${name} must be one of ${choices.join(', ')}`);
  return given;
}

function dayCount(given: number | undefined, name: string): number | null {
  if (given === undefined) return null;
  if (!Number.isInteger(given) || given < 0) throw new RangeError(`policy.${name} must be a whole number of days >= 0`);
  return given;
}

const KEYS: readonly string[] = [
  ...['timeZone', 'asOf', 'grain', 'trials', 'freePlans', 'pauses', 'pastDueGraceDays', 'churnAt', 'churnGraceDays'],
  ...['reactivationWindowDays', 'weeksPerMonth', 'daysPerMonth', 'termLength', 'currency', 'exchangeRates'],
  ...['startAt', 'lastEnds', 'mergeWithinSeconds'],
  ...['movements', 'reactivation', 'churnDenominator', 'retentionMethod', 'money'],
];

function zoneInForce(policy: Policy, period: Period | null): string {
  if (period !== null && policy.timeZone !== undefined && policy.timeZone !== period.timeZone) {
    throw new RangeError(`policy.timeZone ${policy.timeZone} differs from the period's ${period.timeZone}`);
  }
  return policy.timeZone ?? period?.timeZone ?? 'UTC';
}

function isAmount(rate: Amount | Readonly<Record<string, Amount>>): rate is Amount {
  return typeof rate !== 'object' || typeof rate.toFixed === 'function';
}

function positive(amount: Amount, what: string): Rational {
  const rate = parse(amount);
  if (rate.n <= 0n) throw new RangeError(`${what} must be > 0`);
  return rate;
}

function currencyRules(rows: readonly Row[], policy: Policy, zone: string): Pick<Rules, 'currency' | 'rate'> {
  const used = new Set(rows.map((row) => row.currency ?? policy.currency ?? ''));
  const [only = ''] = used;
  const reporting = policy.currency ?? only;
  const rates = policy.exchangeRates;
  if (rates === undefined) {
    if (used.size > 1 || (used.size === 1 && only !== reporting)) {
      throw new RangeError('currencies are mixed and no exchangeRates are given');
    }
  } else if (used.size > 1 && policy.currency === undefined) {
    throw new RangeError('policy.currency must name the reporting currency');
  }
  for (const currency of used) {
    if (currency !== reporting && rates?.[currency] === undefined) throw new RangeError(`no rate for ${currency}`);
  }
  const rate = (currency: string, instant: number): Rational => {
    if (currency === reporting) return rational(1);
    const given = rates?.[currency];
    if (given === undefined) throw new RangeError(`no rate for ${currency}`);
    if (isAmount(given)) return positive(given, currency);
    const month = localMonth(instant, zone);
    const dated = given[month];
    if (dated === undefined) throw new RangeError(`no rate for ${currency} in ${month}`);
    return positive(dated, `${currency} in ${month}`);
  };
  return { currency: reporting === '' ? null : reporting, rate };
}

export function readRules(rows: readonly Row[], policy: Policy, period: Period | null): Rules {
  for (const key of Object.keys(policy)) if (!KEYS.includes(key)) throw new RangeError(`unknown option: ${key}`);
  const zone = zoneInForce(policy, period);
  const weeks = choose(policy.weeksPerMonth, 'weeksPerMonth', ['52/12', '4']);
  const days = choose(policy.daysPerMonth, 'daysPerMonth', ['365/12', '30']);
  return {
    zone,
    asOf: policy.asOf === undefined ? null : readInstant(policy.asOf, zone),
    grain: choose(policy.grain, 'grain', ['customer', 'subscription']),
    owner: choose(policy.grain, 'grain', ['customer', 'subscription']),
    trials: choose(policy.trials, 'trials', ['exclude', 'first', 'include']),
    freePlans: choose(policy.freePlans, 'freePlans', ['exclude', 'include']),
    pauses: choose(policy.pauses, 'pauses', ['churn', 'retain']),
    pastDueGraceDays: dayCount(policy.pastDueGraceDays ?? undefined, 'pastDueGraceDays'),
    churnAt: choose(policy.churnAt, 'churnAt', ['end', 'cancelRequest']),
    startAt: choose(policy.startAt, 'startAt', ['start', 'signed']),
    lastEnds: choose(policy.lastEnds, 'lastEnds', ['end', 'paidThrough']),
    churnGraceDays: dayCount(policy.churnGraceDays, 'churnGraceDays') ?? 0,
    reactivationWindowDays: dayCount(policy.reactivationWindowDays ?? undefined, 'reactivationWindowDays'),
    weekly: parse(weeks),
    daily: parse(days),
    termLength: choose(policy.termLength, 'termLength', ['months', 'days']),
    movements: choose(policy.movements, 'movements', ['net', 'event']),
    mergeWithinSeconds: dayCount(policy.mergeWithinSeconds, 'mergeWithinSeconds') ?? 0,
    ...currencyRules(rows, policy, zone),
  };
}
