export {
  assessTargets,
  type MetricTarget,
  type MetricTargets,
  type TargetAssessment,
  type TargetBound,
  type TargetComparison,
} from './assess-targets.ts';
export { type RetentionReportRow, retentionReport } from './retention-report.ts';
