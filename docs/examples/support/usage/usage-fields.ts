import type { Fields } from '../columns.ts';
import type { SurveyKind } from './survey.ts';

export const eventNames = ['customer', 'at', 'user', 'feature', 'duration'] as const;
export type EventField = (typeof eventNames)[number];

const customers = ['customer_id', 'customerId', 'customer'];
const times = ['at', 'timestamp', 'time', 'date', 'created_at'];

/** What an event can say, under the name of its flag. */
export const eventFields: Fields<EventField> = {
  customer: { path: 'customerId', wellKnown: customers, required: true },
  at: { path: 'at', wellKnown: times, required: true, words: 'time of an event' },
  user: { path: 'userId', wellKnown: ['user_id', 'userId', 'user'] },
  feature: { path: 'feature', wellKnown: ['feature', 'event', 'event_name', 'action'] },
  duration: { path: 'durationSeconds', wellKnown: ['duration_seconds', 'durationSeconds', 'duration'] },
};

export const answerNames = ['survey-customer', 'survey-at', 'score', 'segment', 'themes'] as const;
export type AnswerField = (typeof answerNames)[number];

/** What an answer can say. A file may hold the answers to several questions, a column each. */
export function answerFields(survey: SurveyKind): Fields<AnswerField> {
  return {
    'survey-customer': { path: 'customerId', wellKnown: customers },
    'survey-at': { path: 'at', wellKnown: times, required: true, words: 'time of an answer' },
    score: { path: 'score', wellKnown: [survey, 'score'], required: true },
    segment: { path: 'segment', wellKnown: ['segment'] },
    themes: { path: 'themes', wellKnown: ['themes', 'theme'] },
  };
}
