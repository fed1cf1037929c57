import type { AsOf } from '../as-of.ts';
import { htmlGrid } from '../cohorts/triangle-html.ts';
import { shortPercent } from '../formats.ts';
import { document, type Facts, section } from '../page/document.ts';
import { figure } from '../page/figure.ts';
import { escapeHtml } from '../page/html.ts';
import { htmlTable } from '../page/html-table.ts';
import { activityPicture } from './activity-picture.ts';
import { featurePicture } from './feature-picture.ts';
import { funnelPicture } from './funnel-picture.ts';
import { retentionPicture } from './retention-picture.ts';
import { scorePicture } from './score-picture.ts';
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

export interface UsagePageData {
  /** The files, as a reader knows them: events, and answers where there are any. */
  readonly sources: readonly { readonly name: string; readonly rowCount: number }[];
  readonly study: UsageStudy;
  readonly survey: SurveyStudy | undefined;
  readonly asOf: AsOf;
  readonly leftOut: number;
  readonly timeZone: string;
}

/** Usage and survey as a page that needs nothing beside itself. */
export async function usagePage(data: UsagePageData): Promise<string> {
  const { study, survey, sources } = data;
  const incomplete = study.months.some(({ complete }) => !complete);
  const figures = await Promise.all([
    figure(activityPicture(study), incomplete),
    figure(retentionPicture(study.retention)),
    ...(study.hasFeatures ? [figure(featurePicture(study))] : []),
    ...(study.funnel === undefined ? [] : [figure(funnelPicture(study, study.funnel))]),
    ...(survey === undefined ? [] : [figure(scorePicture(survey), incomplete)]),
  ]);
  const tables = [...usageTables(study), ...(survey === undefined ? [] : surveyTables(survey))];
  return document('Usage and feedback', sources[0]?.name ?? '', factsOf(data), [...figures, ...tables]);
}

function factsOf({ sources, study, survey, asOf, leftOut, timeZone }: UsagePageData): Facts {
  const [events, answers] = sources.map(({ name, rowCount }) => `${name}, ${rowCount} rows`);
  const [first, last] = [study.months[0], study.months.at(-1)];
  const later = leftOut === 0 ? '' : `; ${leftOut} rows from then on are left out`;
  return [
    ['Events', events ?? ''],
    ['Answers', answers ?? 'none given'],
    ['Months', `${first?.period} to ${last?.period}`],
    ['As of', `${asOf.instant} (${asOf.reason})${later}`],
    ['Time zone', timeZone],
    ...(survey === undefined ? [] : [['Survey', `${survey.survey.name}: ${survey.survey.definition}`] as const]),
  ];
}

function usageTables(study: UsageStudy): string[] {
  const { months, adoption, retention, funnel, hasFeatures } = study;
  const kept = retention.average.map((point) => point.retention);
  const month = 'Active customers, all figures';
  return [
    section(month, htmlTable(month, monthColumns(study), months), escapeHtml(monthNotes(study).join(' '))),
    section(
      'Usage retention, all figures',
      htmlGrid(retention, (cell) => cell.retention, kept),
      'Percent of the customers who first used the product in that month. An empty cell: the cohort is not that old yet.',
    ),
    ...(hasFeatures
      ? [plainSection(featureTitle(study), htmlTable('Features', featureColumns(study), adoption.features))]
      : []),
    ...(funnel === undefined ? [] : [plainSection(funnelTitle(study), htmlTable('Funnel', funnelColumns, funnel))]),
  ];
}

function surveyTables({ survey, months, all, latest, segments, themes }: SurveyStudy): string[] {
  const { name, confidence } = survey;
  const total = { ...all, period: 'All', complete: true };
  const once = latest === undefined ? [] : [{ ...latest, period: 'Latest of each', complete: true }];
  const byMonth = htmlTable(`${name} by month`, scoreColumns(survey), [...months, total, ...once]);
  return [
    section(`${name}, all figures`, byMonth, `From, to: the ${shortPercent(confidence)} interval. A dash: no answers.`),
    ...(segments.length === 0
      ? []
      : [plainSection(`${name} by segment`, htmlTable('Segments', segmentColumns(survey), segments))]),
    ...(themes.themes.length === 0
      ? []
      : [plainSection('Themes of the answers', htmlTable('Themes', themeColumns(survey), themes.themes))]),
  ];
}

function plainSection(title: string, content: string): string {
  return `<section>\n<h2>${escapeHtml(title)}</h2>\n${content}\n</section>`;
}
