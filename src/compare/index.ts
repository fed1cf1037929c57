export {
  type CustomerPolicyDifference,
  comparePolicies,
  type MrrTermValues,
  type PolicyCause,
  type PolicyComparison,
} from './compare-policies.ts';
export { type PolicyPreset, type PolicyPresetNotes, policies, policyNotes } from './policies.ts';
