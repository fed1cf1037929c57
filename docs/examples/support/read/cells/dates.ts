import { InputError } from '../../input-error.ts';
import type { Dates } from '../choices.ts';

const numeric = /^(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?![\d])(?:,?\s*(.*))?$/;
const yearFirst = /^(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?:[T\s]+(.*))?$/;
const iso = /^(\d{4}-\d\d-\d\d)(?:[T\s]\s*(.*))?$/;
const inFull = /^\S{10}T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;
const compact = /^((?:19|20)\d\d)(\d\d)(\d\d)$/;
const dayAndName = /^(\d{1,2})\.?[\s-]+(\p{L}+)\.?,?[\s-]+(\d{4}|\d{2})(?:,?\s+(.*))?$/u;
const nameAndDay = /^(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:,?\s+(.*))?$/u;
const time = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?\s*(am|pm|uhr)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/i;

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const german: Readonly<Record<string, string>> = { mär: 'mar', mrz: 'mar', mai: 'may', okt: 'oct', dez: 'dec' };

/** Which of the first two numbers of the dates of a file is the day, where that can be told. */
export interface DateStyle {
  readonly order: Dates | undefined;
  /** A date to show. */
  readonly example: string | undefined;
}

/** Points are only written between days and months in that order; of other dates one with a number above 12 tells. */
export function dateStyleOf(file: string, texts: readonly string[], asked: Dates | undefined): DateStyle {
  const votes = { 'day-first': 0, 'month-first': 0 };
  let unclear: string | undefined;
  let telling: string | undefined;
  let any: string | undefined;
  for (const text of new Set(texts)) {
    const [, first, sign, second] = numeric.exec(text) ?? [];
    if (first === undefined) continue;
    if (Number(first) > 12 || sign === '.') votes['day-first'] += 1;
    else if (Number(second) > 12) votes['month-first'] += 1;
    else unclear ??= text;
    if (Number(first) > 12 || Number(second) > 12) telling ??= text;
    any ??= text;
  }
  const example = telling ?? any;
  if (asked !== undefined || example === undefined) return { order: asked, example };
  if (votes['day-first'] === 0 && votes['month-first'] === 0) {
    throw new InputError(
      `${file}: '${unclear}' can have the day or the month first, and no other date decides: add --dates day-first or --dates month-first`,
    );
  }
  return { order: votes['month-first'] > votes['day-first'] ? 'month-first' : 'day-first', example };
}

/**
 * The ISO text of a date or a date-time. A time without an offset stays without one, for the clocks of a zone, or is UTC where the
 * column says so. Midnight without an offset is the date alone. What cannot be read comes back as it is.
 */
export function isoText(text: string, order: Dates | undefined, isUtc: boolean): string {
  const parts = partsOf(text, order);
  if (parts === undefined) return text;
  const { year, month, day, rest } = parts;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (rest === undefined || rest === '') return date;
  const [all, hours = '', minutes, seconds = '00', half = '', offset = isUtc ? 'Z' : ''] = time.exec(rest) ?? [];
  if (all === undefined) return text;
  const hour = hourOf(Number(hours), half.toLowerCase());
  const clock = `${String(hour).padStart(2, '0')}:${minutes}:${seconds}`;
  if (offset === '') return clock === '00:00:00' ? date : `${date} ${clock}`;
  return `${date}T${clock}${offsetText(offset)}`;
}

interface Parts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly rest: string | undefined;
}

function partsOf(text: string, order: Dates | undefined): Parts | undefined {
  // ISO 8601 in full is left to the library.
  const [, date, rest] = iso.exec(text) ?? [];
  if (date !== undefined) {
    if (inFull.test(text)) return undefined;
    const [year = '', month = '', day = ''] = date.split('-');
    return { year, month, day, rest };
  }
  return numericParts(text, order) ?? yearFirstParts(text) ?? namedParts(text);
}

function numericParts(text: string, order: Dates | undefined): Parts | undefined {
  const [, first = '', , second = '', year, rest] = numeric.exec(text) ?? [];
  if (year === undefined || order === undefined) return undefined;
  const [day, month] = order === 'day-first' ? [first, second] : [second, first];
  return exists(fullYear(year), month, day) ? { year: fullYear(year), month, day, rest } : undefined;
}

function yearFirstParts(text: string): Parts | undefined {
  const [, year, , month = '', day = '', rest] = yearFirst.exec(text) ?? [];
  if (year !== undefined) return exists(year, month, day) ? { year, month, day, rest } : undefined;
  const [, compactYear, compactMonth = '', compactDay = ''] = compact.exec(text) ?? [];
  if (compactYear === undefined || !exists(compactYear, compactMonth, compactDay)) return undefined;
  return { year: compactYear, month: compactMonth, day: compactDay, rest: undefined };
}

function namedParts(text: string): Parts | undefined {
  const [, day, name = '', year = '', rest] = dayAndName.exec(text) ?? [];
  if (day !== undefined) return named(day, name, year, rest);
  const [, monthName, dayText = '', yearText = '', restText] = nameAndDay.exec(text) ?? [];
  return monthName === undefined ? undefined : named(dayText, monthName, yearText, restText);
}

function named(day: string, name: string, year: string, rest: string | undefined): Parts | undefined {
  const short = name.toLowerCase().slice(0, 3);
  const month = String(monthNames.indexOf(german[short] ?? short) + 1);
  return exists(fullYear(year), month, day) ? { year: fullYear(year), month, day, rest } : undefined;
}

/** '25' is 2025, '98' is 1998. */
function fullYear(year: string): string {
  if (year.length === 4) return year;
  return `${Number(year) < 70 ? '20' : '19'}${year}`;
}

/** A date that is none stays as it was written, so that the complaint shows it so. */
function exists(year: string, month: string, day: string): boolean {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

function hourOf(hour: number, half: string): number {
  if (half === 'pm') return hour === 12 ? 12 : hour + 12;
  return half === 'am' && hour === 12 ? 0 : hour;
}

/** '+01', '+0100' and 'UTC' as ISO 8601 has them. */
function offsetText(offset: string): string {
  const [, hours, minutes = '00'] = /^([+-]\d\d):?(\d\d)?$/.exec(offset) ?? [];
  return hours === undefined ? 'Z' : `${hours}:${minutes}`;
}

/** What a text that is no date probably is, and what to do about it. */
export function dateCure(text: string): string {
  if (/^\d{5}(\.\d+)?$/.test(text))
    return ' (a day number of Excel? Format the column as a date there, and save again)';
  if (/^\d{10}$/.test(text)) return ' (seconds since 1970? Write dates instead)';
  if (/^\d{13}$/.test(text)) return ' (milliseconds since 1970? Write dates instead)';
  if (/^\d{4}-\d\d$/.test(text)) return ' (a month: name its first day, such as 2026-03-01)';
  if (/[\d.,]+\s*(€|EUR|USD|\$)/.test(text)) return ' (an amount: is the column the right one?)';
  return '';
}
