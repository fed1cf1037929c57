import { fileURLToPath } from 'node:url';
import { isMetricsError, type Ledger, type LedgerPolicy, ledger } from 'tenure';
import { type AsOf, asOfOf, type Dated } from './as-of.ts';
import { explain } from './explain.ts';
import { InputError } from './input-error.ts';
import { type Io, nowOf } from './io.ts';
import { knownLedger } from './known-ledger.ts';
import { describeLedgerColumns } from './ledger-columns.ts';
import type { LedgerFlags } from './ledger-flags.ts';
import { type Outputs, outputsOf } from './out/outputs.ts';
import { progressOn } from './progress.ts';
import { type LedgerFile, readLedger } from './read-ledger.ts';
import type { LedgerRow } from './row-reader.ts';
import { cutOff } from './sample-customer.ts';

const sample = fileURLToPath(new URL('../data/sample-ledger.csv', import.meta.url));

export interface OpenedLedger {
  /** As it stands in the file. */
  readonly source: LedgerFile;
  /** What the rows tell of the time before `asOf`. */
  readonly known: readonly LedgerRow[];
  readonly asOf: AsOf;
  /** Of the known rows. */
  readonly book: Ledger<LedgerRow>;
  readonly policy: LedgerPolicy;
  /** The part of the policy that turns currencies into one. */
  readonly exchange: Pick<LedgerPolicy, 'currency' | 'exchangeRates'>;
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
  const source = await readLedger(file, flags, progressOn(io.err, flags.progress));
  const exchange = {};
  compiled(source.rows, { timeZone: flags.timeZone, ...exchange }, source, flags);
  const { timeZone } = flags;
  const sampleCutOff = isSample ? cutOff : undefined;
  const asOf = asOfOf(datesOf(source.rows, beside), { flag: flags.asOf, timeZone, now: nowOf(io), sampleCutOff });
  const known = knownLedger(source.rows, asOf.instant, timeZone);
  if (known.length === 0) throw new InputError(`nobody has paid before ${asOf.instant}`);
  const policy = { timeZone, asOf: asOf.instant, ...exchange };
  const name = isSample ? 'the sample ledger, since no file was given' : file;
  const description = [`Ledger: ${name}: ${source.rows.length} rows`, ...describeLedgerColumns(source.map)];
  return { source, known, asOf, book: ledger(known, policy), policy, exchange, isSample, outputs, description };
}

function datesOf(rows: readonly LedgerRow[], beside: Dated): Dated {
  const ends = rows.flatMap(({ end, trialEnd, cancelRequestedAt, pauses, pastDue }) => {
    const spans = [...(pauses ?? []), ...(pastDue ?? [])].flatMap((span) => [span.start, span.end]);
    return [end, trialEnd, cancelRequestedAt, ...spans].filter((text) => typeof text === 'string');
  });
  return { starts: [...rows.map(({ start }) => start), ...beside.starts], ends: [...ends, ...beside.ends] };
}

/** All rows, so that one that lies ahead is checked as well. */
function compiled(
  rows: readonly LedgerRow[],
  policy: LedgerPolicy,
  source: LedgerFile,
  { endInclusive }: LedgerFlags,
): Ledger<LedgerRow> {
  try {
    return ledger(rows, policy);
  } catch (error) {
    throw isMetricsError(error) ? explain(error, source, endInclusive) : error;
  }
}
