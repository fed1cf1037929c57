export type { DateBacktest, HealthBacktest, HealthBacktestRow } from './backtest/assessment.ts';
export { backtestHealthScore, type HealthBacktestOptions } from './backtest/backtest-health-score.ts';
export { type BacktestScoresOptions, backtestScores } from './backtest/backtest-scores.ts';
export type { BrierScore, CalibrationRow } from './backtest/calibration.ts';
export type { BandBacktest, EvaluationOptions, ScoreBacktest, ThresholdBacktest } from './backtest/evaluation.ts';
export type { FlagBacktest, ShareInterval } from './backtest/flags.ts';
export type { HealthOutcome } from './backtest/outcomes.ts';
export type { BacktestSettings } from './backtest/plan.ts';
export {
  type BandMigration,
  type BandMigrationCells,
  type BandMigrationRow,
  type BandMove,
  bandMigration,
  type CustomerBand,
} from './bands/band-migration.ts';
export { type BandedRow, type HealthBandCount, healthBands } from './bands/health-bands.ts';

export {
  type HealthHistoryOptions,
  type HealthHistoryRow,
  healthScoreHistory,
} from './history/health-score-history.ts';
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
} from './score/health-model.ts';
export { healthScore } from './score/health-score.ts';
export {
  type CustomerHealthScore,
  type CustomerHealthValues,
  type HealthScoresOptions,
  healthScores,
} from './score/health-scores.ts';
export type { AppliedHealthCap, HealthContribution, HealthScore } from './score/score-values.ts';
export type { HealthData, HealthSignalOptions } from './signals/health-data.ts';
export { healthSignals } from './signals/health-signals.ts';
export type { CustomerHealthSignals, HealthSignalValues, SurveySignal } from './signals/signals-at.ts';
export {
  type SuggestedWeight,
  type SuggestedWeights,
  type SuggestWeightsOptions,
  suggestWeights,
} from './suggest/suggest-weights.ts';
export { earlyWarnings, type HealthWarning } from './warnings/early-warnings.ts';
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
} from './warnings/warning-rules.ts';
