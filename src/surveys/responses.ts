import type { Instant } from '../calendar/open.ts';

/** One answer to a survey. Each function reads the fields that it needs and no others; further fields of your own may stand beside them. */
export interface SurveyResponse {
  readonly score: number;
  readonly customerId?: string | undefined;
  /** When it was given. */
  readonly at?: Instant | undefined;
  /** Yours: size, industry, country, channel. */
  readonly segment?: string | undefined;
  /** What the answer is about. */
  readonly themes?: readonly string[] | undefined;
}

/** How many answers each score has; a score that is left out has none. */
export interface ScoreCounts {
  readonly [score: number]: number;
  // Counts by group are told apart from these by all their names, so that one left out does not compile.
  readonly promoters?: never;
  readonly passives?: never;
  readonly detractors?: never;
  readonly disagree?: never;
  readonly neutral?: never;
  readonly agree?: never;
}

/** Answers as plain numbers, as objects, or counted already. */
export type SurveyScores = readonly number[] | readonly Pick<SurveyResponse, 'score'>[] | ScoreCounts;
