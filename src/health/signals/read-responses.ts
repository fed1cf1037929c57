import type { Zone } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import { checkText, readList, readOptionalChoice } from '../../read/index.ts';
import { readInstants } from '../../surveys/open.ts';
import type { IdTable } from '../../table/index.ts';
import type { HealthResponse, SurveyKind } from './health-data.ts';
import type { HealthSettings } from './read-options.ts';
import { type RowsByCustomer, rowsByCustomer } from './rows-by-customer.ts';

/** Answers by customer. */
export interface ResponseRecords {
  readonly at: Float64Array;
  readonly score: Float64Array;
  surveyOf(row: number): SurveyKind;
  readonly rows: RowsByCustomer;
}

const surveys = ['nps', 'csat', 'ces'] as const;

export function readResponseRecords(
  responses: unknown,
  zone: Zone,
  scales: HealthSettings['scales'],
  customers: IdTable,
): () => ResponseRecords {
  const rows = readList(responses, 'responses', 'be an array of responses') as readonly HealthResponse[];
  const at = readInstants(rows, zone);
  const score = new Float64Array(rows.length);
  const customerOf = new Uint32Array(rows.length);
  for (const [index, row] of rows.entries()) {
    const path = `responses[${index}]`;
    const [lowest, highest] = scales[readOptionalChoice(row.survey, `${path}.survey`, surveys)];
    if (!Number.isInteger(row.score) || row.score < lowest || row.score > highest) {
      reject('INVALID_NUMBER', `${path}.score`, `be a whole number from ${lowest} to ${highest}`, row.score);
    }
    score[index] = row.score;
    customerOf[index] = customers.codeOf(checkText(row.customerId, `${path}.customerId`));
  }
  return () => ({
    at,
    score,
    surveyOf: (row) => (rows[row] as HealthResponse).survey ?? 'nps',
    rows: rowsByCustomer(customerOf, at, customers.ids.length),
  });
}
