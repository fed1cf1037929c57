import type { BySegment, SegmentBy } from '../../activity/open.ts';
import type { Period, PerPeriod } from '../../calendar/open.ts';
import type {
  CustomerEffortOptions,
  CustomerEffortScore,
  CustomerSatisfactionOptions,
  CustomerSatisfactionScore,
  NetPromoterOptions,
  NetPromoterScore,
  ScoreColumn,
  ScoredRow,
} from '../../surveys/index.ts';
import {
  effortMeasure,
  measureScores,
  measureWeights,
  promoterMeasure,
  resultOfWeights,
  type ScoreMeasure,
  type ScoreOptions,
  type ScoreWeights,
  satisfactionMeasure,
} from '../../surveys/open.ts';
import type { SegmentKey } from '../../table/index.ts';
import { countedNumbers, expanded } from '../frame/counted.ts';
import type { InParts, PartKey, TablePart } from '../frame/part.ts';
import type { Tally } from '../frame/tally.ts';
import { type FactsByKey, nameOfSplit, rowQuestion } from './row-question.ts';

/** Periods and keys; a callback has a name, by which parts are known to have the same one. */
export type SplitInParts<Row, P extends Period | readonly Period[] | undefined, Key extends SegmentKey> = {
  /** The zone of dates without a time. Default: the period's. */
  readonly timeZone?: string | undefined;
  /** The answers given in it; a list gives a list. Default: all answers. */
  readonly period?: P | undefined;
} & (
  | {
      /** The key of an answer. */
      readonly by: SegmentBy<Row, Key>;
      /** What the segments are called: parts split by another one cannot be merged. */
      readonly name: string;
    }
  | { readonly by?: undefined; readonly name?: undefined }
);

/** Answers one by one; counts of them have no customers to be cut by. */
export type Answers<Row> = readonly Row[] | ScoreColumn;

/** One result of all rows where no period is asked for. */
export type InPeriods<P, Result> = [P] extends [undefined] ? Result : PerPeriod<P, Result>;

/**
 * `netPromoterScore` in parts.
 *
 * A part counts the answers of each score. `rows` are answers, `customers` those that answers name.
 *
 * @param options - As for `netPromoterScore`; with `by` also its `name`.
 * @throws MetricsError as `netPromoterScore` does; `INVALID_TYPE` without a name; `CONFLICTING_POLICY` for a part under other options.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.netPromoterScore();
 * result(merge([part([10, 9]), part([3, 8])])).score; // => 25
 * ```
 */
export function netPromoterScore<
  Row extends ScoredRow,
  P extends Period | readonly Period[] | undefined = undefined,
  Key extends SegmentKey = never,
>(
  options: NetPromoterOptions & SplitInParts<Row, P, Key> = {},
): InParts<Answers<Row>, TablePart, InPeriods<P, BySegment<Key, NetPromoterScore>>> {
  return scoreQuestion('netPromoterScore', options, promoterMeasure) as never;
}

/**
 * `customerSatisfactionScore` in parts.
 *
 * @param options - As for `customerSatisfactionScore`; with `by` also its `name`.
 * @throws MetricsError as `customerSatisfactionScore` does, and as `netPromoterScore` in parts does.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.customerSatisfactionScore();
 * result(merge([part([5, 4]), part([2, 3])])).score; // => 50
 * ```
 */
export function customerSatisfactionScore<
  Row extends ScoredRow,
  P extends Period | readonly Period[] | undefined = undefined,
  Key extends SegmentKey = never,
>(
  options: CustomerSatisfactionOptions & SplitInParts<Row, P, Key> = {},
): InParts<Answers<Row>, TablePart, InPeriods<P, BySegment<Key, CustomerSatisfactionScore>>> {
  return scoreQuestion('customerSatisfactionScore', options, satisfactionMeasure) as never;
}

/**
 * `customerEffortScore` in parts.
 *
 * @param options - As for `customerEffortScore`; with `by` also its `name`.
 * @throws MetricsError as `customerEffortScore` does, and as `netPromoterScore` in parts does.
 *
 * @example
 * ```ts
 * const { part, merge, result } = parts.customerEffortScore();
 * result(merge([part([7, 6]), part([2, 5])])).score; // => 5
 * ```
 */
export function customerEffortScore<
  Row extends ScoredRow,
  P extends Period | readonly Period[] | undefined = undefined,
  Key extends SegmentKey = never,
>(
  options: CustomerEffortOptions & SplitInParts<Row, P, Key> = {},
): InParts<Answers<Row>, TablePart, InPeriods<P, BySegment<Key, CustomerEffortScore>>> {
  return scoreQuestion('customerEffortScore', options, effortMeasure) as never;
}

interface ScoreFacts {
  readonly counts?: readonly number[];
  readonly weights?: ScoreWeights;
}

function scoreQuestion<Result extends object>(
  of: string,
  options: SplitInParts<never, Period | readonly Period[] | undefined, SegmentKey>,
  read: (options: unknown) => ScoreMeasure<Result>,
): InParts<never, TablePart, unknown> {
  const { name: _, ...given } = options;
  const by = nameOfSplit(options);
  const { resultOf, ...measure } = read(given);
  const { period, timeZone, by: _keyOf, ...own }: typeof given & ScoreOptions = given;
  const width = measure.scale[1] - measure.scale[0] + 1;
  const isSingle = own.skipped === 'count' || own.weights === 'field';
  return rowQuestion<unknown, ScoreFacts>({
    of,
    periods: period,
    timeZone,
    options: own,
    by,
    shape: { scores: { answers: 'count' } },
    factsOf(responses, list) {
      const asked = { ...measure, options: { ...given, period: list } };
      const measured = (
        isSingle
          ? measureWeights(responses, asked, (weights) => ({ weights }))
          : measureScores(responses, { ...asked, resultOf: (counts) => ({ counts }) })
      ) as FactsByKey<ScoreFacts>;
      return list === undefined ? [measured] : (measured as unknown as readonly FactsByKey<ScoreFacts>[]);
    },
    book(tally, at, { counts = [], weights }) {
      if (weights !== undefined) bookWeights(tally, at, weights);
      for (const [slot, answers] of counts.entries()) {
        if (answers > 0) tally.add('scores', [...at, slot], { answers });
      }
    },
    answer(tally, at: PartKey) {
      if (isSingle)
        return resultOfWeights(weightsIn(tally, at, width), own.weights === 'field', own.skipped === 'count', resultOf);
      return resultOf(Array.from({ length: width }, (__, slot) => tally.row('scores', [...at, slot]).count('answers')));
    },
  }) as InParts<never, TablePart, unknown>;
}

/** Under the place of the score, or -1 for skipped answers, and the weight. */
function bookWeights(tally: Tally, at: PartKey, { bySlot, skipped }: ScoreWeights): void {
  for (const [slot, own] of bySlot.entries()) {
    for (const [weight, answers] of countedNumbers(own)) tally.add('scores', [...at, slot, weight], { answers });
  }
  if (skipped > 0) tally.add('scores', [...at, -1, 1], { answers: skipped });
}

function weightsIn(tally: Tally, at: PartKey, width: number): ScoreWeights {
  const bySlot = Array.from({ length: width }, (_, slot) =>
    expanded(tally.rows('scores', [...at, slot]), 'answers', 3),
  );
  return { bySlot, skipped: tally.row('scores', [...at, -1, 1]).count('answers') };
}
