/**
 * The retention report of a CSV subscription ledger: `npm run report -- LEDGER.csv`, flags with `--help`. It prints a table,
 * writes every column in full precision as CSV, and draws pictures into an HTML page. Each printed number is rounded by itself, so
 * a printed bridge may miss by a cent.
 */
import { mrrMovements, retentionReport } from 'tenure';
import { findingLines, findingsOf } from './support/findings.ts';
import { type Io, printerOf } from './support/io.ts';
import { say } from './support/language/language.ts';
import { asOfText } from './support/open/as-of.ts';
import { openLedger } from './support/open/open-ledger.ts';
import { writeResults } from './support/out/write-results.ts';
import { ledgerRead } from './support/page/ledger-facts.ts';
import { latestPlace } from './support/page/wording.ts';
import { reportPeriods } from './support/report/periods.ts';
import { type ReportFlags, readFlags } from './support/report/report-flags.ts';
import { help } from './support/report/report-help.ts';
import { allFigures, byText, reportSheet } from './support/report/report-sheet.ts';
import { splitReport, splitRows, splitTable } from './support/report/split-report.ts';
import { programOf, start } from './support/run.ts';
import { checkSplit } from './support/split.ts';
import { textTable } from './support/text/column-table.ts';
import { terminalWidth } from './support/text/terminal-width.ts';

async function report(flags: ReportFlags, io: Io): Promise<void> {
  const print = printerOf(io);
  const width = terminalWidth(io.out);
  const { by, split: asked, timeZone } = flags;
  const { source, known, book, policy, asOf, outputs, description } = await openLedger(flags, io);
  if (asked !== undefined) checkSplit(asked, source.rows);
  const { periods, description: range } = reportPeriods(known, asOf, flags);
  const rows = retentionReport(book, periods);
  const findings = findingsOf(source, policy);
  const split = asked === undefined ? undefined : splitReport(book, periods, { split: asked, by, timeZone });
  const latest = periods[latestPlace(rows)];
  if (latest === undefined) throw new RangeError('a report has at least one period');

  for (const line of description) print(line);
  print(`${say('As of')}: ${asOfText(asOf)}`);
  print(`${say('Periods')}: ${range}, ${byText(by)}, ${say('time zone')} ${timeZone}\n`);
  for (const line of findingLines(findings, width)) print(line);
  const currency = rows[0]?.currency ?? null;
  print(textTable(allFigures({ currency }, rows), width));
  if (split !== undefined) {
    const table = splitTable(split);
    print(`\n${[table.title, textTable(table, width), ...table.notes].join('\n')}`);
  }
  const sheet = reportSheet({
    ...ledgerRead(source),
    range,
    asOf,
    timeZone,
    rows,
    currency,
    by,
    findings,
    statement: mrrMovements(book, latest),
    split,
  });
  const more = split === undefined ? {} : { [`by-${split.split}`]: splitRows(split) };
  await writeResults(outputs, { rows, more, sheet }, print);
}

export const main = programOf({ help, readFlags, run: report });
await start(main, import.meta.url);
