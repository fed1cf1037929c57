/**
 * The retention report of a CSV subscription ledger: `npm run report -- LEDGER.csv`, flags with `--help`. It prints a table,
 * writes every column in full precision as CSV, and draws pictures into an HTML page. Each printed number is rounded by itself, so
 * a printed bridge may miss by a cent.
 */
import { basename } from 'node:path';
import { retentionReport } from 'tenure';
import { type Io, printerOf } from './support/io.ts';
import { openLedger } from './support/open-ledger.ts';
import { reportPeriods } from './support/periods.ts';
import { type ReportFlags, readFlags } from './support/report-flags.ts';
import { help } from './support/report-help.ts';
import { programOf, start } from './support/run.ts';
import { table } from './support/table.ts';
import { writeCsv } from './support/write-csv.ts';
import { writeText } from './support/write-text.ts';

async function report(flags: ReportFlags, io: Io): Promise<void> {
  const print = printerOf(io);
  const { source, known, book, asOf, outputs, description } = await openLedger(flags, io);
  const { periods, description: range } = reportPeriods(known, asOf, flags);
  const rows = retentionReport(book, periods);

  for (const line of description) print(line);
  print(`As of: ${asOf.instant} (${asOf.reason})`);
  print(`Periods: ${range}, by ${flags.by}, time zone ${flags.timeZone}\n`);
  print(table(rows));
  await writeCsv(outputs.out, rows);
  print(`\nWritten in full precision to ${outputs.out}`);

  // Loaded only now, so that --help and complaints do not wait for the libraries that draw.
  const { page } = await import('./support/page/page.ts');
  const context = { name: basename(source.file), rowCount: source.rows.length, range, timeZone: flags.timeZone };
  const text = await page({ ...context, rows, currency: rows[0]?.currency ?? null, by: flags.by });
  await writeText('--html', outputs.html, text);
  print(`Pictures in ${outputs.html}`);
}

export const main = programOf({ help, readFlags, run: report });
await start(main, import.meta.url);
