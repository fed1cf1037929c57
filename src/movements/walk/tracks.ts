import type { Span } from '../../calendar/open.ts';
import { kindCount } from './kinds.ts';

/** Whether changes within a segment are netted to one movement of each customer, or each booked. */
export type Booking = 'net' | 'event';

/**
 * Periods that do not overlap, in order of time, and where each instant of the ledger falls among them. Segment 2i + 1 is the i-th
 * period, segment 2i what lies before it (back to the period before), and the last segment what comes after all of them.
 */
export interface Track {
  /** For each period its place in the list that was asked for. */
  readonly positions: readonly number[];
  readonly segments: number;
  /** For each instant of the ledger the first slot of the segment that it falls in: `segment * kindCount`. */
  readonly slotOf: Uint32Array;
  /** The milliseconds of the longest period. */
  readonly longest: number;
}

/** Whether a slot is one of a period, and not of what lies between periods. */
export function isPeriod(slot: number): boolean {
  return slot % (2 * kindCount) !== 0;
}

/** Lays any list of periods onto as few tracks as it takes: one where none overlap, twelve for trailing years at month ends. */
export function layTracks(spans: readonly Span[], instants: Float64Array): Track[] {
  const order = spans.map((_, position) => position);
  order.sort((a, b) => spanAt(spans, a).start - spanAt(spans, b).start);
  const tracks: number[][] = [];
  for (const position of order) {
    const { start } = spanAt(spans, position);
    const free = tracks.find((track) => spanAt(spans, track[track.length - 1] as number).end <= start);
    if (free === undefined) tracks.push([position]);
    else free.push(position);
  }
  return tracks.map((positions) => ({
    positions,
    longest: positions.reduce((most, position) => Math.max(most, lengthOf(spanAt(spans, position))), 0),
    segments: positions.length * 2 + 1,
    slotOf: slotsOf(
      positions.flatMap((position) => [spanAt(spans, position).start, spanAt(spans, position).end]),
      instants,
    ),
  }));
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}

function spanAt(spans: readonly Span[], position: number): Span {
  return spans[position] as Span;
}

/** For each instant the first slot of the segment that it falls in, between bounds that are in order. */
export function slotsOf(bounds: readonly number[], instants: Float64Array): Uint32Array {
  const slotOf = new Uint32Array(instants.length);
  let segment = 0;
  for (let place = 0; place < instants.length; place += 1) {
    while (segment < bounds.length && (bounds[segment] as number) <= (instants[place] as number)) segment += 1;
    slotOf[place] = segment * kindCount;
  }
  return slotOf;
}
