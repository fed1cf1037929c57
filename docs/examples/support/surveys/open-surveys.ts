import { fileURLToPath } from 'node:url';
import type { Io } from '../io.ts';
import { diskWith } from '../open/read-file.ts';
import { outputsOf } from '../out/output-paths.ts';
import type { Outputs } from '../out/outputs.ts';
import { progressOn } from '../progress.ts';
import type { SurveyFlags } from './survey-flags.ts';
import { type SurveyBook, surveyBook } from './survey-results.ts';

const sample = fileURLToPath(new URL('../../data/sample-answers.csv', import.meta.url));

/** Reads the file that the flags name, or else the sample. */
export async function openSurveys(flags: SurveyFlags, io: Io): Promise<SurveyBook & { readonly outputs: Outputs }> {
  const file = flags.file ?? sample;
  const outputs = outputsOf({ 'the file of answers': file }, flags);
  const read = diskWith(progressOn(io.err, flags.progress));
  return { ...(await surveyBook(file, flags, { read, isSample: flags.file === undefined })), outputs };
}
