import { say } from '../../language/language.ts';
import type { Choices } from '../choices.ts';
import type { CellKind, Field, Kind } from '../columns/fields.ts';
import type { Table } from '../open-table.ts';
import { dateStyleOf, isoText } from './dates.ts';
import { currencyOfName, moneyIn, numberStyleOf } from './numbers.ts';

/** The texts of a record, by field; blank ones are left out. */
export type Raw<Name extends string> = { [name in Name]?: string | undefined };

/** Words of databases and spreadsheets for nothing. */
const blanks = new Set([
  'null',
  '\\n',
  'n/a',
  '#n/a',
  '#nv',
  'none',
  'nil',
  '-',
  '–',
  '—',
  'k.a.',
  'k. a.',
  '(null)',
  'undefined',
  'nan',
]);

const longestBlank = 9;

function isBlankWord(cell: string): boolean {
  return cell.length <= longestBlank && blanks.has(cell.toLowerCase());
}

export function rawsOf<Name extends string>(table: Table<Name>): Raw<Name>[] {
  const columns = [...table.columns];
  return table.records.map(({ cells }) => {
    const raw: Raw<Name> = {};
    for (const [flag, { index }] of columns) {
      const cell = cells[index]?.trim();
      if (cell !== undefined && cell !== '' && !isBlankWord(cell)) raw[flag] = cell;
    }
    return raw;
  });
}

/** How the cells of a file are written, and how to read them so. */
export interface CellReader<Name extends string> {
  readonly numberFormat: '1,234.56' | '1.234,56';
  readonly dateOrder: 'dayFirst' | 'monthFirst' | undefined;
  /** The text that the library reads, and the currency that an amount names. */
  read(flag: Name, text: string): { readonly text: string; readonly currency?: string | undefined };
  readonly written: readonly string[];
  readonly notes: readonly string[];
}

export function cellReaderOf<Name extends string>(
  table: Table<Name>,
  kind: Kind<Name>,
  raws: readonly Raw<Name>[],
  choices: Choices,
  isUtc = false,
): CellReader<Name> {
  const given = (Object.entries(kind.fields) as [Name, Field][]).filter(([flag]) =>
    raws.some((raw) => raw[flag] !== undefined),
  );
  const textsOf = (...kinds: CellKind[]) => {
    const flags = given.filter(([, { cell }]) => kinds.includes(cell)).map(([flag]) => flag);
    const distinct = new Set<string>();
    for (const raw of raws) {
      for (const flag of flags) {
        const text = raw[flag];
        if (text !== undefined) distinct.add(text);
      }
    }
    return [...distinct];
  };
  const numbers = textsOf('number', 'amount').map((text) => moneyIn(text).text);
  const { style, matters } = numberStyleOf(table.file, numbers, choices.numbers);
  const dates = textsOf('instant');
  const { order, example } = dateStyleOf(table.file, dates, choices.dates);
  const utc = new Set([...table.columns].filter(([, { name }]) => /\(UTC\)/i.test(name)).map(([flag]) => flag));
  const instants = { utc: new Map<string, string>(), local: new Map<string, string>() };
  const instantOf = (flag: Name, text: string) => {
    const inUtc = isUtc || utc.has(flag);
    const known = inUtc ? instants.utc : instants.local;
    const found = known.get(text) ?? isoText(text, order, inUtc);
    known.set(text, found);
    return found;
  };
  const currencies = new Map([...table.columns].map(([flag, { name }]) => [flag, currencyOfName(name)]));
  const reader = (flag: Name, text: string) => {
    const { cell } = kind.fields[flag];
    if (cell === 'instant') return { text: instantOf(flag, text) };
    if (cell === 'amount') {
      const money = moneyIn(text);
      return { text: money.text, currency: money.currency ?? currencies.get(flag) };
    }
    return { text: cell === 'number' ? moneyIn(text).text : text };
  };
  const local = given
    .filter(([flag, { cell }]) => cell === 'instant' && raws.some((raw) => isLocal(instantOf(flag, raw[flag] ?? ''))))
    .map(([flag]) => table.columns.get(flag)?.name ?? flag);
  return {
    numberFormat: style,
    dateOrder: order === undefined ? undefined : order === 'day-first' ? 'dayFirst' : 'monthFirst',
    read: reader,
    written: [
      ...(matters ? [say('numbers like {example}', { example: style })] : []),
      ...(order === undefined ? [] : [datesText(order, example ?? '')]),
    ],
    notes:
      local.length === 0
        ? []
        : [
            say('Times without an offset ({columns}) are read as local time in {zone} (--time-zone)', {
              columns: local.join(', '),
              zone: choices.timeZone,
            }),
          ],
  };
}

function datesText(order: 'day-first' | 'month-first', example: string): string {
  return order === 'day-first'
    ? say('dates with the day first ({example})', { example })
    : say('dates with the month first ({example})', { example });
}

/** A date-time that was left for the clocks of a zone. */
function isLocal(text: string): boolean {
  return /^\d{4}-\d\d-\d\d \d\d:/.test(text);
}

/** 'Read as: ...', for the person to check. */
export function writtenLine(...written: readonly (readonly string[])[]): string[] {
  const all = written.flat();
  if (all.length === 0) return [];
  return [say('Read as: {ways} (to change: --encoding, --delimiter, --numbers, --dates)', { ways: all.join(', ') })];
}
