import type { Step } from '../ledger-flags.ts';
import type { BarScale } from './bar-scale.ts';
import type { PictureRow } from './picture.ts';

/** The period that the captions speak of. */
export function latestOf(rows: readonly PictureRow[]): PictureRow {
  const row = rows.at(-1);
  if (row === undefined) throw new RangeError('a report has at least one period');
  return row;
}

export function stateOf({ period, complete }: PictureRow): string {
  return complete ? period : `${period} (incomplete)`;
}

export function changeWord(change: number, text: (size: number) => string): string {
  if (change === 0) return 'unchanged';
  return `${change > 0 ? 'up' : 'down'} ${text(Math.abs(change))}`;
}

export function cutNote(cut: BarScale['cut']): string {
  return cut === undefined ? '' : ` The bar of ${cut.period}, ${cut.text}, is higher than the axis.`;
}

export function periodTitleOf(by: Step): string {
  return { month: 'Month', quarter: 'Quarter', year: 'Year' }[by];
}
