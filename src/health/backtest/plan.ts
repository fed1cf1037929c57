import { addDays, type Instant, readInstant } from '../../calendar/open.ts';
import { refuse, reject } from '../../errors.ts';
import { type CompiledLedger, openSource, policyNames } from '../../ledger/query.ts';
import { readDays, readFilledList } from '../../read/index.ts';
import type { HealthValues } from '../score/health-model.ts';
import type { HealthData, HealthSignalOptions } from '../signals/health-data.ts';
import { signalsOf } from '../signals/health-signals.ts';
import { readOptions } from '../signals/read-options.ts';
import { readRecords } from '../signals/records.ts';
import { type EvaluationOptions, evaluationKeys } from './evaluation.ts';
import { type CustomerAtRisk, riskAt } from './risk.ts';

/** The settings of a backtest except its dates: horizon, data and evaluation. */
export interface BacktestSettings extends Omit<HealthSignalOptions, 'customers'>, EvaluationOptions {
  /** The calendar days after a date within which a customer must leave to count as lost; 30, 60 or 90 are usual. */
  readonly horizonDays: number;
  /** When the data was taken; horizons that end later are undecided. Default: the data is complete. */
  readonly asOf?: Instant | undefined;
}

/** Everything that questions about dates are answered from. */
export interface BacktestPlan {
  readonly ledger: CompiledLedger;
  readonly horizonDays: number;
  /** When the outcomes of a date are known: at the end of its horizon and of the grace that follows. */
  knownFrom(date: number): number;
  at(date: number): DateCustomers;
}

/** The customers at risk at a date, with what was known of each just before it. */
export interface DateCustomers {
  readonly date: number;
  readonly customers: readonly (CustomerAtRisk & { readonly values: HealthValues })[];
  readonly undecided: number;
}

export interface OpenedBacktest {
  readonly plan: BacktestPlan;
  readonly evaluation: EvaluationOptions;
}

const statementNames = ['movements', 'reactivation', 'churnDenominator', 'retentionMethod', 'money', 'grain'];
/** The names of these settings. Put together on demand: as a constant it would bring the policy into every bundle that scores. */
export const settingNames = () => [
  ...policyNames.filter((name) => !statementNames.includes(name)),
  ...['windowDays', 'mrrWindowDays', 'csatScale', 'cesScale', 'horizonDays'],
  ...evaluationKeys,
];

/** Checks data and settings; `settings` has only keys that are known. */
export function openBacktest(data: HealthData, settings: BacktestSettings): OpenedBacktest {
  const { horizonDays, asOf, thresholds, bins, confidence, ...signals } = settings;
  const days = readDays(horizonDays, 'options.horizonDays');
  const signalSettings = readOptions(signals);
  const { policy, zone } = signalSettings;
  if (asOf !== undefined) readInstant(asOf, zone, 'options.asOf');
  const records = readRecords(data, signalSettings);
  if (data.subscriptions === undefined)
    refuse(
      'INVALID_TYPE',
      'data.subscriptions',
      'is required: the outcomes come from it; received undefined',
      undefined,
    );
  const { ledger } = openSource(data.subscriptions, { ...policy, asOf }, undefined);
  const horizonEnd = (date: number) => addDays(zone, date, days);
  const plan: BacktestPlan = {
    ledger,
    horizonDays: days,
    knownFrom: (date) => addDays(zone, horizonEnd(date), ledger.rules.churnGraceDays),
    at(date) {
      const values = new Map(signalsOf(records, date).map((row) => [row.customerId, row.values]));
      const { customers, undecided } = riskAt(ledger, date, horizonEnd(date));
      return {
        date,
        undecided,
        customers: customers.map((customer) => ({ ...customer, values: values.get(customer.customerId) ?? {} })),
      };
    },
  };
  return { plan, evaluation: { thresholds, bins, confidence } };
}

/** The dates of a list, in order; each once, and none behind the end of the data. */
export function readDates(dates: unknown, { ledger }: BacktestPlan, path: string): number[] {
  const { zone, asOf } = ledger.rules;
  const read = readFilledList(dates, path, 'be a list of dates').map((date, index) => {
    const instant = readInstant(date, zone, `${path}[${index}]`);
    if (instant > asOf) reject('INVALID_OPTION', `${path}[${index}]`, 'not come after the end of the data', date);
    return instant;
  });
  const seen = new Set<number>();
  for (const [index, date] of read.entries()) {
    if (seen.has(date)) reject('INVALID_OPTION', `${path}[${index}]`, 'not repeat an earlier one', new Date(date));
    seen.add(date);
  }
  return read.sort((a, b) => a - b);
}
