import type { Period } from '../../calendar/open.ts';
import { type Ratio, ratio } from '../../ratio/open.ts';
import type { InParts, TablePart } from '../frame/part.ts';
import { type FactsByKey, nameOfSplit, rowQuestion } from './row-question.ts';

interface Split {
  readonly by?: unknown;
  readonly name?: unknown;
  readonly timeZone?: unknown;
}

/** The options as the function over all rows has them, and what of them is in the text of the question. */
export function splitOptions(options: object = {}) {
  const { name: _, ...given } = options as Split;
  const { by: __, timeZone, ...own } = given;
  return { given: given as never, own, timeZone, by: nameOfSplit(options as Split) };
}

export type Counts = Ratio & { readonly [more: string]: number | null };

/** A rate of counts, with more of them beside it: what each shard counts is exact, and added. */
export function countsQuestion(
  of: string,
  periods: unknown,
  options: object | undefined,
  whole: (rows: readonly unknown[], periods: readonly Period[], options: object) => readonly FactsByKey<Counts>[],
  more: readonly string[],
  resultOf: (counts: Counts, place: number) => object = (counts) => counts,
): InParts<never, TablePart, unknown> {
  const { given, own, timeZone, by } = splitOptions(options);
  whole([], [], given);
  // What tickets with moved instants are counted as, where they may be moved.
  const beside = 'clockSkewSeconds' in own && own.clockSkewSeconds !== undefined ? [...more, 'skewed'] : more;
  const names = ['numerator', 'denominator', ...beside];
  return rowQuestion<readonly unknown[], Counts>({
    of,
    periods,
    timeZone,
    options: own,
    by,
    shape: { counts: Object.fromEntries(names.map((name) => [name, 'count'])) },
    factsOf: (rows, list = []) => whole(rows, list, given),
    book: (tally, at, counts) =>
      tally.add('counts', at, Object.fromEntries(names.map((name) => [name, counts[name] as number]))),
    answer(tally, at, place) {
      const { count } = tally.row('counts', at);
      const counts = Object.fromEntries(beside.map((name) => [name, count(name)]));
      return resultOf({ ...ratio(count('numerator'), count('denominator')), ...counts } as Counts, place);
    },
  }) as InParts<never, TablePart, unknown>;
}
