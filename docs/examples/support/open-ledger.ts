import { fileURLToPath } from 'node:url';
import { isMetricsError, type Ledger, ledger } from 'tenure';
import { explain } from './explain.ts';
import type { Io } from './io.ts';
import { describeLedgerColumns } from './ledger-columns.ts';
import type { LedgerFlags } from './ledger-flags.ts';
import { type Outputs, outputsOf } from './outputs.ts';
import { progressOn } from './progress.ts';
import { type LedgerFile, readLedger } from './read-ledger.ts';

const sample = fileURLToPath(new URL('../data/sample-ledger.csv', import.meta.url));

export interface OpenedLedger {
  readonly source: LedgerFile;
  readonly book: Ledger;
  readonly isSample: boolean;
  /** Full paths, of which none is the ledger. */
  readonly outputs: Outputs;
  /** What was read, for the person to check. */
  readonly description: readonly string[];
}

/** Reads the ledger that the flags name, or else the sample, and has the library check it. */
export async function openLedger(flags: LedgerFlags & Outputs, io: Io): Promise<OpenedLedger> {
  const isSample = flags.file === undefined;
  const file = flags.file ?? sample;
  const outputs = outputsOf({ 'the ledger': file }, flags);
  const source = await readLedger(file, flags, progressOn(io.err, flags.progress));
  const book = compiled(source, flags);
  const name = isSample ? 'the sample ledger, since no file was given' : file;
  const description = [`Ledger: ${name}: ${source.rows.length} rows`, ...describeLedgerColumns(source.map)];
  return { source, book, isSample, outputs, description };
}

function compiled(source: LedgerFile, { timeZone, endInclusive }: LedgerFlags): Ledger {
  try {
    return ledger(source.rows, { timeZone });
  } catch (error) {
    throw isMetricsError(error) ? explain(error, source, endInclusive) : error;
  }
}
