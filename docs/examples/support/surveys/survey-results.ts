import { rowFindingsOf } from '../findings.ts';
import { count, periodText } from '../language/formats.ts';
import { say } from '../language/language.ts';
import { asOfText } from '../open/as-of.ts';
import { describeColumns, fileLine, noteLines } from '../open/columns.ts';
import type { Results } from '../out/results.ts';
import type { Facts, Sheet, Table } from '../page/sheet.ts';
import type { ReadFile } from '../read/choices.ts';
import { type AnswersFile, answersTo } from '../read/read-answers.ts';
import { type KnownRows, knownRows } from '../usage/known-rows.ts';
import { scorePicture } from '../usage/score-picture.ts';
import type { Survey } from '../usage/survey.ts';
import { type SurveyStudy, surveyStudy } from '../usage/survey-study.ts';
import { checkAnswers, readSurvey } from '../usage/usage-book.ts';
import { type FigureRow, surveyRows } from '../usage/usage-rows.ts';
import { surveyTables } from '../usage/usage-tables.ts';
import type { SurveyFlags } from './survey-flags.ts';

export interface SurveyBook {
  readonly source: AnswersFile;
  readonly isSample: boolean;
  /** What was read, for the person to check. */
  readonly description: readonly string[];
}

export interface SurveyResults extends Results {
  readonly rows: readonly FigureRow[];
  readonly known: KnownRows;
  /** Of each survey that there are answers to. */
  readonly studies: readonly SurveyStudy[];
}

/** Reads the answers, and has the library check every row. */
export async function surveyBook(
  file: string,
  flags: SurveyFlags,
  around: { readonly read: ReadFile; readonly isSample: boolean },
): Promise<SurveyBook> {
  const [usual] = flags.surveys;
  if (usual === undefined) throw new RangeError('there is a survey to ask about');
  const source = await readSurvey(file, flags, usual, around.read);
  const name = around.isSample ? say('the sample, since no file was given') : source.file;
  return {
    source,
    isSample: around.isSample,
    description: [
      fileLine(say('Answers'), name, source.rows.length),
      ...describeColumns(source.map),
      ...noteLines(source.notes),
    ],
  };
}

/** What customers answer, wherever it is shown. */
export function surveyResults({ source, isSample }: SurveyBook, flags: SurveyFlags, now: Date): SurveyResults {
  const { asOf, timeZone } = flags;
  const [first, ...more] = flags.surveys;
  const known = knownRows({ answers: source, isSample }, asOf, timeZone, now);
  const { months, answers = [] } = known;
  const hasAnswers = ({ kind }: Survey) => answers.some(({ survey = first?.kind }) => survey === kind);
  const asked = more.length === 0 ? flags.surveys : flags.surveys.filter(hasAnswers);
  for (const survey of asked) checkAnswers(source, survey, timeZone);
  const studies = asked.flatMap((survey) => {
    const own = answersTo({ ...source, rows: answers }, survey.kind);
    return surveyStudy({ months, answers: own.rows }, survey, timeZone) ?? [];
  });
  return {
    rows: studies.flatMap(surveyRows),
    sheet: surveySheet(source, studies, known, { timeZone, usual: first?.kind }),
    known,
    studies,
  };
}

/** Themes have no name of a survey, and each survey tells them apart in its own way. */
function named(table: Table, survey: string): Table {
  return table.title.includes(survey) ? table : { ...table, title: `${survey}: ${table.title}` };
}

function surveySheet(
  { file, rows, lines }: AnswersFile,
  studies: readonly SurveyStudy[],
  known: KnownRows,
  { timeZone, usual }: { readonly timeZone: string; readonly usual: Survey['kind'] | undefined },
): Sheet {
  const name = file.split(/[\\/]/).at(-1) ?? '';
  const { months, asOf, leftOut } = known;
  const [from = '', to = ''] = [months[0], months.at(-1)].map((month) => periodText(month?.period.label ?? ''));
  const later = leftOut === 0 ? '' : `; ${say('{count} later rows are left out', { count: count(leftOut) })}`;
  const facts: Facts = [
    [say('Answers'), say('{name}, {rows} rows', { name, rows: count(rows.length) })],
    [say('Months'), say('{from} to {to}', { from, to })],
    [say('As of'), `${asOfText(asOf)}${later}`],
    [say('Time zone'), timeZone],
    ...studies.map(({ survey }) => [survey.name, survey.definition] as const),
  ];
  return {
    title: say('Survey answers'),
    subject: name,
    facts,
    findings: rowFindingsOf('responses', { rows, lines }, timeZone, usual),
    pictures: studies.map((study) => ({ ...scorePicture(study), name: `score-${study.survey.kind}` })),
    tables: studies.flatMap((study) => surveyTables(study).map((table) => named(table, study.survey.name))),
  };
}
