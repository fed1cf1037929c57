import { activeCustomers, averageActiveCustomers, days, months, stickiness, type UsageEvent, year } from 'tenure';
import { checkClose } from './check.ts';
import { keptBytes, typedBytes } from './memory.ts';
import { race } from './race.ts';
import { yearOfUse } from './usage-events.ts';

type Sets = Map<string, Set<string>>;

/** What a program without a library does: a set of customers a day or month, by the digits of the text. It checks nothing, UTC only. */
function setsBy(events: readonly UsageEvent[], ...digits: readonly number[]): Sets {
  const sets: Sets = new Map();
  for (const { at, customerId } of events) {
    for (const length of digits) {
      const key = (at as string).slice(0, length);
      const known = sets.get(key);
      if (known === undefined) sets.set(key, new Set([customerId]));
      else known.add(customerId);
    }
  }
  return sets;
}

const [perMonth, perDay] = [7, 10];
const sizeIn = (sets: Sets, label: string) => sets.get(label)?.size ?? 0;
const meanOver = (sets: Sets, labels: readonly string[]) =>
  labels.reduce((sum, label) => sum + sizeIn(sets, label), 0) / labels.length;

/** `activeCustomers`, `averageActiveCustomers` and `stickiness` of a year, each beside a loop over Sets. */
export async function usageRace(events: readonly UsageEvent[]): Promise<void> {
  const whole = year(yearOfUse);
  const allMonths = months(`${yearOfUse}-01`, `${yearOfUse}-12`);
  const allDays = days(`${yearOfUse}-01-01`, `${yearOfUse}-12-31`);
  const [monthLabels, dayLabels] = [allMonths, allDays].map((list) => list.map(({ label }) => label)) as [
    string[],
    string[],
  ];
  const works = [
    {
      name: 'activeCustomers, 12 months',
      ours: () => activeCustomers(events, allMonths),
      sets: () => setsBy(events, perMonth),
      plain: (sets: Sets) => monthLabels.map((label) => sizeIn(sets, label)),
    },
    {
      name: 'activeCustomers, 365 days',
      ours: () => activeCustomers(events, allDays),
      sets: () => setsBy(events, perDay),
      plain: (sets: Sets) => dayLabels.map((label) => sizeIn(sets, label)),
    },
    {
      name: 'averageActive, per day',
      ours: () => [averageActiveCustomers(events, whole, { per: 'day' }).value as number],
      sets: () => setsBy(events, perDay),
      plain: (sets: Sets) => [meanOver(sets, dayLabels)],
    },
    {
      name: 'stickiness of the year',
      ours: () => [stickiness(events, whole).value as number],
      sets: () => setsBy(events, perDay, perMonth),
      plain: (sets: Sets) => [meanOver(sets, dayLabels) / meanOver(sets, monthLabels)],
    },
  ];
  for (const { name, ours, sets, plain } of works) {
    const [own, other] = [ours(), plain(sets())];
    for (const [index, value] of own.entries())
      checkClose(`${name}, ${index}`, value, other[index] ?? Number.NaN, 1e-12);
    await race(events.length, [
      { name: `tenure: ${name}`, run: ours, bytesPerRow: typedBytes(ours) / events.length },
      { name: 'plain: Map of Sets', run: () => plain(sets()), bytesPerRow: keptBytes(sets) / events.length },
    ]);
  }
}
