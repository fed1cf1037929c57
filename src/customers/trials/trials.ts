import type { Span } from '../../calendar/open.ts';
import type { CompiledLedger, Trial } from '../../ledger/query.ts';
import { type Contracts, isPaidWithin } from '../renewals/contracts.ts';
import { graceEnd, type Opportunity } from '../renewals/opportunities.ts';

/**
 * The trials that end in a period, each once, however many rows tell of it. One is converted by its own subscription, or by another one
 * of the customer that was first paid after the trial began: a trial exported as a free row of its own is followed by such a one.
 */
export function trialsIn(ledger: CompiledLedger, contracts: Contracts, span: Span, graceDays: number): Opportunity[] {
  return distinctTrials(ledger, span).map(({ row, entity, start, end }) => {
    const lastInstant = graceEnd(ledger.rules.zone, end, graceDays);
    const own = contracts.ofRow(row, entity);
    const isConverted = contracts.ofCustomer(entity).some((contract) => {
      const stretches = contracts.stretchesOf(contract);
      const isCandidate = contract === own || (stretches[0]?.start as number) >= start;
      return isCandidate && isPaidWithin(stretches, end, lastInstant);
    });
    return { entity, at: end, isRenewed: isConverted };
  });
}

function distinctTrials({ trials, subscriptionIds }: CompiledLedger, span: Span): readonly Trial[] {
  const distinct = new Map<string | number, Trial>();
  for (const trial of trials) {
    const { row, entity, start, end } = trial;
    if (end < span.start || end >= span.end) continue;
    const id = subscriptionIds[row];
    const key = id === undefined ? row : `${entity} ${end} ${id}`;
    const known = distinct.get(key);
    if (known === undefined || start < known.start) distinct.set(key, trial);
  }
  return [...distinct.values()];
}
