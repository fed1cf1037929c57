/** What clocks show, as epoch milliseconds. */
interface Clocks {
  readonly timeZone: string;
  wallClockAt(instant: number): number;
}

/** A week. Written out, as a product would stay in every bundle. */
const step = 604_800_000;
/** 1970 to 2037, the years whose clocks the time-zone data tells zones apart by. */
const last = 2_145_916_800_000;

const known = new Map<string, boolean>();

/** Whether the clocks of two zones have shown the same since 1970. */
export function sameClocks(a: Clocks, b: Clocks): boolean {
  const pair = `${a.timeZone} ${b.timeZone}`;
  let same = known.get(pair);
  if (same === undefined) {
    same = agree(a, b);
    known.set(pair, same);
  }
  return same;
}

/** Backwards, since most zones differ today. */
function agree(a: Clocks, b: Clocks): boolean {
  for (let at = last; at > 0; at -= step) {
    const change = changeBetween(a, at - step, at);
    if (offsetAt(a, change) !== offsetAt(b, change) || offsetAt(a, change - 1) !== offsetAt(b, change - 1))
      return false;
  }
  return true;
}

/** The instant at which a zone's offset becomes what it is `after`; one that changes nothing when it is that already. */
function changeBetween(zone: Clocks, before: number, after: number): number {
  const offset = offsetAt(zone, after);
  let [low, high] = [before, after];
  if (offsetAt(zone, low) === offset) return after;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle) === offset) high = middle;
    else low = middle;
  }
  return high;
}

const offsetAt = (zone: Clocks, instant: number) => zone.wallClockAt(instant) - instant;
