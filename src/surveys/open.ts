export { type SurveyKind, type SurveyResponse, surveyKinds } from './responses.ts';
export { readScale, type SurveyScale } from './scale.ts';
export { readInstants } from './split-responses.ts';
