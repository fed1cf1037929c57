import { createReadStream, type ReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { CsvError, type Info, type Parser, parse } from 'csv-parse';
import { type ColumnMap, mapColumns } from './columns.ts';
import type { FieldName } from './fields.ts';
import { cellError, InputError } from './input-error.ts';
import type { LedgerFlags } from './ledger-flags.ts';
import { lineCounter } from './line-counter.ts';
import type { Progress } from './progress.ts';
import { type LedgerRow, rowReader } from './row-reader.ts';

/** A ledger as it was in its file: the rows, and the line on which each of them begins. */
export interface LedgerFile {
  readonly file: string;
  readonly map: ColumnMap;
  readonly rows: readonly LedgerRow[];
  readonly lines: readonly number[];
}

/** Reads a CSV ledger record by record, so that the text of a large file is never in memory as a whole. */
export async function readLedger(file: string, flags: LedgerFlags, progress: Progress): Promise<LedgerFile> {
  try {
    const bytes = await sizeOf(file);
    const input = createReadStream(file);
    try {
      return await readRecords(file, flags, input, (rows) => progress.report(rows, input.bytesRead / bytes));
    } finally {
      input.destroy();
      progress.end();
    }
  } catch (error) {
    throw explained(error, file);
  }
}

async function sizeOf(file: string): Promise<number> {
  const status = await stat(file);
  if (status.isFile() && status.size === 0) throw new InputError(`${file} is empty`);
  return status.size;
}

async function readRecords(file: string, flags: LedgerFlags, input: ReadStream, onRow: (rows: number) => void) {
  const records = recordsOf(input)[Symbol.asyncIterator]();
  const first = await records.next();
  if (first.done) throw new InputError(`${file} is empty`);
  const header = first.value.cells;
  const map = mapColumns(header, flags.columns);
  const subscriptionOf = rowReader(map, flags.endInclusive);
  const rows: LedgerRow[] = [];
  const lines: number[] = [];
  for (let next = await records.next(); !next.done; next = await records.next()) {
    const { cells, line } = next.value;
    if (cells.length !== header.length) {
      throw new InputError(`${file} line ${line}: the row has ${cells.length} cells, and the header ${header.length}`);
    }
    const refuse = (field: FieldName, complaint: string): never => {
      throw cellError(file, line, map.columns.get(field)?.name ?? field, complaint);
    };
    rows.push(subscriptionOf(cells, refuse));
    lines.push(line);
    onRow(rows.length);
  }
  if (rows.length === 0) throw new InputError(`${file} has a header, but no rows`);
  return { file, map, rows, lines };
}

/** The records of a file, header included, each with the line it begins on. */
async function* recordsOf(input: ReadStream): AsyncGenerator<{ cells: string[]; line: number }> {
  const parser: Parser = parse({ bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true });
  // An error of the file arrives through the parser, which `pipeline` destroys with it.
  pipeline(input, parser, () => {});
  const lineOf = lineCounter();
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
    yield { cells: record, line: lineOf(record, info.lines) };
  }
}

function explained(error: unknown, file: string): unknown {
  if (error instanceof CsvError) return new InputError(`${file}: ${error.message}`);
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new InputError(`there is no file ${file}`);
  if (code === 'EISDIR') return new InputError(`${file} is a directory, not a CSV file`);
  if (code === 'EACCES') return new InputError(`${file} may not be read`);
  return error;
}
