import {
  type CustomerDuration,
  type FittedShiftedBetaGeometric,
  fitShiftedBetaGeometric,
  isMetricsError,
  projectSurvival,
  type SurvivalCurveRow,
  survivorsOf,
} from 'tenure';
import { percent } from '../language/formats.ts';
import { say } from '../language/language.ts';
import type { Contract } from './contracts.ts';

export interface Point {
  /** In months. */
  readonly time: number;
  readonly survival: number;
}

/** How the curve goes on, or why that cannot be said. */
export type Outlook = Projection | { readonly model: undefined; readonly reason: string };

interface Projection {
  readonly model: FittedShiftedBetaGeometric;
  /** The model from the start to where the projection begins, for the eye to compare with what was observed. */
  readonly fitted: readonly Point[];
  /** The observed curve at its last trusted renewal, and from there on as the model falls. */
  readonly projected: readonly Point[];
}

/** With fewer customers still observed, the curve is too rough to build on. */
export const enough = 10;

export function monthsEach({ unit, count }: Contract): number {
  return unit === 'month' ? count : (count * 12) / 365;
}

/** `durations` are in the unit of the contract, the curve and the horizon in months. */
export function outlookOf(
  durations: readonly CustomerDuration[],
  contract: Contract,
  curve: readonly SurvivalCurveRow[],
  horizon: number,
): Outlook {
  try {
    const model = fitShiftedBetaGeometric(survivorsOf(durations, { every: contract.count }));
    if (model.model === 'geometric') {
      const rate = percent(model.churnRate);
      return { model: undefined, reason: say('churn does not fall with age: {rate} leave at each renewal', { rate }) };
    }
    const months = monthsEach(contract);
    const renewals = Math.max(1, Math.ceil(horizon / months));
    const points = [1, ...projectSurvival(model, renewals)].map((survival, at) => ({ time: at * months, survival }));
    return { model, ...joined(points, curve) };
  } catch (error) {
    if (!isMetricsError(error) || error.code !== 'NOT_IDENTIFIABLE') throw error;
    const [rule] = error.message.split('; received');
    return { model: undefined, reason: say('the model cannot be fitted to these lives: {rule}', { rule: rule ?? '' }) };
  }
}

/** The curve and the model rarely meet, so the projection falls from the curve in the proportions of the model. */
function joined(
  points: readonly Point[],
  curve: readonly SurvivalCurveRow[],
): Pick<Projection, 'fitted' | 'projected'> {
  const end = curve.at(-1)?.time ?? 0;
  const seen = points.filter(({ time }) => time <= end && survivalAt(curve, time) > 0);
  const trusted = seen.filter(({ time }) => atRiskAt(curve, time) >= enough);
  const join = trusted.at(-1) ?? seen.at(-1) ?? { time: 0, survival: 1 };
  const start = survivalAt(curve, join.time);
  return {
    fitted: points.filter(({ time }) => time <= join.time),
    projected: points
      .filter(({ time }) => time >= join.time)
      .map(({ time, survival }) => ({ time, survival: start * (survival / join.survival) })),
  };
}

export function survivalAt(curve: readonly SurvivalCurveRow[], time: number): number {
  return curve.filter((row) => row.time <= time).at(-1)?.survival ?? 1;
}

/** The last time at which enough customers are observed for the curve to mean something; undefined where there never are. */
export function trustedUntil(curve: readonly SurvivalCurveRow[]): number | undefined {
  return curve.filter(({ atRisk }) => atRisk >= enough).at(-1)?.time;
}

/** Who was still observed then, or later. */
export function atRiskAt(curve: readonly SurvivalCurveRow[], time: number): number {
  return curve.find((row) => row.time >= time)?.atRisk ?? 0;
}
