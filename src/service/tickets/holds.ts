import { type InstantReader, instantOf } from '../../activity/open.ts';
import { reject } from '../../errors.ts';
import { isMissing, isRecord, readList } from '../../read/index.ts';

interface Hold {
  readonly start: number;
  /** Infinity while it lasts. */
  readonly end: number;
}

/** The times on hold of a ticket, by their start. */
export function readHolds(onHold: unknown, index: number, readInstant: InstantReader): Hold[] {
  if (isMissing(onHold)) return [];
  const path = `tickets[${index}].onHold`;
  const holds = readList(onHold, path, 'be an array of { start, end? }').map((hold, place) => {
    if (!isRecord(hold)) reject('INVALID_TYPE', `${path}[${place}]`, 'be an object { start, end? }', hold);
    const read = (field: 'start' | 'end') =>
      instantOf(readInstant, hold[field], 'tickets', index, `onHold[${place}].${field}`);
    const start = read('start');
    const end = isMissing(hold.end) ? Number.POSITIVE_INFINITY : read('end');
    if (end < start) reject('END_BEFORE_START', `${path}[${place}].end`, 'not come before its start', hold.end);
    return { start, end };
  });
  return holds.sort((a, b) => a.start - b.start);
}

/** The time that holds cover between two instants, once where they overlap. */
export function timeIn(
  holds: readonly Hold[],
  from: number,
  to: number,
  elapsed: (start: number, end: number) => number,
): number {
  let sum = 0;
  let covered = from;
  for (const { start, end } of holds) {
    const [own, last] = [Math.max(start, covered), Math.min(end, to)];
    if (last <= own) continue;
    sum += elapsed(own, last);
    covered = last;
  }
  return sum;
}
