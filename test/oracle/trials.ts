import { type Ratio, ratio } from './churn.ts';
import { type Rules, readRules } from './policy.ts';
import type { Entity } from './state.ts';
import { firstPaid, othersOf, paidAt, readSubscriptions, withoutFilling } from './subscriptions.ts';
import type { Period, Policy, Row } from './types.ts';
import { daysAfter } from './units.ts';
import { readInstant } from './zone.ts';

export type RatioOfDecided = Ratio & { readonly undecided: number };
export type TrialOptions = Policy & { readonly graceDays?: number };

/** One trial of a subscription: all its rows that were on trial until the same instant. */
export interface Trial {
  readonly subscription: Entity;
  readonly start: number;
  readonly end: number;
}

function trialsOf(subscription: Entity, zone: string): Trial[] {
  const rows = subscription.phases.flatMap(({ row, isTrial }) => {
    if (!isTrial || row.trialEnd === undefined || row.trialEnd === null) return [];
    const [start, end] = [readInstant(row.start, zone), readInstant(row.trialEnd, zone)];
    return end > start ? [{ start, end }] : [];
  });
  return [...new Set(rows.map(({ end }) => end))].map((end) => {
    const starts = rows.filter((row) => row.end === end).map(({ start }) => start);
    return { subscription, start: Math.min(...starts), end };
  });
}

/** The trials that end in the period. */
export const trialsIn = (subscriptions: readonly Entity[], period: Period, zone: string): Trial[] =>
  subscriptions
    .flatMap((subscription) => trialsOf(subscription, zone))
    .filter(({ end }) => period.start.getTime() <= end && end < period.end.getTime());

/** Whether the subscription, or one that the customer began to pay for since the trial began, pays within the grace. */
export function isConverted(trial: Trial, subscriptions: readonly Entity[], graceDays: number, rules: Rules): boolean {
  const raw = withoutFilling(rules);
  const last = daysAfter(trial.end, graceDays, rules.zone);
  const others = othersOf(trial.subscription, subscriptions).filter((other) => {
    const first = firstPaid(other, raw);
    return first !== undefined && first >= trial.start;
  });
  return [trial.subscription, ...others].some((subscription) =>
    [trial.end, ...subscription.instants]
      .filter((at) => trial.end <= at && at <= last)
      .some((at) => paidAt(subscription, at, raw)),
  );
}

export function trialConversionRate(
  rows: readonly Row[],
  period: Period,
  { graceDays = 0, ...policy }: TrialOptions = {},
): RatioOfDecided {
  const rules = readRules(rows, policy, period);
  const subscriptions = readSubscriptions(rows, rules);
  const trials = trialsIn(subscriptions, period, rules.zone);
  const decided = trials.filter(({ end }) => rules.asOf === null || end < rules.asOf);
  const converted = decided.filter((trial) => isConverted(trial, subscriptions, graceDays, rules));
  return { ...ratio(converted.length, decided.length), undecided: trials.length - decided.length };
}
