import type { MetricsError } from 'tenure';
import { addDays } from './calendar-text.ts';
import { type Columns, type Fields, namesOf } from './columns.ts';
import { fields } from './fields.ts';
import { cellError, InputError } from './input-error.ts';
import { pathText } from './path-text.ts';
import type { CsvFile } from './read-csv.ts';
import type { LedgerFile } from './read-ledger.ts';

/** Says what the library refused in the terms of the file: `subscriptions[16].amount` is a line and a column of it. */
export function explain(error: MetricsError, source: LedgerFile, endInclusive: boolean): InputError {
  const moved = endInclusive && error.code === 'END_BEFORE_START';
  const reword = (complaint: string, field: string) =>
    moved && field === 'end' ? asWritten(complaint, error.received) : complaint;
  return explainCell(error, source, { list: 'subscriptions', fields, reword });
}

interface Terms<Name extends string> {
  /** The name that the library has for the rows. */
  readonly list: string;
  readonly fields: Fields<Name>;
  readonly reword?: (complaint: string, field: Name) => string;
}

/** The same for the rows of any file. */
export function explainCell<Name extends string>(
  error: MetricsError,
  { file, map, lines }: CsvFile<Columns<Name>, unknown>,
  { list, fields, reword = (complaint) => complaint }: Terms<Name>,
): InputError {
  const [, name, index, path] = /^(?:data\.)?(\w+)\[(\d+)\]\.(.+)$/.exec(pathText(error)) ?? [];
  const line = name === list ? lines[Number(index)] : undefined;
  const field = namesOf(fields).find((candidate) => fields[candidate].path === path);
  if (line === undefined || field === undefined) return new InputError(error.message);
  const complaint = error.message.slice(pathText(error).length + 1);
  return cellError(file, line, map.columns.get(field)?.name ?? field, reword(complaint, field));
}

/** The ledger was given the day after the one in the file. */
function asWritten(complaint: string, received: unknown): string {
  const day = String(received);
  return complaint.replace(`'${day}'`, `'${addDays(day, -1)}'`);
}
