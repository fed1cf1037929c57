/**
 * How long the customers of a CSV subscription ledger stay, and what they are worth: `npm run survival -- LEDGER.csv`, flags with
 * `--help`. It prints the survival curve at a few times, its projection and lifetime values, writes the curve as CSV, and draws it into
 * an HTML page.
 */
import { basename } from 'node:path';
import { customerDurations, ledger } from 'tenure';
import { blaming } from './support/blaming.ts';
import { InputError } from './support/input-error.ts';
import { type Io, printerOf } from './support/io.ts';
import { openLedger } from './support/open-ledger.ts';
import { programOf, start } from './support/run.ts';
import { chooseContracts } from './support/survival/contracts.ts';
import { studyOf } from './support/survival/study.ts';
import { summaryOf } from './support/survival/summary.ts';
import { readFlags, type SurvivalFlags } from './support/survival/survival-flags.ts';
import { help } from './support/survival/survival-help.ts';
import { survivalRows } from './support/survival/survival-rows.ts';
import { survivalText } from './support/survival/survival-text.ts';
import { worthOf } from './support/survival/worth.ts';
import { writeCsv } from './support/write-csv.ts';
import { writeText } from './support/write-text.ts';

async function survival(flags: SurvivalFlags, io: Io): Promise<void> {
  const print = printerOf(io);
  const { timeZone } = flags;
  const opened = await openLedger(flags, io);
  const { source, known, outputs, asOf } = opened;
  const chosen = chooseContracts(known, flags.contracts, timeZone);
  const book = chosen.rows === known ? opened.book : ledger(chosen.rows, opened.policy);
  const durations = blaming({ 'options.asOf': '--as-of' }, () =>
    customerDurations(book, { asOf: asOf.instant, unit: 'month' }),
  );
  if (durations.length === 0) throw new InputError(`nobody has paid before ${asOf.instant}`);
  const asked = { ...flags, asOf: asOf.instant };
  const study = studyOf(book, chosen.contract, durations, asked);
  const worth = worthOf(book, chosen.contract, study.outlook, asked);
  const groups = summaryOf(study, worth);

  for (const line of opened.description) print(line);
  print(`Customers: ${chosen.description}`);
  print(`As of: ${asOf.instant} (${asOf.reason}), time zone ${timeZone}\n`);
  print(survivalText(study, groups));
  await writeCsv(outputs.out, survivalRows(study));
  print(`\nThe curve written in full precision to ${outputs.out}`);

  // Loaded only now, so that --help and complaints do not wait for the libraries that draw.
  const { survivalPage } = await import('./support/survival/survival-page.ts');
  const context = { name: basename(source.file), rowCount: source.rows.length, customers: chosen.description };
  const page = await survivalPage({ ...context, study, groups, asOf, timeZone, currency: worth.currency });
  await writeText('--html', outputs.html, page);
  print(`Picture in ${outputs.html}`);
}

export const main = programOf({ help, readFlags, run: survival });
await start(main, import.meta.url);
