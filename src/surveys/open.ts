export {
  measureScores,
  measureWeights,
  resultOfWeights,
  type ScoreMeasure,
  type ScoreOptions,
  type ScoreWeights,
} from './count-scores.ts';
export { effortMeasure } from './customer-effort-score.ts';
export { satisfactionMeasure } from './customer-satisfaction-score.ts';
export { themeChanges } from './feedback/feedback-theme-changes.ts';
export { themesOf } from './feedback/feedback-themes.ts';
export { promoterMeasure } from './net-promoter-score.ts';
export { type SurveyKind, type SurveyResponse, surveyKinds } from './responses.ts';
export { readScale, type SurveyScale } from './scale.ts';
export { readInstants } from './split-responses.ts';
