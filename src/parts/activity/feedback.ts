import type { BySegment } from '../../activity/open.ts';
import type { Period, PerPeriod } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { isMissing } from '../../read/index.ts';
import {
  type FeedbackThemeChange,
  type FeedbackThemes,
  type FeedbackThemesOptions,
  feedbackThemeChanges as feedbackThemeChangesOfAll,
  feedbackThemes as feedbackThemesOfAll,
  type SurveyResponse,
  type ThemedRow,
} from '../../surveys/index.ts';
import { themeChanges, themesOf } from '../../surveys/open.ts';
import type { SegmentKey } from '../../table/index.ts';
import { withResult } from '../frame/in-parts.ts';
import type { InParts, TablePart } from '../frame/part.ts';
import { countRows, type FactsByKey, nameOfSplit, rowQuestion } from './row-question.ts';
import type { InPeriods, SplitInParts } from './surveys.ts';

/**
 * `feedbackThemes` in parts.
 *
 * A part counts the answers that name each theme; its size grows with the number of themes. `rows` counts answers, `customers` the
 * customers that answers name.
 *
 * @param options - As for `feedbackThemes`; `by` also needs `name`.
 * @throws MetricsError as `feedbackThemes` does, and as `netPromoterScore` in parts does; the result throws if parts hold answers to
 * different surveys.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.feedbackThemes();
 * const ada = part([{ score: 3, themes: ['price'] }]);
 * const ben = part([{ score: 10, themes: ['support', 'price'] }, { score: 9 }]);
 * result(merge([ada, ben])).themes.map((row) => [row.theme, row.share.value]); // => [['price', 2 / 3], ['support', 1 / 3]]
 * ```
 */
export function feedbackThemes<
  Row extends ThemedRow,
  P extends Period | readonly Period[] | undefined = undefined,
  Key extends SegmentKey = never,
>(
  options: FeedbackThemesOptions & SplitInParts<Row, P, Key> = {},
): InParts<readonly Row[], TablePart, InPeriods<P, BySegment<Key, FeedbackThemes>>> {
  return themesQuestion('feedbackThemes', options) as never;
}

/**
 * `feedbackThemeChanges` in parts.
 *
 * @param before - The period to compare with.
 * @param after - The period that is compared.
 * @param options - As for `feedbackThemeChanges`.
 * @throws MetricsError as `feedbackThemeChanges` does, and as `feedbackThemes` in parts does.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.feedbackThemeChanges(month('2026-01'), month('2026-02'));
 * const ada = part([{ score: 3, themes: ['price'], at: '2026-01-10' }, { score: 9, at: '2026-01-20' }]);
 * const ben = part([{ score: 10, themes: ['price'], at: '2026-02-20' }]);
 * result(merge([ada, ben]))[0].change; // => { responses: 0, share: 0.5, positive: 1, negative: -1 }
 * ```
 */
export function feedbackThemeChanges(
  before: Period,
  after: Period,
  options: FeedbackThemesOptions = {},
): InParts<readonly (ThemedRow & Pick<SurveyResponse, 'at'>)[], TablePart, FeedbackThemeChange[]> {
  feedbackThemeChangesOfAll([], before, after, options);
  const both = themesQuestion('feedbackThemeChanges', Object.assign({ period: [before, after] }, options));
  return withResult(both, (part) => themeChanges(both.result(part) as PerPeriod<Period[], FeedbackThemes>)) as never;
}

/** A question about themes; answers to one survey, whichever shards they are in. */
function themesQuestion(
  of: string,
  options: FeedbackThemesOptions & SplitInParts<never, Period | readonly Period[] | undefined, SegmentKey>,
): InParts<readonly ThemedRow[], TablePart, unknown> {
  const { name: _, ...given } = options;
  const by = nameOfSplit(options);
  feedbackThemesOfAll([], given as object);
  const { period, timeZone, by: keyOf, ...own } = given;
  const asked = rowQuestion<readonly ThemedRow[], FeedbackThemes>({
    of,
    periods: period,
    timeZone,
    options: own,
    by,
    shape: {
      surveys: { shards: 'count' },
      answers: { responses: 'count' },
      themes: { responses: 'count', positive: 'count', negative: 'count' },
    },
    factsOf(responses, list) {
      const inPeriods: object = { ...given, period: list };
      const found: unknown = feedbackThemesOfAll(responses, inPeriods);
      return (list === undefined ? [found] : found) as readonly FactsByKey<FeedbackThemes>[];
    },
    book(tally, at, { responses, themes }) {
      tally.add('answers', at, { responses });
      for (const { theme, responses: named, positive, negative } of themes) {
        const counts = { responses: named, positive: positive.numerator, negative: negative.numerator };
        tally.add('themes', [...at, theme], counts);
      }
    },
    answer(tally, at) {
      const counts = tally.rows('themes', at).map(({ key, count }) => ({
        theme: key.at(-1) as string,
        responses: count('responses'),
        positive: count('positive'),
        negative: count('negative'),
      }));
      return themesOf(counts, tally.row('answers', at).count('responses'));
    },
    count(responses, tally) {
      const named = responses.find(({ survey }) => !isMissing(survey))?.survey;
      if (!isMissing(named)) tally.add('surveys', [named], { shards: 1 });
      return countRows(responses);
    },
  });
  return withResult(asked, (part) => {
    const found = asked.result(part);
    const surveys = part.tables.surveys?.keys ?? [];
    if (surveys.length > 1)
      reject(
        'INVALID_OPTION',
        'part.tables.surveys',
        'belong to one survey: answers to different surveys are not measured together',
        surveys,
      );
    return found;
  });
}
