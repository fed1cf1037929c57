/**
 * Why two definitions give a CSV subscription ledger different numbers: `npm run compare -- LEDGER.csv --a standard --b chartmogul`,
 * flags with `--help`. It prints both MRR bridges of a period and what each option did, writes the customers that differ with their
 * causes as CSV, and draws the way from one closing MRR to the other into an HTML page.
 */
import { comparePolicies, type Period } from 'tenure';
import { type CompareFlags, periodOf, readFlags } from './support/compare/compare-flags.ts';
import { help } from './support/compare/compare-help.ts';
import { compareRows } from './support/compare/compare-rows.ts';
import { compareSheet, verdict } from './support/compare/compare-sheet.ts';
import { bridgeTable, causeTable, customerTable } from './support/compare/compare-table.ts';
import { idleOptions } from './support/compare/comparison.ts';
import { choicesOf } from './support/compare/sides.ts';
import { splitComparison, splitComparisonRows, splitComparisonTable } from './support/compare/split-comparison.ts';
import { findingLines, findingsOf } from './support/findings.ts';
import { type Io, printerOf } from './support/io.ts';
import { periodText } from './support/language/formats.ts';
import { say } from './support/language/language.ts';
import { asOfText, lastDate } from './support/open/as-of.ts';
import { wrapped } from './support/open/columns.ts';
import { type OpenedLedger, openLedger } from './support/open/open-ledger.ts';
import { writeResults } from './support/out/write-results.ts';
import { ledgerRead } from './support/page/ledger-facts.ts';
import { programOf, start } from './support/run.ts';
import { checkSplit } from './support/split.ts';
import { textTable } from './support/text/column-table.ts';
import { terminalWidth } from './support/text/terminal-width.ts';

async function compare(flags: CompareFlags, io: Io): Promise<void> {
  const print = printerOf(io);
  const { a, b, timeZone, top, split } = flags;
  const opened = await openLedger(flags, io);
  const { source, known, outputs, exchange } = opened;
  if (split !== undefined) checkSplit(split, source.rows);
  const { period, reason } = chosenPeriod(opened, flags);
  const comparison = comparePolicies(known, period, { ...a.policy, ...exchange }, { ...b.policy, ...exchange });
  const idle = idleOptions(a, b, comparison);
  const differing = comparison.customers.length;

  const findings = findingsOf(source, opened.policy);
  const parts = split === undefined ? [] : splitComparison(known, period, split, { a, b }, exchange);
  const splitTable = split === undefined ? undefined : splitComparisonTable(split, parts, flags);
  const width = terminalWidth(io.out);

  for (const line of opened.description) print(line);
  print(`${say('As of')}: ${asOfText(opened.asOf)}`);
  print(`${say('Period')}: ${periodText(period.label)} (${reason}), ${say('time zone')} ${timeZone}`);
  for (const line of wrapped(`a: ${a.name}: `, choicesOf(a))) print(line);
  for (const line of wrapped(`b: ${b.name}: `, choicesOf(b))) print(line);
  print('');
  for (const line of findingLines(findings, width)) print(line);
  const tables = [
    bridgeTable(comparison, flags),
    ...(differing > 0 ? [causeTable(comparison)] : []),
    ...(splitTable === undefined ? [] : [splitTable]),
    ...(differing > 0 ? [customerTable(comparison, top)] : []),
  ];
  for (const table of tables) print(`${[table.title, textTable(table, Infinity), ...table.notes].join('\n')}\n`);
  print(verdict(comparison, idle));
  const sheet = compareSheet({
    ...ledgerRead(source),
    comparison,
    a,
    b,
    idle,
    range: `${periodText(period.label)} (${reason})`,
    timeZone,
    findings,
    split: splitTable,
  });
  const more = split === undefined ? {} : { [`by-${split}`]: splitComparisonRows(split, parts) };
  await writeResults(outputs, { rows: compareRows(comparison), more, sheet }, print);
}

function chosenPeriod(opened: OpenedLedger, { period, timeZone }: CompareFlags): { period: Period; reason: string } {
  if (period !== undefined) return { period, reason: '--period' };
  const latest = lastDate(opened.asOf, timeZone);
  const reason = opened.isSample ? say('the last month of the sample') : say('the month in which the data ends');
  return { period: periodOf(latest.slice(0, 7), timeZone), reason };
}

export const main = programOf({ help, readFlags, run: compare });
await start(main, import.meta.url);
