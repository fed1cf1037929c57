import type { Field } from './fields.ts';
import { InputError } from './input-error.ts';

export interface Column {
  readonly name: string;
  readonly index: number;
  readonly byFlag: boolean;
}

/** Which column of a file holds which field. */
export interface Columns<Name extends string> {
  readonly columns: ReadonlyMap<Name, Column>;
  readonly unused: readonly string[];
}

/** Fields under the names of their flags. */
export type Fields<Name extends string> = Readonly<Record<Name, Field>>;

/** Finds each field's column: the one its flag names, or else the first well-known name that the header has. */
export function findColumns<Name extends string>(
  fields: Fields<Name>,
  header: readonly string[],
  named: ReadonlyMap<Name, string>,
): Columns<Name> {
  const columns = new Map<Name, Column>();
  for (const name of namesOf(fields)) {
    const column = columnOf(name, fields[name], header, named.get(name));
    if (column === undefined && fields[name].required) throw missingColumn(name, fields[name], header);
    if (column !== undefined) columns.set(name, column);
  }
  return { columns, unused: unusedOf(header, columns) };
}

export function namesOf<Name extends string>(fields: Fields<Name>): Name[] {
  return Object.keys(fields) as Name[];
}

export function columnOf(
  flag: string,
  field: Field,
  header: readonly string[],
  name: string | undefined,
): Column | undefined {
  if (name !== undefined && !header.includes(name)) throw unknownColumn(flag, name, header);
  if (name !== undefined) return column(name, header, true);
  const guess = field.wellKnown.find((known) => header.includes(known));
  return guess === undefined ? undefined : column(guess, header, false);
}

function column(name: string, header: readonly string[], byFlag: boolean): Column {
  const index = header.indexOf(name);
  if (header.lastIndexOf(name) === index) return { name, index, byFlag };
  throw new InputError(`there are two columns '${name}', and one is needed; ${columnsOf(header)}`);
}

export function unusedOf(header: readonly string[], columns: ReadonlyMap<string, Column>): string[] {
  const taken = new Set([...columns.values()].map(({ name }) => name));
  return header.filter((name) => !taken.has(name));
}

/** `otherwise`: what can be given in the place of a column. */
export function missingColumn(flag: string, field: Field, header: readonly string[], otherwise = ''): InputError {
  const known = field.wellKnown.join(', ');
  return new InputError(
    `no column for the ${field.words ?? flag} (${known}): name one with --${flag} COLUMN${otherwise}; ${columnsOf(header)}`,
  );
}

export function unknownColumn(flag: string, name: string, header: readonly string[], otherwise = ''): InputError {
  return new InputError(`--${flag}: there is no column '${name}'${otherwise}; ${columnsOf(header)}`);
}

function columnsOf(header: readonly string[]): string {
  return `the columns are ${header.join(', ')}`;
}

/** What was taken, for the person to check; `more` stands beside the columns. */
export function describeColumns(
  { columns, unused }: Columns<string>,
  more: readonly string[] = [],
): { readonly taken: string[]; readonly unused: string[] } {
  const entries = [...columns].map(([field, { name, byFlag }]) => `${field} = ${name}${byFlag ? ' (flag)' : ''}`);
  return {
    taken: wrapped('Columns: ', [...entries, ...more]),
    unused: unused.length === 0 ? [] : wrapped('Not used: ', unused),
  };
}

const lineWidth = 140;

/** Entries in lines of a readable length. */
export function wrapped(heading: string, entries: readonly string[]): string[] {
  const lines: string[] = [];
  let line = heading;
  for (const [index, entry] of entries.entries()) {
    const text = index === entries.length - 1 ? entry : `${entry}, `;
    if (line.length + text.trimEnd().length > lineWidth && line.trim() !== '') {
      lines.push(line.trimEnd());
      line = ' '.repeat(heading.length);
    }
    line += text;
  }
  return [...lines, line];
}
