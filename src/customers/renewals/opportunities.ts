import { addDays, type Period, readPeriod, type Span, type Zone, zoneOfPeriods } from '../../calendar/open.ts';
import { reject } from '../../errors.ts';
import {
  type BillingInterval,
  type CompiledLedger,
  type Cycle,
  cycleName,
  cycleOf,
  openSource,
  optionNames,
  type Policy,
  policyNames,
  type Subscription,
  type SubscriptionSource,
} from '../../ledger/query.ts';
import type { Money } from '../../money/index.ts';
import { rateInstants } from '../../movements/open.ts';
import { checkKeys, readOptionalChoice } from '../../read/index.ts';
import { type Contracts, contractsOf } from './contracts.ts';
import { type DueDate, dueDates } from './due-dates.ts';

/** A chance to keep a customer: a due date, or the end of a trial. */
export interface Opportunity {
  readonly entity: number;
  readonly at: number;
  readonly isRenewed: boolean;
}

/** A due date and whose it is. */
export interface DueContract extends DueDate {
  readonly contract: number;
  readonly entity: number;
}

/** Which due dates count, and until when a renewal is in time. */
export interface DueDateOptions {
  /** A renewal up to this many days after the due date is in time. Default 0. */
  readonly graceDays?: number | undefined;
  /** Whether an end off the cycle, for good, is a lost renewal at that instant, or nothing. */
  readonly earlyTermination?: 'include' | 'exclude' | undefined;
  /** Only contracts that are billed by this interval: 'year' for yearly ones. */
  readonly interval?: BillingInterval | undefined;
  /** With `interval`: how many of them one bill covers. Default 1. */
  readonly intervalCount?: number | undefined;
}

/** A call about renewals or trials, opened. */
export interface OpenedPeriod<T> {
  readonly ledger: CompiledLedger;
  readonly contracts: Contracts;
  readonly span: Span;
  readonly options: T;
}

/** Opens the data for the period of a call, whose options are those of a policy and `names`. */
export function openPeriod<T extends DueDateOptions>(
  source: SubscriptionSource<Subscription, Money>,
  period: Period,
  given: (Policy<Money> & T) | undefined,
  names: readonly string[],
): OpenedPeriod<T> {
  const options = checkKeys(given ?? {}, optionNames(...names), 'options') as Policy<Money> & T;
  const policy = Object.fromEntries(Object.entries(options).filter(([key]) => policyNames.includes(key)));
  const span = readPeriod(period, 'period');
  const { ledger } = openSource(source, policy, zoneOfPeriods([span]));
  return { ledger, contracts: contractsOf(ledger), span, options };
}

export const dueDateNames = ['graceDays', 'earlyTermination', 'interval', 'intervalCount'] as const;

export function readGraceDays(value: unknown): number {
  if (value === undefined) return 0;
  if (!Number.isInteger(value) || (value as number) < 0) {
    reject('INVALID_OPTION', 'options.graceDays', 'be a whole number of days >= 0', value);
  }
  return value as number;
}

/** The last instant of a grace; in an hour that the clocks show twice, a count of days alone could end before it began. */
export function graceEnd(zone: Zone, at: number, graceDays: number): number {
  return Math.max(at, addDays(zone, at, graceDays));
}

/** The due dates of a period, early ends among them where they count; those that nobody can know the outcome of apart. */
export function dueIn({ ledger, contracts, span, options }: OpenedPeriod<DueDateOptions>): {
  readonly decided: readonly DueContract[];
  readonly undecided: number;
} {
  const withEarly =
    readOptionalChoice(options.earlyTermination, 'options.earlyTermination', ['include', 'exclude']) === 'include';
  const isWanted = cycleFilter(options);
  const decided: DueContract[] = [];
  let undecided = 0;
  for (let contract = 0; contract < contracts.count; contract += 1) {
    const entity = contracts.entityOf(contract);
    for (const due of dueDates(ledger, contracts.stretchesOf(contract), span, rateInstants(span).opening)) {
      if ((due.isEarly && !withEarly) || !isWanted(due.cycle)) continue;
      if (due.at >= ledger.rules.asOf) undecided += 1;
      else decided.push({ ...due, contract, entity });
    }
  }
  return { decided, undecided };
}

const intervals = ['day', 'week', 'month', 'quarter', 'year', 'term'] as const;

/** By length: twelve months are a year. */
function cycleFilter({ interval, intervalCount }: DueDateOptions): (cycle: Cycle) => boolean {
  if (interval === undefined) {
    if (intervalCount === undefined) return () => true;
    return reject('INVALID_OPTION', 'options.intervalCount', 'be given together with interval', intervalCount);
  }
  readOptionalChoice(interval, 'options.interval', intervals);
  const count = intervalCount ?? 1;
  if (!Number.isSafeInteger(count) || count < 1 || (interval === 'term' && intervalCount !== undefined)) {
    reject(
      'INVALID_OPTION',
      'options.intervalCount',
      "be a whole number above 0, and be left out with 'term'",
      intervalCount,
    );
  }
  if (interval === 'term') return ({ unit }) => unit === 'term';
  const wanted = cycleName(cycleOf(interval, count, 0));
  return (cycle) => cycleName(cycle) === wanted;
}
