/**
 * Where the MRR of a CSV subscription ledger will be: `npm run forecast -- LEDGER.csv`, flags with `--help`. It prints the expected bridge of
 * each month, writes it as CSV, and draws a fan of what may come beside what earlier forecasts would have said.
 */
import { findingLines, findingsOf } from './support/findings.ts';
import { type ForecastFlags, readFlags } from './support/forecast/forecast-flags.ts';
import { help } from './support/forecast/forecast-help.ts';
import { forecastSheet, forecastTables } from './support/forecast/forecast-sheet.ts';
import { outlookOf, outlookRows } from './support/forecast/outlook.ts';
import { type Io, printerOf } from './support/io.ts';
import { say } from './support/language/language.ts';
import { asOfText } from './support/open/as-of.ts';
import { openLedger } from './support/open/open-ledger.ts';
import { writeResults } from './support/out/write-results.ts';
import { ledgerRead } from './support/page/ledger-facts.ts';
import { programOf, start } from './support/run.ts';
import { textTable } from './support/text/column-table.ts';
import { terminalWidth } from './support/text/terminal-width.ts';

async function forecast(flags: ForecastFlags, io: Io): Promise<void> {
  const print = printerOf(io);
  const width = terminalWidth(io.out);
  const { timeZone } = flags;
  const opened = await openLedger(flags, io);
  const { source, asOf, outputs } = opened;
  const outlook = outlookOf(opened, flags);
  const findings = findingsOf(source, opened.policy);

  for (const line of opened.description) print(line);
  print(`${say('As of')}: ${asOfText(asOf)}, ${say('time zone')} ${timeZone}\n`);
  for (const line of findingLines(findings, width)) print(line);
  for (const table of forecastTables(outlook))
    print([table.title, textTable(table, width), ...table.notes, ''].join('\n'));
  const { forecast: rows, backtest } = outlookRows(outlook);
  const more: Record<string, readonly object[]> = backtest.length === 0 ? {} : { backtest };
  const sheet = forecastSheet({ ...ledgerRead(source, opened.settings), outlook, asOf, timeZone, findings });
  await writeResults(outputs, { rows, more, sheet }, print);
}

export const main = programOf({ help, readFlags, run: forecast });
await start(main, import.meta.url);
