import { type FeedbackThemes, latestPerCustomer } from 'tenure';
import type { Place } from '../page/picture.ts';
import { type KnownRows, placeOf } from './known-rows.ts';
import type { AnswerRow } from './open-usage.ts';
import type { Measured, Survey } from './survey.ts';

export interface SurveyStudy {
  readonly survey: Survey;
  readonly months: readonly (Place & Measured)[];
  readonly all: Measured;
  /** Of the latest answer of each customer; nothing where an answer does not say whose it is. */
  readonly latest: Measured | undefined;
  /** By name; empty where no answer names a segment. */
  readonly segments: readonly ({ readonly segment: string } & Measured)[];
  readonly themes: FeedbackThemes;
}

const noSegment = '(none)';

/** What customers answered; nothing where they were not asked. */
export function surveyStudy(known: KnownRows, survey: Survey, timeZone: string): SurveyStudy | undefined {
  const { answers, months } = known;
  if (answers === undefined) return undefined;
  const periods = months.map(({ period }) => period);
  const byMonth = survey.measureMonths(answers, periods);
  return {
    survey,
    months: byMonth.map((row, index) => ({ ...row, ...placeOf(months[index] as (typeof months)[number]) })),
    all: survey.measure(answers),
    latest: answers.every(({ customerId }) => customerId !== undefined)
      ? latestPerCustomer(answers, survey.measure, { timeZone })
      : undefined,
    segments: answers.some(({ segment }) => segment !== undefined) ? segmentsOf(answers, survey) : [],
    themes: survey.themes(answers),
  };
}

function segmentsOf(answers: readonly AnswerRow[], survey: Survey) {
  const found = survey.measureSegments(answers, ({ segment }) => segment ?? noSegment);
  return found.map(({ key, ...measured }) => ({ segment: key, ...measured }));
}
