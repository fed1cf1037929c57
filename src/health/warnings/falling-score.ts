import { checkKeys, readChoice, readDays, readNumberAboveZero } from '../../read/index.ts';
import { surveyKinds } from '../../surveys/open.ts';
import { daysBetween } from '../days-between.ts';
import { latestAnswers } from '../signals/survey-facts.ts';
import { given, type ReadRule } from './rule.ts';

const keys = ['name', 'severity', 'type', 'survey', 'points', 'withinDays'] as const;

export function readFallingScore(rule: unknown, path: string): ReadRule {
  const { survey, points, withinDays } = checkKeys(rule, keys, path);
  const kind = readChoice(survey, `${path}.survey`, surveyKinds);
  const fewest = readNumberAboveZero(points, `${path}.points`);
  const days = withinDays === undefined ? Number.POSITIVE_INFINITY : readDays(withinDays, `${path}.withinDays`);
  return {
    needs: 'responses',
    findIn({ records, asOf }) {
      const responses = given(records.responses);
      return (customer) => {
        const [latest, previous] = latestAnswers(responses, customer, kind, asOf, 2);
        if (latest === undefined || previous === undefined || previous.score - latest.score < fewest) return null;
        if (daysBetween(records.settings.zone, latest.at, asOf) > days) return null;
        return { since: latest.at, observed: latest.score, expected: previous.score };
      };
    },
  };
}
