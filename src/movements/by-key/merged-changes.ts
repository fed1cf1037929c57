import { type CompiledLedger, stepBefore } from '../../ledger/query.ts';
import { stepsOfEntity } from '../walk/step-amounts.ts';
import { type Change, changeBetween, type RunningSpans } from './running-spans.ts';

/**
 * Visits the changes of an entity at places in [from, to). Changes within so many milliseconds of a step of its MRR belong to that step,
 * at its place.
 */
export function eachMerged(
  ledger: CompiledLedger,
  running: RunningSpans,
  entity: number,
  from: number,
  to: number,
  within: number,
  visit: (place: number, change: Change) => void,
): void {
  if (within === 0) {
    running.eachChange(entity, from, to, visit);
    return;
  }
  const steps = stepsOfEntity(ledger, entity);
  let open: { readonly place: number; readonly until: number; change: Change } | null = null;
  const close = () => {
    if (open !== null) visit(open.place, open.change);
    open = null;
  };
  running.eachChange(entity, from, to, (place, change) => {
    const at = ledger.instants[place] as number;
    if (open !== null && at <= open.until) {
      const { ended, started } = open.change;
      open.change = changeBetween([...ended, ...change.ended], [...started, ...change.started]);
      return;
    }
    close();
    // A change that only swaps the rows behind a level starts no window of its own.
    if (steps.places[stepBefore(steps, entity, place) + 1] === place) open = { place, until: at + within, change };
    else visit(place, change);
  });
  close();
}
