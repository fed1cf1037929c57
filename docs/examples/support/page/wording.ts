import type { BarScale } from '../draw/bar-scale.ts';
import type { Place } from '../draw/picture.ts';
import type { Step } from '../flags/ledger-flags.ts';
import { periodText } from '../language/formats.ts';
import { say } from '../language/language.ts';

/** The period that the captions speak of. */
export function latestOf<Row>(rows: readonly Row[]): Row {
  const row = rows.at(-1);
  if (row === undefined) throw new RangeError('a report has at least one period');
  return row;
}

/** Where the latest of them is that is complete, or else the latest of all. */
export function latestPlace(rows: readonly Pick<Place, 'complete'>[]): number {
  const complete = [...rows.keys()].filter((place) => rows[place]?.complete);
  return complete.at(-1) ?? rows.length - 1;
}

export function stateOf({ period, complete }: Place): string {
  return complete ? periodText(period) : say('{period} (incomplete)', { period: periodText(period) });
}

export function changeWord(change: number, text: (size: number) => string): string {
  if (change === 0) return say('unchanged');
  const size = text(Math.abs(change));
  return change > 0 ? say('up {size}', { size }) : say('down {size}', { size });
}

export function cutNote(cut: BarScale['cut']): string {
  if (cut === undefined) return '';
  return ` ${say('The bar of {period}, {amount}, is higher than the axis.', { period: periodText(cut.period), amount: cut.text })}`;
}

export function periodTitleOf(by: Step): string {
  return { month: say('Month'), quarter: say('Quarter'), year: say('Year') }[by];
}

/** ' EUR', or nothing where the ledger names no currency. */
export function unitOf(currency: string | null): string {
  return currency === null ? '' : ` ${currency}`;
}
