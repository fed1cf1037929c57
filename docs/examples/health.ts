/**
 * The health of customers, put to the test: `npm run health -- LEDGER.csv --events EVENTS.csv`, flags with `--help`. It scores customers on
 * the first day of each month, holds the scores against who left, suggests weights, names the customers at risk,
 * writes every score as CSV, and draws bands over time and the calibration into an HTML page.
 */
import { findingLines } from './support/findings.ts';
import { type HealthFlags, readFlags } from './support/health/health-flags.ts';
import { help } from './support/health/health-help.ts';
import { healthResults } from './support/health/health-results.ts';
import { healthText } from './support/health/health-text.ts';
import { openHealth } from './support/health/open-health.ts';
import { type Io, printerOf } from './support/io.ts';
import { say } from './support/language/language.ts';
import { asOfText } from './support/open/as-of.ts';
import { writeResults } from './support/out/write-results.ts';
import { programOf, start } from './support/run.ts';
import { terminalWidth } from './support/text/terminal-width.ts';

async function health(flags: HealthFlags, io: Io): Promise<void> {
  const print = printerOf(io);
  const opened = await openHealth(flags, io);
  const { asOf, outputs, description } = opened;
  const results = healthResults(opened, flags);

  for (const line of description) print(line);
  print(`${say('As of')}: ${asOfText(asOf)}, ${say('time zone')} ${flags.timeZone}\n`);
  for (const line of findingLines(results.sheet.findings, terminalWidth(io.out))) print(line);
  print(healthText(results.study));
  await writeResults(outputs, results, print);
}

export const main = programOf({ help, readFlags, run: health });
await start(main, import.meta.url);
