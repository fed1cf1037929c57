import type { CompiledLedger, Trial } from '../../ledger/query.ts';
import { groupByKey } from '../../table/index.ts';
import { type PaidTime, paidFrom } from '../renewals/contracts.ts';
import { coverOf } from '../renewals/entity-dues.ts';
import { graceEnd } from '../renewals/grace.ts';
import type { OpenedContracts } from '../renewals/open-contracts.ts';
import { paidSince } from '../renewals/paid-since.ts';

/** The end of a trial in a period, given by its place. */
export interface TrialEnd {
  readonly entity: number;
  readonly period: number;
  /** The row by which it stands in a segment. */
  readonly row: number;
  /** Null while that is not known yet. */
  readonly isRenewed: boolean | null;
}

/**
 * The trials that end in each period, each once, however many rows mention it. A trial converts by its own subscription, or by another one of
 * the customer that was first paid after the trial began: a trial exported as a separate free row is followed by such a subscription.
 */
export function trialsOf({ ledger, contracts, asked }: OpenedContracts<object>, graceDays: number): TrialEnd[] {
  const { rules, entities } = ledger;
  const { periodsAt } = coverOf(asked.periods);
  const trials = distinctTrials(ledger, ({ end }) => periodsAt(end).length > 0);
  const ends: TrialEnd[] = [];
  const add = ({ row, entity, end }: Trial, isRenewed: boolean | null) => {
    for (const period of periodsAt(end)) ends.push({ entity, period, row, isRenewed });
  };
  const byCustomer = groupByKey(trials, ({ entity }) => entities.customerIds()[entity] as string);
  for (const own of byCustomer.values()) {
    const timesOf = new Map(
      contracts
        .ofCustomer((own[0] as Trial).entity)
        .map((contract): [number, readonly PaidTime[]] => [contract, contracts.paidTimesOf(contract)]),
    );
    const firstPaid = paidSince([...timesOf.values()]);
    for (const trial of own) {
      const { row, entity, start, end } = trial;
      const contract = contracts.ofRow(row, entity);
      const itself = contract === undefined ? [] : (timesOf.get(contract) as readonly PaidTime[]);
      const paid = Math.min(paidFrom(itself, end), firstPaid(start, end));
      add(trial, end < rules.asOf ? paid <= graceEnd(rules.zone, end, graceDays) : null);
    }
  }
  return ends;
}

function distinctTrials(ledger: CompiledLedger, isAsked: (trial: Trial) => boolean): readonly Trial[] {
  const subscriptionIds = ledger.subscriptionIds();
  const distinct = new Map<string | number, Trial>();
  for (const trial of ledger.trials.filter(isAsked)) {
    const { row, entity, start, end } = trial;
    const id = subscriptionIds[row];
    const key = id === undefined ? row : `${entity} ${end} ${id}`;
    const known = distinct.get(key);
    if (known === undefined || start < known.start) distinct.set(key, trial);
  }
  return [...distinct.values()];
}
