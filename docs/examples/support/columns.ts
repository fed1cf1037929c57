import type { BillingInterval } from 'tenure';
import { type FieldName, fieldNames, fieldOf } from './fields.ts';
import { InputError } from './input-error.ts';

export interface Column {
  readonly name: string;
  readonly index: number;
  readonly byFlag: boolean;
}

/** Which column of a file holds which field. */
export interface ColumnMap {
  readonly columns: ReadonlyMap<FieldName, Column>;
  /** The interval of all rows, where no column holds it. */
  readonly fixedInterval: BillingInterval | undefined;
  readonly unused: readonly string[];
}

const intervals: readonly BillingInterval[] = ['day', 'week', 'month', 'quarter', 'year'];

/** Finds each field's column: the one its flag names, or else the first well-known name that the header has. */
export function mapColumns(header: readonly string[], named: ReadonlyMap<FieldName, string>): ColumnMap {
  const columns = new Map<FieldName, Column>();
  for (const field of fieldNames) {
    const column = columnOf(field, header, named.get(field));
    if (column !== undefined) columns.set(field, column);
  }
  const fixedInterval = fixedIntervalOf(columns, named);
  for (const field of fieldNames) {
    const isFixed = field === 'interval' && fixedInterval !== undefined;
    if (fieldOf(field).required && !columns.has(field) && !isFixed) throw missing(field, header);
  }
  const taken = new Set([...columns.values()].map(({ name }) => name));
  return { columns, fixedInterval, unused: header.filter((name) => !taken.has(name)) };
}

function columnOf(field: FieldName, header: readonly string[], name: string | undefined): Column | undefined {
  if (name !== undefined && header.includes(name)) return column(name, header, true);
  if (name !== undefined && field === 'interval' && intervalWord(name) !== undefined) return undefined;
  if (name !== undefined) throw unknownColumn(field, name, header);
  const guess = fieldOf(field).wellKnown.find((known) => header.includes(known));
  return guess === undefined ? undefined : column(guess, header, false);
}

function column(name: string, header: readonly string[], byFlag: boolean): Column {
  const index = header.indexOf(name);
  if (header.lastIndexOf(name) === index) return { name, index, byFlag };
  throw new InputError(`there are two columns '${name}', and one is needed; ${columnsOf(header)}`);
}

/** A column 'mrr' is a month's revenue whatever the billing terms are: those columns would be applied a second time. */
function fixedIntervalOf(columns: Map<FieldName, Column>, named: ReadonlyMap<FieldName, string>) {
  const word = named.get('interval');
  if (word !== undefined) return columns.has('interval') ? undefined : intervalWord(word);
  if (columns.get('amount')?.name !== 'mrr') return undefined;
  for (const field of ['interval', 'interval-count', 'quantity'] as const) {
    if (!columns.get(field)?.byFlag) columns.delete(field);
  }
  return 'month' as const;
}

function intervalWord(word: string): BillingInterval | undefined {
  return intervals.find((interval) => interval === word);
}

function missing(field: FieldName, header: readonly string[]): InputError {
  const known = fieldOf(field).wellKnown.join(', ');
  const fixed = field === 'interval' ? ', or --interval month for all rows' : '';
  return new InputError(
    `no column for the ${field} (${known}): name one with --${field} COLUMN${fixed}; ${columnsOf(header)}`,
  );
}

function unknownColumn(field: FieldName, name: string, header: readonly string[]): InputError {
  const words = field === 'interval' ? `, and it is none of ${intervals.join(', ')}` : '';
  return new InputError(`--${field}: there is no column '${name}'${words}; ${columnsOf(header)}`);
}

function columnsOf(header: readonly string[]): string {
  return `the columns are ${header.join(', ')}`;
}

/** What was taken, for the person to check. */
export function describeColumns({ columns, fixedInterval, unused }: ColumnMap): string[] {
  const entries = [...columns].map(([field, { name, byFlag }]) => `${field} = ${name}${byFlag ? ' (flag)' : ''}`);
  if (fixedInterval !== undefined) entries.push(`interval = ${fixedInterval} for all rows`);
  const lines = wrapped('Columns: ', entries);
  if (!columns.has('end')) lines.push('No end column: every row is taken as still running');
  return unused.length === 0 ? lines : [...lines, ...wrapped('Not used: ', unused)];
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
