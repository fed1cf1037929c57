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
export type { AppliedHealthCap, HealthContribution, HealthScore } from './score-values.ts';
export type { CustomerHealthSignals, HealthSignalValues, SurveySignal } from './signals-at.ts';
export type {
  FailedPaymentRule,
  FallingScoreRule,
  RenewalAtRiskRule,
  SilenceRule,
  StepNotReachedRule,
  UsageDropRule,
  WarningRule,
  WarningSeverity,
  WarningType,
} from './warning-rules.ts';
