import { rowFindingsOf } from '../findings.ts';
import type { Results } from '../out/results.ts';
import { sampleSteps } from '../sample/sample-usage.ts';
import { type KnownRows, knownRows } from './known-rows.ts';
import { type SurveyStudy, surveyStudy } from './survey-study.ts';
import type { UsageBook } from './usage-book.ts';
import type { UsageFlags } from './usage-flags.ts';
import { type FigureRow, usageRows } from './usage-rows.ts';
import { usageSheet } from './usage-sheet.ts';
import { type UsageStudy, usageStudy } from './usage-study.ts';

type Asked = Pick<UsageFlags, 'asOf' | 'steps' | 'survey' | 'timeZone' | 'withinDays'>;

export interface UsageResults extends Results {
  readonly rows: readonly FigureRow[];
  readonly known: KnownRows;
  readonly study: UsageStudy;
  readonly survey: SurveyStudy | undefined;
  /** Of the funnel. */
  readonly steps: readonly string[] | undefined;
}

/** How customers use a product and what they answer, wherever it is shown. */
export function usageResults(opened: UsageBook, flags: Asked, now: Date): UsageResults {
  const { events, answers, isSample } = opened;
  const { asOf, timeZone, withinDays } = flags;
  const known = knownRows(opened, asOf, timeZone, now);
  const steps = flags.steps ?? (isSample ? sampleSteps : undefined);
  const study = usageStudy(known, { steps, withinDays, timeZone });
  const survey = surveyStudy(known, flags.survey, timeZone);
  const sources = [events, ...(answers === undefined ? [] : [answers])].map(({ file, rows }) => ({
    name: file.split(/[\\/]/).at(-1) ?? '',
    rowCount: rows.length,
  }));
  const findings = [
    ...rowFindingsOf('events', events, timeZone),
    ...(answers === undefined ? [] : rowFindingsOf('responses', answers, timeZone, flags.survey.kind)),
  ];
  const sheet = usageSheet({ sources, findings, study, survey, asOf: known.asOf, leftOut: known.leftOut, timeZone });
  return { rows: usageRows(study, survey), sheet, known, study, survey, steps };
}
