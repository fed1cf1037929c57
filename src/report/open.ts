export { reportRow, yearBefore } from './retention-report.ts';
