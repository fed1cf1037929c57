import { isRecord } from '../../read/index.ts';
import type { Cells } from './cells.ts';
import { type Field, type Fields, namesOf, refused } from './field.ts';
import type { Complain } from './message.ts';

/** The treatment of columns that are not fields: left out of the new row, kept in it, or a reason to reject it. */
export type ExtraColumns = 'strip' | 'keep' | 'reject';

export interface RecordRules<Row> {
  /** The rules between the fields, each of which is good. */
  readonly check?: ((row: Row, complain: Complain) => void) | undefined;
  readonly cells?: Cells | undefined;
  readonly extraColumns?: ExtraColumns | undefined;
}

interface Column {
  readonly field: Field<unknown>;
  readonly path: readonly string[];
}

/**
 * Reads records to new ones, as the schema of the same fields and rules does, but without a word about those that are not plainly good:
 * they are `refused`, and the schema says why.
 */
export function recordReader<Row>(fields: Fields<Row>, rules: RecordRules<Row>): (record: unknown) => unknown {
  const { check, extraColumns = 'strip' } = rules;
  const cells = rules.cells?.areRead ? rules.cells : undefined;
  const columns = new Map<string, Column>();
  for (const name of namesOf(fields)) columns.set(name, { field: fields[name], path: [name] });
  const required = [...columns.values()].filter(({ field }) => !field.isOptional).length;
  let isBad = false;
  const complain: Complain = () => {
    isBad = true;
  };
  // What the row at hand will hold: one list for all rows, so that reading one makes nothing but the row.
  const names: string[] = [];
  const values: unknown[] = [];

  return (record) => {
    if (!isPlain(record)) return refused;
    isBad = false;
    let count = 0;
    let found = 0;
    let isSame = true;
    for (const name in record) {
      const given = record[name];
      let value = given;
      const column = columns.get(name);
      if (column === undefined) {
        // Assigned, a prototype would change what the row is.
        if (extraColumns === 'reject' || name === '__proto__') return refused;
        isSame &&= extraColumns === 'keep';
        if (extraColumns === 'strip') continue;
      } else {
        const { field } = column;
        if (cells !== undefined && value !== undefined) {
          if (cells.isMissing(value)) {
            isSame = false;
            continue;
          }
          if (field.fromCell !== undefined) value = field.fromCell(value, cells, complain, column.path);
        }
        if (value !== undefined && !(value === null && field.isOptional)) {
          value = field.read(value);
          if (value === refused || isBad) return refused;
          if (!field.isOptional) found += 1;
        }
        isSame &&= value === given;
      }
      names[count] = name;
      values[count] = value;
      count += 1;
    }
    if (found < required) return refused;
    const row = isSame ? { ...record } : built(names, values, count);
    check?.(row as Row, complain);
    return isBad ? refused : row;
  };
}

/** Whether all that a value holds is found by going through its keys. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (!isRecord(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function built(names: readonly string[], values: readonly unknown[], count: number): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (let place = 0; place < count; place += 1) row[names[place] as string] = values[place];
  return row;
}
