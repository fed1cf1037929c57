import type { MetricsError } from 'tenure';
import { addDays } from './calendar-text.ts';
import { fieldNames, fieldOf } from './fields.ts';
import { cellError, InputError } from './input-error.ts';
import type { LedgerFile } from './read-ledger.ts';

/** Says what the library refused in the terms of the file: `subscriptions[16].amount` is a line and a column of it. */
export function explain(error: MetricsError, { file, map, lines }: LedgerFile, endInclusive: boolean): InputError {
  const [, index, path] = /^subscriptions\[(\d+)\]\.(.+)$/.exec(error.path) ?? [];
  const line = lines[Number(index)];
  const field = fieldNames.find((name) => fieldOf(name).path === path);
  if (line === undefined || field === undefined) return new InputError(error.message);
  const complaint = error.message.slice(error.path.length + 1);
  const column = map.columns.get(field)?.name ?? field;
  const moved = endInclusive && error.code === 'END_BEFORE_START' && field === 'end';
  return cellError(file, line, column, moved ? asWritten(complaint, error.received) : complaint);
}

/** The ledger was given the day after the one in the file. */
function asWritten(complaint: string, received: unknown): string {
  const day = String(received);
  return complaint.replace(`'${day}'`, `'${addDays(day, -1)}'`);
}
