import { reject } from '../../errors.ts';
import { type Ratio, ratio } from '../../ratio/open.ts';
import { checkKeys, isRecord } from '../../read/index.ts';
import { rejectScore, slotOf } from '../count-scores.ts';
import type { SurveyResponse } from '../responses.ts';
import { isSame, readScale, readThreshold, type SurveyScale } from '../scale.ts';

/** What the scores mean. */
export interface FeedbackThemesOptions {
  /** The lowest and the highest score of the survey. Default `[0, 10]`. */
  readonly scale?: SurveyScale | undefined;
  /** The lowest score of a positive answer. Default 9, a promoter; on another scale than 0..10 it must be given. */
  readonly positiveFrom?: number | undefined;
  /** The highest score of a negative answer. Default 6, a detractor; on another scale than 0..10 it must be given. */
  readonly negativeTo?: number | undefined;
}

/** The answers that name a theme. */
export interface FeedbackTheme {
  readonly theme: string;
  readonly responses: number;
  /** Of all answers. */
  readonly share: Ratio;
  /** Of the answers that name the theme. */
  readonly positive: Ratio;
  readonly negative: Ratio;
}

/** All answers, and the themes that they name. */
export interface FeedbackThemes {
  readonly responses: number;
  readonly themes: readonly FeedbackTheme[];
}

interface Tally {
  readonly theme: string;
  responses: number;
  positive: number;
  negative: number;
}

/**
 * Customer feedback by theme: how often each theme is named, and by how many promoters and detractors.
 *
 * Formula: share = answers that name the theme / all answers; positive, negative = those of them with a score from `positiveFrom` on, up to
 * `negativeTo`, over the answers that name the theme. An answer counts for each theme that it names, once. Answers without a theme count
 * among all answers. Themes are told apart as texts: 'Price' is not 'price'.
 *
 * @param responses - Answers with a `score` and `themes`, a list of texts that may be empty or left out.
 * @param options - `scale`, `positiveFrom`, `negativeTo`; those of the Net Promoter Score by default.
 * @returns All answers, and a row a theme, the most frequent first, then by text. Rates are fractions; the share of no answers has no row.
 * @throws MetricsError `INVALID_NUMBER` for an answer that is no score of the scale, `INVALID_OPTION` for the scale, or for thresholds
 * outside of it or that meet, `INVALID_TYPE` for themes that are not texts, `UNKNOWN_KEY`.
 *
 * Cost: O(themes named). Source: counts of coded answers to open questions, split by the score given, as survey tools show them.
 *
 * @example
 * ```ts
 * const { themes } = feedbackThemes([
 *   { score: 3, themes: ['price'] },
 *   { score: 10, themes: ['support', 'price'] },
 *   { score: 9, themes: ['support'] },
 *   { score: 8 },
 * ])
 * themes.map((row) => [row.theme, row.responses, row.positive.value]) // => [['price', 2, 0.5], ['support', 2, 1]]
 * themes[0].share // => { value: 0.5, numerator: 2, denominator: 4 }
 * ```
 */
export function feedbackThemes(
  responses: readonly Pick<SurveyResponse, 'score' | 'themes'>[],
  options: FeedbackThemesOptions = {},
): FeedbackThemes {
  const { scale, positiveFrom, negativeTo } = readOptions(options);
  if (!Array.isArray(responses)) reject('INVALID_TYPE', 'responses', 'be an array of answers', responses);
  const tallies = new Map<string, Tally>();
  for (let index = 0; index < responses.length; index += 1) {
    const response = responses[index] as (typeof responses)[number];
    const score = readScore(response, index, scale);
    const themes = readThemes(response.themes, index);
    for (let place = 0; place < themes.length; place += 1) {
      const theme = themes[place] as string;
      if (themes.indexOf(theme) < place) continue;
      const tally = tallies.get(theme) ?? { theme, responses: 0, positive: 0, negative: 0 };
      if (tally.responses === 0) tallies.set(theme, tally);
      tally.responses += 1;
      if (score >= positiveFrom) tally.positive += 1;
      if (score <= negativeTo) tally.negative += 1;
    }
  }
  const rows = [...tallies.values()].map((tally) => themeOf(tally, responses.length));
  rows.sort((a, b) => b.responses - a.responses || (a.theme < b.theme ? -1 : 1));
  return { responses: responses.length, themes: rows };
}

/** The row of a theme among all answers. */
export function themeOf({ theme, responses, positive, negative }: Tally, answers: number): FeedbackTheme {
  return {
    theme,
    responses,
    share: ratio(responses, answers),
    positive: ratio(positive, responses),
    negative: ratio(negative, responses),
  };
}

const npsScale: SurveyScale = [0, 10];

function readOptions(options: unknown) {
  const given = checkKeys(options, ['scale', 'positiveFrom', 'negativeTo'], 'options');
  const scale = readScale(given.scale, npsScale);
  const isUsual = isSame(scale, npsScale);
  const positiveFrom = readThreshold(given, 'positiveFrom', scale, isUsual ? 9 : undefined);
  const negativeTo = readThreshold(given, 'negativeTo', scale, isUsual ? 6 : undefined);
  if (negativeTo >= positiveFrom) {
    reject('INVALID_OPTION', 'options.negativeTo', `lie below positiveFrom, ${positiveFrom}`, negativeTo);
  }
  return { scale, positiveFrom, negativeTo };
}

function readScore(response: unknown, index: number, scale: SurveyScale): number {
  if (!isRecord(response)) reject('INVALID_TYPE', `responses[${index}]`, 'be an object with a score', response);
  const slot = slotOf(response, scale);
  if (!(Number.isInteger(slot) && slot >= 0 && slot <= scale[1] - scale[0])) rejectScore(response, index, scale);
  return scale[0] + slot;
}

const none: readonly string[] = [];

function readThemes(themes: unknown, index: number): readonly string[] {
  if (themes === undefined) return none;
  const path = `responses[${index}].themes`;
  if (!Array.isArray(themes)) reject('INVALID_TYPE', path, 'be an array of texts, or be left out', themes);
  for (let place = 0; place < themes.length; place += 1) {
    const theme = themes[place];
    if (typeof theme === 'string' && theme !== '') continue;
    reject('INVALID_TYPE', `${path}[${place}]`, 'be a string that is not empty', theme);
  }
  return themes;
}
