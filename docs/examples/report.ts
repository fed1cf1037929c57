/**
 * The retention report of a CSV subscription ledger: `npm run report -- LEDGER.csv`, flags with `--help`. It prints a table,
 * writes every column in full precision as CSV, and draws pictures into an HTML page. Each printed number is rounded by itself, so
 * a printed bridge may miss by a cent. `--before` adds what changed in the last period since it was reported, `--forecast` what comes.
 */
import { findingLines, findingsOf } from './support/findings.ts';
import { forecastTables } from './support/forecast/forecast-sheet.ts';
import { type Io, printerOf } from './support/io.ts';
import { say } from './support/language/language.ts';
import { asOfText } from './support/open/as-of.ts';
import { openLedger, readBefore } from './support/open/open-ledger.ts';
import { writeResults } from './support/out/write-results.ts';
import { type ReportFlags, readFlags } from './support/report/report-flags.ts';
import { help } from './support/report/report-help.ts';
import { reportResults } from './support/report/report-results.ts';
import { allFigures, byText } from './support/report/report-sheet.ts';
import { restatedTables } from './support/report/restated.ts';
import { splitTable } from './support/report/split-report.ts';
import { programOf, start } from './support/run.ts';
import { textTable } from './support/text/column-table.ts';
import { terminalWidth } from './support/text/terminal-width.ts';

async function report(flags: ReportFlags, io: Io): Promise<void> {
  const print = printerOf(io);
  const width = terminalWidth(io.out);
  const { by, timeZone } = flags;
  const opened = await openLedger(flags, io);
  const before = flags.before === undefined ? undefined : await readBefore(flags.before, flags, opened.outputs);
  const results = reportResults(opened, flags, findingsOf(opened.source, opened.policy), before);
  const { rows, sheet, range, split, restated, outlook } = results;

  for (const line of opened.description) print(line);
  print(`${say('As of')}: ${asOfText(opened.asOf)}`);
  print(`${say('Periods')}: ${range}, ${byText(by)}, ${say('time zone')} ${timeZone}\n`);
  for (const line of findingLines(sheet.findings, width)) print(line);
  print(textTable(allFigures({ currency: rows[0]?.currency ?? null }, rows), width));
  const tables = [
    ...(split === undefined ? [] : [splitTable(split)]),
    ...(restated === undefined ? [] : restatedTables(restated)),
    ...(outlook === undefined ? [] : forecastTables(outlook)),
  ];
  for (const table of tables) print(`\n${[table.title, textTable(table, width), ...table.notes].join('\n')}`);
  if (restated !== undefined) print(`\n${[say('In words'), ...restated.words].join('\n')}`);
  await writeResults(opened.outputs, results, print);
}

export const main = programOf({ help, readFlags, run: report });
await start(main, import.meta.url);
