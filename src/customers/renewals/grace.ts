import { addDays, type Zone } from '../../calendar/open.ts';
import type { CompiledLedger } from '../../ledger/query.ts';
import { stepsOfEntity } from '../../movements/open.ts';
import { firstIndex } from '../../table/index.ts';

/** The last instant of a grace period. In an hour that clocks show twice, a count of days alone could end before it began. */
export function graceEnd(zone: Zone, at: number, graceDays: number): number {
  return Math.max(at, addDays(zone, at, graceDays));
}

/** The first instant, from one on, at which an entity pays, or its gap counts as filled; Infinity where there is none. */
export function payingFrom(ledger: CompiledLedger, entity: number, at: number): number {
  const { offsets, places, levels } = stepsOfEntity(ledger, entity);
  const [first, end] = [offsets[entity] as number, offsets[entity + 1] as number];
  const instantOf = (step: number) => ledger.instants[places[step] as number] as number;
  const next = first + firstIndex(end - first, (index) => instantOf(first + index) > at);
  if (next > first && levels[next - 1] !== 0) return at;
  return next < end ? instantOf(next) : Number.POSITIVE_INFINITY;
}
