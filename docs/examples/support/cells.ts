import type { Columns } from './columns.ts';

/** Complains about the cell of a field. */
export type Refuse<Name extends string> = (field: Name, complaint: string) => never;

export type CellGetter = (cells: readonly string[]) => string | undefined;

/** A blank cell, and a field that has no column, are both nothing. */
export function cellGetters<Name extends string>({ columns }: Columns<Name>): (field: Name) => CellGetter {
  return (field) => {
    const index = columns.get(field)?.index;
    if (index === undefined) return () => undefined;
    return (cells) => {
      const text = cells[index];
      return text === undefined || text.trim() === '' ? undefined : text;
    };
  };
}

const plainNumber = /^-?\d+(\.\d+)?$/;

export function numberIn<Name extends string>(
  text: string | undefined,
  field: Name,
  refuse: Refuse<Name>,
): number | undefined {
  if (text === undefined) return undefined;
  return plainNumber.test(text) ? Number(text) : refuse(field, `must be a number such as 5; received '${text}'`);
}
