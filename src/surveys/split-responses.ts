import {
  instantOf,
  instantReader,
  perPeriod,
  type Question,
  readQuestion,
  readSegments,
  type SegmentBy,
  type Summary,
  summarizeSegments,
} from '../activity/open.ts';
import { type Period, zoneOf } from '../calendar/open.ts';
import { reject } from '../errors.ts';
import { isRecord } from '../read/index.ts';
import type { SegmentKey } from '../table/index.ts';
import { checkSpelling } from './responses.ts';

/**
 * Which answers are measured together: those of a period, or of each period of a list; those with the same key. At least one of `period`
 * and `by` is set.
 */
export type SurveySplit<Row, P extends Period | readonly Period[], Key extends SegmentKey> = {
  /** The zone of dates without a time. Default: the period's, or 'UTC'. */
  readonly timeZone?: string | undefined;
} & (
  | {
      /** Only answers given in this period count, by their `at`. A list of periods gives a list. Default: all answers. */
      readonly period: P;
      /**
       * A key of each answer, such as `(answer) => answer.segment`, or a Map from customers to keys: the result is a list with the result of
       * each key. Default: no split.
       */
      readonly by?: SegmentBy<Row, Key> | undefined;
    }
  | {
      /** Only answers given in this period count, by their `at`. A list of periods gives a list. Default: all answers. */
      readonly period?: P | undefined;
      /**
       * A key of each answer, such as `(answer) => answer.segment`, or a Map from customers to keys: the result is a list with the result of
       * each key. Default: no split.
       */
      readonly by: SegmentBy<Row, Key>;
    }
);

/** The names of the options that split answers. */
export const splitKeys = ['period', 'timeZone', 'by'] as const;

type SplitOptions = Readonly<Record<string, unknown>>;

/** Whether answers are split. A time zone is checked also where it has nothing to do. */
export function isSplit({ period, by, timeZone }: SplitOptions): boolean {
  if (timeZone !== undefined) zoneOf(timeZone, 'options.timeZone');
  return period !== undefined || by !== undefined;
}

/** The summary of the answers of each period and key; of all where neither is given. */
export function splitResponses<Result extends object>(
  responses: ArrayLike<unknown>,
  options: SplitOptions,
  summary: Summary<Result>,
): unknown {
  const placed = isSplit(options) && options.period !== undefined ? placeResponses(responses, options) : null;
  const keyOf = readSegments(options.by, (row) => responses[row]);
  const keys = keyOf && Array.from(responses, (_, row) => keyOf(row));
  const own = summarizeSegments(keys && ((row) => keys[row]), summary);
  if (placed === null)
    return own(
      Uint32Array.from(responses, (_, row) => row),
      0,
    );
  return perPeriod(placed.question, placed.slots, own as Summary<unknown>);
}

/** The slot of each answer, by its `at`. */
export function placeResponses(
  responses: ArrayLike<unknown>,
  { period, timeZone }: SplitOptions,
): { readonly question: Question; readonly slots: Uint32Array } {
  const question = readQuestion(period, timeZone, 'options.period');
  const slots = new Uint32Array(responses.length);
  const instants = readInstants(responses, question.zone);
  for (let row = 0; row < slots.length; row += 1) slots[row] = question.slotOf(instants[row] as number);
  return { question, slots };
}

/** The instants at which answers were given, in epoch milliseconds. */
export function readInstants(responses: ArrayLike<unknown>, zone: Question['zone']): Float64Array {
  const read = instantReader(zone);
  const instants = new Float64Array(responses.length);
  for (let index = 0; index < responses.length; index += 1) {
    const response = responses[index];
    if (!isRecord(response)) reject('INVALID_TYPE', `responses[${index}]`, 'be an object with its `at`', response);
    checkSpelling(response, 'responses', index);
    instants[index] = instantOf(read, response.at, 'responses', index, 'at');
  }
  return instants;
}
