import type { Study } from './study.ts';

/** Every row of the curve, and below them every renewal of the model and of the projection; what has no value is blank. */
export function survivalRows({ curve, outlook }: Study): object[] {
  const blank = { atRisk: null, events: null, censored: null };
  const bounds = { standardError: null, lower: null, upper: null };
  const points = (kind: string, list: readonly { time: number; survival: number }[]) =>
    list.map(({ time, survival }) => ({ kind, time, ...blank, survival, ...bounds }));
  return [
    ...curve.map((row) => ({ kind: 'observed', ...row })),
    ...(outlook.model === undefined ? [] : points('fitted', outlook.fitted)),
    ...(outlook.model === undefined ? [] : points('projected', outlook.projected)),
  ];
}
