import type { Zone } from '../../calendar/open.ts';
import { checkPolicy, type LedgerPolicy, ledgerRules, policyNames } from '../../ledger/query.ts';
import { checkKeys, readDays, readOptionalChoice } from '../../read/index.ts';
import { readScale, type SurveyKind, type SurveyScale } from '../../surveys/open.ts';
import type { HealthSignalOptions } from './health-data.ts';

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
  const { zone } = ledgerRules(checkPolicy(policy, 'options'), undefined, 'options');
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
