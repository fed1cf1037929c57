import { InputError } from '../input-error.ts';
import { type Choices, dateStyles, encodings, numberStyles } from '../read/choices.ts';
import { delimiters } from '../read/text/split.ts';

/** The flags that say how files are written; without one it is found out. */
export const readingNames = ['delimiter', 'encoding', 'numbers', 'dates', 'header-line', 'totals'] as const;
export const readingLists = ['ignore-column'] as const;

export type ReadingFlags = Omit<Choices, 'columns' | 'timeZone'>;

type Texts = Readonly<Partial<Record<(typeof readingNames)[number], string>>>;

export function readingFlags(texts: Texts, ignored: readonly string[]): ReadingFlags {
  const line = texts['header-line'];
  return {
    delimiter: texts.delimiter === undefined ? undefined : delimiterIn(texts.delimiter),
    encoding: choice('--encoding', texts.encoding, encodings),
    numbers: choice('--numbers', texts.numbers, numberStyles),
    dates: choice('--dates', texts.dates, dateStyles),
    totals: choice('--totals', texts.totals, ['leave-out', 'keep'] as const),
    headerLine: line === undefined ? undefined : lineIn(line),
    ignored,
  };
}

function choice<Choice extends string>(
  flag: string,
  value: string | undefined,
  choices: readonly Choice[],
): Choice | undefined {
  const found = choices.find((known) => known === value);
  if (value === undefined || found !== undefined) return found;
  throw new InputError(`${flag} must be one of ${choices.join(', ')}; received '${value}'`);
}

function delimiterIn(text: string): string {
  const sign = delimiters[text] ?? (text === '\\t' ? '\t' : text);
  if (sign.length === 1) return sign;
  throw new InputError(
    `--delimiter must be one of ${Object.keys(delimiters).join(', ')}, or one sign; received '${text}'`,
  );
}

function lineIn(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InputError(`--header-line must be the number of a line such as 3; received '${text}'`);
}
