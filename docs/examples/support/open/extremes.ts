import { period } from 'tenure';
import { dateAt, isDate } from './calendar-text.ts';
import { endOfTime } from './instants.ts';

/** The least and the most of dates and of date-times, apart, because dates compare as text and date-times do not. */
export function extremes(texts: readonly string[]): { least: string; most: string }[] {
  const [dates, dateTimes] = [texts.filter(isDate), texts.filter((text) => !isDate(text))];
  const byInstant = (text: string) => instantOf(text).getTime();
  return [extremesBy(dates, (text) => text), extremesBy(dateTimes, byInstant)].flat();
}

function extremesBy<K>(texts: readonly string[], keyOf: (text: string) => K): { least: string; most: string }[] {
  const [first] = texts;
  if (first === undefined) return [];
  let [least, most] = [first, first];
  let [leastKey, mostKey] = [keyOf(first), keyOf(first)];
  for (const text of texts) {
    const key = keyOf(text);
    if (key < leastKey) [least, leastKey] = [text, key];
    if (key > mostKey) [most, mostKey] = [text, key];
  }
  return [{ least, most }];
}

/** The date of a date, or of a date-time in a time zone. */
export function dateOf(text: string, timeZone: string): string {
  return isDate(text) ? text : dateAt(instantOf(text), timeZone);
}

/** Read by the library, which is stricter than `Date` and accepts more of ISO 8601. */
function instantOf(text: string): Date {
  return period(text, endOfTime).start;
}
