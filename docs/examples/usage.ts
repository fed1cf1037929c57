/**
 * How customers use a product and what they say of it, from a CSV of events and a CSV of survey answers: `npm run usage --
 * EVENTS.csv ANSWERS.csv`, flags with `--help`. It prints tables, writes every figure as CSV, and draws pictures into an HTML page.
 */
import { basename } from 'node:path';
import { eventFindingsOf, findingLines } from './support/findings.ts';
import { type Io, nowOf, printerOf } from './support/io.ts';
import { say } from './support/language/language.ts';
import { asOfText } from './support/open/as-of.ts';
import { writeResults } from './support/out/write-results.ts';
import { programOf, start } from './support/run.ts';
import { sampleSteps } from './support/sample/sample-usage.ts';
import { terminalWidth } from './support/text/terminal-width.ts';
import { knownRows } from './support/usage/known-rows.ts';
import { openUsage } from './support/usage/open-usage.ts';
import { surveyStudy } from './support/usage/survey-study.ts';
import { readFlags, type UsageFlags } from './support/usage/usage-flags.ts';
import { help } from './support/usage/usage-help.ts';
import { usageRows } from './support/usage/usage-rows.ts';
import { usageSheet } from './support/usage/usage-sheet.ts';
import { usageStudy } from './support/usage/usage-study.ts';
import { usageText } from './support/usage/usage-text.ts';

async function usage(flags: UsageFlags, io: Io): Promise<void> {
  const print = printerOf(io);
  const { timeZone, withinDays } = flags;
  const opened = await openUsage(flags, io);
  const { events, answers, isSample, outputs } = opened;
  const known = knownRows(opened, flags.asOf, timeZone, nowOf(io));
  const steps = flags.steps ?? (isSample ? sampleSteps : undefined);
  const study = usageStudy(known, { steps, withinDays, timeZone });
  const survey = surveyStudy(known, flags.survey, timeZone);

  for (const line of opened.description) print(line);
  print(`${say('As of')}: ${asOfText(known.asOf)}, ${say('time zone')} ${timeZone}\n`);
  const findings = eventFindingsOf(events, timeZone);
  for (const line of findingLines(findings, terminalWidth(io.out))) print(line);
  print(usageText(study, survey, terminalWidth(io.out)));
  const sources = [events, ...(answers === undefined ? [] : [answers])].map(({ file, rows }) => ({
    name: basename(file),
    rowCount: rows.length,
  }));
  const sheet = usageSheet({ sources, findings, study, survey, asOf: known.asOf, leftOut: known.leftOut, timeZone });
  await writeResults(outputs, { rows: usageRows(study, survey), sheet }, print);
}

export const main = programOf({ help, readFlags, run: usage });
await start(main, import.meta.url);
