import { gridTable } from '../cohorts/triangle-table.ts';
import { say } from '../language/language.ts';
import type { Table } from '../page/sheet.ts';
import { textTable } from '../text/column-table.ts';
import type { SurveyStudy } from './survey-study.ts';
import type { UsageStudy } from './usage-study.ts';
import { activityTable, stepTables, surveyTables } from './usage-tables.ts';

/** All tables, each under its title. */
export function usageText(study: UsageStudy, survey: SurveyStudy | undefined, width: number): string {
  const { retention } = study;
  const average = { name: say('All'), counted: true, shares: retention.average.map((point) => point.retention) };
  const notes = [say('Customers active in that month, in percent of the cohort; blank: not that old yet.')] as const;
  const triangle = gridTable(retention, (cell) => cell.retention, [average], { width, notes });
  return [
    printed(activityTable(study)),
    `${say('Usage retention by month of first use')}\n${triangle}`,
    ...stepTables(study).map(printed),
    ...(survey === undefined ? [] : surveyTables(survey).map(printed)),
  ].join('\n\n');
}

function printed(table: Table): string {
  return [table.title, textTable(table, Number.POSITIVE_INFINITY), ...table.notes].join('\n');
}
