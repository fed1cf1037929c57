import { isMetricsError } from 'tenure';
import { pathText } from '../flags/path-text.ts';
import { cellError, InputError } from '../input-error.ts';
import type { Field } from '../read/columns/fields.ts';
import type { Columns } from '../read/columns/header.ts';

interface Source {
  readonly file: string;
  readonly map: Columns<string>;
  readonly lines: readonly number[];
}

/**
 * What the library refuses about rows that were read, in the terms of their file: `subscriptions[16].amount` is a line and a column of it.
 * Single rows were looked at before, so this is about what shows between them.
 */
export function explaining<Result>(
  list: string,
  { file, map, lines }: Source,
  fields: Readonly<Record<string, Field>>,
  call: () => Result,
): Result {
  try {
    return call();
  } catch (error) {
    if (!isMetricsError(error)) throw error;
    const [, name, index, path] = /^(?:data\.)?(\w+)\[(\d+)\]\.(.+)$/.exec(pathText(error)) ?? [];
    const line = name === list ? lines[Number(index)] : undefined;
    const field = Object.keys(fields).find((flag) => fields[flag]?.path === path);
    if (line === undefined || field === undefined) throw new InputError(error.message);
    const complaint = error.message.slice(pathText(error).length + 1);
    throw cellError(file, line, map.columns.get(field)?.name ?? field, complaint);
  }
}
