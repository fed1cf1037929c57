export { activeCustomers, averageActiveCustomers, stickiness, usageLifecycle } from './activity/active.ts';
export { featureAdoption, featureRetention } from './activity/adoption.ts';
export type { NamedSegments, SignUpsAndEvents } from './activity/events.ts';
export { feedbackThemeChanges, feedbackThemes } from './activity/feedback.ts';
export { activationRate, funnel, type NamedSignUps, timeToActivation, usageRetention } from './activity/journeys.ts';
export { paymentSuccessRate, recoveryRate } from './activity/payments.ts';
export {
  type Answers,
  customerEffortScore,
  customerSatisfactionScore,
  type InPeriods,
  netPromoterScore,
  type SplitInParts,
} from './activity/surveys.ts';
export {
  firstResponseTime,
  type Named,
  reopenRate,
  repeatContactRate,
  resolutionTime,
  ticketsPerCustomer,
} from './activity/tickets.ts';
export { usageDuration, usageFrequency } from './activity/usage.ts';
export { churnBreakdown, mrrMovementsBy, type NamedPolicy } from './customers/keyed.ts';
export {
  involuntaryChurnRate,
  renewalRate,
  revenueRenewalRate,
  trialConversionRate,
  winBackRate,
} from './customers/rates.ts';
export type { AnySource } from './frame/ledger-question.ts';
export type { InParts, Part, PartKey, PartSums, PartTable, TablePart } from './frame/part.ts';
export { backtestScores } from './lives/backtest.ts';
export { realizedLifetimeValue, retentionCohorts } from './lives/cohorts.ts';
export {
  type CurveInParts,
  type LogRankInParts,
  logRankTest,
  type SurvivalInParts,
  survivalCurve,
  weightedSurvivalCurve,
} from './lives/survival.ts';
export { customerMovements, mrrMovements } from './statements/movements.ts';
export {
  contractionRate,
  customerChurnRate,
  customerRetentionRate,
  expansionRate,
  grossMrrChurnRate,
  grossRevenueRetention,
  mrrGrowthRate,
  netMrrChurnRate,
  netRevenueRetention,
  quickRatio,
} from './statements/rates.ts';
export { retentionReport } from './statements/retention-report.ts';
export { arpa, arr, customerCount, mrr } from './statements/states.ts';
export { type Questions, type SourceOf, type TogetherPart, type TogetherResult, together } from './together.ts';
