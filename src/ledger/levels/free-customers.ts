import type { Levels } from './levels.ts';
import type { PaidSpans } from './paid-spans.ts';
import { changesOf, placeOfChange } from './span-bounds.ts';

/**
 * Who counts as a customer where free plans do: 1 while any row runs, free ones included, or while the MRR is above 0 (which it also
 * is in a filled gap).
 */
export function countedLevels(spans: PaidSpans, paid: readonly Levels[]): Levels {
  const entities = spans.offsets.length - 1;
  const offsets = new Uint32Array(entities + 1);
  const places: number[] = [];
  const levels: number[] = [];
  for (let entity = 0; entity < entities; entity += 1) {
    const states = [...runningStates(spans, entity), ...paid.flatMap((levels) => paidStates(levels, entity))];
    states.sort((a, b) => a.place - b.place);
    let [running, isPaid, counted] = [0, 0, 0];
    for (const [i, state] of states.entries()) {
      running = state.running ?? running;
      isPaid = state.paid ?? isPaid;
      const next = running > 0 || isPaid > 0 ? 1 : 0;
      if (states[i + 1]?.place === state.place || next === counted) continue;
      places.push(state.place);
      levels.push(next);
      counted = next;
    }
    offsets[entity + 1] = places.length;
  }
  return { offsets, places: Uint32Array.from(places), levels: Float64Array.from(levels) };
}

interface State {
  readonly place: number;
  /** How many rows run from here on. */
  readonly running?: number;
  /** 1 where the MRR is above 0 from here on, else 0. */
  readonly paid?: number;
}

function runningStates(spans: PaidSpans, entity: number): State[] {
  let running = 0;
  return Array.from(changesOf(spans, entity), (change) => {
    running += (change & 1) === 0 ? 1 : -1;
    return { place: placeOfChange(spans, change), running };
  });
}

function paidStates({ offsets, places, levels }: Levels, entity: number): State[] {
  const first = offsets[entity] ?? 0;
  const own = levels.subarray(first, offsets[entity + 1] ?? first);
  return Array.from(own, (level, i) => ({ place: places[first + i] as number, paid: level === 0 ? 0 : 1 }));
}
