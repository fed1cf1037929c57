export { type StickinessMeans, stickinessMeans, stickinessOf } from './active/stickiness.ts';
export { type LifecycleCounts, lifecycleCounts, lifecycleOf } from './active/usage-lifecycle.ts';
export { type Activations, readActivations, type SignUpSegments } from './adoption/activation.ts';
export { activationRateOf } from './adoption/activation-rate.ts';
export { type AdoptionFacts, adoptionOf, summarizeAdoption } from './adoption/feature-adoption.ts';
export {
  type FeatureRetentionCounts,
  featureRetentionCounts,
  featureRetentionOf,
} from './adoption/feature-retention.ts';
export { type FunnelCounts, funnelCounts, funnelOf } from './adoption/funnel.ts';
export { readFunnelRules } from './adoption/funnel-rules.ts';
export { readRetentionRules } from './adoption/retention-rules.ts';
export { timeToActivationOf } from './adoption/time-to-activation.ts';
export { type UsageCohorts, usageCohorts, usageRetentionOf } from './adoption/usage-retention.ts';
export { type DurationFacts, durationOf, summarizeDuration } from './engagement/usage-duration.ts';
export { type FrequencyFacts, frequencyOf, summarizeFrequency } from './engagement/usage-frequency.ts';
export { contentsOf, type UsageEvents } from './events/event-log.ts';
export type { SegmentOption } from './events/options.ts';
export { readEvents } from './events/read-events.ts';
export { readSignUps } from './events/read-sign-ups.ts';
export type { EventColumns } from './events/timeline.ts';
export type { SignUp, UsageEvent } from './events/usage-event.ts';
