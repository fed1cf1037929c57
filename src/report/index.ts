export {
  assessTargets,
  type MetricTarget,
  type MetricTargets,
  type TargetAssessment,
  type TargetBound,
  type TargetComparison,
} from './assess-targets.ts';
export {
  type CustomerPolicyDifference,
  comparePolicies,
  type MrrTermValues,
  type PolicyCause,
  type PolicyComparison,
} from './compare-policies.ts';
export { type PolicyPreset, type PolicyPresetNotes, policies, policyNotes } from './policies.ts';
export { type RetentionReportRow, retentionReport } from './retention-report.ts';
