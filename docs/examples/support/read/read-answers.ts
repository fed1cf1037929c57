import type { SurveyResponse } from 'tenure';
import { parseResponses } from 'tenure/schema';
import { InputError } from '../input-error.ts';
import { say } from '../language/language.ts';
import { cellReaderOf, type Raw, rawsOf } from './cells/cells.ts';
import { type Choices, choicesFor, type FileBytes } from './choices.ts';
import { type AnswerField, answerKind } from './columns/fields.ts';
import { matchOf, plainName } from './columns/header.ts';
import type { Fault } from './faults.ts';
import { checkRequired, missingColumn, openTable, type Table } from './open-table.ts';
import { type ListFile, notesOf, optionsOf, recordOf, rejectedFaults, throwAll } from './read-list.ts';

export const surveyKinds = ['nps', 'csat', 'ces'] as const;
export type SurveyKind = (typeof surveyKinds)[number];

/** An answer, and what was asked where the file says it. */
export type AnswerRow = SurveyResponse & { readonly at: string; readonly survey?: SurveyKind };

export interface AnswerChoices extends Choices {
  /** What stands between themes in one cell. */
  readonly themeSeparator: string;
  readonly scales: Readonly<Record<SurveyKind, readonly [number, number]>>;
  /** What was asked where nothing says it. */
  readonly usual: SurveyKind;
  readonly needsCustomer: boolean;
}

export type AnswersFile = ListFile<AnswerField, AnswerRow>;

interface Answer {
  readonly raw: Raw<AnswerField>;
  readonly line: number;
  /** Nothing where the file has no word of it. */
  readonly survey: SurveyKind | undefined;
}

/**
 * Reads answers to surveys, all of them: the score in one column, and maybe what was asked in another, or a column for each question. Where a
 * file has a column for what was asked, a blank cell of it means NPS, as with the functions of the library.
 */
export function readAnswersFile(file: FileBytes, given: AnswerChoices): AnswersFile {
  const choices = choicesFor(file, given);
  const asked: { questions: ReadonlyMap<string, SurveyKind> } = { questions: new Map() };
  const table = openAnswers(file, choices, asked);
  const raws = rawsOf(table);
  const { answers, others } = answersOf(table, raws, asked.questions);
  const reader = cellReaderOf(
    table,
    answerKind,
    answers.map(({ raw }) => raw),
    choices,
  );
  const faults: Fault[] = [];
  const rows: AnswerRow[] = Array(answers.length);
  for (const survey of [undefined, ...surveyKinds]) {
    const places = answers.flatMap((answer, place) => (answer.survey === survey ? [place] : []));
    const own = places.map((place) => answers[place] as Answer);
    const records = own.map(({ raw }) => ({
      ...recordOf(raw, answerKind, reader),
      themes: themesIn(raw.themes, choices.themeSeparator),
      survey,
    }));
    const scale = choices.scales[survey ?? choices.usual];
    const parsed = parseResponses(records, { ...optionsOf(reader, choices), scale });
    const place = {
      raws: own.map(({ raw }) => raw),
      lines: own.map(({ line }) => line),
      kind: answerKind,
      columns: table.columns,
    };
    for (const row of parsed.rejected) for (const fault of rejectedFaults(row, place)) faults.push(fault);
    const found = parsed.rows as unknown as AnswerRow[];
    for (const [place, row] of found.entries()) rows[places[place] ?? 0] = plain(row);
  }
  throwAll(table, faults);
  const lines = answers.map(({ line }) => line);
  const left = [...others].map(([word, count]) => `${count} '${word}'`);
  const themes = raws.flatMap((raw) => raw.themes ?? []);
  const notes =
    left.length === 0
      ? []
      : [
          say('Left out: answers to other surveys than {surveys}: {others}', {
            surveys: surveyKinds.join(', '),
            others: left.join(', '),
          }),
        ];
  return {
    file: table.file,
    map: table,
    rows,
    lines,
    notes: [...notesOf(table, reader), ...notes, ...themeNotes(themes, choices)],
  };
}

/** A column for each question is only looked at where no column is the score. */
function openAnswers(
  file: FileBytes,
  choices: AnswerChoices,
  asked: { questions: ReadonlyMap<string, SurveyKind> },
): Table<AnswerField> {
  const ignoring = (header: readonly string[]) => {
    const questions = header.flatMap((name) => {
      const survey = surveyKinds.find((kind) => [kind, `${kind}score`].includes(plainName(name)));
      return survey === undefined ? [] : [[name, survey] as const];
    });
    const hasScore =
      choices.columns.has('score') ||
      header.some((name) => matchOf(answerKind, name)?.flag === 'score' && !questions.some(([own]) => own === name));
    asked.questions = hasScore ? new Map() : new Map(questions);
    return [...asked.questions.keys()];
  };
  const table = openTable(file, { kind: answerKind, ignoring }, choices);
  checkRequired(table, answerKind, choices);
  if (choices.needsCustomer && !table.columns.has('survey-customer')) {
    throw missingColumn(
      table,
      'survey-customer',
      { ...answerKind.fields['survey-customer'], words: 'customer of an answer' },
      choices,
    );
  }
  if (asked.questions.size === 0 && !table.columns.has('score')) {
    throw missingColumn(table, 'score', answerKind.fields.score, choices);
  }
  return table;
}

function answersOf(
  table: Table<AnswerField>,
  raws: readonly Raw<AnswerField>[],
  questions: ReadonlyMap<string, SurveyKind>,
): { answers: Answer[]; others: Map<string, number> } {
  const others = new Map<string, number>();
  const places = [...questions].map(([name, survey]) => ({ survey, index: table.header.indexOf(name) }));
  const asks = table.columns.has('survey-column');
  const answers = raws.flatMap((raw, place): Answer[] => {
    const { cells = [], line = 0 } = table.records[place] ?? {};
    if (questions.size > 0) {
      return places.flatMap(({ survey, index }) => {
        const score = cells[index];
        return score === undefined || score === '' ? [] : [{ raw: { ...raw, score }, line, survey }];
      });
    }
    const word = raw['survey-column'];
    const survey = word === undefined ? (asks ? 'nps' : undefined) : surveyIn(word);
    if (word === undefined || survey !== undefined) return [{ raw, line, survey }];
    others.set(word, (others.get(word) ?? 0) + 1);
    return [];
  });
  if (answers.length === 0) throw new InputError(`${table.file}: no answer has a score`);
  return { answers, others };
}

const words: Readonly<Record<SurveyKind, RegExp>> = {
  nps: /^(e?nps|netpromoter(score)?|weiterempfehlung|empfehlung)$/,
  csat: /^(csat|customersatisfaction(score)?|satisfaction|zufriedenheit|kundenzufriedenheit)$/,
  ces: /^(ces2?|customereffort(score)?|effort|aufwand)$/,
};

function surveyIn(word: string): SurveyKind | undefined {
  return surveyKinds.find((survey) => words[survey].test(plainName(word)));
}

function themesIn(text: string | undefined, separator: string): string[] {
  const themes = (text ?? '').split(separator).map((theme) => theme.trim());
  return themes.filter((theme) => theme !== '');
}

/** A sign that cuts cells into themes that stand alone in other cells is what separates them. */
function themeNotes(cells: readonly string[], { themeSeparator }: AnswerChoices): string[] {
  if (cells.some((cell) => cell.includes(themeSeparator))) return [];
  const all = new Set(cells);
  for (const sign of [',', ';', '|', '/']) {
    const text = cells.find((cell) => cell.includes(sign) && themesIn(cell, sign).some((theme) => all.has(theme)));
    if (text === undefined || sign === themeSeparator) continue;
    return [
      say("Themes such as '{text}' hold '{sign}': --theme-separator '{sign}' makes several of each", { text, sign }),
    ];
  }
  return [];
}

/** Without the fields that are not there, and with instants as texts. */
function plain(row: AnswerRow): AnswerRow {
  const entries = Object.entries(row).flatMap(([field, value]) => {
    return value === undefined
      ? []
      : [[field, (value as unknown) instanceof Date ? (value as unknown as Date).toISOString() : value]];
  });
  return Object.fromEntries(entries) as unknown as AnswerRow;
}

/** The answers to one survey: those that say so, and all where the file does not say what was asked. */
export function answersTo(source: AnswersFile, survey: SurveyKind): AnswersFile {
  const isOwn = (row: AnswerRow | undefined) => row?.survey === undefined || row.survey === survey;
  const rows = source.rows.filter(isOwn);
  if (rows.length === source.rows.length) return source;
  if (rows.length > 0) return { ...source, rows, lines: source.lines.filter((_, place) => isOwn(source.rows[place])) };
  const counts = surveyKinds.map((kind) => [kind, source.rows.filter((row) => row.survey === kind).length] as const);
  const there = counts.filter(([, count]) => count > 0).map(([kind, count]) => `${kind} ${count}`);
  throw new InputError(
    `${source.file}: no answer is to the survey ${survey}; the file has ${there.join(', ')}: --survey says which`,
  );
}
