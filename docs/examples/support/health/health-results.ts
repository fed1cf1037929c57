import type { Results } from '../out/results.ts';
import { atRiskRows } from './at-risk.ts';
import type { HealthBook } from './health-book.ts';
import type { HealthFlags } from './health-flags.ts';
import { healthRows } from './health-rows.ts';
import { healthSheet } from './health-sheet.ts';
import { type HealthStudy, healthStudy } from './health-study.ts';
import { lateLists } from './late-lists.ts';

type Asked = Pick<HealthFlags, 'confidence' | 'horizonDays' | 'months' | 'timeZone'>;

export interface HealthResults extends Results {
  readonly study: HealthStudy;
}

/** The health of customers and how well its score does, wherever it is shown. */
export function healthResults(opened: HealthBook, flags: Asked): HealthResults {
  const { asOf, facts, findings, name } = opened;
  const study = healthStudy(opened, flags);
  return {
    rows: healthRows(study),
    more: { 'at-risk': atRiskRows(study.atRisk) },
    sheet: healthSheet({ name, facts, asOf, study, findings: [...findings, ...lateLists(opened, study)] }),
    study,
  };
}
