import { getOrAdd } from './group-by-code.ts';

type Fields = Record<string, unknown>;

/** The fields of rows that are the caller's own, a column for each. */
export interface OwnFields {
  /** Takes those of a row. */
  add(row: Fields, index: number): void;
  /** Gives them to a row that is made again. */
  addTo(row: Fields, index: number): Fields;
  /** By name; a row without the field leaves a hole. */
  readonly columns: ReadonlyMap<string, readonly unknown[]>;
}

export function ownFields(standardNames: ReadonlySet<string>): OwnFields {
  const columns = new Map<string, unknown[]>();
  // The keys of the row before, and the columns of those that are its owner's: rows of one source have few shapes, with most keys in the
  // same places.
  const keys: string[] = [];
  const columnOf: (unknown[] | null)[] = [];

  return {
    columns,
    add(row: Fields, index: number): void {
      let place = 0;
      for (const key in row) {
        if (key !== keys[place]) {
          keys[place] = key;
          columnOf[place] = standardNames.has(key) ? null : getOrAdd(columns, key, () => []);
        }
        const column = columnOf[place] as unknown[] | null;
        if (column !== null) column[index] = row[key];
        place += 1;
      }
    },
    addTo(row: Fields, index: number): Fields {
      for (const [name, column] of columns) if (index in column) row[name] = column[index];
      return row;
    },
  };
}
