import { blaming } from '../flags/blaming.ts';
import {
  type CommonFlags,
  choiceOf,
  namedColumns,
  numberOf,
  readArguments,
  wholeNumberOf,
} from '../flags/command-line.ts';
import { InputError } from '../input-error.ts';
import { usualScales } from '../open/answers.ts';
import { type Outputs, outputFlags, outputNames } from '../out/outputs.ts';
import { type AnswerField, answerNames, type EventField, eventNames } from '../read/columns/fields.ts';
import { type AnswerChoices, surveyKinds } from '../read/read-answers.ts';
import { type Survey, surveyOf } from './survey.ts';

export interface UsageFlags extends CommonFlags, Outputs {
  readonly events: string | undefined;
  readonly answers: string | undefined;
  readonly eventColumns: ReadonlyMap<EventField, string>;
  readonly answerColumns: ReadonlyMap<AnswerField, string>;
  readonly themeSeparator: string;
  readonly survey: Survey;
  /** The scales on which the questions are asked. */
  readonly scales: AnswerChoices['scales'];
  readonly steps: readonly string[] | undefined;
  readonly withinDays: number;
}

/** The flags of a survey. */
export const surveyNames = ['theme-separator', 'survey', 'scale', 'good-from', 'confidence'] as const;
const own = [...surveyNames, 'steps', 'within-days', ...outputNames] as const;

type SurveyTexts = Readonly<Partial<Record<(typeof surveyNames)[number], string>>>;

export function readFlags(args: readonly string[]): UsageFlags {
  const { files, common, texts } = readArguments(args, [...eventNames, ...answerNames, ...own]);
  const [events, answers, ...more] = files;
  if (more.length > 0) throw new InputError(`a file of events and a file of answers, and no more; received ${more[0]}`);
  const ofAnswers = [...answerNames, 'survey' as const].find((name) => texts[name] !== undefined);
  if (events !== undefined && answers === undefined && ofAnswers !== undefined) {
    throw new InputError(`--${ofAnswers} is for a file of answers, and no second file was given`);
  }
  const survey = surveyFlags(texts);
  return {
    ...common,
    events,
    answers,
    eventColumns: namedColumns<EventField>(texts, eventNames),
    answerColumns: namedColumns<AnswerField>(texts, answerNames),
    themeSeparator: separatorFlag(texts),
    survey,
    scales: { ...usualScales, ...scaleFlag(texts, survey) },
    steps: texts.steps === undefined ? undefined : stepsOf(texts.steps),
    withinDays: wholeNumberOf('--within-days', texts['within-days'] ?? '30', 'days', 3650),
    ...outputFlags(texts, 'usage.csv'),
  };
}

export function scaleFlag({ scale }: SurveyTexts, { kind }: Survey): Partial<AnswerChoices['scales']> {
  return scale === undefined ? {} : { [kind]: scaleOf(scale) };
}

export function separatorFlag({ 'theme-separator': text = ';' }: SurveyTexts): string {
  if (text === '') throw new InputError('--theme-separator must not be empty');
  return text;
}

function stepsOf(text: string): string[] {
  const steps = text.split(',').map((step) => step.trim());
  if (steps.length < 2 || steps.includes('') || new Set(steps).size < steps.length) {
    throw new InputError(`--steps must be two features or more, each once, such as signup,import; received '${text}'`);
  }
  return steps;
}

export function surveyFlags(texts: SurveyTexts): Survey {
  const goodFrom = texts['good-from'];
  const survey = surveyOf(choiceOf('--survey', texts.survey ?? 'nps', surveyKinds), {
    scale: texts.scale === undefined ? undefined : scaleOf(texts.scale),
    goodFrom: goodFrom === undefined ? undefined : numberOf('--good-from', goodFrom),
    confidence: numberOf('--confidence', texts.confidence ?? '0.95'),
  });
  // Asks the library before a file is read.
  const flags = {
    'options.scale': '--scale',
    'options.satisfiedFrom': '--good-from',
    'options.agreeFrom': '--good-from',
    'options.positiveFrom': '--good-from',
    'options.negativeTo': '--good-from',
    'options.confidence': '--confidence',
  };
  blaming(flags, () => survey.measure([]));
  blaming(flags, () => survey.themes([]));
  return survey;
}

function scaleOf(text: string): readonly [number, number] {
  const [, lowest, highest] = /^(\d+)-(\d+)$/.exec(text) ?? [];
  if (lowest !== undefined && highest !== undefined) return [Number(lowest), Number(highest)];
  throw new InputError(`--scale must be the lowest and the highest score, such as 1-5; received '${text}'`);
}
