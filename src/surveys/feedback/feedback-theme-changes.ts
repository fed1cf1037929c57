import { type Period, readPeriod } from '../../calendar/open.ts';
import type { Ratio } from '../../ratio/open.ts';
import { checkKeys } from '../../read/index.ts';
import { compareTexts } from '../../table/index.ts';
import type { SurveyResponse } from '../responses.ts';
import {
  type FeedbackTheme,
  type FeedbackThemes,
  type FeedbackThemesOptions,
  feedbackThemes,
  themeKeys,
  themeOf,
} from './feedback-themes.ts';

/** A theme in two periods, and the change from the first to the second. */
export interface FeedbackThemeChange {
  /** The theme. */
  readonly theme: string;
  /** The theme in the first period. */
  readonly before: FeedbackTheme;
  /** The theme in the second period. */
  readonly after: FeedbackTheme;
  /** The differences, second less first; those of shares are fractions (0.1 from 20 % to 30 %), and null if a share is null. */
  readonly change: {
    /** The change in the number of answers. */
    readonly responses: number;
    /** The change in the share of all answers. */
    readonly share: number | null;
    /** The change in the share of positive answers among those that name the theme. */
    readonly positive: number | null;
    /** The change in the share of negative answers among those that name the theme. */
    readonly negative: number | null;
  };
}

/**
 * The themes that customers name more often or less often in one period than in another.
 *
 * Formula: change = after - before, for the number of answers that name a theme, for their share of all answers, and for the shares of
 * positive and negative answers among them; see `feedbackThemes`. In: each theme that is named in at least one of the periods.
 *
 * @param responses - Answers with `score`, `at` and `themes`.
 * @param before - The period to compare with.
 * @param after - The period to compare, usually the later one.
 * @param options - The options of `feedbackThemes`.
 * @returns One row per theme, sorted by the size of the change in share, largest first, then by text. A change is null if one of its shares
 * is null: the share of all answers if a period has no answers, the positive and negative shares if no answer of a period names the theme.
 * @throws MetricsError as `feedbackThemes` does.
 *
 * Cost: O(themes named). Source: the definition of `feedbackThemes`.
 *
 * @see docs/metrics/feedback-theme-changes.md
 *
 * @example
 * ```ts
 * const responses = [
 *   { score: 3, themes: ['price'], at: '2026-01-10' },
 *   { score: 9, themes: ['support'], at: '2026-01-20' },
 *   { score: 2, themes: ['price'], at: '2026-02-10' },
 *   { score: 10, themes: ['price'], at: '2026-02-20' },
 * ]
 * const [first] = feedbackThemeChanges(responses, month('2026-01'), month('2026-02'))
 * first.theme // => 'price'
 * first.change // => { responses: 1, share: 0.5, positive: 0.5, negative: -0.5 }
 * ```
 */
export function feedbackThemeChanges(
  responses: readonly Pick<SurveyResponse, 'score' | 'survey' | 'at' | 'themes'>[],
  before: Period,
  after: Period,
  options: FeedbackThemesOptions = {},
): FeedbackThemeChange[] {
  readPeriod(before, 'before');
  readPeriod(after, 'after');
  checkKeys(options, themeKeys, 'options');
  return themeChanges(feedbackThemes(responses, { ...options, period: [before, after] }));
}

/** From the themes of one period to those of another. */
export function themeChanges(both: readonly FeedbackThemes[]): FeedbackThemeChange[] {
  const found = both.map(({ responses, themes }) => {
    const rows = new Map(themes.map((row) => [row.theme, row]));
    const rowOf = (theme: string) =>
      rows.get(theme) ?? themeOf({ theme, responses: 0, positive: 0, negative: 0 }, responses);
    return { themes, rowOf };
  });
  const names = new Set(found.flatMap(({ themes }) => themes.map(({ theme }) => theme)));
  return [...names]
    .map((theme) => {
      const [first, second] = found.map(({ rowOf }) => rowOf(theme)) as [FeedbackTheme, FeedbackTheme];
      return { theme, before: first, after: second, change: changeOf(first, second) };
    })
    .sort((a, b) => sizeOf(b) - sizeOf(a) || compareTexts(a.theme, b.theme));
}

function changeOf(before: FeedbackTheme, after: FeedbackTheme): FeedbackThemeChange['change'] {
  return {
    responses: after.responses - before.responses,
    share: difference(before.share, after.share),
    positive: difference(before.positive, after.positive),
    negative: difference(before.negative, after.negative),
  };
}

/** Over the common denominator, so that it is rounded once. */
function difference(before: Ratio, after: Ratio): number | null {
  if (before.value === null || after.value === null) return null;
  const numerator = after.numerator * before.denominator - before.numerator * after.denominator;
  return numerator / (before.denominator * after.denominator);
}

function sizeOf({ change }: FeedbackThemeChange): number {
  return Math.abs(change.share ?? 0);
}
