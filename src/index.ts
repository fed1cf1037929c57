export {
  type CalendarOptions,
  type CalendarUnit,
  day,
  days,
  type Instant,
  month,
  months,
  type Period,
  period,
  quarter,
  quarters,
  trailing,
  week,
  weeks,
  year,
  years,
} from './calendar/index.ts';
export {
  type ChurnBreakdownRow,
  churnBreakdown,
  customerChurnRate,
  customerCount,
  customerRetentionRate,
  involuntaryChurnRate,
  type WinBackOptions,
  winBackRate,
} from './customers/index.ts';
export { isMetricsError, MetricsError, type MetricsErrorCode } from './errors.ts';
export {
  type BillingInterval,
  type Discount,
  type ExchangeRates,
  type Interruption,
  inspectLedger,
  type Ledger,
  type LedgerFinding,
  type LedgerFindingKind,
  type LedgerInspection,
  type LedgerPolicy,
  type LedgerRefusal,
  ledger,
  type Policy,
  type StatementPolicy,
  type Subscription,
  type SubscriptionSource,
} from './ledger/index.ts';
export type { Amount, Money, MoneyOf } from './money/index.ts';
export {
  type CustomerMovements,
  type CustomerMrrMovement,
  type CustomerTerms,
  customerMovements,
  type ExpansionCauses,
  type MovementKind,
  type MrrMovements,
  type MrrMovementsPart,
  type MrrTerms,
  mergeMovements,
  mrrMovements,
  mrrMovementsBy,
  mrrMovementsByCustomer,
  roundMovements,
} from './movements/index.ts';
export { convertRate, mergeRatios, type RateUnit, type Ratio } from './ratio/index.ts';
export {
  assessTargets,
  type MetricTarget,
  type MetricTargets,
  type RetentionReportRow,
  retentionReport,
  type TargetAssessment,
  type TargetComparison,
} from './report/index.ts';
export {
  arpa,
  arr,
  contractionRate,
  expansionRate,
  grossMrrChurnRate,
  grossRevenueRetention,
  mrr,
  mrrGrowthRate,
  netMrrChurnRate,
  netRevenueRetention,
  quickRatio,
} from './revenue/index.ts';
export { type RatioInterval, ratioInterval } from './statistics/index.ts';
export { type ChurnTerms, customerLifetimeValue, type LifetimeTerms } from './value/index.ts';
