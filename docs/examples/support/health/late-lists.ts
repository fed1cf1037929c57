import { count, dateText, periodText } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { dateOf, extremes } from '../open/extremes.ts';
import { type HealthBook, titleOf } from './health-book.ts';
import type { HealthStudy } from './health-study.ts';

const times = { events: 'at', tickets: 'openedAt', payments: 'at' } as const;

/** Lists that begin after the first score: no use, no ticket and no failure before then would be taken for a fact. */
export function lateLists({ data }: Pick<HealthBook, 'data'>, { months, timeZone }: HealthStudy): string[] {
  return (Object.keys(times) as (keyof typeof times)[]).flatMap((list) => {
    const rows = (data[list] ?? []) as readonly object[] as readonly Readonly<Record<string, unknown>>[];
    const texts = rows.map((row) => String(row[times[list]]));
    const date = extremes(texts)
      .map(({ least }) => dateOf(least, timeZone))
      .sort()[0];
    const first = months[0]?.period ?? '';
    if (date === undefined || date <= `${first}-01`) return [];
    const left = months.filter(({ period }) => `${period}-01` >= date).length;
    const values = { list: titleOf(list), date: dateText(date) };
    return [
      left === 0
        ? say(
            '{list}: the first is of {date}, after the first day of the last month: scores take what is missing for none.',
            values,
          )
        : say(
            '{list}: the first is of {date}, but customers are scored from {month} on, until then as if there were none. --months {count} leaves these months out.',
            { ...values, month: periodText(first), count: count(left) },
          ),
    ];
  });
}
