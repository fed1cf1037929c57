import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import { InputError } from '../../input-error.ts';

/** A line of a table, with the line of the file on which it begins. */
export interface TextRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

export const delimiters: Readonly<Record<string, string>> = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' };

/** The records of a text; blank lines, and lines of nothing but delimiters, are none. */
export function split(file: string, text: string, delimiter: string): TextRecord[] {
  const { body, skipped } = withoutSeparatorLine(text);
  const lineOf = lineCounter();
  try {
    const records: TextRecord[] = [];
    // As bytes: the parser's own way from text to them is slow.
    parse(new TextEncoder().encode(body), {
      delimiter,
      // What the parser says of a record is let go at once.
      on_record(cells, { lines }) {
        const line = lineOf(cells, lines) + skipped;
        if (cells.some((cell) => cell !== '')) records.push({ cells, line });
        return null;
      },
      relax_column_count: true,
      skip_empty_lines: true,
      // A quote inside a cell that is not in quotes, as in 5" screens, is a quote.
      relax_quotes: true,
      trim: true,
    });
    return records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code !== 'CSV_QUOTE_NOT_CLOSED') throw new InputError(`${file}: ${error.message}`);
    const line = openQuoteLine(body) + skipped;
    throw new InputError(`${file} line ${line}: a cell begins with a quote that is never closed`);
  }
}

/** The line of the last quote that opens a cell. */
function openQuoteLine(text: string): number {
  let line = 1;
  let opened = 1;
  let isInside = false;
  for (const letter of text) {
    if (letter === '\n') line += 1;
    if (letter !== '"') continue;
    isInside = !isInside;
    if (isInside) opened = line;
  }
  return opened;
}

/** The delimiter of which the first lines have most, where they have it alike. */
export function delimiterOf(text: string): string {
  const { body } = withoutSeparatorLine(text);
  const lines = body
    .slice(0, 20_000)
    .split(/\r\n|\n|\r/)
    .slice(0, 30)
    .map(unquoted);
  const scores = Object.values(delimiters).map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1).filter((count) => count > 0);
    return { delimiter, score: commonest(counts) };
  });
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).delimiter;
}

/** How many lines have the same number of delimiters, times that number. */
function commonest(counts: readonly number[]): number {
  const lines = new Map<number, number>();
  for (const count of counts) lines.set(count, (lines.get(count) ?? 0) + 1);
  return Math.max(0, ...[...lines].map(([count, times]) => count * times));
}

function unquoted(line: string): string {
  return line.replace(/"(?:[^"]|"")*"/g, '');
}

/** Excel's own first line 'sep=;'. */
export function separatorLine(text: string): string | undefined {
  return /^\uFEFF?sep=(.)\r?\n/i.exec(text)?.[1];
}

function withoutSeparatorLine(text: string): { body: string; skipped: number } {
  const has = separatorLine(text) !== undefined;
  return { body: has ? text.slice(text.indexOf('\n') + 1) : text, skipped: has ? 1 : 0 };
}

/**
 * The line on which each record begins, as an editor counts. The parser says on which line it ends, and inside quotes it counts
 * CR LF as two lines, which adds up over a file.
 */
function lineCounter(): (record: readonly string[], parserLine: number) => number {
  let countedTwice = 0;
  return (record, parserLine) => {
    let inside = 0;
    for (const cell of record) {
      if (!cell.includes('\n') && !cell.includes('\r')) continue;
      inside += cell.match(/\r\n|\r|\n/g)?.length ?? 0;
      countedTwice += cell.match(/\r\n/g)?.length ?? 0;
    }
    return parserLine - countedTwice - inside;
  };
}
