export { type RetentionReportRow, retentionReport } from './retention-report.ts';
