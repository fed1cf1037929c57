import { isMissing, isRecord } from '../../read/index.ts';
import { fieldOfName, type RowKindName } from '../../table/index.ts';
import { type Finding, finding } from './finding.ts';

/** The effect on the numbers if a field is missing. Other fields (plan, segment, reasons) change no number and are not looked for. */
export type Effects = { readonly [field: string]: string };

interface OwnKey {
  readonly key: string;
  readonly field: string;
}

/**
 * Keys that no function reads and that other systems use for a field missing here. All rows are inspected, also refused ones: a missing
 * required field may be there under another name.
 */
export function unusedKeys(rows: readonly unknown[], kind: RowKindName, effects: Effects): (Finding | null)[] {
  const indexes = new Map<string, number[]>();
  const found = new Map<string, OwnKey>();
  const keysOf = ownKeys(kind, effects);
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index];
    if (!isRecord(row)) continue;
    try {
      for (const own of keysOf(row)) {
        if (saysNothing(row[own.key]) || !isAbsent(row, own.field)) continue;
        found.set(own.key, own);
        const known = indexes.get(own.key);
        if (known === undefined) indexes.set(own.key, [index]);
        else known.push(index);
      }
    } catch {
      // A row that cannot be read is already refused.
    }
  }
  return [...found.values()].map(({ key, field }) => {
    const index = indexes.get(key) as number[];
    const message = `These rows have the key \`${key}\`, which nothing reads, and no \`${field}\`: ${effects[field]}. If \`${key}\` means \`${field}\`, rename it when reading the rows; otherwise ignore this.`;
    return finding('unusedKey', { index, length: index.length }, () => true, message, { field: key, values: [field] });
  });
}

/** `canceled: false`, `reopens: 0` and `discounts: []` mean the same as a missing field. */
function saysNothing(value: unknown): boolean {
  const isEmpty = value === '' || value === false || value === 0 || (Array.isArray(value) && value.length === 0);
  return isMissing(value) || isEmpty;
}

/** `discountPercent` and `discountAmount` are columns of one field. */
function isAbsent(row: Record<string, unknown>, field: string): boolean {
  return isMissing(row[field]) && (!field.startsWith('discount') || isMissing(row.discount));
}

/** A key that is the field itself, or for which the field is refused: `Quantity`, `trial_end`. */
function isSpelledAs(key: string, field: string): boolean {
  return key.replace(/[\s_]/g, '').toLowerCase() === field.toLowerCase();
}

/** The keys of a row that stand for a field. Rows of one source share their keys, so their meaning is looked up once. */
function ownKeys(kind: RowKindName, effects: Effects): (row: object) => readonly OwnKey[] {
  const fields = new Map<string, string | null>();
  let lastKeys: readonly string[] = [];
  let last: readonly OwnKey[] = [];
  const fieldOf = (key: string) => {
    let field = fields.get(key);
    if (field === undefined) {
      const named = fieldOfName(kind, key)?.field;
      field = named !== undefined && !isSpelledAs(key, named) && Object.hasOwn(effects, named) ? named : null;
      fields.set(key, field);
    }
    return field;
  };
  return (row) => {
    if (hasKeys(row, lastKeys)) return last;
    lastKeys = Object.keys(row);
    last = lastKeys.flatMap((key) => {
      const field = fieldOf(key);
      return field === null ? [] : [{ key, field }];
    });
    return last;
  };
}

function hasKeys(row: object, keys: readonly string[]): boolean {
  let count = 0;
  for (const key in row) {
    if (key !== keys[count]) return false;
    count += 1;
  }
  return count === keys.length;
}
