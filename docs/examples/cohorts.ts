/**
 * Retention cohorts of a CSV subscription ledger: `npm run cohorts -- LEDGER.csv`, flags with `--help`. It prints the triangle of
 * customers kept, writes customers and MRR of every cohort and age as CSV, and draws heat maps of both into an HTML page.
 */
import { basename } from 'node:path';
import { mrrMovements, retentionCohorts } from 'tenure';
import { asOfOf } from './support/as-of.ts';
import { blaming } from './support/blaming.ts';
import { type CohortFlags, readFlags } from './support/cohorts/cohort-flags.ts';
import { help } from './support/cohorts/cohort-help.ts';
import { ageNotes } from './support/cohorts/triangle.ts';
import { triangleTable } from './support/cohorts/triangle-table.ts';
import { InputError } from './support/input-error.ts';
import { openLedger } from './support/open-ledger.ts';
import { run } from './support/run.ts';
import { terminalWidth } from './support/terminal-width.ts';
import { writeCsv } from './support/write-csv.ts';
import { writeText } from './support/write-text.ts';

async function cohorts(flags: CohortFlags): Promise<void> {
  const { by, ages, timeZone } = flags;
  const opened = await openLedger(flags);
  const { book, source, outputs } = opened;
  const asOf = asOfOf(opened, flags.asOf, timeZone);
  const found = blaming({ 'options.asOf': '--as-of' }, () =>
    retentionCohorts(book, { asOf: asOf.instant, unit: by, ages }),
  );
  const [first, last] = [found.cohorts[0], found.cohorts.at(-1)];
  if (first === undefined || last === undefined) throw new InputError(`nobody has paid before ${asOf.instant}`);
  if (found.average.length === 0) {
    throw new InputError(`no ${by} of first payment has ended by ${asOf.instant}: there is no age to show yet`);
  }
  const triangle = { ...found, by, ages };

  for (const line of opened.description) console.log(line);
  console.log(`Cohorts: by ${by} of first payment, ${first.cohort} to ${last.cohort}, time zone ${timeZone}`);
  console.log(`Ages: ${ageNotes[ages](by)}`);
  console.log(`As of: ${asOf.instant} (${asOf.reason})\n`);
  console.log(triangleTable(triangle, terminalWidth()));
  await writeCsv(outputs.out, found.cells);
  console.log(`\nEvery cohort and age, with customers and MRR, written in full precision to ${outputs.out}`);

  // Loaded only now, so that --help and complaints do not wait for the libraries that draw.
  const { cohortPage } = await import('./support/cohorts/cohort-page.ts');
  const { currency } = mrrMovements(book, first.period);
  const ledger = { name: basename(source.file), rowCount: source.rows.length };
  const page = await cohortPage({ ...ledger, triangle, asOf, timeZone, currency });
  await writeText('--html', outputs.html, page);
  console.log(`Pictures in ${outputs.html}`);
}

await run({ help, readFlags, main: cohorts });
