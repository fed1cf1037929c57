import { fieldOfName } from 'tenure/schema';
import { InputError } from '../../input-error.ts';
import { type Choices, flagFor } from '../choices.ts';
import type { TextRecord } from '../text/split.ts';
import { type Field, fieldsOf, type Kind } from './fields.ts';
import { nearField } from './near-names.ts';

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

/** What a column name says of a field. The lower the rank, the better. */
interface Match<Name extends string> {
  readonly flag: Name;
  readonly rank: number;
}

/** As people write the same name: without case, blanks, punctuation and accents, umlauts as they are or written out. */
export function plainName(name: string): string {
  const text = name.normalize('NFKD').toLowerCase().replace(/ß/g, 'ss');
  return text.replace(/[^\p{L}\p{N}]+/gu, '').replace(/([aou])e/g, '$1');
}

export function matchOf<Name extends string>(kind: Kind<Name>, name: string): Match<Name> | undefined {
  const plain = plainName(name);
  for (const [flag, { own = [] }] of fieldsOf(kind)) {
    const place = own.findIndex((word) => plainName(word) === plain);
    if (place >= 0) return { flag, rank: place };
  }
  const found = fieldOfName(kind.rows, name);
  const field = found && fieldsOf(kind).find(([, { path }]) => path === found.field);
  return found && field && { flag: field[0], rank: found.rank };
}

/** The record with the names of the columns: the first, but for titles and notes that people write above a table. */
export function headerIndex<Name extends string>(
  kind: Kind<Name>,
  records: readonly TextRecord[],
  named: readonly string[],
): number {
  const asked = new Set(named.map(plainName));
  const withNamed = records.slice(0, 15).findIndex(({ cells }) => cells.some((cell) => asked.has(plainName(cell))));
  if (withNamed >= 0) return withNamed;
  const known = (cells: readonly string[]) => cells.filter((cell) => cell !== '' && matchOf(kind, cell)).length;
  const found = records.slice(0, 15).map(({ cells }) => known(cells));
  const first = found[0] ?? 0;
  const best = Math.max(...found);
  return first >= 2 || best < 2 ? 0 : found.indexOf(best);
}

interface Asked {
  /** Columns by the names of the flags that name them. */
  readonly named: ReadonlyMap<string, string>;
  readonly ignored: readonly string[];
  /** Whether no other column counts, because those that do are published. */
  readonly onlyNamed: boolean;
  readonly choices: Choices;
  /** The cells of a column, to see whether two of them say the same. */
  readonly cellsOf: (index: number) => readonly string[];
}

/** Finds each field's column: the one its flag names, or else the one whose name says it best. */
export function findColumns<Name extends string>(
  kind: Kind<Name>,
  header: readonly string[],
  asked: Asked,
): { columns: Map<Name, Column>; unused: string[]; doubts: Doubt[] } {
  const isIgnored = (name: string) => asked.ignored.some((ignored) => plainName(ignored) === plainName(name));
  const columns = new Map<Name, Column>();
  for (const [flag] of fieldsOf(kind)) {
    const name = asked.named.get(flag);
    if (name !== undefined) columns.set(flag, columnNamed(flagFor(asked.choices, flag, name), name, header));
  }
  const taken = () => new Set([...columns.values()].map(({ index }) => index));
  const byFlag = taken();
  const matches = header.flatMap((name, index) => {
    const match =
      asked.onlyNamed || name === '' || byFlag.has(index) || isIgnored(name) ? undefined : matchOf(kind, name);
    return match === undefined ? [] : [{ ...match, name, index }];
  });
  for (const { flag, name, index } of matches.sort((a, b) => a.rank - b.rank || a.index - b.index)) {
    if (!columns.has(flag)) columns.set(flag, { name, index, byFlag: false });
  }
  const used = taken();
  const inOrder = fieldsOf(kind).flatMap(([flag]) => {
    const column = columns.get(flag);
    return column === undefined ? [] : [[flag, column] as const];
  });
  const unused = header.flatMap((name, index) => (name === '' || used.has(index) ? [] : [{ name, index }]));
  const doubts = (asked.onlyNamed ? [] : unused)
    .filter(({ name }) => !isIgnored(name))
    .flatMap(({ name, index }) => doubtOf(kind, columns, name, index, asked.cellsOf));
  return { columns: new Map(inOrder), unused: unused.map(({ name }) => name), doubts };
}

/** A column that is not used and may have to be. */
export interface Doubt {
  readonly column: string;
  readonly flag: string;
  readonly why: string;
}

function doubtOf<Name extends string>(
  kind: Kind<Name>,
  columns: ReadonlyMap<Name, Column>,
  column: string,
  index: number,
  cellsOf: (index: number) => readonly string[],
): Doubt[] {
  const match = matchOf(kind, column);
  const used = match && columns.get(match.flag);
  if (match !== undefined && used !== undefined) {
    const { counts }: Field = kind.fields[match.flag];
    if (!counts || used.byFlag || isWeak(column) || isSame(cellsOf(used.index), cellsOf(index))) return [];
    return [{ column, flag: match.flag, why: `could be the ${match.flag} instead of ${used.name}` }];
  }
  const near = match === undefined ? nearField(kind.rows, column) : undefined;
  const field = fieldsOf(kind).find(([, { path }]) => path === near);
  if (field === undefined || columns.has(field[0]) || !(field[1].counts || field[1].required)) return [];
  return [{ column, flag: field[0], why: `is almost a name of the ${field[0]}` }];
}

/** Beside the price of a row, its MRR says nothing new. */
function isWeak(column: string): boolean {
  return plainName(column.replace(/\([^()]*\)/g, '')) === 'mrr';
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.every((cell, place) => cell === b[place] || b[place] === '');
}

function columnNamed(flag: string, name: string, header: readonly string[]): Column {
  const exact = header.indexOf(name);
  if (exact >= 0 && header.lastIndexOf(name) !== exact) {
    throw new InputError(`there are two columns '${name}', and one is needed; ${columnsOf(header)}`);
  }
  const index = exact >= 0 ? exact : header.findIndex((column) => plainName(column) === plainName(name));
  const column = header[index];
  if (column === undefined)
    throw new InputError(`${flag.split(' ')[0]}: there is no column '${name}'; ${columnsOf(header)}`);
  return { name: column, index, byFlag: true };
}

export function columnsOf(header: readonly string[]): string {
  return `the columns are ${header.filter((name) => name !== '').join(', ')}`;
}
