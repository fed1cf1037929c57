/**
 * Why two definitions give a CSV subscription ledger different numbers: `npm run compare -- LEDGER.csv --a standard --b chartmogul`,
 * flags with `--help`. It prints both MRR bridges of a period and what each option did to them and to the rates, writes the customers that
 * differ with their causes as CSV, draws the way from one closing MRR to the other into an HTML page, and says it in sentences. With
 * `--before`, `--since` and `--target` it says why a reported figure changed, why a rate is not what it was, and what a dashboard may do.
 */
import type { Period } from 'tenure';
import { type CompareFlags, readFlags } from './support/compare/compare-flags.ts';
import { help } from './support/compare/compare-help.ts';
import { comparedPeriod, compareResults } from './support/compare/compare-results.ts';
import { restatement } from './support/compare/restatement.ts';
import { choicesOf } from './support/compare/sides.ts';
import { since } from './support/compare/since.ts';
import { towards } from './support/compare/target.ts';
import type { Told } from './support/compare/told.ts';
import { findingLines, findingsOf } from './support/findings.ts';
import { type Io, printerOf } from './support/io.ts';
import { say } from './support/language/language.ts';
import { asOfText } from './support/open/as-of.ts';
import { wrapped } from './support/open/columns.ts';
import { type OpenedLedger, openLedger, readBefore } from './support/open/open-ledger.ts';
import { writeResults } from './support/out/write-results.ts';
import { programOf, start } from './support/run.ts';
import { checkSplit } from './support/split.ts';
import { textTable } from './support/text/column-table.ts';
import { terminalWidth } from './support/text/terminal-width.ts';

interface Frame {
  readonly range: string;
  readonly findings: readonly string[];
}

async function compare(flags: CompareFlags, io: Io): Promise<void> {
  const print = printerOf(io);
  const { a, b, timeZone, split } = flags;
  const opened = await openLedger(flags, io);
  if (split !== undefined) checkSplit(split, opened.source.rows);
  const { period, range } = comparedPeriod(opened, flags);
  const findings = findingsOf(opened.source, opened.policy);
  const told = await toldOf(opened, period, flags, { range, findings });
  const width = terminalWidth(io.out);
  const isOfPolicies = [flags.before, flags.since, flags.target].every((asked) => asked === undefined);

  for (const line of opened.description) print(line);
  print(`${say('As of')}: ${asOfText(opened.asOf)}`);
  print(`${say('Period')}: ${range}, ${say('time zone')} ${timeZone}`);
  for (const line of wrapped(`a: ${a.name}: `, choicesOf(a))) print(line);
  if (isOfPolicies) for (const line of wrapped(`b: ${b.name}: `, choicesOf(b))) print(line);
  print('');
  for (const line of findingLines(findings, width)) print(line);
  for (const table of told.tables) print(`${[table.title, textTable(table, Infinity), ...table.notes].join('\n')}\n`);
  print(told.verdict);
  if (told.words.length > 0) print(`\n${[say('In words'), ...told.words].join('\n')}`);
  await writeResults(opened.outputs, told, print);
}

async function toldOf(opened: OpenedLedger, period: Period, flags: CompareFlags, frame: Frame): Promise<Told> {
  const { before, target } = flags;
  if (before !== undefined) {
    return restatement(opened, await readBefore(before, flags, opened.outputs), period, flags, frame);
  }
  if (target !== undefined) return towards(opened, period, target, flags, frame);
  if (flags.since === undefined) return compareResults(opened, flags, frame.findings);
  return since(opened, { before: flags.since, after: period }, flags, frame.findings);
}

export const main = programOf({ help, readFlags, run: compare });
await start(main, import.meta.url);
