export { activeCustomers } from './active/active-customers.ts';
export type { ActiveOptions } from './active/active-options.ts';
export type { ActivityUnit, Weekday, WeekOption } from './active/activity-units.ts';
export { type AverageActiveOptions, averageActiveCustomers } from './active/average-active-customers.ts';
export { type Stickiness, type StickinessOptions, stickiness } from './active/stickiness.ts';
export { type UsageLifecycle, usageLifecycle } from './active/usage-lifecycle.ts';
export type { ActivationOptions, SignUpSegments } from './adoption/activation.ts';
export { activationRate } from './adoption/activation-rate.ts';
export {
  type AdoptionBase,
  type FeatureAdoption,
  type FeatureAdoptionOptions,
  type FeatureAdoptionRow,
  featureAdoption,
} from './adoption/feature-adoption.ts';
export { type FeatureRetentionRow, featureRetention } from './adoption/feature-retention.ts';
export { type FunnelStep, funnel } from './adoption/funnel.ts';
export type { FunnelOptions, FunnelOrder, FunnelStepRule } from './adoption/funnel-rules.ts';
export type { RetentionRule } from './adoption/retention-counts.ts';
export type { UsageRetentionOptions } from './adoption/retention-rules.ts';
export type { RetentionUnitName } from './adoption/retention-units.ts';
export { type TimeToActivation, timeToActivation } from './adoption/time-to-activation.ts';
export {
  type AgeBracket,
  type UsageRetention,
  usageRetention,
} from './adoption/usage-retention.ts';
export type { EngagementOptions, EngagementScore, EngagementTargets } from './engagement/engagement-components.ts';
export { engagementScore } from './engagement/engagement-score.ts';
export { type UsageDuration, usageDuration } from './engagement/usage-duration.ts';
export {
  type UsageFrequency,
  type UsageFrequencyOptions,
  type UsageSpreadOptions,
  usageFrequency,
} from './engagement/usage-frequency.ts';
export type { UsageEventColumns } from './events/event-columns.ts';
export type { EventLog, UsageEvents } from './events/event-log.ts';
export { type CodedEventColumns, eventColumns, eventLog } from './events/log-events.ts';
export type { SegmentOption } from './events/options.ts';
export type { SignUp, UsageEntity, UsageEvent } from './events/usage-event.ts';
