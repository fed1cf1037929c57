import { gridFigures } from '../cohorts/triangle-figures.ts';
import { shortPercent } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { type Table, tableOf } from '../page/sheet.ts';
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

export function activityTable(study: UsageStudy): Table {
  return tableOf(say('Active customers'), monthColumns(study), study.months, monthNotes(study));
}

export function retentionTable({ retention }: UsageStudy): Table {
  const kept = retention.average.map((point) => point.retention);
  return gridFigures(say('Usage retention, all figures'), retention, (cell) => cell.retention, kept, [
    say(
      'Percent of the customers who first used the product in that month. An empty cell: the cohort is not that old yet.',
    ),
  ]);
}

/** Of features and of the funnel; none where there are no such figures. */
export function stepTables(study: UsageStudy): Table[] {
  const { adoption, funnel, hasFeatures } = study;
  return [
    ...(hasFeatures ? [tableOf(featureTitle(study), featureColumns(study), adoption.features)] : []),
    ...(funnel === undefined ? [] : [tableOf(funnelTitle(study), funnelColumns(), funnel)]),
  ];
}

export function surveyTables({ survey, months, quarters, all, latest, segments, themes }: SurveyStudy): Table[] {
  const { name, definition, confidence } = survey;
  const total = { ...all, period: say('All'), complete: true };
  const once = latest === undefined ? [] : [{ ...latest, period: say('Latest of each'), complete: true }];
  const interval = say('From, to: the {share} interval. A dash: no answers.', { share: shortPercent(confidence) });
  const columns = scoreColumns(survey);
  return [
    tableOf(
      say('{name} by quarter', { name }),
      columns,
      [...quarters, total, ...once],
      [`${name}: ${definition}.`, interval],
    ),
    tableOf(say('{name} by month', { name }), columns, months, [interval]),
    ...(segments.length === 0 ? [] : [tableOf(say('{name} by segment', { name }), segmentColumns(survey), segments)]),
    ...(themes.themes.length === 0 ? [] : [tableOf(say('Themes of the answers'), themeColumns(survey), themes.themes)]),
  ];
}
