import { type Zone, zoneOf } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { checkPolicy, type LedgerPolicy, policyNames } from '../../ledger/query.ts';
import { checkKeys, readOptionalChoice } from '../../read/index.ts';
import { readScale, type SurveyScale } from '../../surveys/open.ts';
import type { HealthSignalOptions, SurveyKind } from './health-data.ts';

/** The options of a call, each with its value. */
export interface HealthSettings {
  readonly zone: Zone;
  readonly policy: LedgerPolicy;
  readonly windowDays: number;
  readonly mrrWindowDays: number;
  readonly scales: { readonly [survey in SurveyKind]: SurveyScale };
  readonly customers: 'running' | 'all';
}

const own = ['windowDays', 'mrrWindowDays', 'csatScale', 'cesScale', 'customers'] as const;
/** The instant is an argument, a customer is what a score is of, and there are no statements. */
const others = ['asOf', 'grain', 'movements', 'reactivation', 'churnDenominator', 'retentionMethod', 'money'];

export function readOptions(given: unknown): HealthSettings {
  const ledgerNames = policyNames.filter((name) => !others.includes(name));
  const { windowDays, mrrWindowDays, csatScale, cesScale, customers, ...policy } = checkKeys(
    given,
    [...ledgerNames, ...own],
    'options',
  ) as HealthSignalOptions;
  checkPolicy(policy, 'options');
  const zone = zoneOf(policy.timeZone ?? 'UTC', 'options.timeZone');
  return {
    zone,
    policy: { ...policy, timeZone: zone.timeZone },
    windowDays: windowDays === undefined ? 28 : readDays(windowDays, 'options.windowDays'),
    mrrWindowDays: mrrWindowDays === undefined ? 90 : readDays(mrrWindowDays, 'options.mrrWindowDays'),
    scales: {
      nps: [0, 10],
      csat: readScale(csatScale, [1, 5], 'options.csatScale'),
      ces: readScale(cesScale, [1, 7], 'options.cesScale'),
    },
    customers: readOptionalChoice(customers, 'options.customers', ['running', 'all']),
  };
}

/** More than any calendar of a company has: whoever gives more gives another unit. */
const mostDays = 36_600;

/** A length of time in whole days, at least `fewest`. */
export function readDays(value: unknown, path: string, fewest = 1): number {
  if (!Number.isInteger(value) || (value as number) < fewest || (value as number) > mostDays) {
    reject('INVALID_NUMBER', path, `be a whole number of days from ${fewest} to ${mostDays}`, value);
  }
  return value as number;
}
