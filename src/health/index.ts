export type { AppliedHealthCap } from './apply-caps.ts';
export type { BrierScore, CalibrationRow } from './backtest-calibration.ts';
export type { BandBacktest, EvaluationOptions, ScoreBacktest, ThresholdBacktest } from './backtest-evaluation.ts';
export type { FlagBacktest } from './backtest-flags.ts';
export { backtestHealthScore, type HealthBacktestOptions } from './backtest-health-score.ts';
export type { DateBacktest, HealthBacktest, HealthBacktestRow } from './backtest-judge.ts';
export type { HealthOutcome } from './backtest-outcomes.ts';
export type { BacktestSettings } from './backtest-plan.ts';
export { type BacktestScoresOptions, backtestScores } from './backtest-scores.ts';
export {
  type BandMigration,
  type BandMigrationCells,
  type BandMigrationRow,
  type BandMove,
  bandMigration,
  type CustomerBand,
} from './band-migration.ts';
export { earlyWarnings, type HealthWarning } from './early-warnings.ts';
export { type BandedRow, type HealthBandCount, healthBands } from './health-bands.ts';
export type { HealthData, HealthResponse, HealthSignalOptions, HealthTicket, SurveyKind } from './health-data.ts';
export type {
  AgedHealthValue,
  HealthBand,
  HealthCap,
  HealthCondition,
  HealthModel,
  HealthModelSignal,
  HealthNormalisation,
  HealthStep,
  HealthValue,
  HealthValues,
  LinearNormalisation,
} from './health-model.ts';
export { healthScore } from './health-score.ts';
export { type CustomerHealthScore, type CustomerHealthValues, healthScores } from './health-scores.ts';
export { healthSignals } from './health-signals.ts';
export type { HealthContribution, HealthScore } from './score-values.ts';
export type { CustomerHealthSignals, HealthSignalValues, SurveySignal } from './signals-at.ts';
export {
  type SuggestedWeight,
  type SuggestedWeights,
  type SuggestWeightsOptions,
  suggestWeights,
} from './suggest-weights.ts';
export type {
  FailedPaymentRule,
  FallingScoreRule,
  NamedWarningRule,
  RenewalAtRiskRule,
  SilenceRule,
  StepNotReachedRule,
  UsageDropRule,
  WarningRule,
  WarningSeverity,
  WarningType,
} from './warning-rules.ts';
