import type { SurveyKind } from './health-data.ts';
import type { ResponseRecords } from './read-responses.ts';

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
