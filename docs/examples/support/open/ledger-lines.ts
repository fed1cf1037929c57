import { say } from '../language/language.ts';
import type { LedgerFile } from '../read/ledger/read-ledger.ts';
import { describeColumns, noteLines } from './columns.ts';

/** What was taken, for the person to check. */
export function ledgerLines({ map, notes }: LedgerFile): string[] {
  const { columns, fixedInterval } = map;
  const { interval, count } = fixedInterval ?? {};
  const length = count === 1 ? interval : `${count} ${interval}s`;
  const fixed = interval === undefined ? [] : [say('{setting} for all rows', { setting: `interval = ${length}` })];
  const noEnd = columns.has('end') ? [] : [say('No end column: every row counts as still running')];
  return [...describeColumns(map, fixed), ...noEnd, ...noteLines(notes)];
}
