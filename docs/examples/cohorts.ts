/**
 * Retention cohorts of a CSV subscription ledger: `npm run cohorts -- LEDGER.csv`, flags with `--help`. It prints the triangle of
 * customers kept, writes customers and MRR of every cohort and age as CSV, and draws heat maps of both into an HTML page.
 */
import { mrrMovements, retentionCohorts } from 'tenure';
import { type CohortFlags, readFlags } from './support/cohorts/cohort-flags.ts';
import { help } from './support/cohorts/cohort-help.ts';
import { cohortSheet } from './support/cohorts/cohort-sheet.ts';
import { ageNotes } from './support/cohorts/triangle.ts';
import { triangleTable } from './support/cohorts/triangle-table.ts';
import { findingLines, findingsOf } from './support/findings.ts';
import { blaming } from './support/flags/blaming.ts';
import { InputError } from './support/input-error.ts';
import { type Io, printerOf } from './support/io.ts';
import { periodText } from './support/language/formats.ts';
import { say } from './support/language/language.ts';
import { asOfText } from './support/open/as-of.ts';
import { openLedger } from './support/open/open-ledger.ts';
import { writeResults } from './support/out/write-results.ts';
import { ledgerRead } from './support/page/ledger-facts.ts';
import { periodTitleOf } from './support/page/wording.ts';
import { programOf, start } from './support/run.ts';
import { terminalWidth } from './support/text/terminal-width.ts';

async function cohorts(flags: CohortFlags, io: Io): Promise<void> {
  const print = printerOf(io);
  const { by, ages, timeZone } = flags;
  const opened = await openLedger(flags, io);
  const { book, source, outputs, asOf } = opened;
  const found = blaming({ 'options.asOf': '--as-of' }, () =>
    retentionCohorts(book, { asOf: asOf.instant, unit: by, ages }),
  );
  const [first, last] = [found.cohorts[0], found.cohorts.at(-1)];
  if (first === undefined || last === undefined) throw new InputError(`nobody has paid before ${asOf.instant}`);
  if (found.average.length === 0) {
    throw new InputError(`no ${by} of first payment has ended by ${asOf.instant}: there is no age to show yet`);
  }
  const triangle = { ...found, by, ages };

  for (const line of opened.description) print(line);
  const span = say('{step} of first payment, {first} to {last}', {
    step: periodTitleOf(by),
    first: periodText(first.cohort),
    last: periodText(last.cohort),
  });
  print(`${say('Cohorts')}: ${span}, ${say('time zone')} ${timeZone}`);
  print(`${say('Ages')}: ${ageNotes[ages](by)}`);
  print(`${say('As of')}: ${asOfText(asOf)}\n`);
  const findings = findingsOf(source, opened.policy);
  for (const line of findingLines(findings, terminalWidth(io.out))) print(line);
  print(triangleTable(triangle, terminalWidth(io.out)));
  const { currency } = mrrMovements(book, first.period);
  const sheet = cohortSheet({ ...ledgerRead(source), triangle, asOf, timeZone, currency, findings });
  await writeResults(outputs, { rows: found.cells, sheet }, print);
}

export const main = programOf({ help, readFlags, run: cohorts });
await start(main, import.meta.url);
