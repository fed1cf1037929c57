import type { AreaUnderCurve } from 'tenure';
import { decimals, grouped, percent, shortPercent } from '../formats.ts';
import type { HealthStudy } from './health-study.ts';

export function areaText({ value, lower, upper }: AreaUnderCurve): string {
  if (value === null) return 'not known';
  return lower === null ? decimals(value, 3) : `${decimals(value, 3)} (${decimals(lower, 3)} to ${decimals(upper, 3)})`;
}

/** What the backtest says, in a few sentences. */
export function verdict({ backtest, confidence, horizonDays }: HealthStudy): string[] {
  const { pooled, undecided } = backtest;
  const { auc, brier, churned, observations } = pooled;
  const count = (number: number) => grouped(String(number));
  const dates = backtest.dates.filter((date) => date.observations > 0).length;
  const skill =
    brier === null
      ? 'No date has one before it whose outcomes were known, so there is no Brier score.'
      : `Brier score ${decimals(brier.value, 4)}, against ${decimals(brier.reference, 4)} without a score: skill ${percent(brier.skill)}.`;
  return [
    `${count(churned)} of ${count(observations)} (${dates} months, a customer once each) left within ${horizonDays} days.` +
      (undecided === 0 ? '' : ` The outcome of ${count(undecided)} more is not known yet.`),
    `Area under the curve ${areaText(auc)}, ${shortPercent(confidence)} interval; 0.5 is chance, 1 is perfect.`,
    skill,
  ];
}

export function weightsVerdict({ suggestion }: HealthStudy): string[] {
  if ('reason' in suggestion) return [`No weights are suggested: ${suggestion.reason}.`];
  const { given, suggested, gain, isBetterThanGiven, isBetterThanChance, fit } = suggestion;
  const better = isBetterThanGiven
    ? 'The suggested weights are better than the given ones.'
    : isBetterThanChance
      ? 'The suggested weights are not distinguishable from the given ones.'
      : 'The suggested weights are not distinguishable from chance.';
  return [
    `Fitted on ${grouped(String(fit.observations))} customers and dates, tested on ${grouped(String(suggested.pooled.observations))} later ones.`,
    `Area under the curve there: given ${areaText(given.pooled.auc)}, suggested ${areaText(suggested.pooled.auc)}, gain ${areaText(gain)}.`,
    better,
  ];
}

export const bandNotes =
  'Share: the share of the band that left, with its interval; lift: that share over the share of all customers. A customer counts once per month.';
export const weightNotes =
  'Log-odds: what one more standard deviation of its points adds; below 0 is the expected direction. (least): no signal, or the wrong direction.';
