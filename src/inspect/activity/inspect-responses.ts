import { readInstant, zoneOf } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { isMissing, isRecord, readId, readOptionalChoice } from '../../read/index.ts';
import { customerEffortScore, customerSatisfactionScore, netPromoterScore } from '../../surveys/index.ts';
import { type SurveyKind, type SurveyResponse, surveyKinds } from '../../surveys/open.ts';
import { type Finding, finding } from '../findings/finding.ts';
import {
  type Activity,
  type Inspection,
  type InspectionOptions,
  inspectActivity,
  type ReadRows,
} from './inspect-activity.ts';

/** The options of every inspection, and the survey of answers that name none. */
export interface ResponseInspectionOptions extends InspectionOptions {
  /** The survey of answers that name none. Default 'nps'. */
  readonly survey?: SurveyKind | undefined;
}

/** What to check in answers before trusting a number. Totals other than `rows` count only readable rows. */
export interface ResponseInspection extends Inspection {
  /** The number of answers per survey. */
  readonly surveys: { readonly [survey in SurveyKind]: number };
}

type SurveyOf = (response: SurveyResponse) => SurveyKind;

const measures: { readonly [survey in SurveyKind]: (responses: readonly SurveyResponse[]) => unknown } = {
  nps: netPromoterScore,
  csat: customerSatisfactionScore,
  ces: customerEffortScore,
};

function answersOf(surveyOf: SurveyOf): Activity<SurveyResponse> {
  return {
    list: 'responses',
    kind: 'surveyResponse',
    check(responses, { timeZone }) {
      const zone = zoneOf(timeZone, 'options.timeZone');
      for (const response of responses) {
        if (typeof response !== 'number' && !isRecord(response)) {
          reject('INVALID_TYPE', 'responses[0]', 'be an object, or a score', response);
        }
        const { at, customerId } = response;
        if (!isMissing(at)) readInstant(at, zone, 'responses[0].at');
        if (!isMissing(customerId)) readId(customerId, 'responses[0].customerId');
      }
      const rows = Array.from(responses);
      for (const kind of surveyKinds) measures[kind](rows.filter((response) => surveyOf(response) === kind));
    },
    dates: ['at'],
    options: ['survey'],
    others: ['score', 'survey', 'segment', 'themes'],
    effects: {
      score: 'the answer cannot be read',
      customerId: 'several answers of one customer look like answers of several customers',
      at: 'it belongs to no period',
      survey: 'it counts as an answer to the survey that is measured',
      themes: 'it is about nothing',
    },
    messages: {
      future:
        'These answers were given at or after `asOf`, when the data was taken, which is impossible: the time zone is another, or `asOf` is that of an older file. They count in periods that are not complete. Correct them, or correct `asOf`.',
      duplicate:
        'These answers repeat an earlier one in all fields (customer, instant, score, survey), as happens when answers are sent or joined twice. They count again in scores. Leave them out.',
    },
  };
}

/**
 * Inspects survey answers before you count them. It returns the number of answers, customers and surveys, the time they span, and findings
 * that change what the numbers mean, each with its rows and a remedy.
 *
 * It computes no metrics and corrects nothing. Its findings are `invalidRow`, `unusedKey`, `localMidnight`, `implausibleDate`, `duplicateRow`,
 * `otherScale` (at least 10 answers to 'nps', all from 1 to 5 or from 1 to 7) and `futureDate`; the docs page explains each.
 *
 * @param responses - An array of answers, in any order; `at` and `customerId` are optional. They are not changed.
 * @param options - The time zone, when the data was taken, and the survey of answers that name none.
 * @returns Counts, refusals and findings, as plain data. `span` is null when no answer has a date.
 * @throws MetricsError `INVALID_TYPE` when responses are not an array; for options, as in every function. Never for an answer.
 *
 * Cost: O(responses log responses), where only the answers of each customer are sorted; each refused answer costs one more error. Source:
 * the rules are this library's own.
 *
 * @see docs/metrics/inspect-responses.md
 *
 * @example
 * ```ts
 * const responses = Array.from({ length: 12 }, (_, i) => ({ customerId: i, score: 4 + (i % 2) }))
 * netPromoterScore(responses).score // => -100
 * inspectResponses(responses).findings.map(({ kind, field, count, values }) => [kind, field, count, values])
 * // => [['otherScale', 'score', 12, ['4', '5']]]
 * inspectResponses(responses, { survey: 'csat' }).findings // => []
 * ```
 */
export function inspectResponses(
  responses: readonly SurveyResponse[],
  options: ResponseInspectionOptions = {},
): ResponseInspection {
  // Runs before the check that the options are an object, which comes with the others.
  const usual = readOptionalChoice(options?.survey, 'options.survey', surveyKinds);
  const surveyOf: SurveyOf = (response) => {
    const named = response.survey;
    if (isMissing(named)) return usual;
    // An unknown survey is refused by every known one.
    return surveyKinds.includes(named) ? named : 'nps';
  };
  const { inspection, read } = inspectActivity(responses, options, answersOf(surveyOf), (rows) => [
    otherScale(rows, surveyOf),
  ]);
  const surveys = { nps: 0, csat: 0, ces: 0 };
  for (let place = 0; place < read.length; place += 1) surveys[surveyOf(read.rowAt(place))] += 1;
  const { findings, refusals, ...counts } = inspection;
  return { ...counts, surveys, refusals, findings };
}

/** Fewer answers may well contain no promoter. */
const fewestAnswers = 10;

function otherScale(rows: ReadRows<SurveyResponse>, surveyOf: SurveyOf): Finding | null {
  const isNps = (place: number) => surveyOf(rows.rowAt(place)) === 'nps';
  const scoreAt = (place: number) => {
    const row = rows.rowAt(place);
    return typeof row === 'number' ? row : row.score;
  };
  let [answers, least, most] = [0, Number.POSITIVE_INFINITY, 0];
  for (let place = 0; place < rows.length; place += 1) {
    if (!isNps(place)) continue;
    answers += 1;
    least = Math.min(least, scoreAt(place));
    most = Math.max(most, scoreAt(place));
  }
  if (answers < fewestAnswers || least < 1 || most > 7) return null;
  const [scale, survey] = most > 5 ? ['1 to 7', 'ces'] : ['1 to 5', 'csat'];
  const message = `All scores are from ${scale}, and NPS asks from 0 to 10: up to 6 is a detractor there, so NPS is near -100. If the answers are to another survey, name it (\`survey: '${survey}'\`) and measure it by its own function.`;
  return finding('otherScale', rows, isNps, message, { field: 'score', given: scoreAt });
}
