import type { Kind } from '../draw/colours.ts';
import { say } from '../language/language.ts';

/** A colour of a heat map, and the whole percents that have it. */
export interface Band {
  readonly kind: Kind;
  readonly label: string;
  readonly least: number;
  /** Of what is written on it: dark on light or light on dark, in both schemes. */
  readonly ink: 'var(--ink)' | 'var(--surface)';
}

export type HeatScale = readonly Band[];

/** One hue that grows stronger, in tens of percent: for what cannot exceed the whole. */
export function keptScale(): HeatScale {
  return Array.from({ length: 10 }, (_, index) => ({
    kind: `kept-${index}` as const,
    label: `${index * 10}–${index === 9 ? 100 : index * 10 + 9}%`,
    least: index * 10,
    ink: index < 7 ? 'var(--ink)' : 'var(--surface)',
  }));
}

const grownFrom = [0, 50, 70, 85, 95, 106, 116, 131, 151];

/** Two hues on either side of the whole: orange and blue, which are told apart whatever colours one sees. */
export function grownScale(): HeatScale {
  return grownFrom.map((least, index) => ({
    kind: `grown-${index}` as const,
    label: labelBetween(least, grownFrom[index + 1]),
    least,
    ink: index >= 2 && index <= 6 ? 'var(--ink)' : 'var(--surface)',
  }));
}

/** By the percent as it is printed, so that a number and its colour never disagree. */
export function bandOf(percent: number, scale: HeatScale): Band {
  const band = scale.filter(({ least }) => percent >= least).at(-1);
  if (band === undefined) throw new RangeError(`no band holds ${percent}%`);
  return band;
}

function labelBetween(least: number, next: number | undefined): string {
  if (next !== undefined && least === 0) return say('below {percent}%', { percent: next });
  return next === undefined ? say('above {percent}%', { percent: least - 1 }) : `${least}–${next - 1}%`;
}
