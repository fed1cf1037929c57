import { fileURLToPath } from 'node:url';
import { activeCustomers, month, type UsageEvent } from 'tenure';
import { type Io, nowOf } from '../io.ts';
import { readAnswers } from '../open/answers.ts';
import { describeColumns, noteLines } from '../open/columns.ts';
import { explaining } from '../open/explain.ts';
import { checkRange } from '../open/range.ts';
import { readFrom } from '../open/read-file.ts';
import { outputsOf } from '../out/output-paths.ts';
import type { Outputs } from '../out/outputs.ts';
import { progressOn } from '../progress.ts';
import { answerKind, type EventField, eventKind } from '../read/columns/fields.ts';
import { type AnswerRow, type AnswersFile, answersTo } from '../read/read-answers.ts';
import { type ListFile, readEventsFile } from '../read/read-list.ts';
import type { UsageFlags } from './usage-flags.ts';

export type EventRow = UsageEvent & { readonly at: string };
export type { AnswerRow };

const sampleEvents = fileURLToPath(new URL('../../data/sample-events.csv', import.meta.url));
const sampleAnswers = fileURLToPath(new URL('../../data/sample-answers.csv', import.meta.url));

export interface OpenedUsage {
  readonly events: ListFile<EventField, EventRow>;
  /** Those to the survey that is asked about; nothing where only a file of events was given. */
  readonly answers: AnswersFile | undefined;
  readonly isSample: boolean;
  readonly outputs: Outputs;
  /** What was read, for the person to check. */
  readonly description: readonly string[];
}

/** Reads the files that the flags name, or else the samples, and has the library check every row. */
export async function openUsage(flags: UsageFlags, io: Io): Promise<OpenedUsage> {
  const isSample = flags.events === undefined;
  const files = isSample
    ? { events: sampleEvents, answers: sampleAnswers }
    : { events: flags.events, answers: flags.answers };
  const inputs = { 'the file of events': files.events, ...(files.answers && { 'the file of answers': files.answers }) };
  const outputs = outputsOf(inputs, flags);
  const events = await readEvents(files.events, flags, io);
  const all = files.answers === undefined ? undefined : await readAllAnswers(files.answers, flags, io);
  const answers = all && { ...all, rows: answersTo(all, flags.survey.kind) };
  const named = (file: string) => (isSample ? 'the sample, since no file was given' : file);
  const description = [
    `Events: ${named(events.file)}: ${events.rows.length} rows`,
    ...describeColumns(events.map),
    ...noteLines(events.notes),
    ...(all === undefined || answers === undefined
      ? ['Answers: none, since no second file was given']
      : [
          `Answers: ${named(answers.file)}: ${all.rows.length} rows${countOf(answers, all, flags.survey.kind)}`,
          ...describeColumns(answers.map),
          ...noteLines(answers.notes),
        ]),
  ];
  return { events, answers, isSample, outputs, description };
}

function countOf(answers: AnswersFile, all: AnswersFile, survey: string): string {
  if (answers.rows.length === all.rows.length) return '';
  return `, of which ${answers.rows.length} are answers to ${survey} (--survey asks about the others)`;
}

async function readEvents(file: string, { eventColumns, reading, timeZone, progress }: UsageFlags, io: Io) {
  const choices = { ...reading, timeZone, columns: eventColumns };
  const source = await readFrom(file, (bytes) => readEventsFile(bytes, choices), progressOn(io.err, progress));
  const column = source.map.columns.get('at')?.name ?? 'at';
  checkRange(
    source,
    column,
    source.rows.map(({ at }) => String(at)),
    nowOf(io).toISOString(),
    timeZone,
  );
  explaining('events', source, eventKind.fields, () => activeCustomers(source.rows, month('2000-01', { timeZone })));
  return source as ListFile<EventField, EventRow>;
}

async function readAllAnswers(file: string, flags: UsageFlags, io: Io): Promise<AnswersFile> {
  const { answerColumns: columns, survey, scales, themeSeparator, timeZone } = flags;
  const own = { columns, themeSeparator, scales, usual: survey.kind, needsCustomer: false };
  const source = await readAnswers(file, flags, own, progressOn(io.err, flags.progress));
  const periods = [month('2000-01', { timeZone })];
  const rows = answersTo(source, survey.kind);
  explaining('responses', source, answerKind.fields, () => survey.measurePeriods(rows, periods));
  return source;
}
