import { fileURLToPath } from 'node:url';
import { type LedgerFlags, ledgerChoices } from '../flags/ledger-flags.ts';
import { type Io, nowOf } from '../io.ts';
import { outputsOf } from '../out/output-paths.ts';
import type { Outputs } from '../out/outputs.ts';
import { type Progress, progressOn } from '../progress.ts';
import { type LedgerFile, readLedgerFile } from '../read/ledger/read-ledger.ts';
import { type Rates, readRatesFile } from '../read/ledger/read-rates.ts';
import type { Dated } from './as-of.ts';
import { type LedgerBook, ledgerBook } from './ledger-book.ts';
import { diskWith, readFrom } from './read-file.ts';

const sample = fileURLToPath(new URL('../../data/sample-ledger.csv', import.meta.url));

export interface OpenedLedger extends LedgerBook {
  /** Full paths, of which none is the ledger. */
  readonly outputs: Outputs;
}

/** Reads the ledger that the flags name, or else the sample, and has the library check it. `beside`: the dates of other files. */
export async function openLedger(flags: LedgerFlags & Outputs, io: Io, beside?: Dated): Promise<OpenedLedger> {
  const isSample = flags.file === undefined;
  const file = flags.file ?? sample;
  const outputs = outputsOf({ 'the ledger': file }, flags);
  const source = await readLedger(file, flags, progressOn(io.err, flags.progress));
  const rates = await readRates(flags, progressOn(io.err, false));
  return { ...ledgerBook(source, flags, { now: nowOf(io), isSample, rates, beside }), outputs };
}

export function readLedger(file: string, flags: LedgerFlags, progress: Progress): Promise<LedgerFile> {
  return diskWith(progress)(file, ledgerChoices(flags), readLedgerFile);
}

/** The rows as they stood before, of a file that is no more written over than the ledger is. */
export function readBefore(file: string, flags: LedgerFlags, outputs: Outputs): Promise<LedgerFile> {
  outputsOf({ '--before': file }, outputs);
  return readLedger(file, flags, { report: () => undefined, end: () => undefined });
}

async function readRates(
  { exchangeRates: file, reading, timeZone }: LedgerFlags,
  progress: Progress,
): Promise<Rates | undefined> {
  if (file === undefined) return undefined;
  const choices = { ...reading, timeZone, columns: new Map<string, string>() };
  const { rates } = await readFrom(file, (bytes) => ({ rates: readRatesFile(bytes, choices), rows: [] }), progress);
  return rates;
}
