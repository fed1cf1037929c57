import { count, periodText } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { type AsOf, asOfText } from '../open/as-of.ts';
import type { Facts, Sheet } from '../page/sheet.ts';
import { activityPicture } from './activity-picture.ts';
import { featurePicture } from './feature-picture.ts';
import { funnelPicture } from './funnel-picture.ts';
import { retentionPicture } from './retention-picture.ts';
import { scorePicture } from './score-picture.ts';
import type { SurveyStudy } from './survey-study.ts';
import type { UsageStudy } from './usage-study.ts';
import { activityTable, retentionTable, stepTables, surveyTables } from './usage-tables.ts';

export interface UsageData {
  /** The files, as a reader knows them: events, and answers where there are any. */
  readonly sources: readonly { readonly name: string; readonly rowCount: number }[];
  readonly findings: readonly string[];
  readonly study: UsageStudy;
  readonly survey: SurveyStudy | undefined;
  readonly asOf: AsOf;
  readonly leftOut: number;
  readonly timeZone: string;
}

/** All that is to be said of usage and answers. */
export function usageSheet(data: UsageData): Sheet {
  const { study, survey, sources, findings } = data;
  return {
    title: say('Usage and feedback'),
    subject: sources[0]?.name ?? '',
    facts: factsOf(data),
    findings,
    pictures: [
      activityPicture(study),
      retentionPicture(study.retention),
      ...(study.hasFeatures ? [featurePicture(study)] : []),
      ...(study.funnel === undefined ? [] : [funnelPicture(study, study.funnel)]),
      ...(survey === undefined ? [] : [scorePicture(survey)]),
    ],
    tables: [
      activityTable(study),
      retentionTable(study),
      ...stepTables(study),
      ...(survey === undefined ? [] : surveyTables(survey)),
    ],
  };
}

function factsOf({ sources, study, survey, asOf, leftOut, timeZone }: UsageData): Facts {
  const [events, answers] = sources.map(({ name, rowCount }) =>
    say('{name}, {rows} rows', { name, rows: count(rowCount) }),
  );
  const [first, last] = [study.months[0], study.months.at(-1)].map((month) => periodText(month?.period ?? ''));
  const later = leftOut === 0 ? '' : `; ${say('{count} later rows are left out', { count: count(leftOut) })}`;
  return [
    [say('Events'), events ?? ''],
    [say('Answers'), answers ?? say('none given')],
    [say('Months'), say('{from} to {to}', { from: first ?? '', to: last ?? '' })],
    [say('As of'), `${asOfText(asOf)}${later}`],
    [say('Time zone'), timeZone],
    ...(survey === undefined ? [] : [[say('Survey'), `${survey.survey.name}: ${survey.survey.definition}`] as const]),
  ];
}
