import type { BySegment } from '../../activity/open.ts';
import type { Period, PerPeriod } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { type Ratio, ratio } from '../../ratio/open.ts';
import { checkKeys, checkText, isMissing, isRecord, readChoice, readList } from '../../read/index.ts';
import { compareTexts, type SegmentKey } from '../../table/index.ts';
import { readSlot } from '../count-scores.ts';
import { type SurveyKind, type SurveyResponse, surveyKinds } from '../responses.ts';
import { isSame, readScale, readThreshold, type SurveyScale } from '../scale.ts';
import { type SurveySplit, splitKeys, splitResponses } from '../split-responses.ts';

/** What the scores mean. */
export interface FeedbackThemesOptions {
  /** The lowest and the highest score of the survey. Default `[0, 10]`. */
  readonly scale?: SurveyScale | undefined;
  /** The lowest score of a positive answer. Default 9, a promoter; required on a scale other than 0..10. */
  readonly positiveFrom?: number | undefined;
  /** The highest score of a negative answer. Default 6, a detractor; required on a scale other than 0..10. */
  readonly negativeTo?: number | undefined;
}

/** The answers that name a theme. */
export interface FeedbackTheme {
  /** The theme, as the answers name it. */
  readonly theme: string;
  /** The number of answers that name the theme. */
  readonly responses: number;
  /** Of all answers, the share that names the theme. */
  readonly share: Ratio;
  /** Of the answers that name the theme, the share that is positive. */
  readonly positive: Ratio;
  /** Of the answers that name the theme, the share that is negative. */
  readonly negative: Ratio;
}

/** An answer that may name themes. */
export type ThemedRow = Pick<SurveyResponse, 'score' | 'survey' | 'themes'>;

/** All answers, and the themes that they name. */
export interface FeedbackThemes {
  /** The number of answers, with and without themes. */
  readonly responses: number;
  /** The themes, most answers first; ties by name. */
  readonly themes: readonly FeedbackTheme[];
}

interface ThemeCounts {
  readonly theme: string;
  responses: number;
  positive: number;
  negative: number;
}

/**
 * Customer feedback by theme: how often each theme is named, and by how many promoters and detractors.
 *
 * Formula: share = answers that name the theme / all answers; positive = answers that name the theme, with a score of `positiveFrom` or
 * more / answers that name the theme; negative = answers that name the theme, with a score of `negativeTo` or less / answers that name the
 * theme. An answer counts once for each theme that it names. Answers without a theme count among all answers. Themes are compared as texts:
 * 'Price' is not 'price'.
 *
 * @param responses - Answers with a `score` and `themes`, a list of texts that may be empty or left out; if they name a survey, all must
 * name the same one.
 * @param options - `scale`, `positiveFrom`, `negativeTo`; those of the Net Promoter Score by default. `period`, `by` and `timeZone` as in
 * `netPromoterScore`.
 * @returns The number of all answers, and one row per theme, most frequent first, then by text. Rates are fractions. A theme that no answer
 * names has no row.
 * @throws MetricsError `INVALID_NUMBER` for an answer that is not a score of the scale, `INVALID_OPTION` for an answer to another survey,
 * for the scale, or for thresholds that lie outside it or meet, `INVALID_TYPE` for themes that are not texts, `UNKNOWN_KEY`; for periods
 * and keys as `netPromoterScore` does.
 *
 * Cost: O(themes named), once for each period that an answer is in. Source: counts of coded answers to open questions, split by the score given, as survey tools show them.
 *
 * @see docs/metrics/feedback-themes.md
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
export function feedbackThemes<
  Row extends ThemedRow,
  P extends Period | readonly Period[] = Period,
  Key extends SegmentKey = never,
>(
  responses: readonly Row[],
  options: FeedbackThemesOptions & SurveySplit<Row, P, Key>,
): PerPeriod<P, BySegment<Key, FeedbackThemes>>;
export function feedbackThemes(responses: readonly ThemedRow[], options?: FeedbackThemesOptions): FeedbackThemes;
export function feedbackThemes(responses: unknown, options: object = {}): unknown {
  const given = checkKeys(options, [...themeKeys, ...splitKeys], 'options');
  const { scale, positiveFrom, negativeTo } = readOptions(given);
  const rows = readList(responses, 'responses', 'be an array of answers');
  let survey: SurveyKind | undefined;
  const read = rows.map((response, index) => {
    if (!isRecord(response)) reject('INVALID_TYPE', `responses[${index}]`, 'be an object with a score', response);
    // Of answers to several surveys the scores have no one meaning.
    if (!isMissing(response.survey)) survey ??= readChoice(response.survey, `responses[${index}].survey`, surveyKinds);
    const score = scale[0] + readSlot(response, index, scale, survey);
    return {
      isPositive: score >= positiveFrom,
      isNegative: score <= negativeTo,
      themes: readThemes(response.themes, index),
    };
  });
  return splitResponses(rows, given, (own) => {
    const counts = new Map<string, ThemeCounts>();
    for (const row of own) {
      const { isPositive, isNegative, themes } = read[row] as (typeof read)[number];
      for (const theme of themes) {
        const known = counts.get(theme) ?? { theme, responses: 0, positive: 0, negative: 0 };
        if (known.responses === 0) counts.set(theme, known);
        known.responses += 1;
        if (isPositive) known.positive += 1;
        if (isNegative) known.negative += 1;
      }
    }
    return themesOf([...counts.values()], own.length);
  });
}

/** The themes that so many answers name. */
export function themesOf(counts: readonly Readonly<ThemeCounts>[], answers: number): FeedbackThemes {
  const themes = counts.map((known) => themeOf(known, answers));
  themes.sort((a, b) => b.responses - a.responses || compareTexts(a.theme, b.theme));
  return { responses: answers, themes };
}

/** The row of a theme among all answers. */
export function themeOf({ theme, responses, positive, negative }: ThemeCounts, answers: number): FeedbackTheme {
  return {
    theme,
    responses,
    share: ratio(responses, answers),
    positive: ratio(positive, responses),
    negative: ratio(negative, responses),
  };
}

export const themeKeys = ['scale', 'positiveFrom', 'negativeTo'] as const;

const npsScale: SurveyScale = [0, 10];

function readOptions(given: Readonly<Record<string, unknown>>) {
  const scale = readScale(given.scale, npsScale);
  const isUsual = isSame(scale, npsScale);
  const positiveFrom = readThreshold(given, 'positiveFrom', scale, isUsual ? 9 : undefined);
  const negativeTo = readThreshold(given, 'negativeTo', scale, isUsual ? 6 : undefined);
  if (negativeTo >= positiveFrom) {
    reject('INVALID_OPTION', 'options.negativeTo', `lie below positiveFrom, ${positiveFrom}`, negativeTo);
  }
  return { scale, positiveFrom, negativeTo };
}

const none: ReadonlySet<string> = new Set();

/** The themes that an answer names, each once. */
function readThemes(themes: unknown, index: number): ReadonlySet<string> {
  if (isMissing(themes)) return none;
  const path = `responses[${index}].themes`;
  const list = readList(themes, path, 'be an array of texts, or be left out');
  return new Set(list.map((theme, place) => checkText(theme, `${path}[${place}]`)));
}
