import type { Distribution, Ratio } from 'tenure';
import type { Value } from '../language/formats.ts';
import type { Measured } from './survey.ts';
import type { SurveyStudy } from './survey-study.ts';
import type { MonthOfUse, UsageStudy } from './usage-study.ts';

/** One figure. A single file holds all of them, so each says what it is, of when and of what. */
export interface FigureRow {
  readonly figure: string;
  /** A month, or a cohort; blank: of all the data. */
  readonly period: string;
  /** A feature, an age, a step, a segment or a theme. */
  readonly of: string;
  readonly value: Value;
  readonly numerator: Value;
  readonly denominator: Value;
  readonly lower: Value;
  readonly upper: Value;
  readonly complete: boolean;
}

/** Every figure in full precision; what has no value is blank. */
export function usageRows(study: UsageStudy, survey: SurveyStudy | undefined): FigureRow[] {
  return [
    ...study.months.flatMap((month) => monthRows(month, study.hasDurations)),
    ...(study.hasFeatures ? featureRows(study) : []),
    ...retentionRows(study),
    ...funnelRows(study),
    ...(survey === undefined ? [] : surveyRows(survey)),
  ];
}

const blank = { of: '', numerator: null, denominator: null, lower: null, upper: null, complete: true };

function monthRows({ period, complete, ...month }: MonthOfUse, hasDurations: boolean): FigureRow[] {
  const { active, users, activePerDay, stickiness, frequency, duration } = month;
  const row = (figure: string, value: Value) => ({ ...blank, figure, period, value, complete });
  const spread = (figure: string, { mean, median }: Distribution) => [
    row(`${figure} mean`, mean),
    row(`${figure} median`, median),
  ];
  return [
    row('active customers', active),
    row('active users', users),
    row('active customers per day', activePerDay),
    { ...row('stickiness', null), ...(stickiness && termsOf(stickiness)) },
    row('events', frequency.events),
    ...spread('events per customer', frequency.eventsPerCustomer),
    ...spread('active days per customer', frequency.activeDaysPerCustomer),
    ...(hasDurations
      ? [row('seconds', duration.totalSeconds), ...spread('seconds per event', duration.secondsPerEvent)]
      : []),
  ];
}

function termsOf({ value, numerator, denominator }: Ratio): Ratio {
  return { value, numerator, denominator };
}

function featureRows({ adoption, featureMonth }: UsageStudy): FigureRow[] {
  return adoption.features.flatMap(({ feature, adoption: ratio, events, eventsPerAdopter }) => [
    { ...blank, ...featureMonth, figure: 'feature adoption', of: feature, ...termsOf(ratio) },
    { ...blank, ...featureMonth, figure: 'feature events', of: feature, value: events },
    { ...blank, ...featureMonth, figure: 'feature events per adopter', of: feature, value: eventsPerAdopter },
  ]);
}

function retentionRows({ retention }: UsageStudy): FigureRow[] {
  const sizes = new Map(retention.cohorts.map(({ cohort, customers }) => [cohort, customers]));
  const figure = 'usage retention';
  return [
    ...retention.rows.map(({ cohort, age, customers, retention: value }) => {
      const terms = { value, numerator: customers, denominator: sizes.get(cohort) ?? null };
      return { ...blank, figure, period: cohort, of: String(age), ...terms, complete: customers !== null };
    }),
    ...retention.average.map(({ age, size, retained, retention: value }) => {
      return { ...blank, figure, period: '', of: String(age), value, numerator: retained, denominator: size };
    }),
  ];
}

function funnelRows({ funnel = [] }: UsageStudy): FigureRow[] {
  return funnel.flatMap(({ step, fromStart, fromPrevious, medianDays }) => [
    { ...blank, figure: 'funnel from the first step', period: '', of: step, ...termsOf(fromStart) },
    { ...blank, figure: 'funnel from the step before', period: '', of: step, ...termsOf(fromPrevious) },
    { ...blank, figure: 'funnel median days', period: '', of: step, value: medianDays },
  ]);
}

export function surveyRows({ survey, months, quarters, all, latest, segments, themes }: SurveyStudy): FigureRow[] {
  const row = (period: string, of: string, { score: value, lower, upper, responses }: Measured, complete = true) => {
    return { ...blank, figure: survey.kind, period, of, value, denominator: responses, lower, upper, complete };
  };
  return [
    ...months.map((month) => row(month.period, '', month, month.complete)),
    ...quarters.map((quarter) => row(quarter.period, '', quarter, quarter.complete)),
    row('', '', all),
    ...(latest === undefined ? [] : [{ ...row('', '', latest), figure: `${survey.kind}, latest of each customer` }]),
    ...segments.map((measured) => row('', measured.segment, measured)),
    ...themes.themes.flatMap(({ theme, share, positive, negative }) => [
      { ...blank, figure: 'theme share', period: '', of: theme, ...termsOf(share) },
      { ...blank, figure: 'theme positive', period: '', of: theme, ...termsOf(positive) },
      { ...blank, figure: 'theme negative', period: '', of: theme, ...termsOf(negative) },
    ]),
  ];
}
