import { InputError } from '../input-error.ts';
import { say } from '../language/language.ts';
import { type Choices, type FileBytes, flagFor } from './choices.ts';
import { type Field, fieldsOf, type Kind } from './columns/fields.ts';
import { type Column, type Columns, columnsOf, findColumns, headerIndex } from './columns/header.ts';
import type { Fault } from './faults.ts';
import { decode } from './text/decode.ts';
import { delimiterOf, delimiters, separatorLine, split, type TextRecord } from './text/split.ts';

/** A table as text: its header is understood, its cells are not. */
export interface Table<Name extends string> extends Columns<Name> {
  readonly file: string;
  readonly header: readonly string[];
  readonly records: readonly TextRecord[];
  /** How it is written, where that is not the plain way. */
  readonly written: readonly string[];
  /** What was left out, and why. */
  readonly notes: readonly string[];
  readonly faults: readonly Fault[];
}

export interface Opening<Name extends string> {
  readonly kind: Kind<Name>;
  /** Columns that are known beforehand, by field: those of an export whose columns are published. */
  readonly published?: ((header: readonly string[]) => ReadonlyMap<string, string> | undefined) | undefined;
  /** Columns that are read in a way of their own. */
  readonly ignoring?: ((header: readonly string[]) => readonly string[]) | undefined;
}

export function openTable<Name extends string>(
  file: FileBytes,
  { kind, published = () => undefined, ignoring = () => [] }: Opening<Name>,
  choices: Choices,
): Table<Name> {
  const { name } = file;
  const { text, encoding } = decode(file, choices.encoding);
  const looks = lookOf(text);
  if (looks !== undefined) throw new InputError(`${name} is ${looks}`);
  const delimiter = choices.delimiter ?? separatorLine(text) ?? delimiterOf(text);
  const all = split(name, text, delimiter);
  const place = headerPlace(name, kind, all, choices);
  const header = all[place]?.cells ?? [];
  const below = all.slice(place + 1);
  const own = published(header);
  const named = new Map([...(own ?? []), ...choices.columns]);
  const cellsOf = (index: number) => below.map(({ cells }) => cells[index] ?? '');
  const { columns, unused, doubts } = findColumns(kind, header, {
    named,
    ignored: [...choices.ignored, ...ignoring(header)],
    onlyNamed: own !== undefined,
    choices,
    cellsOf,
  });
  const { records, notes } = withoutTotals(below, dateColumns(kind, columns), choices.totals);
  if (doubts.length > 0) {
    const lines = doubts.map(({ column, flag, why }) => {
      return `column ${column} ${why}: ${flagFor(choices, flag, `'${column}'`)} takes it, --ignore-column '${column}' leaves it out`;
    });
    throw new InputError(
      `${name}: ${lines.length === 1 ? '' : `${lines.length} columns are in doubt\n  `}${lines.join('\n  ')}`,
    );
  }
  if (records.length === 0) throw new InputError(`${name} has a header, but no rows`);
  return {
    file: name,
    header,
    columns: own === undefined ? columns : asGuessed(columns, choices.columns),
    unused,
    records,
    written: [
      ...(encoding === 'utf-8' ? [] : [encoding]),
      ...(delimiter === ',' ? [] : [separatedBy(delimiter)]),
      ...(place === 0 ? [] : [say('header on line {line}', { line: all[place]?.line ?? 0 })]),
    ],
    notes,
    faults: widthFaults(header, records, delimiter),
  };
}

/** What a required field without a column is asked for with. `otherwise`: what can be given in the place of a column. */
export function missingColumn<Name extends string>(
  { header }: Pick<Table<Name>, 'header'>,
  flag: Name,
  field: Field,
  choices: Choices,
  otherwise = '',
): InputError {
  return new InputError(
    `no column for the ${field.words ?? flag}${field.such === undefined ? '' : ` (${field.such})`}: name one with ${flagFor(choices, flag, 'COLUMN')}${otherwise}; ${columnsOf(header)}`,
  );
}

export function checkRequired<Name extends string>(table: Table<Name>, kind: Kind<Name>, choices: Choices): void {
  for (const [flag, field] of fieldsOf(kind)) {
    if (field.required && !table.columns.has(flag)) throw missingColumn(table, flag, field, choices);
  }
}

function lookOf(text: string): string | undefined {
  if (/^\s*[[{]/.test(text)) return 'JSON, not CSV: give its rows to the library, as docs/data shows';
  if (/^\s*<(!doctype|html|\?xml)/i.test(text)) return 'a web page or XML, not CSV: did the download need a log-in?';
  return /^\s*$/.test(text) ? 'empty' : undefined;
}

function headerPlace<Name extends string>(
  file: string,
  kind: Kind<Name>,
  records: readonly TextRecord[],
  { headerLine: asked, columns, ignored }: Choices,
): number {
  if (asked === undefined) return headerIndex(kind, records, [...columns.values(), ...ignored]);
  const place = records.findIndex(({ line }) => line === asked);
  if (place < 0)
    throw new InputError(`${file} has nothing on line ${asked}, the line of the header according to --header-line`);
  return place;
}

const total =
  /^(gesamt|gesamtsumme|summe|zwischensumme|endsumme|insgesamt|total|totals|grand total|subtotal|sub-total|sum|Σ|∑)\s*:?$/i;

function dateColumns<Name extends string>(kind: Kind<Name>, columns: ReadonlyMap<Name, Column>): number[] {
  return fieldsOf(kind).flatMap(([flag, { cell, required }]) => {
    const column = cell === 'instant' && required ? columns.get(flag) : undefined;
    return column === undefined ? [] : [column.index];
  });
}

/** A row of sums below, or between, the others: its first text says so, and it has no date. */
function withoutTotals(records: readonly TextRecord[], dates: readonly number[], asked: Choices['totals']) {
  const isTotal = ({ cells }: TextRecord) => {
    const first = cells.find((cell) => cell !== '') ?? '';
    return total.test(first) && dates.every((index) => (cells[index] ?? '') === '');
  };
  const totals = asked === 'keep' ? [] : records.filter(isTotal);
  const shown = totals
    .slice(0, 3)
    .map(({ line, cells }) => say("line {line} '{text}'", { line, text: cells.find((cell) => cell !== '') ?? '' }))
    .join(', ');
  const lines = totals.length > 3 ? say('{lines} and {count} more', { lines: shown, count: totals.length - 3 }) : shown;
  return {
    records: totals.length === 0 ? records : records.filter((record) => !totals.includes(record)),
    notes: totals.length === 0 ? [] : [say('Left out as totals: {lines}; to read them: --totals keep', { lines })],
  };
}

/** Blank cells beyond the header's are what spreadsheets leave behind. */
function widthFaults(header: readonly string[], records: readonly TextRecord[], delimiter: string): Fault[] {
  const named = filledTo(header);
  return records.flatMap(({ cells, line }) => {
    const filled = filledTo(cells);
    if (cells.length >= named && filled <= header.length) return [];
    const cure = cells.length > header.length ? ` (a ${nameOf(delimiter)} inside a cell that is not in quotes?)` : '';
    const rule = `the row has ${cells.length} cells, but the header has ${header.length}${cure}`;
    return [{ line, column: undefined, rule, received: undefined }];
  });
}

/** How many cells are left without the blank ones at the end. */
function filledTo(cells: readonly string[]): number {
  let count = cells.length;
  while (count > 0 && cells[count - 1] === '') count -= 1;
  return count;
}

function asGuessed<Name extends string>(
  columns: ReadonlyMap<Name, Column>,
  flags: ReadonlyMap<string, string>,
): Map<Name, Column> {
  return new Map([...columns].map(([flag, column]) => [flag, { ...column, byFlag: flags.has(flag) }]));
}

function nameOf(delimiter: string): string {
  return Object.entries(delimiters).find(([, sign]) => sign === delimiter)?.[0] ?? `'${delimiter}'`;
}

function separatedBy(sign: string): string {
  const texts: Readonly<Record<string, string>> = {
    ';': say('columns separated by semicolons'),
    '\t': say('columns separated by tabs'),
    '|': say('columns separated by pipes'),
  };
  return texts[sign] ?? say("columns separated by '{sign}'", { sign });
}
