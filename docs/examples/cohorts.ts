/**
 * Retention cohorts of a CSV subscription ledger: `npm run cohorts -- LEDGER.csv`, flags with `--help`. It prints the triangle of
 * customers kept, writes customers and MRR of every cohort and age as CSV, and draws heat maps of both into an HTML page.
 */
import { type CohortFlags, readFlags } from './support/cohorts/cohort-flags.ts';
import { help } from './support/cohorts/cohort-help.ts';
import { cohortResults } from './support/cohorts/cohort-results.ts';
import { ageNotes } from './support/cohorts/triangle.ts';
import { triangleTable } from './support/cohorts/triangle-table.ts';
import { findingLines } from './support/findings.ts';
import { type Io, printerOf } from './support/io.ts';
import { say } from './support/language/language.ts';
import { asOfText } from './support/open/as-of.ts';
import { openLedger } from './support/open/open-ledger.ts';
import { writeResults } from './support/out/write-results.ts';
import { programOf, start } from './support/run.ts';
import { terminalWidth } from './support/text/terminal-width.ts';

async function cohorts(flags: CohortFlags, io: Io): Promise<void> {
  const print = printerOf(io);
  const { by, ages, timeZone } = flags;
  const width = terminalWidth(io.out);
  const opened = await openLedger(flags, io);
  const results = cohortResults(opened, flags);
  const { triangle, span, sheet } = results;

  for (const line of opened.description) print(line);
  print(`${say('Cohorts')}: ${span}, ${say('time zone')} ${timeZone}`);
  print(`${say('Ages')}: ${ageNotes[ages](by)}`);
  print(`${say('As of')}: ${asOfText(opened.asOf)}\n`);
  for (const line of findingLines(sheet.findings, width)) print(line);
  print(triangleTable(triangle, width));
  await writeResults(opened.outputs, results, print);
}

export const main = programOf({ help, readFlags, run: cohorts });
await start(main, import.meta.url);
