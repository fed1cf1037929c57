import { gridTable } from '../cohorts/triangle-table.ts';
import { columnTable } from '../column-table.ts';
import { shortPercent } from '../formats.ts';
import type { SurveyStudy } from './survey-study.ts';
import {
  featureColumns,
  funnelColumns,
  monthColumns,
  monthNotes,
  scoreColumns,
  segmentColumns,
  themeColumns,
} from './usage-columns.ts';
import type { UsageStudy } from './usage-study.ts';
import { featureTitle, funnelTitle } from './usage-wording.ts';

/** All tables, each under its title. */
export function usageText(study: UsageStudy, survey: SurveyStudy | undefined, width: number): string {
  return [...usageParts(study, width), ...(survey === undefined ? [] : surveyParts(survey))].join('\n\n');
}

function usageParts(study: UsageStudy, width: number): string[] {
  const { months, adoption, retention, funnel, hasFeatures } = study;
  const average = { name: 'All', counted: true, shares: retention.average.map((point) => point.retention) };
  const notes = ['Customers active in that month, in percent of the cohort; blank: not that old yet.'] as const;
  const triangle = gridTable(retention, (cell) => cell.retention, [average], { width, notes });
  return [
    ['Active customers', columnTable(monthColumns(study), months), ...monthNotes(study)].join('\n'),
    ...(hasFeatures ? [`${featureTitle(study)}\n${columnTable(featureColumns(study), adoption.features)}`] : []),
    `Usage retention by month of first use\n${triangle}`,
    ...(funnel === undefined ? [] : [`${funnelTitle(study)}\n${columnTable(funnelColumns, funnel)}`]),
  ];
}

function surveyParts({ survey, months, all, latest, segments, themes }: SurveyStudy): string[] {
  const total = { ...all, period: 'All', complete: true };
  const once = latest === undefined ? [] : [{ ...latest, period: 'Latest of each', complete: true }];
  const { name, definition, confidence } = survey;
  return [
    [
      `${name}: ${definition}`,
      columnTable(scoreColumns(survey), [...months, total, ...once]),
      `From, to: the ${shortPercent(confidence)} interval.`,
    ].join('\n'),
    ...(segments.length === 0 ? [] : [`${name} by segment\n${columnTable(segmentColumns(survey), segments)}`]),
    ...(themes.themes.length === 0
      ? []
      : [`Themes of the answers\n${columnTable(themeColumns(survey), themes.themes)}`]),
  ];
}
