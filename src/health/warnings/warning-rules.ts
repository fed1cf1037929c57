import type { SurveyKind } from '../../surveys/open.ts';
import type { HealthModel } from '../score/health-model.ts';

/** How serious a warning is; passed through from the rule. */
export type WarningSeverity = 'low' | 'medium' | 'high';

/** The fields of every rule. */
export interface NamedWarningRule {
  /** A name of your choice, unique among the rules. */
  readonly name: string;
  /** How serious the warning is; passed on to it. */
  readonly severity: WarningSeverity;
}

/**
 * Usage in the last window fell, compared with the customer's own median over the windows before. At least one of `drop` and `zScore` is
 * required; if both are given, both must hold. Customers who started after the first of these windows give no warning.
 */
export interface UsageDropRule extends NamedWarningRule {
  /** Usage fell. */
  readonly type: 'usageDrop';
  /** What is counted in a window; a row with a `count` counts as that many events. Default 'events'. */
  readonly measure?: 'events' | 'activeDays' | 'activeUsers' | undefined;
  /** The length of each window, in calendar days. Default 7. */
  readonly windowDays?: number | undefined;
  /** The number of windows before the last one that make the baseline. Default 8. */
  readonly baselineWindows?: number | undefined;
  /** The share of the median that must be gone: 0.5 warns if at most half is left. Above 0, at most 1. */
  readonly drop?: number | undefined;
  /** The number of robust standard deviations below the median: 3.5 is usual. */
  readonly zScore?: number | undefined;
}

/**
 * No event for a long time. At least one of `days` and `factor` is required; if both are given, both must hold. A customer
 * without events counts as silent since its start.
 */
export interface SilenceRule extends NamedWarningRule {
  /** No event for a long time. */
  readonly type: 'silence';
  /** Warns once the last event is this many days ago; >= 0. */
  readonly days?: number | undefined;
  /** Warns once the silence is this many times the customer's usual gap, the median of the days between two active days. */
  readonly factor?: number | undefined;
  /** With `factor`: the number of gaps required to compute a usual gap. Default 3. */
  readonly minimumGaps?: number | undefined;
}

/** A step that customers are expected to take soon after they sign up: no event with this feature. */
export interface StepNotReachedRule extends NamedWarningRule {
  /** An expected step was not taken. */
  readonly type: 'stepNotReached';
  /** The feature of the expected event. */
  readonly feature: string;
  /** Days allowed after the sign-up or, without one, the first subscription row; without either, the first event. */
  readonly withinDays: number;
  /** No warning once the sign-up is longer ago than this. Default: no limit. */
  readonly untilDays?: number | undefined;
}

/** The latest answer of a customer is lower than the one before. */
export interface FallingScoreRule extends NamedWarningRule {
  /** The latest answer is lower than the one before. */
  readonly type: 'fallingScore';
  /** The survey whose answers are compared. */
  readonly survey: SurveyKind;
  /** Warns if the score fell by at least this many points of the survey's scale. */
  readonly points: number;
  /** No warning once the latest answer is older than this. Default: no limit. */
  readonly withinDays?: number | undefined;
}

/** An invoice failed, and was neither collected nor written off. */
export interface FailedPaymentRule extends NamedWarningRule {
  /** A payment failed. */
  readonly type: 'failedPayment';
  /** Warns once the failure is this many days ago. Default 0. */
  readonly days?: number | undefined;
}

/** A due date is near, and the health score is low. */
export interface RenewalAtRiskRule extends NamedWarningRule {
  /** A due date is near, and the score is low. */
  readonly type: 'renewalAtRisk';
  /** Warns if the due date is at most this many days away. */
  readonly withinDays: number;
  /** The model that gives the score. */
  readonly model: HealthModel;
  /**
   * Warns if the score is in this band of the model or a lower one. Default: the lowest band. The highest is refused, because every
   * customer is in it or below.
   */
  readonly band?: string | undefined;
}

/**
 * An expectation as plain data, which survives a round trip through JSON. A threshold counts once it is reached: `days: 14` warns on the
 * 14th day.
 */
export type WarningRule =
  | UsageDropRule
  | SilenceRule
  | StepNotReachedRule
  | FallingScoreRule
  | FailedPaymentRule
  | RenewalAtRiskRule;

/** The types of rules. */
export type WarningType = WarningRule['type'];
