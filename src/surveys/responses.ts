import type { Instant } from '../calendar/open.ts';
import { type Id, keyCheck } from '../read/index.ts';

/** The question of a survey: how likely a recommendation is (0..10), how satisfied (1..5), how easy (1..7). */
export type SurveyKind = 'nps' | 'csat' | 'ces';

export const surveyKinds = ['nps', 'csat', 'ces'] as const satisfies readonly SurveyKind[];

/** One answer to a survey. Each function reads the fields that it needs and no others; further fields of your own may stand beside them. */
export interface SurveyResponse {
  /** The answer, a number on the scale of the survey. */
  readonly score: number;
  /** Who gave it; needed where answers are taken per customer. */
  readonly customerId?: Id | null | undefined;
  /** When it was given. */
  readonly at?: Instant | null | undefined;
  /** Which question it answers. An answer to one survey is never measured as one to another. */
  readonly survey?: SurveyKind | null | undefined;
  /** Yours: size, industry, country, channel. */
  readonly segment?: string | null | undefined;
  /** How much it counts, with `weights: 'field'`: a number >= 0. */
  readonly weight?: number | null | undefined;
  /** What the answer is about. */
  readonly themes?: readonly string[] | null | undefined;
}

const fields = [
  'score',
  'customerId',
  'at',
  'survey',
  'segment',
  'weight',
  'themes',
] as const satisfies readonly (keyof SurveyResponse)[];

/** Refuses an answer with a field in another spelling: `Survey` would make a CSAT an NPS. */
export const checkSpelling = /* @__PURE__ */ keyCheck(fields);

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

/** Scores as columnar readers give them. */
export type ScoreColumn =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

/** An answer as a plain number, or as an object. */
export type ScoredRow = number | null | ScoredAnswer;

/** An answer as an object. A missing score is one that was skipped, which only `skipped: 'count'` takes. */
export type ScoredAnswer = Pick<SurveyResponse, 'survey' | 'weight'> & {
  /** The answer; missing or null: skipped. */
  readonly score?: number | null | undefined;
};

/** Answers as plain numbers, as objects, or counted already. */
export type SurveyScores = readonly number[] | ScoreColumn | readonly ScoredRow[] | ScoreCounts;
