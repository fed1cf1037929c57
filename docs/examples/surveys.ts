/**
 * What customers answer to surveys, from a CSV of answers: `npm run surveys -- ANSWERS.csv`, flags with `--help`. It prints NPS, CSAT and CES by
 * quarter, month and segment with their intervals, writes every figure as CSV, and draws pictures into an HTML page.
 */
import { findingsBelow } from './support/findings.ts';
import { type Io, nowOf, printerOf } from './support/io.ts';
import { say } from './support/language/language.ts';
import { asOfText } from './support/open/as-of.ts';
import { writeResults } from './support/out/write-results.ts';
import { programOf, start } from './support/run.ts';
import { openSurveys } from './support/surveys/open-surveys.ts';
import { readFlags, type SurveyFlags } from './support/surveys/survey-flags.ts';
import { help } from './support/surveys/survey-help.ts';
import { surveyResults } from './support/surveys/survey-results.ts';
import { textTable } from './support/text/column-table.ts';
import { terminalWidth } from './support/text/terminal-width.ts';

async function surveys(flags: SurveyFlags, io: Io): Promise<void> {
  const print = printerOf(io);
  const opened = await openSurveys(flags, io);
  const results = surveyResults(opened, flags, nowOf(io));
  const { known, sheet } = results;

  for (const line of opened.description) print(line);
  print(`${say('As of')}: ${asOfText(known.asOf)}, ${say('time zone')} ${flags.timeZone}`);
  for (const line of findingsBelow(sheet.findings, terminalWidth(io.out))) print(line);
  for (const table of sheet.tables)
    print(['', table.title, textTable(table, terminalWidth(io.out)), ...table.notes].join('\n'));
  await writeResults(opened.outputs, results, print);
}

export const main = programOf({ help, readFlags, run: surveys });
await start(main, import.meta.url);
