import { csvText, excelText } from './csv-text.ts';
import type { Outputs } from './outputs.ts';
import { writeText } from './write-text.ts';

/** Writes every field of the rows. */
export async function writeCsv(file: string, rows: readonly object[], excel: Outputs['excel']): Promise<void> {
  await writeText('--out', file, excel === undefined ? csvText(rows) : excelText(rows));
}
