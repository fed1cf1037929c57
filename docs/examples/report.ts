/**
 * The retention report of a CSV subscription ledger: `npm run report -- LEDGER.csv`, flags with `--help`. It prints a table,
 * writes every column in full precision as CSV, and draws pictures into an HTML page. Each printed number is rounded by itself, so
 * a printed bridge may miss by a cent.
 */
import { realpathSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  isMetricsError,
  type Ledger,
  ledger,
  mrrMovements,
  type Period,
  type RetentionReportRow,
  retentionReport,
} from 'tenure';
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
  const [out, html] = [resolve(flags.out), resolve(flags.html)];
  refuseToOverwrite(file, out, html);
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

  // Loaded only now, so that --help and complaints do not wait for the libraries that draw.
  const { writePage } = await import('./support/page/write-page.ts');
  const context = { name: basename(file), rowCount: source.rows.length, range: description, timeZone: flags.timeZone };
  await writePage(html, { ...context, ...pictureData(book, periods, rows), by: flags.by });
  console.log(`Pictures in ${html}`);
}

/** The statements hold what a row of the report does not: the currency, and what exchange rates did. */
function pictureData(book: Ledger, periods: readonly Period[], rows: readonly RetentionReportRow[]) {
  const statements = mrrMovements(book, periods);
  const withFx = rows.map((row, index) => ({ ...row, fx: statements[index]?.fx ?? 0 }));
  return { rows: withFx, currency: statements[0]?.currency ?? null };
}

function compiled(source: LedgerFile, { timeZone, endInclusive }: Flags): Ledger {
  try {
    return ledger(source.rows, { timeZone });
  } catch (error) {
    throw isMetricsError(error) ? explain(error, source, endInclusive) : error;
  }
}

function refuseToOverwrite(file: string, out: string, html: string): void {
  if (realPath(file) === realPath(out)) throw new InputError(`--out ${out} is the ledger itself`);
  if (realPath(file) === realPath(html)) throw new InputError(`--html ${html} is the ledger itself`);
  if (realPath(out) === realPath(html)) throw new InputError(`--html ${html} is also --out`);
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
