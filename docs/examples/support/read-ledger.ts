import { type ColumnMap, mapColumns } from './ledger-columns.ts';
import type { LedgerFlags } from './ledger-flags.ts';
import type { Progress } from './progress.ts';
import { type CsvFile, readCsv } from './read-csv.ts';
import { type LedgerRow, rowReader } from './row-reader.ts';

export type LedgerFile = CsvFile<ColumnMap, LedgerRow>;

export function readLedger(file: string, flags: LedgerFlags, progress: Progress): Promise<LedgerFile> {
  const reading = {
    mapOf: (header: readonly string[]) => mapColumns(header, flags.columns),
    readerOf: (map: ColumnMap) => rowReader(map, flags.endInclusive),
  };
  return readCsv(file, reading, progress);
}
