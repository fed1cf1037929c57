import { getOrAdd } from './group-by-code.ts';

type Fields = Record<string, unknown>;

/** The keys of some rows, in their order, and the columns of those that are the caller's own. */
interface Shape {
  readonly keys: readonly string[];
  readonly own: readonly (readonly [name: string, column: unknown[]])[];
}

/** Rows of one source have few shapes. */
const mostShapes = 16;

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
  const shapes: Shape[] = [];
  let last: Shape = { keys: [], own: [] };

  function shapeOf(row: Fields): Shape {
    const known = shapes.find((shape) => hasShape(row, shape));
    if (known !== undefined) return known;
    const keys: string[] = [];
    for (const name in row) keys.push(name);
    const own = keys.filter((name) => !standardNames.has(name));
    const shape: Shape = { keys, own: own.map((name) => [name, getOrAdd(columns, name, () => [])]) };
    if (shapes.length < mostShapes) shapes.push(shape);
    return shape;
  }

  return {
    columns,
    add(row: Fields, index: number): void {
      if (!hasShape(row, last)) last = shapeOf(row);
      for (const [name, column] of last.own) column[index] = row[name];
    },
    addTo(row: Fields, index: number): Fields {
      for (const [name, column] of columns) if (index in column) row[name] = column[index];
      return row;
    },
  };
}

function hasShape(row: Fields, { keys }: Shape): boolean {
  let count = 0;
  for (const name in row) {
    if (name !== keys[count]) return false;
    count += 1;
  }
  return count === keys.length;
}
