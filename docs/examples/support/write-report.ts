import { writeFile } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import type { RetentionReportRow } from 'tenure';
import { InputError } from './input-error.ts';

/** Writes every column of the report. Numbers are written as they print, so they read back as the same doubles; null is blank. */
export async function writeReport(file: string, rows: readonly RetentionReportRow[]): Promise<void> {
  const text = stringify([...rows], { header: true, cast: { boolean: String } });
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new InputError(`--out ${file} cannot be written: ${(error as Error).message}`);
  }
}
