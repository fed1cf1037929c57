import {
  type ParsedRows,
  type ParseOptions,
  parseEvents,
  parsePayments,
  parseTickets,
  type RejectedRow,
} from 'tenure/schema';
import { say } from '../language/language.ts';
import { type CellReader, cellReaderOf, type Raw, rawsOf, writtenLine } from './cells/cells.ts';
import { dateCure } from './cells/dates.ts';
import { type Choices, choicesFor, type FileBytes } from './choices.ts';
import { eventKind, type Field, fieldsOf, type Kind, paymentKind, ticketKind } from './columns/fields.ts';
import { type Columns, plainName } from './columns/header.ts';
import { allFaults, type Fault, faultsError, quoted } from './faults.ts';
import { checkRequired, openTable, type Table } from './open-table.ts';

/** The rows of a file that stands beside a ledger, or for itself. */
export interface ListFile<Name extends string, Row> {
  readonly file: string;
  readonly map: Columns<Name>;
  readonly rows: readonly Row[];
  readonly lines: readonly number[];
  readonly notes: readonly string[];
}

type Texts = Readonly<Record<string, unknown>>;

export const readEventsFile = (file: FileBytes, choices: Choices) =>
  readList(file, eventKind, choices, (records, options) => parseEvents(records, options));

export const readTicketsFile = (file: FileBytes, choices: Choices) => {
  const found = readList(file, ticketKind, choices, (records, options) => parseTickets(records, options));
  if (found.map.columns.has('resolved')) return found;
  return { ...found, notes: [...found.notes, say('No column for resolved tickets, so all of them count as open')] };
};

export const readPaymentsFile = (file: FileBytes, choices: Choices) =>
  readList(file, paymentKind, choices, (records, options) => parsePayments(records.map(withStatus), options));

const statuses: Readonly<Record<string, string>> = {
  paid: 'succeeded',
  success: 'succeeded',
  successful: 'succeeded',
  ok: 'succeeded',
  bezahlt: 'succeeded',
  erfolgreich: 'succeeded',
  fail: 'failed',
  declined: 'failed',
  fehlgeschlagen: 'failed',
  abgelehnt: 'failed',
  uncollectible: 'writtenOff',
  abgeschrieben: 'writtenOff',
};

function withStatus(record: Texts): Texts {
  const plain = plainName(String(record.status ?? ''));
  const word = ['succeeded', 'failed', 'writtenOff'].find((status) => plainName(status) === plain) ?? statuses[plain];
  return word === undefined ? record : { ...record, status: word };
}

type Parse<Row> = (records: readonly Texts[], options: ParseOptions) => ParsedRows<Row, Texts>;

function readList<Name extends string, Row extends object>(
  file: FileBytes,
  kind: Kind<Name>,
  asked: Choices,
  parse: Parse<Row>,
): ListFile<Name, Row> {
  const choices = choicesFor(file, asked);
  const table = openTable(file, { kind }, choices);
  checkRequired(table, kind, choices);
  const raws = rawsOf(table);
  const reader = cellReaderOf(table, kind, raws, choices);
  const records = raws.map((raw) => recordOf(raw, kind, reader));
  const { rows, rejected } = parse(records, optionsOf(reader, choices));
  const lines = table.records.map(({ line }) => line);
  const faults = rejected.flatMap((row) => rejectedFaults(row, { raws, lines, kind, columns: table.columns }));
  throwAll(table, faults);
  return { file: table.file, map: table, rows: rows.map(withoutDates), lines, notes: notesOf(table, reader) };
}

/** The texts of a record under the names of a row. */
export function recordOf<Name extends string>(raw: Raw<Name>, kind: Kind<Name>, reader: CellReader<Name>): Texts {
  const record: Record<string, unknown> = {};
  for (const [flag, { path }] of fieldsOf(kind)) {
    const text = raw[flag];
    if (text !== undefined) record[path] = reader.read(flag, text).text;
  }
  return record;
}

export function optionsOf(reader: CellReader<string>, { timeZone }: Choices): ParseOptions {
  return { numberFormat: reader.numberFormat, dateOrder: reader.dateOrder, localTimes: true, timeZone };
}

interface Place<Name extends string> {
  readonly raws: readonly Raw<Name>[];
  readonly lines: readonly number[];
  readonly kind: Kind<Name>;
  readonly columns: Columns<Name>['columns'];
}

export function rejectedFaults<Name extends string>(
  { index, issues }: Pick<RejectedRow<unknown>, 'index' | 'issues'>,
  { raws, lines, kind, columns }: Place<Name>,
): Fault[] {
  return issues.map(({ path, message }) => {
    const [flag, field]: [Name, Field] | [] = fieldsOf(kind).find((entry) => entry[1].path === path[0]) ?? [];
    const cell = flag === undefined ? undefined : raws[index]?.[flag];
    const [rule = message] = message.split('; received ');
    const cure = field?.cell === 'instant' && cell !== undefined ? dateCure(cell) : '';
    return {
      line: lines[index] ?? 0,
      column: flag === undefined ? undefined : (columns.get(flag)?.name ?? flag),
      rule: cell === undefined ? 'must not be blank' : rule + cure,
      received: cell === undefined ? undefined : quoted(cell),
    };
  });
}

export function throwAll<Name extends string>(table: Table<Name>, faults: readonly Fault[]): void {
  const all = allFaults(table.faults, faults);
  if (all.length > 0) throw faultsError(table.file, all, table.records.length);
}

export function notesOf<Name extends string>(table: Table<Name>, reader: CellReader<Name>): string[] {
  return [...writtenLine(table.written, reader.written), ...reader.notes, ...table.notes];
}

/** Instants as texts: local times are ISO 8601 now. */
function withoutDates<Row extends object>(row: Row): Row {
  const entries = Object.entries(row).map(([field, value]) => [
    field,
    value instanceof Date ? value.toISOString() : value,
  ]);
  return Object.fromEntries(entries) as Row;
}
