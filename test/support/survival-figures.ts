import type { ObservedDuration } from 'tenure';
import figures from '../golden/survival.json' with { type: 'json' };

/** What R 4.2.2 and its package survival give, by test/golden/survival.R. */
export const survivalFigures = figures;

type Name = keyof typeof figures.data;

/** The durations behind a figure, each in its group. */
export function figureRows(
  name: string,
  weights?: readonly number[],
): (ObservedDuration & { readonly group: string })[] {
  const { duration, event, entry, group } = figures.data[name as Name];
  return duration.map((own, row) => ({
    duration: own,
    event: event[row] === 1,
    entry: entry[row],
    group: group[row] as string,
    weight: weights?.[row],
  }));
}
