import type { Span } from '../../calendar/open.ts';
import { placeOf } from '../../ledger/query.ts';
import { addUnits, spill, unitSums, unitsAt } from '../../table/index.ts';
import { kindCount, kindOf, noKind } from './kinds.ts';
import { type SegmentSums, segmentSums, type WalkedSteps } from './segment-sums.ts';
import type { Track } from './tracks.ts';

// An accelerator, and nothing else: for the same steps and tracks it comes to what `plainWalk` nets on each. Periods that overlap lie on
// many tracks (twelve for trailing years at month ends), and a walk along each reads all steps again. Here the step of an entity at each
// bound is found once, for all periods.

const [fresh, reactivation, expansion, contraction, churn] = [0, 1, 2, 3, 4];

/** The net movements of each track; what lies between its periods is one change, which leads from one level to the next. */
export function overlapSums(walked: WalkedSteps, tracks: readonly Track[], spans: readonly Span[]): SegmentSums[] {
  const periods = periodSums(walked, spans);
  return tracks.map((track) => alongTrack(track, periods, walked.currencies));
}

/** What each period holds, in the order asked for. */
interface PeriodSums {
  /** By period and kind; amounts by currency too, as in `SegmentSums`. */
  readonly moved: SegmentSums;
  /** What stood before each period, likewise without a kind. */
  readonly opening: SegmentSums;
}

function periodSums({ steps, instants, currencyOf, currencies }: WalkedSteps, spans: readonly Span[]): PeriodSums {
  const { offsets, places, levels, returns } = steps;
  const [moved, opening] = [slots(spans.length * kindCount, currencies), slots(spans.length, currencies)];
  const { bounds, from, to } = boundsOf(spans, instants);
  const stepAt = new Uint32Array(bounds.length);
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const [first, last] = [offsets[entity] as number, offsets[entity + 1] as number];
    if (first === last) continue;
    let step = first;
    for (let bound = 0; bound < bounds.length; bound += 1) {
      while (step < last && (places[step] as number) < (bounds[bound] as number)) step += 1;
      stepAt[bound] = step;
    }
    const currency = currencyOf === null ? 0 : (currencyOf[entity] as number);
    for (let period = 0; period < spans.length; period += 1) {
      const [begin, end] = [stepAt[from[period] as number] as number, stepAt[to[period] as number] as number];
      const before = begin === first ? 0 : (levels[begin - 1] as number);
      if (before !== 0) {
        addUnits(opening.amounts, currency * spans.length + period, before);
        opening.counts[period] = (opening.counts[period] as number) + 1;
      }
      if (begin === end) continue;
      const after = levels[end - 1] as number;
      const kind = kindOf(before, after, returns[begin] === 1);
      if (kind === noKind) continue;
      const slot = period * kindCount + kind;
      addUnits(moved.amounts, currency * spans.length * kindCount + slot, Math.abs(after - before));
      moved.counts[slot] = (moved.counts[slot] as number) + 1;
    }
  }
  return { moved, opening };
}

function slots(count: number, currencies: number): SegmentSums {
  return { amounts: unitSums(count * currencies), counts: new Uint32Array(count) };
}

/** The distinct bounds of the periods as places among the instants, in order, and which of them each period begins and ends at. */
function boundsOf(spans: readonly Span[], instants: Float64Array) {
  const places = Uint32Array.from(
    spans.flatMap(({ start, end }) => [start, end]),
    (bound) => placeOf(bound, instants),
  );
  const bounds = [...new Set(places)].sort((a, b) => a - b);
  const codes = new Map(bounds.map((place, code) => [place, code]));
  const codeAt = (side: 0 | 1) =>
    Uint32Array.from(spans, (_, i) => codes.get(places[2 * i + side] as number) as number);
  return { bounds, from: codeAt(0), to: codeAt(1) };
}

function alongTrack(track: Track, { moved, opening }: PeriodSums, currencies: number): SegmentSums {
  const sums = segmentSums(track, currencies);
  const periods = opening.counts.length;
  let count = 0;
  const units = Array.from({ length: currencies }, () => 0n);
  for (const [i, position] of track.positions.entries()) {
    const gap = 2 * i * kindCount;
    const opens = opening.counts[position] as number;
    sums.counts[gap + (opens < count ? churn : fresh)] = Math.abs(opens - count);
    for (let kind = 0; kind < kindCount; kind += 1) {
      sums.counts[gap + kindCount + kind] = moved.counts[position * kindCount + kind] as number;
    }
    const counted = (kind: number) => moved.counts[position * kindCount + kind] as number;
    count = opens + counted(fresh) + counted(reactivation) - counted(churn);
    for (let currency = 0; currency < currencies; currency += 1) {
      const base = currency * sums.counts.length + gap;
      const before = unitsAt(opening.amounts, currency * periods + position);
      const change = before - (units[currency] as bigint);
      spill(sums.amounts.spilled, base + (change < 0n ? contraction : expansion), change < 0n ? -change : change);
      const movedIn = (kind: number) =>
        unitsAt(moved.amounts, currency * periods * kindCount + position * kindCount + kind);
      for (let kind = 0; kind < kindCount; kind += 1) {
        spill(sums.amounts.spilled, base + kindCount + kind, movedIn(kind));
      }
      units[currency] =
        before + movedIn(fresh) + movedIn(reactivation) + movedIn(expansion) - movedIn(contraction) - movedIn(churn);
    }
  }
  return sums;
}
