import { fileURLToPath } from 'node:url';
import { activeCustomers, isMetricsError, month, type SurveyResponse, type UsageEvent } from 'tenure';
import { cellGetters, numberIn, type Refuse } from '../cells.ts';
import { type Columns, describeColumns, type Fields, findColumns } from '../columns.ts';
import { explainCell } from '../explain.ts';
import type { Io } from '../io.ts';
import { type Outputs, outputsOf } from '../out/outputs.ts';
import { progressOn } from '../progress.ts';
import { type CsvFile, readCsv } from '../read-csv.ts';
import { type AnswerField, answerFields, type EventField, eventFields } from './usage-fields.ts';
import type { UsageFlags } from './usage-flags.ts';

export type EventRow = UsageEvent & { readonly at: string };
export type AnswerRow = SurveyResponse & { readonly at: string };

const sampleEvents = fileURLToPath(new URL('../../data/sample-events.csv', import.meta.url));
const sampleAnswers = fileURLToPath(new URL('../../data/sample-answers.csv', import.meta.url));

export interface OpenedUsage {
  readonly events: CsvFile<Columns<EventField>, EventRow>;
  /** Nothing where only a file of events was given. */
  readonly answers: CsvFile<Columns<AnswerField>, AnswerRow> | undefined;
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
  const answers = files.answers === undefined ? undefined : await readAnswers(files.answers, flags, io);
  const named = (file: string) => (isSample ? 'the sample, since no file was given' : file);
  const description = [
    `Events: ${named(events.file)}: ${events.rows.length} rows`,
    ...describe(events.map),
    ...(answers === undefined
      ? ['Answers: none, since no second file was given']
      : [`Answers: ${named(answers.file)}: ${answers.rows.length} rows`, ...describe(answers.map)]),
  ];
  return { events, answers, isSample, outputs, description };
}

function describe(map: Columns<string>): string[] {
  const { taken, unused } = describeColumns(map);
  return [...taken, ...unused];
}

async function readEvents(file: string, { eventColumns, timeZone, progress }: UsageFlags, io: Io) {
  const reading = {
    mapOf: (header: readonly string[]) => findColumns(eventFields, header, eventColumns),
    readerOf: eventReader,
  };
  const source = await readCsv(file, reading, progressOn(io.err, progress));
  checked(source, 'events', eventFields, () => activeCustomers(source.rows, month('2000-01', { timeZone })));
  return source;
}

async function readAnswers(
  file: string,
  { answerColumns, survey, themeSeparator, timeZone, progress }: UsageFlags,
  io: Io,
) {
  const fields = answerFields(survey.kind);
  const reading = {
    mapOf: (header: readonly string[]) => findColumns(fields, header, answerColumns),
    readerOf: (map: Columns<AnswerField>) => answerReader(map, themeSeparator),
  };
  const source = await readCsv(file, reading, progressOn(io.err, progress));
  const periods = [month('2000-01', { timeZone })];
  checked(source, 'responses', fields, () => survey.measurePeriods(source.rows, periods));
  return source;
}

/** Wrong text is handed on to the library, so that its message says what was found. */
function eventReader(map: Columns<EventField>) {
  const cell = cellGetters(map);
  const [customer, at, user, feature] = [cell('customer'), cell('at'), cell('user'), cell('feature')];
  const duration = cell('duration');
  return (cells: readonly string[], refuse: Refuse<EventField>): EventRow => ({
    customerId: customer(cells) ?? '',
    at: at(cells) ?? '',
    userId: user(cells),
    feature: feature(cells),
    durationSeconds: numberIn(duration(cells), 'duration', refuse),
  });
}

function answerReader(map: Columns<AnswerField>, separator: string) {
  const cell = cellGetters(map);
  const [customer, at, score] = [cell('survey-customer'), cell('survey-at'), cell('score')];
  const [segment, themes] = [cell('segment'), cell('themes')];
  return (cells: readonly string[], refuse: Refuse<AnswerField>): AnswerRow => ({
    customerId: customer(cells),
    at: at(cells) ?? '',
    score: numberIn(score(cells), 'score', refuse) ?? refuse('score', 'must be a score; the cell is blank'),
    segment: segment(cells),
    themes: themesIn(themes(cells), separator),
  });
}

function themesIn(text: string | undefined, separator: string): string[] {
  const themes = (text ?? '').split(separator).map((theme) => theme.trim());
  return themes.filter((theme) => theme !== '');
}

function checked<Name extends string>(
  source: CsvFile<Columns<Name>, unknown>,
  list: string,
  fields: Fields<Name>,
  check: () => unknown,
): void {
  try {
    check();
  } catch (error) {
    throw isMetricsError(error) ? explainCell(error, source, { list, fields }) : error;
  }
}
