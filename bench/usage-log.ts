import { activeCustomers, averageActiveCustomers, days, eventLog, months, stickiness, trailing, year } from 'tenure';
import { checkClose } from './check.ts';
import { typedBytes } from './memory.ts';
import { race, remark } from './race.ts';
import { averageDaily, dailyActive, monthlyActive, rollingActive, stickinessOfYear } from './sql/usage.ts';
import { type CodedUsage, shuffledUsage, yearOfUse } from './usage-events.ts';
import { usageTable } from './usage-tables.ts';

type Sets = readonly Set<number>[];

const msPerDay = 86_400_000;
const firstDay = Date.UTC(2025, 0, 1) / msPerDay;
const monthOfDay = Uint8Array.from({ length: 365 }, (_, day) => new Date((firstDay + day) * msPerDay).getUTCMonth());

/** What a program without a library does with columns: a set of customers a day or month. It checks nothing, UTC only. */
function setsBy({ customerId: { codes }, at }: CodedUsage, ...units: readonly ('day' | 'month')[]): Sets[] {
  return units.map((unit) => {
    const sets: Sets = Array.from({ length: unit === 'day' ? 365 : 12 }, () => new Set<number>());
    for (let row = 0; row < at.length; row += 1) {
      const day = Math.floor((at[row] as number) / msPerDay) - firstDay;
      sets[unit === 'day' ? day : (monthOfDay[day] as number)]?.add(codes[row] as number);
    }
    return sets;
  });
}

/** A set of customers for the days before each day's end, made of the sets of days. */
function rollingSets(columns: CodedUsage, length: number): Sets {
  const [daily] = setsBy(columns, 'day') as [Sets];
  return daily.map((_, day) => {
    const all = new Set<number>();
    for (const own of daily.slice(Math.max(0, day + 1 - length), day + 1)) for (const code of own) all.add(code);
    return all;
  });
}

const sizes = (sets: Sets) => sets.map(({ size }) => size);
const meanSize = (sets: Sets) => sizes(sets).reduce((sum, size) => sum + size, 0) / sets.length;

/**
 * Active customers of a year from columns of integers, as DuckDB or Arrow hold them: a log and each later question about it, beside the log
 * made anew for one question, a loop over Sets of the same integers, and a query over a table of them.
 */
export async function usageLogRace(columns: CodedUsage): Promise<void> {
  const whole = year(yearOfUse);
  const allMonths = months(`${yearOfUse}-01`, `${yearOfUse}-12`);
  const allDays = days(`${yearOfUse}-01-01`, `${yearOfUse}-12-31`);
  const windows = allDays.map(({ end }) => trailing(30, 'day', end));
  const count = columns.at.length;
  const works = [
    {
      name: '12 months',
      ask: (log: ReturnType<typeof eventLog>) => activeCustomers(log, allMonths),
      plain: () => sizes(setsBy(columns, 'month')[0] as Sets),
      sql: monthlyActive,
    },
    {
      name: '365 days',
      ask: (log: ReturnType<typeof eventLog>) => activeCustomers(log, allDays),
      plain: () => sizes(setsBy(columns, 'day')[0] as Sets),
      sql: dailyActive,
    },
    {
      name: '365 windows of 30 days',
      ask: (log: ReturnType<typeof eventLog>) => activeCustomers(log, windows),
      // Each day is looked at thirty times: with many customers this takes minutes.
      plain: count > 1e6 ? null : () => sizes(rollingSets(columns, 30)),
      sql: rollingActive,
    },
    {
      name: 'average per day',
      ask: (log: ReturnType<typeof eventLog>) => [averageActiveCustomers(log, whole, { per: 'day' }).value],
      plain: () => [meanSize(setsBy(columns, 'day')[0] as Sets)],
      sql: averageDaily,
    },
    {
      name: 'stickiness',
      ask: (log: ReturnType<typeof eventLog>) => [stickiness(log, whole).value],
      plain: () => {
        const [daily, monthly] = setsBy(columns, 'day', 'month') as [Sets, Sets];
        return [meanSize(daily) / meanSize(monthly)];
      },
      sql: stickinessOfYear,
    },
  ];
  const table = await usageTable(
    columns.at,
    (row) => columns.customerId.values[columns.customerId.codes[row] as number],
  );
  const log = eventLog(columns);
  const shuffled = shuffledUsage(columns);
  for (const { name, ask, plain, sql } of works) {
    const own = ask(log);
    const check = (others: readonly (number | null | undefined)[]) => {
      checkClose(`${name}, length`, own.length, others.length, 0);
      for (const [i, value] of own.entries()) checkClose(`${name}, ${i}`, value ?? 0, others[i] ?? Number.NaN, 1e-12);
    };
    if (plain !== null) check(plain());
    if (table !== null) check((await table.rows(sql)).flat());
    check(ask(eventLog(shuffled)));
    const build = () => ask(eventLog(columns));
    await race(count, [
      {
        name: `tenure: ${name}, a later question`,
        run: () => ask(log),
        bytesPerRow: typedBytes(() => ask(log)) / count,
      },
      { name: 'tenure: log made and asked', run: build, bytesPerRow: typedBytes(build) / count },
      { name: 'tenure: the same in no order of time', run: () => ask(eventLog(shuffled)) },
      ...(plain === null ? [] : [{ name: 'plain: Sets of integers', run: plain }]),
      ...(table === null ? [] : [{ name: 'DuckDB: integer ids, loaded', run: () => table.rows(sql) }]),
    ]);
  }
  if (table !== null) remark(count, 'DuckDB: CSV to table, once', `${table.loadMs.toFixed(0)} ms`);
}
