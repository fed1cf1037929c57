/**
 * How long the customers of a CSV subscription ledger stay, and what they are worth: `npm run survival -- LEDGER.csv`, flags with
 * `--help`. It prints the survival curve at a few times, its projection and lifetime values, writes the curve as CSV, and draws it into
 * an HTML page.
 */
import { findingLines } from './support/findings.ts';
import { type Io, printerOf } from './support/io.ts';
import { say } from './support/language/language.ts';
import { asOfText } from './support/open/as-of.ts';
import { openLedger } from './support/open/open-ledger.ts';
import { writeResults } from './support/out/write-results.ts';
import { programOf, start } from './support/run.ts';
import { splitSurvivalTable } from './support/survival/split-survival.ts';
import { readFlags, type SurvivalFlags } from './support/survival/survival-flags.ts';
import { help } from './support/survival/survival-help.ts';
import { survivalResults } from './support/survival/survival-results.ts';
import { survivalText } from './support/survival/survival-text.ts';
import { textTable } from './support/text/column-table.ts';
import { terminalWidth } from './support/text/terminal-width.ts';

async function survival(flags: SurvivalFlags, io: Io): Promise<void> {
  const print = printerOf(io);
  const width = terminalWidth(io.out);
  const opened = await openLedger(flags, io);
  const results = survivalResults(opened, flags);
  const { customers, study, groups, split, sheet } = results;

  for (const line of opened.description) print(line);
  print(`${say('Customers')}: ${customers}`);
  print(`${say('As of')}: ${asOfText(opened.asOf)}, ${say('time zone')} ${flags.timeZone}\n`);
  for (const line of findingLines(sheet.findings, width)) print(line);
  print(survivalText(study, groups));
  if (split !== undefined) print(`\n${textTable(splitSurvivalTable(split), width)}`);
  await writeResults(opened.outputs, results, print);
}

export const main = programOf({ help, readFlags, run: survival });
await start(main, import.meta.url);
