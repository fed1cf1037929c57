import type { CheckedPeriod } from '../../calendar/open.ts';
import type { CompiledLedger, Trial } from '../../ledger/query.ts';
import { groupByKey } from '../../table/index.ts';
import { type PaidTime, paidFrom } from '../renewals/contracts.ts';
import { graceEnd, type OpenedContracts, type Opportunity } from '../renewals/opportunities.ts';
import { paidSince } from '../renewals/paid-since.ts';

/**
 * The trials that end in a period, each once, however many rows mention it. A trial converts by its own subscription, or by another one of
 * the customer that was first paid after the trial began: a trial exported as a separate free row is followed by such a subscription.
 */
export function trialsIn(
  { ledger, contracts }: OpenedContracts<object>,
  checked: CheckedPeriod,
  graceDays: number,
): Opportunity[] {
  const { rules, entities } = ledger;
  const trials = distinctTrials(ledger, checked);
  const isDecided = ({ end }: Trial) => end < rules.asOf;
  const byCustomer = groupByKey(trials.filter(isDecided), ({ entity }) => entities.customerIds[entity] as string);
  const opportunities = trials
    .filter((trial) => !isDecided(trial))
    .map(({ row, entity }): Opportunity => ({ entity, isRenewed: null, row }));
  for (const own of byCustomer.values()) {
    const timesOf = new Map(
      contracts
        .ofCustomer((own[0] as Trial).entity)
        .map((contract): [number, readonly PaidTime[]] => [contract, contracts.paidTimesOf(contract)]),
    );
    const firstPaid = paidSince([...timesOf.values()]);
    for (const { row, entity, start, end } of own) {
      const contract = contracts.ofRow(row, entity);
      const itself = contract === undefined ? [] : (timesOf.get(contract) as readonly PaidTime[]);
      const paid = Math.min(paidFrom(itself, end), firstPaid(start, end));
      opportunities.push({ entity, isRenewed: paid <= graceEnd(rules.zone, end, graceDays), row });
    }
  }
  return opportunities;
}

function distinctTrials({ trials, subscriptionIds }: CompiledLedger, checked: CheckedPeriod): readonly Trial[] {
  const distinct = new Map<string | number, Trial>();
  for (const trial of trials) {
    const { row, entity, start, end } = trial;
    if (end < checked.start || end >= checked.end) continue;
    const id = subscriptionIds[row];
    const key = id === undefined ? row : `${entity} ${end} ${id}`;
    const known = distinct.get(key);
    if (known === undefined || start < known.start) distinct.set(key, trial);
  }
  return [...distinct.values()];
}
