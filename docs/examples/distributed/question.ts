/**
 * What every shard is asked, and whatever merges the parts asks again: the one file to edit. Periods and `asOf` stand here in full, since
 * a worker has no clock that agrees with the others.
 */
import { months } from 'tenure';
import * as parts from 'tenure/parts';

const policy = { asOf: '2026-01-01', currency: 'EUR' } as const;

export const question = parts.together({
  report: parts.retentionReport(months('2021-01', '2025-12'), policy),
  cohorts: parts.retentionCohorts(policy),
  survival: parts.survivalCurve({ durations: policy }),
});
