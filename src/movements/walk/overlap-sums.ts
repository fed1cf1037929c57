import type { Span } from '../../calendar/open.ts';
import { isReturn } from '../../ledger/query.ts';
import { addUnits, spill, type UnitSums, unitSums, unitsAt } from '../../table/index.ts';
import { churnKind, contractionKind, expansionKind, kindCount, kindOf, newKind, noKind } from './kinds.ts';
import { type SegmentSums, segmentSums, type WalkedSteps } from './segment-sums.ts';
import { slotsOf, type Track } from './tracks.ts';

// An accelerator, and nothing else: for the same steps and tracks it comes to what `plainWalk` nets on each. Periods that overlap lie on
// many tracks (twelve for trailing years at month ends), and a walk along each reads all steps again. Here they are put in few rows, in each
// of which later periods neither begin nor end earlier: then those that hold the same steps of a customer stand side by side in a row, and
// one net movement is booked for all of them, where they begin and where they end.

/** The net movements of each track; what lies between its periods is one change, which leads from one level to the next. */
export function overlapSums(walked: WalkedSteps, tracks: readonly Track[], spans: readonly Span[]): SegmentSums[] {
  const rows = layRows(spans);
  const sums = sumsOf(walked, rows);
  return tracks.map((track) => alongTrack(track, rows, sums, walked.currencies));
}

/** Periods by rank: row by row. Cell c of the instants lies before bound c. */
interface Rows {
  /** The distinct bounds of all periods, in order. */
  readonly bounds: readonly number[];
  /** For each period, in the order asked for, its rank and the bounds that it begins and ends at. */
  readonly ranks: Uint32Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** For each row and bound the rank of its first period that begins, or ends, there or later. */
  readonly starting: readonly Uint32Array[];
  readonly ending: readonly Uint32Array[];
}

function layRows(spans: readonly Span[]): Rows {
  const bounds = [...new Set(spans.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const codes = new Map(bounds.map((bound, code) => [bound, code]));
  const codesOf = (side: 'start' | 'end') => Uint32Array.from(spans, (span) => codes.get(span[side]) as number);
  const [from, to] = [codesOf('start'), codesOf('end')];
  const valueAt = (values: Uint32Array, position: number) => values[position] as number;
  const order = spans.map((_, position) => position);
  order.sort((a, b) => valueAt(from, a) - valueAt(from, b) || valueAt(to, a) - valueAt(to, b));
  const rows: number[][] = [];
  for (const position of order) {
    const free = rows.find((row) => valueAt(to, row[row.length - 1] as number) <= valueAt(to, position));
    if (free === undefined) rows.push([position]);
    else free.push(position);
  }
  const ranks = new Uint32Array(spans.length);
  for (const [rank, position] of rows.flat().entries()) ranks[position] = rank;
  const firstRanks = (values: Uint32Array) =>
    rows.map((row) => {
      let next = 0;
      return Uint32Array.from({ length: bounds.length + 1 }, (_, bound) => {
        while (next < row.length && valueAt(values, row[next] as number) < bound) next += 1;
        return valueAt(ranks, row[0] as number) + next;
      });
    });
  return { bounds, ranks, from, to, starting: firstRanks(from), ending: firstRanks(to) };
}

interface Changes {
  /** By slot; amounts by currency too. */
  readonly amounts: UnitSums;
  readonly counts: Int32Array;
}

interface Totals {
  readonly units: readonly bigint[];
  readonly counts: Int32Array;
}

interface RowSums {
  /** The net movements of each period, by rank and kind. */
  readonly moved: Totals;
  /** What stands at each bound, and the number of customers. */
  readonly levels: Totals;
}

function sumsOf({ steps, instants, currencyOf, currencies }: WalkedSteps, rows: Rows): RowSums {
  const { offsets, places, levels } = steps;
  const { bounds, ranks } = rows;
  const cellOf = slotsOf(bounds, instants).map((slot) => slot / kindCount);
  const byPlace = (ranksOf: Uint32Array) => cellOf.map((cell) => ranksOf[cell] as number);
  const [starting, ending] = [rows.starting.map(byPlace), rows.ending.map(byPlace)];
  // How the movements of a period differ from those of the one before it; how a level differs in a cell.
  const [moved, changes] = [slots((ranks.length + 1) * kindCount, currencies), slots(bounds.length + 1, currencies)];
  for (let entity = 0; entity + 1 < offsets.length; entity += 1) {
    const first = offsets[entity] as number;
    const last = offsets[entity + 1] as number;
    const currency = currencyOf === null ? 0 : (currencyOf[entity] as number);
    let before = 0;
    for (let step = first; step < last; step += 1) {
      const level = levels[step] as number;
      const cell = cellOf[places[step] as number] as number;
      addUnits(changes.amounts, currency * changes.counts.length + cell, level - before);
      changes.counts[cell] = (changes.counts[cell] as number) + (level === 0 ? 0 : 1) - (before === 0 ? 0 : 1);
      before = level;
    }
    const base = currency * moved.counts.length;
    for (let row = 0; row < starting.length; row += 1) {
      const [starts, ends] = [starting[row] as Uint32Array, ending[row] as Uint32Array];
      let begun = rows.starting[row]?.[0] as number;
      for (let step = first; step < last; step += 1) {
        const place = places[step] as number;
        const stop = starts[place] as number;
        // The periods from `from` to `to` are those whose steps begin with this one and end before `end`.
        let from = Math.max(begun, ends[place] as number);
        for (let end = step + 1; from < stop; end += 1) {
          const to = end < last ? Math.min(stop, ends[places[end] as number] as number) : stop;
          if (to <= from) continue;
          const opening = step === first ? 0 : (levels[step - 1] as number);
          const closing = levels[end - 1] as number;
          const kind = kindOf(opening, closing, isReturn(steps, step));
          if (kind !== noKind) {
            const [slot, next] = [from * kindCount + kind, to * kindCount + kind];
            const amount = Math.abs(closing - opening);
            addUnits(moved.amounts, base + slot, amount);
            addUnits(moved.amounts, base + next, -amount);
            moved.counts[slot] = (moved.counts[slot] as number) + 1;
            moved.counts[next] = (moved.counts[next] as number) - 1;
          }
          from = to;
        }
        begun = stop;
      }
    }
  }
  return { moved: running(moved, kindCount, currencies), levels: running(changes, 1, currencies) };
}

function slots(count: number, currencies: number): Changes {
  return { amounts: unitSums(count * currencies), counts: new Int32Array(count) };
}

/** What changes add up to, one after another, in each of `width` columns. */
function running({ amounts, counts }: Changes, width: number, currencies: number): Totals {
  for (let slot = width; slot < counts.length; slot += 1) {
    counts[slot] = (counts[slot] as number) + (counts[slot - width] as number);
  }
  const units = Array.from({ length: counts.length * currencies }, (_, slot) => unitsAt(amounts, slot));
  for (let slot = width; slot < units.length; slot += 1) {
    if (slot % counts.length >= width) units[slot] = (units[slot] as bigint) + (units[slot - width] as bigint);
  }
  return { units, counts };
}

function alongTrack(track: Track, rows: Rows, { moved, levels }: RowSums, currencies: number): SegmentSums {
  const { amounts, counts } = segmentSums(track, currencies);
  let last = -1;
  for (const [i, position] of track.positions.entries()) {
    const gap = 2 * i * kindCount;
    const source = (rows.ranks[position] as number) * kindCount;
    const from = rows.from[position] as number;
    const gained = (levels.counts[from] as number) - (levels.counts[last] ?? 0);
    counts[gap + (gained < 0 ? churnKind : newKind)] = Math.abs(gained);
    counts.set(moved.counts.subarray(source, source + kindCount), gap + kindCount);
    for (let currency = 0; currency < currencies; currency += 1) {
      const levelAt = (bound: number) => levels.units[currency * levels.counts.length + bound] as bigint;
      const change = levelAt(from) - (last < 0 ? 0n : levelAt(last));
      const slot = currency * counts.length + gap;
      spill(amounts.spilled, slot + (change < 0n ? contractionKind : expansionKind), change < 0n ? -change : change);
      for (let kind = 0; kind < kindCount; kind += 1) {
        const amount = moved.units[currency * moved.counts.length + source + kind] as bigint;
        spill(amounts.spilled, slot + kindCount + kind, amount);
      }
    }
    last = rows.to[position] as number;
  }
  return { amounts, counts };
}
