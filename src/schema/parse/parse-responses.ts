import { checkText } from '../../read/index.ts';
import { readScale, type SurveyResponse, type SurveyScale } from '../../surveys/open.ts';
import type { ExtraColumns } from '../fields/record-reader.ts';
import { surveyResponseKind } from '../rows/survey-response.ts';
import { type ParsedRows, type ParseOptions, parseRows, type WithExtra } from './parse-rows.ts';

/** How the rows of answers are written. */
export interface ParseResponsesOptions<Extra extends ExtraColumns = 'strip'> extends ParseOptions<Extra> {
  /** The lowest and the highest score of the survey, such as `[0, 10]`. Default: any whole number. */
  readonly scale?: SurveyScale | undefined;
  /** The separator of themes in one text, such as ';'. Default: themes are an array of texts. */
  readonly listSeparator?: string | undefined;
}

/**
 * Separates valid answers to a survey from invalid ones, with reasons. No row is dropped, and an invalid row does not stop the others.
 *
 * In: rows that meet every rule of the survey functions for the fields they have.
 *
 * @param rows - Rows with the fields of `SurveyResponse`; the options say how numbers, dates and missing values are written.
 * @param options - `scale`, `listSeparator`, `numberFormat`, `dateOrder`, `localTimes`, `missing`, `timeZone`, `extraColumns`.
 * @returns `rows`: new objects for the functions; `rejected`: the others, each with its index, its issues and the row as given.
 * @throws MetricsError for the options: `UNKNOWN_KEY`, `INVALID_OPTION`, `INVALID_TYPE`, `INVALID_TIME_ZONE`; `INVALID_TYPE` when rows are not
 * an array. Never for a row.
 *
 * Cost: O(rows), plus a run of zod for each rejected row. Source: the rules of the survey functions.
 *
 * @example
 * ```ts
 * const cells = [
 *   { score: '9', at: '2026-03-01', themes: 'price; support' },
 *   { score: '11', at: '2026-03-02', themes: '' },
 * ];
 * const options = { scale: [0, 10], numberFormat: '1,234.56', listSeparator: ';', missing: [''] } as const;
 * const { rows, rejected } = parseResponses(cells, options);
 * rows; // => [{ score: 9, at: '2026-03-01', themes: ['price', 'support'] }]
 * rejected[0].issues[0].message; // => 'must be a whole number from 0 to 10; received 11'
 * ```
 */
export function parseResponses<Given, Extra extends ExtraColumns = 'strip'>(
  rows: readonly Given[],
  options: ParseResponsesOptions<Extra> = {},
): ParsedRows<WithExtra<SurveyResponse, Given, Extra>, Given> {
  const { scale, listSeparator } = options ?? {};
  const range = scale === undefined ? undefined : readScale(scale, [0, 10]);
  if (listSeparator !== undefined) checkText(listSeparator, 'options.listSeparator');
  const parsed = parseRows<SurveyResponse, Given>(rows, options, ['scale', 'listSeparator'], (zone) =>
    surveyResponseKind(zone, range),
  );
  return parsed as ParsedRows<WithExtra<SurveyResponse, Given, Extra>, Given>;
}
