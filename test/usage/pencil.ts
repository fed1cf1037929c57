import type { UsageEvent } from 'tenure';

/**
 * One table for the counts, worked by hand in the tests. 2 March 2026 is a Monday; the last event of February is the first one of March
 * in Berlin, and the last one of March there is of April.
 *
 * | customer | user | at (UTC)         | feature | seconds |
 * | -------- | ---- | ---------------- | ------- | ------- |
 * | dia      | u1   | 28 Feb 23:00     |         |         |
 * | ada      | u1   | 2 Mar 09:00      | report  | 600     |
 * | ada      | u2   | 2 Mar 17:00      | export  | 300     |
 * | ada      | u1   | 3 Mar 09:00      | report  | 300     |
 * | ben      | u1   | 3 Mar 10:00      | report  |         |
 * | ben      | u1   | 16 Mar 10:00     | search  | 1200    |
 * | cem      | u1   | 31 Mar 23:59:59.999 | report | 0     |
 * | cem      | u1   | 1 Apr 00:00      | report  | 60      |
 */
export const table: readonly UsageEvent[] = [
  { customerId: 'cem', userId: 'u1', at: '2026-04-01T00:00:00Z', feature: 'report', durationSeconds: 60 },
  { customerId: 'ada', userId: 'u1', at: '2026-03-02T09:00:00Z', feature: 'report', durationSeconds: 600 },
  { customerId: 'ben', userId: 'u1', at: '2026-03-16T10:00:00Z', feature: 'search', durationSeconds: 1200 },
  { customerId: 'ada', userId: 'u1', at: '2026-03-03T09:00:00Z', feature: 'report', durationSeconds: 300 },
  { customerId: 'dia', userId: 'u1', at: '2026-02-28T23:00:00Z' },
  { customerId: 'ada', userId: 'u2', at: '2026-03-02T17:00:00Z', feature: 'export', durationSeconds: 300 },
  { customerId: 'ben', userId: 'u1', at: '2026-03-03T10:00:00Z', feature: 'report' },
  { customerId: 'cem', userId: 'u1', at: '2026-03-31T23:59:59.999Z', feature: 'report', durationSeconds: 0 },
];
