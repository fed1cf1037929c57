import type { SurvivalCurveRow } from 'tenure';
import { count, percent } from '../language/formats.ts';
import { say } from '../language/language.ts';
import type { TextColumn } from '../page/sheet.ts';
import { atRiskAt, type Point, survivalAt } from './outlook.ts';
import type { Study } from './study.ts';

/** The curve at a time that one asks about; null where nothing was observed, or nothing is projected. */
export interface Milestone {
  readonly time: number;
  readonly atRisk: number | null;
  readonly survival: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly projected: number | null;
}

const firstYear = [1, 3, 6];

/** The first months, and then every year. */
export function milestonesOf({ curve, outlook, horizon }: Study): Milestone[] {
  const years = Array.from({ length: Math.floor(horizon / 12) }, (_, year) => (year + 1) * 12);
  const projected = outlook.model === undefined ? [] : outlook.projected;
  return [...firstYear, ...years]
    .filter((time) => time <= horizon)
    .map((time) => ({ time, ...observedAt(curve, time), projected: projectedAt(projected, time) }))
    .filter(({ survival, projected }) => survival !== null || projected !== null);
}

const unobserved = { atRisk: null, survival: null, lower: null, upper: null };

function observedAt(curve: readonly SurvivalCurveRow[], time: number) {
  if (time > (curve.at(-1)?.time ?? 0)) return unobserved;
  const { lower = null, upper = null } = curve.filter((row) => row.time <= time).at(-1) ?? {};
  return { atRisk: atRiskAt(curve, time), survival: survivalAt(curve, time), lower, upper };
}

/** Only the renewals are projected; between two of them nobody leaves. */
function projectedAt(projected: readonly Point[], time: number): number | null {
  if ((projected[0]?.time ?? Number.POSITIVE_INFINITY) >= time) return null;
  return projected.filter((point) => point.time <= time + 1e-9).at(-1)?.survival ?? null;
}

/** A month of customers' lives, in which some of them left. */
export interface MonthOfLeaving {
  /** 1 is the first one. */
  readonly month: number;
  readonly left: number;
  /** How many had stayed until it began. */
  readonly atRisk: number;
}

export function monthsOfLeaving(curve: readonly SurvivalCurveRow[]): MonthOfLeaving[] {
  const months = new Map<number, MonthOfLeaving>();
  for (const { time, events, atRisk } of curve) {
    const month = monthOf(time);
    const known = months.get(month) ?? { month, left: 0, atRisk };
    months.set(month, { ...known, left: known.left + events });
  }
  return [...months.values()].filter(({ left }) => left > 0);
}

/** Who stays for one month exactly leaves with the end of the first one. */
export function monthOf(time: number): number {
  return Math.max(1, Math.ceil(time));
}

export function milestoneColumns(): TextColumn<Milestone>[] {
  return [
    { title: say('Months'), text: ({ time }) => count(time) },
    { title: say('Observed'), text: ({ atRisk }) => count(atRisk) },
    { title: say('Still there'), text: ({ survival }) => percent(survival) },
    { title: say('From'), text: ({ lower }) => percent(lower) },
    { title: say('To'), text: ({ upper }) => percent(upper) },
    { title: say('Projected'), text: ({ projected }) => percent(projected) },
  ];
}
