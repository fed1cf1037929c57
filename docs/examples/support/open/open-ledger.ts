import { fileURLToPath } from 'node:url';
import { type Ledger, type LedgerPolicy, ledger } from 'tenure';
import { type LedgerFlags, ledgerChoices } from '../flags/ledger-flags.ts';
import { InputError } from '../input-error.ts';
import { type Io, nowOf } from '../io.ts';
import { type Outputs, outputsOf } from '../out/outputs.ts';
import { type Progress, progressOn } from '../progress.ts';
import { ledgerKind } from '../read/columns/fields.ts';
import type { LedgerRow } from '../read/ledger/ledger-row.ts';
import { type LedgerFile, readLedgerFile } from '../read/ledger/read-ledger.ts';
import { cutOff } from '../sample/sample-customer.ts';
import { type AsOf, asOfOf, type Dated, lastDate } from './as-of.ts';
import { type Exchange, exchangeOf } from './exchange.ts';
import { explaining } from './explain.ts';
import { knownLedger } from './known-ledger.ts';
import { ledgerLines } from './ledger-lines.ts';
import { checkRange } from './range.ts';
import { readFrom } from './read-file.ts';

const sample = fileURLToPath(new URL('../../data/sample-ledger.csv', import.meta.url));

export interface OpenedLedger {
  /** As it stands in the file. */
  readonly source: LedgerFile;
  /** What the rows tell of the time before `asOf`. */
  readonly known: readonly LedgerRow[];
  readonly asOf: AsOf;
  /** Of the known rows. */
  readonly book: Ledger<LedgerRow>;
  readonly policy: LedgerPolicy;
  /** The part of the policy that says what amounts are, and turns currencies into one. */
  readonly exchange: Exchange['policy'];
  readonly isSample: boolean;
  /** Full paths, of which none is the ledger. */
  readonly outputs: Outputs;
  /** What was read, for the person to check. */
  readonly description: readonly string[];
}

const nothing: Dated = { starts: [], ends: [] };

/** Reads the ledger that the flags name, or else the sample, and has the library check it. `beside`: the dates of other files. */
export async function openLedger(flags: LedgerFlags & Outputs, io: Io, beside = nothing): Promise<OpenedLedger> {
  const isSample = flags.file === undefined;
  const file = flags.file ?? sample;
  const outputs = outputsOf({ 'the ledger': file }, flags);
  const { timeZone } = flags;
  const progress = progressOn(io.err, flags.progress);
  const source = await readLedger(file, flags, progress);
  const sampleCutOff = isSample ? cutOff : undefined;
  const asOf = asOfOf(datesOf(source, beside), { flag: flags.asOf, timeZone, now: nowOf(io), sampleCutOff });
  const lastDay = lastDate(asOf, timeZone);
  const starts = source.rows.map(({ start }) => start);
  checkRange(source, source.map.columns.get('start')?.name ?? 'start', starts, lastDay, timeZone);
  const exchange = await exchangeOf(source.rows, lastDay, flags, progressOn(io.err, false));
  // All rows, so that one that lies ahead is checked as well.
  explaining('subscriptions', source, ledgerKind.fields, () => ledger(source.rows, { timeZone, ...exchange.policy }));
  const known = knownLedger(source.rows, asOf.instant, timeZone);
  if (known.length === 0) throw new InputError(`nobody has paid before ${asOf.instant}`);
  const policy = { timeZone, asOf: asOf.instant, ...exchange.policy };
  const name = isSample ? 'the sample ledger, since no file was given' : file;
  return {
    source,
    known,
    asOf,
    book: ledger(known, policy),
    policy,
    exchange: exchange.policy,
    isSample,
    outputs,
    description: [`Ledger: ${name}: ${source.rows.length} rows`, ...ledgerLines(source), ...exchange.description],
  };
}

export function readLedger(file: string, flags: LedgerFlags, progress: Progress): Promise<LedgerFile> {
  return readFrom(file, (bytes) => readLedgerFile(bytes, ledgerChoices(flags)), progress);
}

/** An end is planned for a row that runs, by its status, and so is the end of a trial that is not over; whatever has no status tells of facts. */
function datesOf({ rows, open }: LedgerFile, beside: Dated): Dated {
  const [starts, ends, planned] = [[...beside.starts], [...beside.ends], [...(beside.planned ?? [])]];
  for (const row of rows) {
    const standing = open.get(row);
    starts.push(row.start);
    (standing === undefined ? ends : planned).push(...texts(row.end));
    (standing === 'trial' ? planned : ends).push(...texts(row.trialEnd));
    ends.push(...texts(row.cancelRequestedAt));
    for (const { start, end } of [...(row.pauses ?? []), ...(row.pastDue ?? [])])
      ends.push(...texts(start), ...texts(end));
  }
  return { starts, ends, planned };
}

function texts(value: unknown): string[] {
  return typeof value === 'string' ? [value] : [];
}
