import { firstIndex } from '../../table/index.ts';
import type { PaidTime } from './contracts.ts';

/**
 * For several subscriptions, given by when they were paid: the first instant, from `at` on, at which any of those is
 * paid that was itself first paid at `since` or later; Infinity where there is none. Linear but for sorting to make,
 * logarithmic to ask: a customer can have thousands.
 */
export function paidSince(subscriptions: readonly (readonly PaidTime[])[]): (since: number, at: number) => number {
  const bounds = Float64Array.from(
    new Set(subscriptions.flatMap((own) => own.flatMap(({ start, end }) => [start, end]))),
  );
  bounds.sort();
  const levels = maxima(latestFirsts(subscriptions, bounds));
  return (since, at) => {
    const next = indexFrom(bounds, at);
    const isBound = bounds[next] === at;
    // The time between two bounds that `at` lies in.
    const own = isBound ? next : next - 1;
    if (own >= 0 && (levels[0]?.[own] as number) >= since) return at;
    const later = firstAtLeast(levels, own + 1, since);
    return later < bounds.length ? (bounds[later] as number) : Number.POSITIVE_INFINITY;
  };
}

/** From each bound to the next one, when the latest begun of the subscriptions that are paid then was first paid. */
function latestFirsts(subscriptions: readonly (readonly PaidTime[])[], bounds: Float64Array): Float64Array {
  const latest = new Float64Array(bounds.length).fill(Number.NEGATIVE_INFINITY);
  // The latest go first, and none is overwritten: what is filled is skipped over.
  const nextFree = Uint32Array.from({ length: bounds.length + 1 }, (_, index) => index);
  const free = (index: number): number => {
    let at = index;
    while (nextFree[at] !== at) {
      nextFree[at] = nextFree[nextFree[at] as number] as number;
      at = nextFree[at] as number;
    }
    return at;
  };
  const paid = subscriptions.filter((own) => own.length > 0);
  const firstOf = (own: readonly PaidTime[]) => (own[0] as PaidTime).start;
  for (const own of paid.sort((a, b) => firstOf(b) - firstOf(a))) {
    for (const { start, end } of own) {
      const to = indexFrom(bounds, end);
      for (let at = free(indexFrom(bounds, start)); at < to; at = free(at)) {
        latest[at] = firstOf(own);
        nextFree[at] = at + 1;
      }
    }
  }
  return latest;
}

function indexFrom(sorted: Float64Array, value: number): number {
  return firstIndex(sorted.length, (index) => (sorted[index] as number) >= value);
}

/** The values, then the greater of each two neighbours, then of each two of these, up to the greatest. */
function maxima(values: Float64Array): Float64Array[] {
  const levels = [values];
  for (let below = values; below.length > 1; ) {
    const own = below;
    below = Float64Array.from({ length: Math.ceil(own.length / 2) }, (_, i) =>
      Math.max(own[2 * i] as number, own[2 * i + 1] ?? Number.NEGATIVE_INFINITY),
    );
    levels.push(below);
  }
  return levels;
}

/** The first index, from one on, whose value is `least` or more; the number of values where there is none. */
function firstAtLeast(levels: readonly Float64Array[], from: number, least: number): number {
  const isEnough = (level: number, at: number) => (levels[level]?.[at] ?? Number.NEGATIVE_INFINITY) >= least;
  let [level, at] = [0, from];
  // What is passed over on the way up is passed over in one look.
  while (!isEnough(level, at)) {
    at += 1;
    if (at >= (levels[level] as Float64Array).length) return (levels[0] as Float64Array).length;
    while (at % 2 === 0 && level + 1 < levels.length) [level, at] = [level + 1, at / 2];
  }
  for (; level > 0; level -= 1) at = isEnough(level - 1, at * 2) ? at * 2 : at * 2 + 1;
  return at;
}
