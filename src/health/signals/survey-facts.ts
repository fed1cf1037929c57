import type { Zone } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { isMissing, readChoice, readId, readList } from '../../read/index.ts';
import { readInstants, type SurveyKind, type SurveyResponse, surveyKinds } from '../../surveys/open.ts';
import type { IdTable } from '../../table/index.ts';
import type { HealthSettings } from './read-options.ts';
import { type RowsByCustomer, rowsByCustomer } from './rows-by-customer.ts';

/** Answers by customer. */
export interface ResponseRecords {
  readonly at: Float64Array;
  readonly score: Float64Array;
  surveyOf(row: number): SurveyKind;
  readonly rows: RowsByCustomer;
}

export function readResponseRecords(
  responses: unknown,
  zone: Zone,
  scales: HealthSettings['scales'],
  customers: IdTable,
): () => ResponseRecords {
  const rows = readList(responses, 'responses', 'be an array of responses') as readonly SurveyResponse[];
  const at = readInstants(rows, zone);
  const score = new Float64Array(rows.length);
  const customerOf = new Uint32Array(rows.length);
  const surveyOf = (row: number) => (rows[row] as SurveyResponse).survey ?? 'nps';
  for (const [index, row] of rows.entries()) {
    const path = `responses[${index}]`;
    if (!isMissing(row.survey)) readChoice(row.survey, `${path}.survey`, surveyKinds);
    const [lowest, highest] = scales[surveyOf(index)];
    if (!Number.isInteger(row.score) || row.score < lowest || row.score > highest) {
      reject('INVALID_NUMBER', `${path}.score`, `be a whole number from ${lowest} to ${highest}`, row.score);
    }
    score[index] = row.score;
    customerOf[index] = customers.codeOf(readId(row.customerId, `${path}.customerId`));
  }
  return () => ({ at, score, surveyOf, rows: rowsByCustomer(customerOf, at, customers.ids.length) });
}

/** One answer of a customer; of several at one instant the one with the lowest score. */
export interface SurveyAnswer {
  readonly at: number;
  readonly score: number;
}

/** The last answers of a customer to one survey before an instant, latest first, at most `count` of them. */
export function latestAnswers(
  { rows, at, score, surveyOf }: ResponseRecords,
  customer: number,
  survey: SurveyKind,
  asOf: number,
  count: number,
): SurveyAnswer[] {
  const answers: SurveyAnswer[] = [];
  const known = rows.before(customer, asOf);
  for (let place = known.length - 1; place >= 0; place -= 1) {
    const row = known[place] as number;
    if (surveyOf(row) !== survey) continue;
    const answer = { at: at[row] as number, score: score[row] as number };
    const held = answers.at(-1);
    if (held?.at === answer.at) answers[answers.length - 1] = answer.score < held.score ? answer : held;
    else if (answers.length === count) break;
    else answers.push(answer);
  }
  return answers;
}
