/**
 * The retention report of a CSV subscription ledger: `npm run report -- LEDGER.csv`, flags with `--help`. It prints a table and
 * writes every column in full precision as CSV. Each printed number is rounded by itself, so a printed bridge may miss by a cent.
 */
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMetricsError, type Ledger, ledger, retentionReport } from 'tenure';
import { describeColumns } from './support/columns.ts';
import { explain } from './support/explain.ts';
import { type Flags, readFlags } from './support/flags.ts';
import { help } from './support/help.ts';
import { InputError } from './support/input-error.ts';
import { reportPeriods } from './support/periods.ts';
import { progressOn } from './support/progress.ts';
import { type LedgerFile, readLedger } from './support/read-ledger.ts';
import { table } from './support/table.ts';
import { writeReport } from './support/write-report.ts';

const sample = fileURLToPath(new URL('data/sample-ledger.csv', import.meta.url));

async function report(flags: Flags): Promise<void> {
  const file = flags.file ?? sample;
  const out = resolve(flags.out);
  refuseToOverwrite(file, out);
  const source = await readLedger(file, flags, progressOn(process.stderr, flags.progress));
  const book = compiled(source, flags);
  const { periods, description } = reportPeriods(source.rows, flags);
  const rows = retentionReport(book, periods);

  const name = flags.file === undefined ? 'the sample ledger, since no file was given' : file;
  console.log(`Ledger: ${name}: ${source.rows.length} rows`);
  for (const line of describeColumns(source.map)) console.log(line);
  console.log(`Periods: ${description}, by ${flags.by}, time zone ${flags.timeZone}\n`);
  console.log(table(rows));
  await writeReport(out, rows);
  console.log(`\nWritten in full precision to ${out}`);
}

function compiled(source: LedgerFile, { timeZone, endInclusive }: Flags): Ledger {
  try {
    return ledger(source.rows, { timeZone });
  } catch (error) {
    throw isMetricsError(error) ? explain(error, source, endInclusive) : error;
  }
}

function refuseToOverwrite(file: string, out: string): void {
  if (realPath(file) === realPath(out)) throw new InputError(`--out ${out} is the ledger itself`);
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return resolve(file);
  }
}

try {
  const flags = readFlags(process.argv.slice(2));
  if (flags.help) console.log(help);
  else await report(flags);
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
