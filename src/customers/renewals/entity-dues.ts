import { cutsOf } from '../../activity/open.ts';
import type { CheckedPeriod } from '../../calendar/open.ts';
import { type Cycle, checkPriced, rowOf } from '../../ledger/query.ts';
import { exchangeInstants } from '../../movements/open.ts';
import { readOptionalChoice } from '../../read/index.ts';
import { groupByKey, lowerBound } from '../../table/index.ts';
import { largestSpan } from '../largest-row.ts';
import { type Contracts, countPaid, type PaidTime, type RunningTime, timesBetween } from './contracts.ts';
import { cycleFilter, type DueDateOptions } from './due-date-options.ts';
import { areDuesByRate, dueDates, type TakeDueDate } from './due-dates.ts';
import type { OpenedContracts } from './open-contracts.ts';

/**
 * The due dates of one entity, each once for every period that it is in, in the order of its subscriptions. There can be millions of them, so
 * they are columns, filled anew for each entity.
 */
export interface EntityDues {
  entity: number;
  length: number;
  readonly at: number[];
  /** The start of the term that ends there: the due date before it, or the first payment. */
  readonly termStart: number[];
  readonly contract: number[];
  /** The place of the period in the list asked for. */
  readonly period: number[];
  /** What its subscription pays just before it, and at it. */
  readonly before: RunningTime[];
  readonly after: (RunningTime | undefined)[];
  /** Whether it is asked for: an early end may not be, nor another interval. */
  readonly counts: boolean[];
}

/** Calls `visit` for every entity in turn, with the due dates that count. */
export function eachEntityDues(
  { ledger, contracts, asked, options }: OpenedContracts<DueDateOptions>,
  visit: (dues: EntityDues) => void,
): void {
  checkPriced(ledger);
  const withEarly =
    readOptionalChoice(options.earlyTermination, 'options.earlyTermination', ['include', 'exclude']) === 'include';
  const isOfAll = readOptionalChoice(options.due, 'options.due', ['any', 'all']) === 'all';
  const isWanted = cycleFilter(options);
  const { windows, periodsAt } = coverOf(asked.periods);
  const dues: EntityDues = {
    ...{ entity: 0, length: 0, at: [], termStart: [], contract: [], period: [], before: [], after: [], counts: [] },
  };
  let [contract, times]: [number, readonly RunningTime[]] = [0, []];

  function add(period: number, at: number, termStart: number, place: number, cycle: Cycle, isEarly: boolean): void {
    const index = dues.length;
    const before = times[place] as RunningTime;
    const next = times[place + 1];
    dues.at[index] = at;
    dues.termStart[index] = termStart;
    dues.contract[index] = contract;
    dues.period[index] = period;
    dues.before[index] = before;
    dues.after[index] = at < before.end ? before : next !== undefined && next.start <= at ? next : undefined;
    dues.counts[index] = (withEarly || !isEarly) && isWanted(cycle);
    dues.length = index + 1;
  }

  const addToAll: TakeDueDate = (at, termStart, place, cycle, isEarly) => {
    for (const period of periodsAt(at)) add(period, at, termStart, place, cycle, isEarly);
  };

  function addByPeriod(): void {
    for (const [period, checked] of asked.periods.entries())
      dueDates(ledger, times, [checked], exchangeInstants(checked).opening, (...due) => add(period, ...due));
  }

  for (let entity = 0; entity + 1 < contracts.offsets.length; entity += 1) {
    dues.entity = entity;
    dues.length = 0;
    const end = contracts.offsets[entity + 1] as number;
    for (contract = contracts.offsets[entity] as number; contract < end; contract += 1) {
      times = contracts.runningTimesOf(contract);
      if (areDuesByRate(ledger, times)) addByPeriod();
      else dueDates(ledger, times, windows, 0, addToAll);
    }
    if (isOfAll) leaveOutOthers(contracts, dues);
    keepCounted(dues);
    visit(dues);
  }
}

/** The time that periods cover, as windows that are in order and apart; and the periods, by place, that hold an instant. */
export function coverOf(periods: readonly CheckedPeriod[]) {
  const { bounds, ranges } = cutsOf(periods);
  const periodsOf = Array.from(bounds, (): number[] => []);
  for (const [period, { first, next }] of ranges.entries()) {
    for (let slot = first; slot < next; slot += 1) periodsOf[slot]?.push(period);
  }
  const windows: { start: number; end: number }[] = [];
  for (const [slot, start] of bounds.entries()) {
    if (periodsOf[slot]?.length === 0) continue;
    const end = bounds[slot + 1] as number;
    const last = windows.at(-1);
    if (last?.end === start) last.end = end;
    else windows.push({ start, end });
  }
  return {
    windows,
    periodsAt: (at: number): readonly number[] => periodsOf[lowerBound(bounds, at + 1, 0, bounds.length) - 1] ?? [],
  };
}

/** Leaves out a due date where not all contracts that the customer pays for just before it end in the period, renewed or not. */
function leaveOutOthers(contracts: Contracts, { entity, length, at, contract, period, counts }: EntityDues): void {
  const all = contracts.ofEntity(entity);
  if (all.length < 2) return;
  const timesOf = new Map(all.map((own) => [own, contracts.paidTimesOf(own)]));
  const paidOfAll = countPaid([...timesOf.values()].flat());
  const dues = Array.from({ length }, (_, index) => index);
  for (const own of groupByKey(dues, (index) => period[index]).values()) {
    const until = own.reduce((latest, index) => Math.max(latest, at[index] as number), Number.NEGATIVE_INFINITY);
    const from = own.reduce((first, index) => Math.min(first, at[index] as number), until);
    const ending = new Set(own.map((index) => contract[index] as number));
    const paidOfEnding = countPaid(
      Array.from(ending, (one) => timesBetween(timesOf.get(one) as readonly PaidTime[], from - 1, until)).flat(),
    );
    for (const index of own) {
      const before = (at[index] as number) - 1;
      if (paidOfAll(before) > paidOfEnding(before)) counts[index] = false;
    }
  }
}

function keepCounted(dues: EntityDues): void {
  const { at, termStart, contract, period, before, after, counts } = dues;
  let kept = 0;
  for (let index = 0; index < dues.length; index += 1) {
    if (!counts[index]) continue;
    if (kept < index)
      for (const column of [at, termStart, contract, period, before, after]) column[kept] = column[index];
    kept += 1;
  }
  dues.length = kept;
}

/** The row by which a due date stands in a segment: the largest of those that come due. Without segments there is no need of one. */
export function rowOfDue({
  ledger,
  segments,
  asked,
}: OpenedContracts<object>): (dues: EntityDues, index: number) => number {
  if (segments === undefined) return () => -1;
  const openings = asked.periods.map((checked) => exchangeInstants(checked).opening);
  return ({ before, period }, index) => {
    const { running } = before[index] as RunningTime;
    const opening = openings[period[index] as number] as number;
    return rowOf(ledger.spans, largestSpan(ledger, running, opening) as number);
  };
}
