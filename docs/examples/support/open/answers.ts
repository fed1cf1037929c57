import type { CommonFlags } from '../flags/command-line.ts';
import type { ReadFile } from '../read/choices.ts';
import { type AnswerChoices, type AnswersFile, readAnswersFile, type SurveyKind } from '../read/read-answers.ts';

type Scale = readonly [number, number];

/** The scales that the questions are usually asked on. */
export const usualScales: Readonly<Record<SurveyKind, Scale>> = { nps: [0, 10], csat: [1, 5], ces: [1, 7] };

type Own = Pick<AnswerChoices, 'columns' | 'themeSeparator' | 'scales' | 'usual' | 'needsCustomer' | 'flagFor'>;

/** A file of answers, read the same way by every example. */
export function readAnswers(file: string, flags: CommonFlags, own: Own, read: ReadFile): Promise<AnswersFile> {
  const { reading, timeZone } = flags;
  return read(file, { ...reading, headerLine: undefined, timeZone, ...own }, readAnswersFile);
}
