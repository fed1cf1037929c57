import type { CommonFlags } from '../flags/command-line.ts';
import type { Progress } from '../progress.ts';
import { type AnswerChoices, type AnswersFile, readAnswersFile, type SurveyKind } from '../read/read-answers.ts';
import { readFrom } from './read-file.ts';

type Scale = readonly [number, number];

/** The scales that the questions are usually asked on. */
export const usualScales: Readonly<Record<SurveyKind, Scale>> = { nps: [0, 10], csat: [1, 5], ces: [1, 7] };

type Own = Pick<AnswerChoices, 'columns' | 'themeSeparator' | 'scales' | 'usual' | 'needsCustomer' | 'flagFor'>;

/** A file of answers, read the same way by every example. */
export function readAnswers(file: string, flags: CommonFlags, own: Own, progress: Progress): Promise<AnswersFile> {
  const { reading, timeZone } = flags;
  const choices = { ...reading, headerLine: undefined, timeZone, ...own };
  return readFrom(file, (bytes) => readAnswersFile(bytes, choices), progress);
}
