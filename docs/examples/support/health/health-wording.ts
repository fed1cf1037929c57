import type { AreaUnderCurve } from 'tenure';
import { count, decimals, percent, shortPercent } from '../language/formats.ts';
import { say } from '../language/language.ts';
import type { HealthStudy } from './health-study.ts';

export function areaText({ value, lower, upper }: AreaUnderCurve): string {
  if (value === null) return say('not known');
  if (lower === null) return decimals(value, 3);
  return `${decimals(value, 3)} (${say('{from} to {to}', { from: decimals(lower, 3), to: decimals(upper, 3) })})`;
}

/** Better, worse, or neither: an interval that holds `none` tells nothing. Undefined where there is no interval. */
export type Answer = 'better' | 'worse' | 'not told apart';

export function answerOf({ lower, upper }: AreaUnderCurve, none: number): Answer | undefined {
  if (lower === null || upper === null) return undefined;
  if (lower > none) return 'better';
  return upper < none ? 'worse' : 'not told apart';
}

/** What the backtest says, in a few sentences. */
export function verdict({ backtest, confidence, horizonDays }: HealthStudy): string[] {
  const { pooled, undecided } = backtest;
  const { auc, brier, churned, observations } = pooled;
  const dates = backtest.dates.filter((date) => date.observations > 0).length;
  const skill =
    brier === null
      ? say('No date follows one with known outcomes, so there is no Brier score.')
      : say('Brier score {own}, against {reference} without a score: skill {skill}.', {
          own: decimals(brier.value, 4),
          reference: decimals(brier.reference, 4),
          skill: percent(brier.skill),
        });
  const left = say('{left} of {count} ({months} months, one row per customer and month) left within {days} days.', {
    left: count(churned),
    count: count(observations),
    months: dates,
    days: horizonDays,
  });
  const open = say('The outcome of {count} more is not known yet.', { count: count(undecided) });
  return [
    undecided === 0 ? left : `${left} ${open}`,
    say('Area under the curve {area}, {share} interval; 0.5 is chance, 1 is perfect.', {
      area: areaText(auc),
      share: shortPercent(confidence),
    }),
    chanceText(answerOf(auc, 0.5)),
    skill,
  ];
}

function chanceText(answer: Answer | undefined): string {
  if (answer === undefined) return say('There are too few outcomes to distinguish the scores from chance.');
  return {
    better: say('The scores are better than chance.'),
    worse: say('The scores are worse than chance: customers with a high score leave more often.'),
    'not told apart': say('The scores are not distinguishable from chance.'),
  }[answer];
}

export function weightsVerdict({ suggestion, confidence }: HealthStudy): string[] {
  if ('reason' in suggestion) return [say('No weights are suggested: {reason}.', { reason: suggestion.reason })];
  const { given, suggested, gain, fit } = suggestion;
  return [
    say('Fitted on {fitted} customers and dates, tested on {tested} later ones.', {
      fitted: count(fit.observations),
      tested: count(suggested.pooled.observations),
    }),
    say('Area under the curve there: given {given}, suggested {suggested}.', {
      given: areaText(given.pooled.auc),
      suggested: areaText(suggested.pooled.auc),
    }),
    gainText(gain, confidence),
    ...(answerOf(suggested.pooled.auc, 0.5) === 'better'
      ? []
      : [say('The suggested weights are not distinguishable from chance there: do not use them.')]),
  ];
}

function gainText(gain: AreaUnderCurve, confidence: number): string {
  const answer = answerOf(gain, 0);
  if (answer === undefined)
    return say('There are too few outcomes to distinguish the suggested weights from the given ones.');
  const values = {
    gain: decimals(gain.value, 3),
    share: shortPercent(confidence),
    from: decimals(gain.lower, 3),
    to: decimals(gain.upper, 3),
  };
  return {
    better: say(
      'The suggested weights are better than the given ones (gain {gain}, {share} interval {from} to {to}).',
      values,
    ),
    worse: say(
      'The suggested weights are worse than the given ones (gain {gain}, {share} interval {from} to {to}).',
      values,
    ),
    'not told apart': say(
      'The suggested weights are not distinguishable from the given ones (gain {gain}, {share} interval {from} to {to}).',
      values,
    ),
  }[answer];
}

export function bandNotes(): string {
  return say(
    'Share: the share of the band that left, with its interval; lift: that share over the share of all customers. A customer counts once per month.',
  );
}

export function weightNotes(): string {
  return say(
    'Log-odds: what one more standard deviation of its points adds; below 0 is the expected direction. (least): no signal, or the wrong direction.',
  );
}
