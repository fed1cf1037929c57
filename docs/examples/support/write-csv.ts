import { stringify } from 'csv-stringify/sync';
import { writeText } from './write-text.ts';

/** Writes every field of the rows. Numbers are written as they print, so they read back as the same doubles; null is blank. */
export async function writeCsv(file: string, rows: readonly object[]): Promise<void> {
  await writeText('--out', file, stringify([...rows], { header: true, cast: { boolean: String } }));
}
