import type { SurveyKind } from '../../surveys/open.ts';
import type { HealthModel } from '../score/health-model.ts';

/** How serious a warning is; passed through from the rule. */
export type WarningSeverity = 'low' | 'medium' | 'high';

/** The fields of every rule. */
export interface NamedWarningRule {
  /** A name of your own, unique among the rules. */
  readonly name: string;
  /** How serious it is; passed through to the warning. */
  readonly severity: WarningSeverity;
}

/**
 * Usage in the last window against the customer's own median over the windows before it. At least one of `drop` and `zScore` is
 * required; if both are given, both must hold. Customers that started after the first of these windows give no warning.
 */
export interface UsageDropRule extends NamedWarningRule {
  /** Usage fell. */
  readonly type: 'usageDrop';
  /** The count in a window. Default 'events', of which a row with a `count` is so many. */
  readonly measure?: 'events' | 'activeDays' | 'activeUsers' | undefined;
  /** The length of each window, in calendar days. Default 7. */
  readonly windowDays?: number | undefined;
  /** How many windows before the last one are the baseline. Default 8. */
  readonly baselineWindows?: number | undefined;
  /** The share of the median that is gone: 0.5 is half, or less than half left. Above 0, at most 1. */
  readonly drop?: number | undefined;
  /** How many robust standard deviations below the median: 3.5 is usual. */
  readonly zScore?: number | undefined;
}

/**
 * No event for a long time. At least one of `days` and `factor` is required; if both are given, both must hold. A customer
 * without events counts as silent since its start.
 */
export interface SilenceRule extends NamedWarningRule {
  /** No event for a long time. */
  readonly type: 'silence';
  /** Days since the last event that warn; >= 0. */
  readonly days?: number | undefined;
  /** How many times the customer's usual gap: the median of the days between two active days. */
  readonly factor?: number | undefined;
  /** With `factor`: the fewest gaps from which a usual gap is computed. Default 3. */
  readonly minimumGaps?: number | undefined;
}

/** A step that customers are expected to take soon after they sign up: no event with this feature. */
export interface StepNotReachedRule extends NamedWarningRule {
  /** An expected step was not taken. */
  readonly type: 'stepNotReached';
  /** The feature of the expected event. */
  readonly feature: string;
  /** Days after the sign-up, or else the first subscription row, or else the first event. */
  readonly withinDays: number;
  /** No warning once the sign-up is longer ago than this. Default: no limit. */
  readonly untilDays?: number | undefined;
}

/** The latest answer of a customer is lower than the one before. */
export interface FallingScoreRule extends NamedWarningRule {
  /** The latest answer is lower than the one before. */
  readonly type: 'fallingScore';
  /** Which survey's answers are compared. */
  readonly survey: SurveyKind;
  /** The smallest fall that warns, in points of the survey's scale. */
  readonly points: number;
  /** No warning once the latest answer is older than this. Default: no limit. */
  readonly withinDays?: number | undefined;
}

/** An invoice failed, and was neither collected nor written off. */
export interface FailedPaymentRule extends NamedWarningRule {
  /** A payment failed. */
  readonly type: 'failedPayment';
  /** The fewest days since the failure. Default 0. */
  readonly days?: number | undefined;
}

/** A due date is near, and the health score is low. */
export interface RenewalAtRiskRule extends NamedWarningRule {
  /** A due date is near, and the score is low. */
  readonly type: 'renewalAtRisk';
  /** Warns this many days before the due date, or fewer. */
  readonly withinDays: number;
  /** The model that gives the score. */
  readonly model: HealthModel;
  /**
   * Warns in this band of the model or a lower one. Default: the lowest. The highest is refused: every customer is in or below
   * it.
   */
  readonly band?: string | undefined;
}

/**
 * An expectation as plain data, which travels through JSON. A threshold counts once it is reached: `days: 14` warns on the 14th
 * day.
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
