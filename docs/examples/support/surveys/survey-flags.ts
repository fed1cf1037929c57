import { type CommonFlags, namedColumns, readArguments } from '../flags/command-line.ts';
import { InputError } from '../input-error.ts';
import { usualScales } from '../open/answers.ts';
import { type Outputs, outputFlags, outputNames } from '../out/outputs.ts';
import { type AnswerField, answerNames } from '../read/columns/fields.ts';
import { surveyKinds } from '../read/read-answers.ts';
import type { Survey } from '../usage/survey.ts';
import { scaleFlag, separatorFlag, surveyFlags, surveyNames, type UsageFlags } from '../usage/usage-flags.ts';

export interface SurveyFlags
  extends CommonFlags,
    Outputs,
    Pick<UsageFlags, 'answerColumns' | 'scales' | 'themeSeparator'> {
  readonly file: string | undefined;
  /** The one that is asked about, or all. */
  readonly surveys: readonly Survey[];
}

export function readFlags(args: readonly string[]): SurveyFlags {
  const { files, common, texts } = readArguments(args, [...answerNames, ...surveyNames, ...outputNames]);
  const [file, ...more] = files;
  if (more.length > 0) throw new InputError(`one file of answers at a time; received also ${more[0]}`);
  const one = surveyFlags(texts);
  const all = texts.survey === undefined && texts.scale === undefined && texts['good-from'] === undefined;
  return {
    ...common,
    file,
    answerColumns: namedColumns<AnswerField>(texts, answerNames),
    themeSeparator: separatorFlag(texts),
    surveys: all ? surveyKinds.map((survey) => surveyFlags({ ...texts, survey })) : [one],
    scales: { ...usualScales, ...scaleFlag(texts, one) },
    ...outputFlags(texts, 'surveys.csv'),
  };
}
