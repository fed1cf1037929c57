import type { CheckedPeriod } from '../../calendar/open.ts';
import type { StatementRules } from '../../ledger/query.ts';
import { kindCount } from './kinds.ts';

/**
 * Whether changes within a segment are netted to one movement per customer, or each booked. If booked, changes within this many
 * milliseconds of the first count as one; mostly 0.
 */
export type Booking = 'net' | number;

export function bookingOf({ movements, mergeWithinSeconds }: StatementRules): Booking {
  return movements === 'net' ? 'net' : mergeWithinSeconds * 1000;
}

/**
 * Periods that do not overlap, in order of time. Segment 2i + 1 is the i-th period, segment 2i the gap before it (back to the period
 * before), and the last segment everything after all periods.
 */
export interface Track {
  /** For each period, its place in the given list. */
  readonly positions: readonly number[];
  /** The bounds of the segments. */
  readonly bounds: Float64Array;
  readonly segments: number;
}

/** Lays any list of periods onto as few tracks as needed: one if none overlap, twelve for trailing years at month ends. */
export function layTracks(periods: readonly CheckedPeriod[]): Track[] {
  return lay(periods, (last, next) => last.end <= next.start).map((positions) => {
    const bounds = positions.flatMap((position) => {
      const { start, end } = periods[position] as CheckedPeriod;
      return [start, end];
    });
    return { positions, bounds: Float64Array.from(bounds), segments: bounds.length + 1 };
  });
}

/**
 * Periods in order, of which later ones neither start nor end earlier. Those that hold an instant of the ledger then lie side by side, from
 * the one whose first slot is `ended` at that instant up to the one whose first slot is `begun`.
 */
export interface Sliding {
  /** For each instant, the first slot after the periods that have begun by then, and after those that have ended. */
  readonly begun: Uint32Array;
  readonly ended: Uint32Array;
}

/** Such periods of those asked for, like trailing years. */
export interface Chain extends Sliding {
  readonly positions: readonly number[];
}

/** All periods of one length, the next one at each instant that comes in or goes out. */
export function slidingBy(length: number, instants: Float64Array): Sliding {
  const begun = new Uint32Array(instants.length);
  const ended = new Uint32Array(instants.length);
  let next = 0;
  for (let first = 0; first < instants.length; first += 1) {
    const end = (instants[first] as number) + length;
    for (; (instants[next] as number) < end; next += 1) ended[next] = (first + next) * kindCount;
    begun[first] = (first + next) * kindCount;
  }
  return { begun, ended };
}

/** Puts any list of periods into as few chains as needed, each of one class of periods. */
export function layChains(
  periods: readonly CheckedPeriod[],
  instants: Float64Array,
  classOf: (period: CheckedPeriod) => number = () => 0,
): Chain[] {
  const fits = (last: CheckedPeriod, next: CheckedPeriod) => last.end <= next.end && classOf(last) === classOf(next);
  return lay(periods, fits).map((positions) => {
    const after = (bound: 'start' | 'end') =>
      slotsOf(
        Float64Array.from(positions, (position) => (periods[position] as CheckedPeriod)[bound]),
        instants,
      );
    return { positions, begun: after('start'), ended: after('end') };
  });
}

/** Lists of periods, by their positions, in order of their start. `fits` says whether a period may follow another in a list. */
function lay(
  periods: readonly CheckedPeriod[],
  fits: (last: CheckedPeriod, next: CheckedPeriod) => boolean,
): number[][] {
  const order = periods.map((_, position) => position);
  order.sort((a, b) => {
    const [one, other] = [periods[a] as CheckedPeriod, periods[b] as CheckedPeriod];
    return one.start - other.start || one.end - other.end;
  });
  const lists: number[][] = [];
  const lasts: CheckedPeriod[] = [];
  for (const position of order) {
    const checked = periods[position] as CheckedPeriod;
    let at = 0;
    while (at < lists.length && !fits(lasts[at] as CheckedPeriod, checked)) at += 1;
    if (at === lists.length) lists.push([]);
    (lists[at] as number[]).push(position);
    lasts[at] = checked;
  }
  return lists;
}

/** For each instant, in order, the first slot after the bounds reached by then; bounds are in order too. */
export function slotsOf(bounds: Float64Array, instants: Float64Array): Uint32Array {
  const slotOf = new Uint32Array(instants.length);
  let place = 0;
  for (let segment = 0; place < instants.length; segment += 1) {
    const next = segment < bounds.length ? (bounds[segment] as number) : Number.POSITIVE_INFINITY;
    for (; place < instants.length && (instants[place] as number) < next; place += 1)
      slotOf[place] = segment * kindCount;
  }
  return slotOf;
}

/** The first of some steps that is not within so many milliseconds of the first of them. */
export function endOfChange(
  places: Uint32Array,
  instants: Float64Array,
  first: number,
  last: number,
  within: number,
): number {
  const until = (instants[places[first] as number] as number) + within;
  let end = first + 1;
  while (end < last && (instants[places[end] as number] as number) <= until) end += 1;
  return end;
}
