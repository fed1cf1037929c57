import { createReadStream, type ReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { CsvError, type Info, type Parser, parse } from 'csv-parse';
import type { Refuse } from './cells.ts';
import type { Columns } from './columns.ts';
import { cellError, InputError } from './input-error.ts';
import { lineCounter } from './line-counter.ts';
import type { Progress } from './progress.ts';

/** A table as it was in its file: the rows, and the line on which each of them begins. */
export interface CsvFile<Map extends Columns<string>, Row> {
  readonly file: string;
  readonly map: Map;
  readonly rows: readonly Row[];
  readonly lines: readonly number[];
}

/** How the records of a file become rows. */
export interface Reading<Name extends string, Map extends Columns<Name>, Row> {
  readonly mapOf: (header: readonly string[]) => Map;
  readonly readerOf: (map: Map) => (cells: readonly string[], refuse: Refuse<Name>) => Row;
}

/** Reads a CSV file record by record, so that the text of a large file is never in memory as a whole. */
export async function readCsv<Name extends string, Map extends Columns<Name>, Row>(
  file: string,
  reading: Reading<Name, Map, Row>,
  progress: Progress,
): Promise<CsvFile<Map, Row>> {
  try {
    const bytes = await sizeOf(file);
    const input = createReadStream(file);
    try {
      return await readRecords(file, reading, input, (rows) => progress.report(rows, input.bytesRead / bytes));
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

async function readRecords<Name extends string, Map extends Columns<Name>, Row>(
  file: string,
  { mapOf, readerOf }: Reading<Name, Map, Row>,
  input: ReadStream,
  onRow: (rows: number) => void,
): Promise<CsvFile<Map, Row>> {
  const records = recordsOf(input)[Symbol.asyncIterator]();
  const first = await records.next();
  if (first.done) throw new InputError(`${file} is empty`);
  const header = first.value.cells;
  const map = mapOf(header);
  const rowOf = readerOf(map);
  const rows: Row[] = [];
  const lines: number[] = [];
  for (let next = await records.next(); !next.done; next = await records.next()) {
    const { cells, line } = next.value;
    if (cells.length !== header.length) {
      throw new InputError(`${file} line ${line}: the row has ${cells.length} cells, and the header ${header.length}`);
    }
    const refuse = (field: Name, complaint: string): never => {
      throw cellError(file, line, map.columns.get(field)?.name ?? field, complaint);
    };
    rows.push(rowOf(cells, refuse));
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
