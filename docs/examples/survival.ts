/**
 * How long the customers of a CSV subscription ledger stay, and what they are worth: `npm run survival -- LEDGER.csv`, flags with
 * `--help`. It prints the survival curve at a few times, its projection and lifetime values, writes the curve as CSV, and draws it into
 * an HTML page.
 */
import { customerDurations, ledger } from 'tenure';
import { findingLines, findingsOf } from './support/findings.ts';
import { blaming } from './support/flags/blaming.ts';
import { InputError } from './support/input-error.ts';
import { type Io, printerOf } from './support/io.ts';
import { say } from './support/language/language.ts';
import { asOfText } from './support/open/as-of.ts';
import { openLedger } from './support/open/open-ledger.ts';
import { writeResults } from './support/out/write-results.ts';
import { ledgerRead } from './support/page/ledger-facts.ts';
import { programOf, start } from './support/run.ts';
import { checkSplit } from './support/split.ts';
import { chooseContracts } from './support/survival/contracts.ts';
import { splitSurvival, splitSurvivalRows, splitSurvivalTable } from './support/survival/split-survival.ts';
import { studyOf } from './support/survival/study.ts';
import { summaryOf } from './support/survival/summary.ts';
import { readFlags, type SurvivalFlags } from './support/survival/survival-flags.ts';
import { help } from './support/survival/survival-help.ts';
import { survivalRows } from './support/survival/survival-rows.ts';
import { survivalSheet } from './support/survival/survival-sheet.ts';
import { survivalText } from './support/survival/survival-text.ts';
import { worthOf } from './support/survival/worth.ts';
import { textTable } from './support/text/column-table.ts';
import { terminalWidth } from './support/text/terminal-width.ts';

async function survival(flags: SurvivalFlags, io: Io): Promise<void> {
  const print = printerOf(io);
  const { timeZone } = flags;
  const opened = await openLedger(flags, io);
  const { source, known, outputs, asOf } = opened;
  if (flags.split !== undefined) checkSplit(flags.split, source.rows);
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
  const findings = findingsOf(source, opened.policy);
  const { confidence, split: by } = flags;
  const split =
    by === undefined ? undefined : splitSurvival(chosen.rows, durations, { split: by, confidence, timeZone });

  for (const line of opened.description) print(line);
  print(`${say('Customers')}: ${chosen.description}`);
  print(`${say('As of')}: ${asOfText(asOf)}, ${say('time zone')} ${timeZone}\n`);
  for (const line of findingLines(findings, terminalWidth(io.out))) print(line);
  print(survivalText(study, groups));
  if (split !== undefined) print(`\n${textTable(splitSurvivalTable(split), terminalWidth(io.out))}`);
  const sheet = survivalSheet({
    ...ledgerRead(source),
    customers: chosen.description,
    study,
    groups,
    split,
    asOf,
    timeZone,
    currency: worth.currency,
    findings,
  });
  const more = split === undefined ? {} : { [`by-${split.split}`]: splitSurvivalRows(split) };
  await writeResults(outputs, { rows: survivalRows(study), more, sheet }, print);
}

export const main = programOf({ help, readFlags, run: survival });
await start(main, import.meta.url);
