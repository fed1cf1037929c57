import { pathTo, reject } from '../errors.ts';

/**
 * Refuses a row with a key that is a field's name in another spelling: taken for a key of the caller's own, it would count for nothing.
 * False where all keys are fields.
 */
export type KeyCheck = (row: object, list: string, index?: number) => boolean;

/** More keys than the rows of one call have; what comes then is looked at each time. */
const mostKeys = 4096;

export function keyCheck(fields: readonly string[]): KeyCheck {
  // Made for the first key that is no field: many rows have none.
  let names: ReadonlyMap<string, string> | undefined;
  const known = new Set(fields);
  // The keys of the row before. Rows of one source have one shape, and the same key is the same text, which is compared at once.
  const last: string[] = [];
  /** How many of these are no fields. */
  let others = 0;

  function check(key: string, row: object, list: string, index: number | undefined): void {
    if (known.has(key)) return;
    names ??= new Map(fields.map((field) => [spelling(field), field]));
    const field = names.get(spelling(key));
    if (field !== undefined) {
      const rule = `be written ${field}, which it seems to mean, or have another name`;
      const path = index === undefined ? list : pathTo(list, index);
      reject('UNKNOWN_KEY', pathTo(path, key), rule, (row as Record<string, unknown>)[key]);
    }
    if (known.size < mostKeys) known.add(key);
  }

  return (row, list, index) => {
    let place = 0;
    for (const key in row) {
      if (key !== last[place]) {
        check(key, row, list, index);
        if (!fields.includes(key)) others += 1;
        if (place < last.length && !fields.includes(last[place] as string)) others -= 1;
        last[place] = key;
      }
      place += 1;
    }
    return others > 0;
  };
}

/** Names that differ in case, blanks and underscores alone are spelled the same. */
function spelling(name: string): string {
  return name.toLowerCase().replace(/[\s_]/g, '');
}
