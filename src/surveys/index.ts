export type { ScoreOptions } from './count-scores.ts';
export {
  type CustomerEffortCounts,
  type CustomerEffortOptions,
  type CustomerEffortScore,
  customerEffortScore,
} from './customer-effort-score.ts';
export {
  type CustomerSatisfactionOptions,
  type CustomerSatisfactionScore,
  customerSatisfactionScore,
} from './customer-satisfaction-score.ts';
export { type FeedbackThemeChange, feedbackThemeChanges } from './feedback/feedback-theme-changes.ts';
export {
  type FeedbackTheme,
  type FeedbackThemes,
  type FeedbackThemesOptions,
  feedbackThemes,
  type ThemedRow,
} from './feedback/feedback-themes.ts';
export { latestPerCustomer } from './latest-per-customer.ts';
export {
  type NetPromoterCounts,
  type NetPromoterOptions,
  type NetPromoterScore,
  netPromoterScore,
} from './net-promoter-score.ts';
export { type ReferralRate, type ReferredTerms, type ReferrerTerms, referralRate } from './referral-rate.ts';
export type {
  ScoreColumn,
  ScoreCounts,
  ScoredAnswer,
  ScoredRow,
  SurveyKind,
  SurveyResponse,
  SurveyScores,
} from './responses.ts';
export type { SurveyScale } from './scale.ts';
export { type ScoreWithInterval, scoreDifference } from './score-difference.ts';
export type { SurveySplit } from './split-responses.ts';
