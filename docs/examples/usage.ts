/**
 * How customers use a product and what they say of it, from a CSV of events and a CSV of survey answers: `npm run usage --
 * EVENTS.csv ANSWERS.csv`, flags with `--help`. It prints tables, writes every figure as CSV, and draws pictures into an HTML page.
 */
import { findingLines } from './support/findings.ts';
import { type Io, nowOf, printerOf } from './support/io.ts';
import { say } from './support/language/language.ts';
import { asOfText } from './support/open/as-of.ts';
import { writeResults } from './support/out/write-results.ts';
import { programOf, start } from './support/run.ts';
import { terminalWidth } from './support/text/terminal-width.ts';
import { openUsage } from './support/usage/open-usage.ts';
import { readFlags, type UsageFlags } from './support/usage/usage-flags.ts';
import { help } from './support/usage/usage-help.ts';
import { usageResults } from './support/usage/usage-results.ts';
import { usageText } from './support/usage/usage-text.ts';

async function usage(flags: UsageFlags, io: Io): Promise<void> {
  const print = printerOf(io);
  const opened = await openUsage(flags, io);
  const results = usageResults(opened, flags, nowOf(io));
  const { known, study, survey, sheet } = results;

  for (const line of opened.description) print(line);
  print(`${say('As of')}: ${asOfText(known.asOf)}, ${say('time zone')} ${flags.timeZone}\n`);
  for (const line of findingLines(sheet.findings, terminalWidth(io.out))) print(line);
  print(usageText(study, survey, terminalWidth(io.out)));
  await writeResults(opened.outputs, results, print);
}

export const main = programOf({ help, readFlags, run: usage });
await start(main, import.meta.url);
