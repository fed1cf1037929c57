import { type InstantReader, instantReader, type Question, readQuestion } from '../activity/open.ts';
import { type Instant, readInstant } from '../calendar/open.ts';
import { checkKeys } from '../read/index.ts';

/** The options of every service metric. */
export interface ServiceOptions {
  /** The zone of dates without a time. Default: the period's. */
  readonly timeZone?: string | undefined;
  /** When the data was taken; later events are unknown. Default: the data is complete. */
  readonly asOf?: Instant | undefined;
}

/** What a call asks about, and up to when the data is known. */
export interface ServiceQuestion extends Question {
  /** Epoch milliseconds; Infinity when the data is complete. */
  readonly asOf: number;
  readonly readInstant: InstantReader;
}

/** Checks periods and options; `keys` are the options that the metric has beside those of every metric. */
export function readServiceQuestion(periods: unknown, options: unknown, keys: readonly string[] = []): ServiceQuestion {
  const { timeZone, asOf } = checkKeys(options, ['timeZone', 'asOf', ...keys], 'options');
  const question = readQuestion(periods, timeZone);
  return {
    ...question,
    asOf: asOf === undefined ? Number.POSITIVE_INFINITY : readInstant(asOf, question.zone, 'options.asOf'),
    readInstant: instantReader(question.zone),
  };
}
