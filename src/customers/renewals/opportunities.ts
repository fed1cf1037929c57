import { askedOnce, type RowKey, readSegments } from '../../activity/open.ts';
import { addDays, type CheckedPeriod, type PeriodsAsked, type Zone } from '../../calendar/open.ts';
import {
  type CompiledLedger,
  checkPriced,
  openPeriods,
  optionNames,
  type Policy,
  policyNames,
  type Subscription,
  type SubscriptionSource,
} from '../../ledger/query.ts';
import type { Money } from '../../money/index.ts';
import { exchangeInstants } from '../../movements/open.ts';
import { checkKeys, readOptionalChoice } from '../../read/index.ts';
import { getOrAdd } from '../../table/index.ts';
import { largestSpan } from '../largest-row.ts';
import { type Contracts, contractsOf } from './contracts.ts';
import { cycleFilter, type DueDateOptions } from './due-date-options.ts';
import { type DueDate, dueDates } from './due-dates.ts';
import { paidSince } from './paid-since.ts';

/** A chance to keep a customer: a due date, or the end of a trial. */
export interface Opportunity {
  readonly entity: number;
  /** Null while that is not known yet. */
  readonly isRenewed: boolean | null;
  /** The row by which it stands in a segment. */
  readonly row: number;
}

/** A due date, with its subscription and entity. */
export interface DueContract extends DueDate {
  readonly contract: number;
  readonly entity: number;
}

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
  return { ledger, contracts: contractsOf(ledger), asked, options, segments: keyOf && askedOnce(keyOf) };
}

/** The last instant of a grace period. In an hour that clocks show twice, a count of days alone could end before it began. */
export function graceEnd(zone: Zone, at: number, graceDays: number): number {
  return Math.max(at, addDays(zone, at, graceDays));
}

/** The due dates of each period, including early ends if they count. */
export function dueIn({
  ledger,
  contracts,
  asked,
  options,
}: OpenedContracts<DueDateOptions>): readonly (readonly DueContract[])[] {
  checkPriced(ledger);
  const withEarly =
    readOptionalChoice(options.earlyTermination, 'options.earlyTermination', ['include', 'exclude']) === 'include';
  const isOfAll = readOptionalChoice(options.due, 'options.due', ['any', 'all']) === 'all';
  const isWanted = cycleFilter(options);
  const found = asked.periods.map((checked) => ({ checked, dues: [] as DueContract[], ending: new Set<number>() }));
  for (let contract = 0; contract < contracts.count; contract += 1) {
    const entity = contracts.entityOf(contract);
    const times = contracts.runningTimesOf(contract);
    for (const { checked, dues, ending } of found) {
      for (const due of dueDates(ledger, times, checked, exchangeInstants(checked).opening)) {
        if (isOfAll) ending.add(contract);
        if ((due.isEarly && !withEarly) || !isWanted(due.cycle)) continue;
        dues.push({ ...due, contract, entity });
      }
    }
  }
  return found.map(({ dues, ending }) => (isOfAll ? dues.filter(isOfAllContracts(contracts, ending)) : dues));
}

/** The row by which a due date stands in a segment: the largest of those that come due. Without segments there is no need of one. */
export function rowOfDue(
  { ledger, segments }: OpenedContracts<object>,
  checked: CheckedPeriod,
): (due: DueContract) => number {
  if (segments === undefined) return () => -1;
  const { opening } = exchangeInstants(checked);
  return ({ running }) => ledger.spans.row[largestSpan(ledger, running, opening) as number] as number;
}

/** Whether all contracts that the customer pays for just before a due date end in the period, renewed or not. */
function isOfAllContracts(contracts: Contracts, ending: ReadonlySet<number>): (due: DueContract) => boolean {
  const holds = new Map<number, (at: number) => boolean>();
  return ({ entity, at }) =>
    !getOrAdd(holds, entity, () => {
      const others = Array.from(contracts.ofEntity(entity)).filter((contract) => !ending.has(contract));
      const firstPaid = paidSince(others.map(contracts.paidTimesOf));
      return (before) => firstPaid(-Number.MAX_VALUE, before) === before;
    })(at - 1);
}
