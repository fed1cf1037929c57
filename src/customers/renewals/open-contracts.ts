import { askedOnce, type RowKey, readSegments } from '../../activity/open.ts';
import type { PeriodsAsked } from '../../calendar/open.ts';
import {
  type CompiledLedger,
  openPeriods,
  optionNames,
  type Policy,
  policyNames,
  type Subscription,
  type SubscriptionSource,
} from '../../ledger/query.ts';
import type { Money } from '../../money/index.ts';
import { checkKeys } from '../../read/index.ts';
import { type Contracts, contractsOf } from './contracts.ts';

/** An opened call about renewals or trials. */
export interface OpenedContracts<T> {
  readonly ledger: CompiledLedger;
  readonly contracts: Contracts;
  readonly asked: PeriodsAsked;
  readonly options: T;
  /** Of rows; undefined without the option `by`. */
  readonly segments: RowKey | undefined;
}

/** Opens the data for the periods of a call. Its options are those of a policy plus `by` and `names`. */
export function openContracts<T extends object>(
  source: SubscriptionSource<Subscription, Money>,
  periods: unknown,
  given: (Policy<Money> & T) | undefined,
  names: readonly string[],
): OpenedContracts<T> {
  const options = checkKeys(given === undefined ? {} : given, optionNames('by', ...names), 'options') as Policy<Money> &
    T & { readonly by?: unknown };
  const policy = Object.fromEntries(Object.entries(options).filter(([key]) => policyNames.includes(key)));
  const asked = openPeriods(source, periods, policy, 'options');
  const { ledger } = asked;
  const keyOf = readSegments(options.by, ledger.rowAt);
  const segments = keyOf && askedOnce(keyOf);
  return { ledger, contracts: contractsOf(ledger), asked, options, segments };
}
