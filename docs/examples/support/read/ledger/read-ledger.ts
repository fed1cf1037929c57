import { parseSubscriptions, type RejectedRow } from 'tenure/schema';
import { InputError } from '../../input-error.ts';
import { say } from '../../language/language.ts';
import { cellReaderOf, type Raw, rawsOf, writtenLine } from '../cells/cells.ts';
import { dateCure } from '../cells/dates.ts';
import { type Choices, choicesFor, type FileBytes } from '../choices.ts';
import { type LedgerField, ledgerKind } from '../columns/fields.ts';
import { type CellOf, type Export, exportName, publishedColumns } from '../exports/export.ts';
import { chosenExport } from '../exports/known.ts';
import { allFaults, type Fault, faultsError, quoted } from '../faults.ts';
import { openTable, type Table } from '../open-table.ts';
import { type LedgerColumns, ledgerColumns, withoutIntervalWord } from './ledger-columns.ts';
import { type LedgerRecord, ledgerRecords } from './ledger-records.ts';
import type { LedgerRow } from './ledger-row.ts';
import { minorFaults } from './minor-amounts.ts';
import { type Kept, keptRecords } from './statuses.ts';

/** What the person at the keyboard says of a ledger, beside how it is written. */
export interface LedgerChoices extends Choices {
  readonly endInclusive: boolean;
  readonly amounts: 'major' | 'minor';
  /** Ends that stand for none, or 'none': then also what obviously does. */
  readonly openEnds: readonly string[];
  /** Statuses whose rows are no subscriptions, beside those that never are. */
  readonly leaveOut: readonly string[];
  /** The system that the file is from, or 'none'; what is not said is recognised. */
  readonly export: string | undefined;
}

export interface LedgerFile {
  readonly file: string;
  readonly map: LedgerColumns;
  readonly rows: readonly LedgerRow[];
  /** The line on which each row begins. */
  readonly lines: readonly number[];
  /** The rows that had not ended when the file was written, as their status says: in a trial, or running. */
  readonly open: ReadonlyMap<LedgerRow, 'trial' | 'running'>;
  /** What was found out of the file, left out and read in a special way. */
  readonly notes: readonly string[];
}

/** Reads a ledger: bytes in, rows out, or all that is wrong with them. */
export function readLedgerFile(file: FileBytes, given: LedgerChoices): LedgerFile {
  const choices = choicesFor(file, given);
  const found: { from?: Export | undefined } = {};
  const asked = withoutIntervalWord(choices);
  const published = (header: readonly string[]) => {
    found.from = chosenExport(header, choices.export);
    return found.from && publishedColumns(found.from, header);
  };
  const table = openTable(file, { kind: ledgerKind, published }, asked.choices);
  const { from } = found;
  const map = ledgerColumns(table, asked.interval, from, choices);
  const { raws, leftOut, remarks, read } = amended({ ...table, columns: map.columns }, from);
  const kept = keptRecords(table, raws, leftOut, { leaveOut: choices.leaveOut, map });
  if (kept.raws.length === 0) {
    throw new InputError([`${file.name}: no row is left to compute with`, ...kept.notes].join('\n  '));
  }
  const reader = cellReaderOf({ ...table, columns: map.columns }, ledgerKind, kept.raws, choices, from !== undefined);
  const built = ledgerRecords(kept, reader, { map, choices });
  const { rows, faults } = parsed(built.records, kept, map, { ...choices, ...reader });
  const minor = choices.amounts === 'minor' ? minorFaults(built.records, kept, map) : [];
  const all = allFaults(table.faults, [...kept.faults, ...built.faults, ...faults, ...minor]);
  if (all.length > 0) throw faultsError(table.file, all, table.records.length);
  const joined = from?.join === undefined ? rows : from.join(rows);
  return {
    file: table.file,
    map: { ...map, unused: map.unused.filter((name) => !read.has(name)) },
    rows: joined,
    lines: kept.lines,
    open: openRows(rows, kept),
    notes: [
      ...(from === undefined
        ? []
        : [say('Recognised: {file} (--export none reads it as any other file)', { file: say(from.words) })]),
      ...(read.size === 0 ? [] : [`${say('Also read')}: ${[...read].join(', ')}`]),
      ...writtenLine(table.written, reader.written),
      ...reader.notes,
      ...map.notes,
      ...table.notes,
      ...kept.notes,
      ...built.notes,
      ...remarks,
      ...(from === undefined ? [] : [say('This file does not say {what}', { what: say(from.cannotTell) })]),
    ],
  };
}

function openRows(rows: readonly LedgerRow[], { standings }: Kept): LedgerFile['open'] {
  const open = new Map<LedgerRow, 'trial' | 'running'>();
  for (const [place, row] of rows.entries()) {
    const standing = standings[place];
    if (standing === 'trial' || standing === 'running') open.set(row, standing);
  }
  return open;
}

/** The texts of each record, completed from the columns that only its system has. */
function amended(table: Table<LedgerField>, from: Export | undefined) {
  const raws = rawsOf(table);
  const leftOut = new Map<Raw<LedgerField>, string>();
  const fields = [...table.columns.values()];
  const read = new Set<string>();
  if (from === undefined) return { raws, leftOut, remarks: [], read };
  const places = new Map(table.header.map((name, index) => [exportName(name), index]));
  const cellsOf = table.records.map(
    ({ cells }): CellOf =>
      (name) => {
        const place = places.get(exportName(name)) ?? -1;
        const cell = cells[place] || undefined;
        if (cell !== undefined && fields.every(({ index }) => index !== place)) read.add(table.header[place] ?? name);
        return cell;
      },
  );
  for (const [place, raw] of raws.entries()) {
    const reason = from.amend?.(raw, cellsOf[place] ?? (() => undefined));
    if (reason !== undefined) leftOut.set(raw, reason);
  }
  return { raws, leftOut, remarks: from.remarks?.(cellsOf) ?? [], read };
}

type Written = LedgerChoices & Pick<ReturnType<typeof cellReaderOf>, 'numberFormat' | 'dateOrder'>;

function parsed(records: readonly LedgerRecord[], kept: Kept, map: LedgerColumns, written: Written) {
  const { numberFormat, dateOrder, endInclusive, timeZone } = written;
  const { rows, rejected } = parseSubscriptions(records, {
    numberFormat,
    dateOrder,
    endInclusive,
    timeZone,
    localTimes: true,
  });
  const faults = rejected.flatMap((row) => faultsOf(row, kept, map));
  return { rows: rows.map(withTexts), faults };
}

function faultsOf({ index, issues }: RejectedRow<LedgerRecord>, { raws, lines }: Kept, map: LedgerColumns): Fault[] {
  return issues.map(({ path, message }) => {
    const flag = fieldAt(path);
    const column = flag === undefined ? undefined : (map.columns.get(flag)?.name ?? flag);
    const cell = flag === undefined ? undefined : raws[index]?.[flag];
    const [rule = message] = message.split('; received ');
    const isBlank = cell === undefined;
    return {
      line: lines[index] ?? 0,
      column,
      rule: isBlank ? `must not be blank` : `${rule}${flag === undefined ? '' : cureOf(flag, cell)}`,
      received: isBlank ? undefined : quoted(cell),
    };
  });
}

function cureOf(flag: LedgerField, cell: string): string {
  const kind = ledgerKind.fields[flag].cell;
  if (kind === 'instant') return dateCure(cell);
  const isBelow = /^\s*[-(]|-\s*$/.test(cell);
  return kind === 'amount' && isBelow ? ' (a credit: take it off the row that it belongs to)' : '';
}

function fieldAt(path: readonly PropertyKey[]): LedgerField | undefined {
  const text = path
    .map((key, place) => (typeof key === 'number' ? `[${key}]` : `${place === 0 ? '' : '.'}${String(key)}`))
    .join('');
  const own: Readonly<Record<string, string>> = {
    'discount.percent': 'discountPercent',
    'discount.amount': 'discountAmount',
  };
  const entries = Object.entries(ledgerKind.fields) as [LedgerField, { path: string }][];
  return entries.find(([, field]) => field.path === (own[text] ?? text))?.[0];
}

/** Instants as texts: local times are ISO 8601 now. */
function withTexts<Row extends object>(row: Row): LedgerRow {
  const text = (value: unknown): unknown => {
    if (value instanceof Date) return value.toISOString();
    if (Array.isArray(value)) return value.map((span) => withTexts(span as object));
    return value;
  };
  const values = Object.values(row);
  if (!values.some((value) => typeof value === 'object')) return row as unknown as LedgerRow;
  const texts: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(row)) texts[field] = text(value);
  return texts as unknown as LedgerRow;
}
