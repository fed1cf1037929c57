import { type Instant, parseDateTime, parseDay, type Zone } from '../../calendar/open.ts';

/** Which of the first two numbers of a date such as 03/04/2026 is the day. */
export type DateOrder = 'dayFirst' | 'monthFirst';

const dayPattern = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/;
const timePattern = /^(\S+)[T ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)( ?(?:Z|[+-]\d\d(?::?\d\d)?))?$/;

/** The ISO text of a date in an order, or undefined. */
export function isoDayReader(order: DateOrder | undefined): (text: string) => string | undefined {
  if (order === undefined) return () => undefined;
  // The dates of a file are few: each is taken apart once.
  const known = new Map<string, string | undefined>();
  return (text) => {
    if (text.length > 10) return undefined;
    if (known.has(text)) return known.get(text);
    const [, first = '', , second = '', year] = dayPattern.exec(text) ?? [];
    const [day, month] = order === 'dayFirst' ? [first, second] : [second, first];
    const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const read = Number.isNaN(parseDay(iso)) ? undefined : iso;
    known.set(text, read);
    return read;
  };
}

/**
 * The instant of a date with a time of day, as databases and spreadsheets print it: by its offset, or else by the clocks of the zone. Undefined
 * for what is none.
 */
export function localTimeReader(
  zone: Zone,
  isoDay: (text: string) => string | undefined,
): (text: string) => Instant | undefined {
  return (text) => {
    const [, date, time, offset] = timePattern.exec(text) ?? [];
    if (date === undefined) return undefined;
    const epoch = parseDateTime(`${isoDay(date) ?? date}T${time}${offset?.trim() ?? 'Z'}`);
    if (Number.isNaN(epoch)) return undefined;
    return new Date(offset === undefined ? zone.instantOf(epoch) : epoch);
  };
}
