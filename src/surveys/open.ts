export { readInstants } from './read-instants.ts';
export type { SurveyResponse } from './responses.ts';
export { readScale, type SurveyScale } from './scale.ts';
