export type { ActivationOptions } from './activation.ts';
export { activationRate } from './activation-rate.ts';
export { activeCustomers } from './active-customers.ts';
export type { ActiveOptions } from './active-options.ts';
export {
  type ActivityUnit,
  type AverageActiveCustomers,
  averageActiveCustomers,
} from './average-active-customers.ts';
export type { UsageDistribution } from './distribution.ts';
export type { EngagementOptions, EngagementScore, EngagementTargets } from './engagement-parts.ts';
export { engagementScore } from './engagement-score.ts';
export {
  type FeatureAdoption,
  type FeatureAdoptionOptions,
  type FeatureAdoptionRow,
  featureAdoption,
} from './feature-adoption.ts';
export { type FeatureRetentionRow, featureRetention } from './feature-retention.ts';
export { type FunnelOptions, type FunnelStep, funnel } from './funnel.ts';
export type { RetentionRule } from './retention-counts.ts';
export { type Stickiness, type StickinessOptions, stickiness } from './stickiness.ts';
export { type TimeToActivation, timeToActivation } from './time-to-activation.ts';
export { type UsageDuration, usageDuration } from './usage-duration.ts';
export type { SignUp, UsageEntity, UsageEvent, UsageEvents, UsageEventTable } from './usage-event.ts';
export { type UsageEventColumns, usageEventsFromColumns } from './usage-events-from-columns.ts';
export { type UsageFrequency, type UsageSpreadOptions, usageFrequency } from './usage-frequency.ts';
export {
  type UsageRetention,
  type UsageRetentionOptions,
  type UsageRetentionPoint,
  type UsageRetentionRow,
  usageRetention,
} from './usage-retention.ts';
