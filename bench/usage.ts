import { activeCustomers, averageActiveCustomers, days, months, stickiness, type UsageEvent, year } from 'tenure';
import { checkClose } from './check.ts';
import { keptBytes, typedBytes } from './memory.ts';
import { race, remark } from './race.ts';
import { averageDaily, dailyActive, monthlyActive, stickinessOfYear } from './sql/usage.ts';
import { yearOfUse } from './usage-events.ts';
import { usageTable } from './usage-tables.ts';

type Sets = Map<string, Set<string>>;

/** What a program without a library does: a set of customers a day or month, by the digits of the text. It checks nothing, UTC only. */
function setsBy(events: readonly UsageEvent[], ...digits: readonly number[]): Sets {
  const sets: Sets = new Map();
  for (const { at, customerId: id } of events) {
    const customerId = id as string;
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

/** `activeCustomers`, `averageActiveCustomers` and `stickiness` of a year, each beside a loop over Sets and a query over a table. */
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
      sql: monthlyActive,
    },
    {
      name: 'activeCustomers, 365 days',
      ours: () => activeCustomers(events, allDays),
      sets: () => setsBy(events, perDay),
      plain: (sets: Sets) => dayLabels.map((label) => sizeIn(sets, label)),
      sql: dailyActive,
    },
    {
      name: 'averageActive, per day',
      ours: () => [averageActiveCustomers(events, whole, { per: 'day' }).value as number],
      sets: () => setsBy(events, perDay),
      plain: (sets: Sets) => [meanOver(sets, dayLabels)],
      sql: averageDaily,
    },
    {
      name: 'stickiness of the year',
      ours: () => [stickiness(events, whole).value as number],
      sets: () => setsBy(events, perDay, perMonth),
      plain: (sets: Sets) => [meanOver(sets, dayLabels) / meanOver(sets, monthLabels)],
      sql: stickinessOfYear,
    },
  ];
  const at = events.map((event) => event.at);
  const table = await usageTable(at, (row) => events[row]?.customerId);
  for (const { name, ours, sets, plain, sql } of works) {
    const own = ours();
    const check = (others: readonly (number | null)[]) => {
      checkClose(`${name}, length`, own.length, others.length, 0);
      for (const [i, value] of own.entries()) checkClose(`${name}, ${i}`, value, others[i] ?? Number.NaN, 1e-12);
    };
    check(plain(sets()));
    if (table !== null) check((await table.rows(sql)).flat());
    await race(events.length, [
      { name: `tenure: ${name}`, run: ours, bytesPerRow: typedBytes(ours) / events.length },
      { name: 'plain: Map of Sets', run: () => plain(sets()), bytesPerRow: keptBytes(sets) / events.length },
      ...(table === null ? [] : [{ name: 'DuckDB: integer ids, loaded', run: () => table.rows(sql) }]),
    ]);
  }
  if (table !== null) remark(events.length, 'DuckDB: CSV to table, once', `${table.loadMs.toFixed(0)} ms`);
}
