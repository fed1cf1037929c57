/**
 * The health of customers, put to the test: `npm run health -- LEDGER.csv --events EVENTS.csv`, flags with `--help`. It scores customers on
 * the first day of each month, holds the scores against who left, suggests weights, writes every score as CSV, and draws bands over time and
 * the calibration into an HTML page.
 */
import { basename } from 'node:path';
import { type HealthFlags, readFlags } from './support/health/health-flags.ts';
import { help } from './support/health/health-help.ts';
import { healthRows } from './support/health/health-rows.ts';
import { healthStudy } from './support/health/health-study.ts';
import { healthText } from './support/health/health-text.ts';
import { openHealth } from './support/health/open-health.ts';
import { type Io, printerOf } from './support/io.ts';
import { programOf, start } from './support/run.ts';
import { writeCsv } from './support/write-csv.ts';
import { writeText } from './support/write-text.ts';

async function health(flags: HealthFlags, io: Io): Promise<void> {
  const print = printerOf(io);
  const opened = await openHealth(flags, io);
  const { asOf, outputs, description, facts } = opened;
  const study = healthStudy(opened, flags);

  for (const line of description) print(line);
  print(`As of: ${asOf.instant} (${asOf.reason}), time zone ${flags.timeZone}\n`);
  print(healthText(study));
  await writeCsv(outputs.out, healthRows(study));
  print(`\nEvery score, and whether the customer left, written to ${outputs.out}`);

  // Loaded only now, so that --help and complaints do not wait for the libraries that draw.
  const { healthPage } = await import('./support/health/health-page.ts');
  const name = flags.file === undefined ? 'an invented book' : basename(flags.file);
  await writeText('--html', outputs.html, await healthPage({ name, facts, asOf, study }));
  print(`Pictures in ${outputs.html}`);
}

export const main = programOf({ help, readFlags, run: health });
await start(main, import.meta.url);
