/**
 * Why two definitions give a CSV subscription ledger different numbers: `npm run compare -- LEDGER.csv --a standard --b chartmogul`,
 * flags with `--help`. It prints both MRR bridges of a period and what each option did, writes the customers that differ with their
 * causes as CSV, and draws the way from one closing MRR to the other into an HTML page.
 */
import { type CompareFlags, readFlags } from './support/compare/compare-flags.ts';
import { help } from './support/compare/compare-help.ts';
import { compareResults } from './support/compare/compare-results.ts';
import { verdict } from './support/compare/compare-sheet.ts';
import { bridgeTable, causeTable, customerTable } from './support/compare/compare-table.ts';
import { choicesOf } from './support/compare/sides.ts';
import { findingLines } from './support/findings.ts';
import { type Io, printerOf } from './support/io.ts';
import { say } from './support/language/language.ts';
import { asOfText } from './support/open/as-of.ts';
import { wrapped } from './support/open/columns.ts';
import { openLedger } from './support/open/open-ledger.ts';
import { writeResults } from './support/out/write-results.ts';
import { programOf, start } from './support/run.ts';
import { textTable } from './support/text/column-table.ts';
import { terminalWidth } from './support/text/terminal-width.ts';

async function compare(flags: CompareFlags, io: Io): Promise<void> {
  const print = printerOf(io);
  const { a, b, timeZone, top } = flags;
  const opened = await openLedger(flags, io);
  const results = compareResults(opened, flags);
  const { comparison, idle, range, splitTable, sheet } = results;
  const differs = comparison.customers.length > 0;

  for (const line of opened.description) print(line);
  print(`${say('As of')}: ${asOfText(opened.asOf)}`);
  print(`${say('Period')}: ${range}, ${say('time zone')} ${timeZone}`);
  for (const line of wrapped(`a: ${a.name}: `, choicesOf(a))) print(line);
  for (const line of wrapped(`b: ${b.name}: `, choicesOf(b))) print(line);
  print('');
  for (const line of findingLines(sheet.findings, terminalWidth(io.out))) print(line);
  const tables = [
    bridgeTable(comparison, flags),
    ...(differs ? [causeTable(comparison)] : []),
    ...(splitTable === undefined ? [] : [splitTable]),
    ...(differs ? [customerTable(comparison, top)] : []),
  ];
  for (const table of tables) print(`${[table.title, textTable(table, Infinity), ...table.notes].join('\n')}\n`);
  print(verdict(comparison, idle));
  await writeResults(opened.outputs, results, print);
}

export const main = programOf({ help, readFlags, run: compare });
await start(main, import.meta.url);
