export type { SurveyResponse } from './responses.ts';
export { readScale, type SurveyScale } from './scale.ts';
export { readInstants } from './split-responses.ts';
