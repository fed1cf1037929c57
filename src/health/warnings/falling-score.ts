import { checkKeys, readNumberAboveZero, readOptionalChoice } from '../../read/index.ts';
import { daysBetween } from '../days.ts';
import { readDays } from '../signals/read-options.ts';
import { latestAnswers } from '../signals/survey-facts.ts';
import { type CheckedRule, given } from './rule.ts';

const keys = ['name', 'severity', 'type', 'survey', 'by', 'withinDays'] as const;
const surveys = ['nps', 'csat', 'ces'] as const;

export function readFallingScore(rule: unknown, path: string): CheckedRule {
  const { survey, by, withinDays } = checkKeys(rule, keys, path);
  // Null, because left out it would be the first survey: which one falls is for the rule to say.
  const kind = readOptionalChoice(survey ?? null, `${path}.survey`, surveys);
  const points = readNumberAboveZero(by, `${path}.by`);
  const days = withinDays === undefined ? Number.POSITIVE_INFINITY : readDays(withinDays, `${path}.withinDays`);
  return {
    needs: 'responses',
    judge({ records, asOf }) {
      const responses = given(records.responses);
      return (customer) => {
        const [latest, previous] = latestAnswers(responses, customer, kind, asOf, 2);
        if (latest === undefined || previous === undefined || previous.score - latest.score < points) return null;
        if (daysBetween(records.settings.zone, latest.at, asOf) > days) return null;
        return { since: latest.at, observed: latest.score, expected: previous.score };
      };
    },
  };
}
