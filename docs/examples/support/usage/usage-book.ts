import { activeCustomers, month, type UsageEvent } from 'tenure';
import type { CommonFlags } from '../flags/command-line.ts';
import { count } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { readAnswers } from '../open/answers.ts';
import { describeColumns, fileLine, noteLines } from '../open/columns.ts';
import { explaining } from '../open/explain.ts';
import { checkRange } from '../open/range.ts';
import type { ReadFile } from '../read/choices.ts';
import { answerKind, type EventField, eventKind } from '../read/columns/fields.ts';
import { type AnswerRow, type AnswersFile, answersTo } from '../read/read-answers.ts';
import { type ListFile, readEventsFile } from '../read/read-list.ts';
import type { Survey } from './survey.ts';
import type { UsageFlags } from './usage-flags.ts';

export type EventRow = UsageEvent & { readonly at: string };
export type { AnswerRow };

export interface UsageBook {
  readonly events: ListFile<EventField, EventRow>;
  /** Those to the survey that is asked about; nothing where only a file of events was given. */
  readonly answers: AnswersFile | undefined;
  readonly isSample: boolean;
  /** What was read, for the person to check. */
  readonly description: readonly string[];
}

/** Files by what is in them; what is not there is not read. */
interface UsageFiles {
  readonly events: string;
  readonly answers?: string | undefined;
}

interface Surroundings {
  readonly read: ReadFile;
  readonly now: Date;
  readonly isSample: boolean;
}

/** Reads both files, and has the library check every row. */
export async function usageBook(files: UsageFiles, flags: UsageFlags, around: Surroundings): Promise<UsageBook> {
  const { isSample } = around;
  const events = await readEvents(files.events, flags, around);
  const all =
    files.answers === undefined ? undefined : await readSurvey(files.answers, flags, flags.survey, around.read);
  const answers = all && checkAnswers(all, flags.survey, flags.timeZone);
  const named = (file: string) => (isSample ? say('the sample, since no file was given') : file);
  const description = [
    fileLine(say('Events'), named(events.file), events.rows.length),
    ...describeColumns(events.map),
    ...noteLines(events.notes),
    ...(all === undefined || answers === undefined
      ? [`${say('Answers')}: ${say('none, since no second file was given')}`]
      : [
          `${fileLine(say('Answers'), named(answers.file), all.rows.length)}${countOf(answers, all, flags.survey.kind)}`,
          ...describeColumns(answers.map),
          ...noteLines(answers.notes),
        ]),
  ];
  return { events, answers, isSample, description };
}

function countOf(answers: AnswersFile, all: AnswersFile, survey: string): string {
  if (answers.rows.length === all.rows.length) return '';
  const values = { count: count(answers.rows.length), survey };
  return `, ${say('of which {count} are answers to {survey} (--survey asks about the others)', values)}`;
}

async function readEvents(file: string, { eventColumns, reading, timeZone }: UsageFlags, { read, now }: Surroundings) {
  const source = await read(file, { ...reading, timeZone, columns: eventColumns }, readEventsFile);
  const column = source.map.columns.get('at')?.name ?? 'at';
  checkRange(
    source,
    column,
    source.rows.map(({ at }) => String(at)),
    now.toISOString(),
    timeZone,
  );
  explaining('events', source, eventKind.fields, () => activeCustomers(source.rows, month('2000-01', { timeZone })));
  return source as ListFile<EventField, EventRow>;
}

type SurveyReading = CommonFlags & Pick<UsageFlags, 'answerColumns' | 'scales' | 'themeSeparator'>;

/** All answers of a file. */
export function readSurvey(file: string, flags: SurveyReading, survey: Survey, read: ReadFile): Promise<AnswersFile> {
  const { answerColumns: columns, scales, themeSeparator } = flags;
  const own = { columns, themeSeparator, scales, usual: survey.kind, needsCustomer: false };
  return readAnswers(file, flags, own, read);
}

/** Those to a survey, checked by the library. */
export function checkAnswers(source: AnswersFile, survey: Survey, timeZone: string): AnswersFile {
  const own = answersTo(source, survey.kind);
  const periods = [month('2000-01', { timeZone })];
  explaining('responses', own, answerKind.fields, () => survey.measurePeriods(own.rows, periods));
  return own;
}
