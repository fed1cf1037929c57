import { reject } from '../../errors.ts';
import { isRecord } from '../../read/index.ts';

/** What is read of a survival curve: the survival from a time on, until the time of the next row. */
export interface SurvivalCurvePoint {
  /** When the step is, in the unit of the durations. */
  readonly time: number;
  /** The share of customers who stay longer than this time, 0..1. */
  readonly survival: number;
}

/** Checks a curve, which may come from elsewhere: times that ascend, survival that never rises. */
export function readCurve(curve: unknown): readonly SurvivalCurvePoint[] {
  if (!Array.isArray(curve)) reject('INVALID_TYPE', 'curve', 'be an array of rows, as survivalCurve gives them', curve);
  let earlier = 0;
  let higher = 1;
  for (let index = 0; index < curve.length; index += 1) {
    const row: unknown = curve[index];
    if (!isRecord(row)) reject('INVALID_TYPE', `curve[${index}]`, 'be an object { time, survival }', row);
    const { time, survival } = row;
    if (typeof time !== 'number' || !(time >= earlier && time < Number.POSITIVE_INFINITY)) {
      reject('INVALID_NUMBER', `curve[${index}].time`, `be a finite number >= ${earlier}: times ascend from 0`, time);
    }
    if (typeof survival !== 'number' || !(survival >= 0 && survival <= higher)) {
      const rule = `be a fraction from 0 to ${higher}: survival never rises`;
      reject('INVALID_NUMBER', `curve[${index}].survival`, rule, survival);
    }
    earlier = time;
    higher = survival;
  }
  return curve;
}
