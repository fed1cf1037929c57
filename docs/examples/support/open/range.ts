import { cellError, InputError } from '../input-error.ts';
import { dateOf, extremes } from './extremes.ts';

/** A hundred years. */
const longest = 1200;

interface Source {
  readonly file: string;
  readonly lines: readonly number[];
}

/** Refuses rows that would make a report of thousands of months: one date is then a mistake, and its row is named. */
export function checkRange(
  source: Source,
  column: string,
  texts: readonly string[],
  last: string,
  timeZone: string,
): void {
  for (const { least } of extremes(texts)) {
    const months = monthNumber(last) - monthNumber(dateOf(least, timeZone)) + 1;
    if (months <= longest) continue;
    const line = source.lines[texts.indexOf(least)] ?? 0;
    throw cellError(
      source.file,
      line,
      column,
      `from '${least}' to ${last.slice(0, 7)} are ${months.toLocaleString('en-US')} months, and ${longest.toLocaleString('en-US')} are the most: mend the date, or leave the row out`,
    );
  }
}

/** The same for months that flags name. */
export function checkMonths(first: string, last: string): void {
  const months = monthNumber(last) - monthNumber(first) + 1;
  if (months <= longest) return;
  const words = [months, longest].map((number) => number.toLocaleString('en-US'));
  throw new InputError(`from ${first} to ${last} are ${words[0]} months, and ${words[1]} are the most`);
}

export function monthNumber(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

export function monthLabel(number: number): string {
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}
