import { type FeedbackThemes, latestPerCustomer, type Period, quarter } from 'tenure';
import type { Place } from '../draw/picture.ts';
import { say } from '../language/language.ts';
import { type KnownRows, placeOf } from './known-rows.ts';
import type { Measured, Survey } from './survey.ts';
import type { AnswerRow } from './usage-book.ts';

export interface SurveyStudy {
  readonly survey: Survey;
  readonly months: readonly (Place & Measured)[];
  /** Those that the months lie in. */
  readonly quarters: readonly (Place & Measured)[];
  readonly all: Measured;
  /** Of the latest answer of each customer; nothing where an answer does not say whose it is. */
  readonly latest: Measured | undefined;
  /** By name; empty where no answer names a segment. */
  readonly segments: readonly ({ readonly segment: string } & Measured)[];
  readonly themes: FeedbackThemes;
}

/** What customers answered; nothing where they were not asked. */
export function surveyStudy(
  known: Pick<KnownRows, 'answers' | 'months'>,
  survey: Survey,
  timeZone: string,
): SurveyStudy | undefined {
  const { answers, months } = known;
  if (answers === undefined) return undefined;
  const periods = months.map(({ period }) => period);
  const byMonth = survey.measurePeriods(answers, periods);
  const whole = quartersOf(known, timeZone);
  const byQuarter = survey.measurePeriods(
    answers,
    whole.map(({ period }) => period),
  );
  return {
    survey,
    months: byMonth.map((row, index) => ({ ...row, ...placeOf(months[index] as (typeof months)[number]) })),
    quarters: byQuarter.map((row, index) => ({ ...row, ...placeOf(whole[index] as (typeof whole)[number]) })),
    all: survey.measure(answers),
    latest: answers.every(({ customerId }) => customerId !== undefined)
      ? latestPerCustomer(answers, survey.measure, { timeZone })
      : undefined,
    segments: answers.some(({ segment }) => segment !== undefined) ? segmentsOf(answers, survey) : [],
    themes: survey.themes(answers),
  };
}

/** A quarter is complete where it had ended when the data was taken; the months say so of the last one. */
function quartersOf({ months }: Pick<KnownRows, 'months'>, timeZone: string): { period: Period; complete: boolean }[] {
  const labels = months.map(
    ({ period: { label } }) => `${label.slice(0, 4)}-Q${Math.ceil(Number(label.slice(5)) / 3)}`,
  );
  return [...new Set(labels)].map((label) => {
    const period = quarter(label, { timeZone });
    const last = months.filter((month) => month.period.end.getTime() <= period.end.getTime()).at(-1);
    const isWhole = last?.period.end.getTime() === period.end.getTime();
    return { period, complete: isWhole && last.complete };
  });
}

function segmentsOf(answers: readonly AnswerRow[], survey: Survey) {
  const found = survey.measureSegments(answers, ({ segment }) => segment ?? say('(none)'));
  return found.map(({ key, ...measured }) => ({ segment: key, ...measured }));
}
