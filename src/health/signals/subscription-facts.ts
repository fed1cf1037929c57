import { addDays, msPerDay } from '../../calendar/open.ts';
import { type Contracts, contractsOf, dueDates, type RunningTime } from '../../customers/open.ts';
import { add, divide, ofNumber, type Rational, subtract, toNumber, zero } from '../../exact/index.ts';
import {
  type Billing,
  type CompiledLedger,
  checkPriced,
  openSource,
  placeOf,
  rowOf,
  stepBefore,
} from '../../ledger/query.ts';
import {
  amountsOfStep,
  inReportingCurrency,
  type RunningSpans,
  runningSpans,
  stepsOfEntity,
} from '../../movements/open.ts';
import { isMissing } from '../../read/index.ts';
import { knownRows, type TimedRow } from './known-rows.ts';
import type { HealthSettings } from './read-options.ts';
import type { RowsByCustomer } from './rows-by-customer.ts';

/** Subscription rows by customer, by their start. */
export interface SubscriptionRecords {
  readonly timed: readonly TimedRow[];
  readonly rows: RowsByCustomer;
}

/** What the subscriptions of a customer say just before an instant. */
export interface SubscriptionFacts {
  /** Whether a running row has been cancelled for later. */
  readonly cancelRequested: boolean;
  readonly mrr: Rational;
  readonly mrrBefore: Rational;
  /** The sum of the quantities of the rows that are paid and name one; null where none does. */
  readonly seats: Rational | null;
  /** Infinity before the first payment. */
  readonly firstPaidAt: number;
  /** The next due date of all that is paid, at or after the instant; Infinity where none is coming. */
  readonly dueAt: number;
}

/** Answers for each customer, by code, from the rows as they were known just before an instant. */
export function subscriptionFacts(
  subscriptions: SubscriptionRecords,
  customerIds: readonly string[],
  { zone, policy, mrrWindowDays }: HealthSettings,
  asOf: number,
): (customer: number) => SubscriptionFacts {
  const { ledger } = openSource(knownRows(subscriptions.timed, asOf, zone), { ...policy, asOf }, undefined);
  checkPriced(ledger);
  const entities = new Map(ledger.entities.customerIds().map((customerId, entity) => [customerId, entity]));
  const contracts = contractsOf(ledger);
  const spans = runningSpans(ledger);
  const before = addDays(zone, asOf, -mrrWindowDays);
  return (customer) => {
    const cancelRequested = runningRows(subscriptions, customer, asOf).some(({ request }) => request < asOf);
    const entity = entities.get(customerIds[customer] as string);
    if (entity === undefined) return { ...nothing, cancelRequested };
    return {
      cancelRequested,
      mrr: mrrBefore(ledger, entity, asOf, asOf),
      mrrBefore: mrrBefore(ledger, entity, before, asOf),
      seats: seatsBefore(ledger, spans, entity, asOf),
      firstPaidAt: firstPaidAt(ledger, entity, asOf),
      dueAt: nextDueDate(ledger, contracts, entity, asOf),
    };
  };
}

/** The rows of a customer that run just before an instant, paid or not. */
export function runningRows({ timed, rows }: SubscriptionRecords, customer: number, asOf: number): TimedRow[] {
  return Array.from(rows.before(customer, asOf), (row) => timed[row] as TimedRow).filter(({ end }) => end >= asOf);
}

const never = Number.POSITIVE_INFINITY;
const nothing = { mrr: zero, mrrBefore: zero, seats: null, firstPaidAt: never, dueAt: never };

/** Exchange rates are those of `asOf` throughout, so that no change of theirs looks like one of the customer. */
function mrrBefore(ledger: CompiledLedger, entity: number, instant: number, asOf: number): Rational {
  const steps = stepsOfEntity(ledger, entity);
  const step = stepBefore(steps, entity, placeOf(instant, ledger.instants));
  if (step < (steps.offsets[entity] as number)) return zero;
  return inReportingCurrency(ledger, amountsOfStep(ledger, steps, entity, step), asOf - 1);
}

function seatsBefore(ledger: CompiledLedger, running: RunningSpans, entity: number, asOf: number): Rational | null {
  const { spans, prices, rowAt, instants } = ledger;
  let seats: Rational | null = null;
  for (const span of running.before(entity, placeOf(asOf, instants)).filter(running.isPaid)) {
    if (isMissing(rowAt(rowOf(spans, span)).quantity)) continue;
    const quantity = prices.quantities[spans.price[span] as number] as number;
    seats = add(seats ?? zero, ofNumber(quantity));
  }
  return seats;
}

function firstPaidAt(ledger: CompiledLedger, entity: number, asOf: number): number {
  const { offsets, places } = stepsOfEntity(ledger, entity);
  const first = offsets[entity] as number;
  if (first === offsets[entity + 1]) return never;
  const at = ledger.instants[places[first] as number] as number;
  return at < asOf ? at : never;
}

function nextDueDate(ledger: CompiledLedger, contracts: Contracts, entity: number, asOf: number): number {
  let earliest = never;
  for (const contract of contracts.ofEntity(entity)) {
    const times = contracts.runningTimesOf(contract);
    const current = times.findIndex(({ start, end }) => start < asOf && end >= asOf);
    if (current !== -1) earliest = Math.min(earliest, firstDueDate(ledger, times, current, asOf));
  }
  return earliest;
}

/** Looks as far as the cycles of what is paid now reach, which is far enough nearly always, and then as far as those of what follows. */
function firstDueDate(ledger: CompiledLedger, times: readonly RunningTime[], current: number, asOf: number): number {
  const bounds = times.slice(current).map((time) => latestDueDate(ledger, time, asOf));
  for (const end of [bounds[0] as number, bounds.reduce((latest, bound) => Math.max(latest, bound))]) {
    let earliest = never;
    dueDates(ledger, times, [{ start: asOf, end }], asOf - 1, (at, _, __, ___, isEarly) => {
      if (!isEarly) earliest = Math.min(earliest, at);
    });
    if (earliest !== never) return earliest;
  }
  return never;
}

/** Longer than any month by more than clocks are ever put back. */
const longestMonthDays = 33;

/** An instant before which the first due date of a running time comes, if any does: no further than the longest cycle that is paid. */
function latestDueDate({ spans, prices }: CompiledLedger, { start, running }: RunningTime, asOf: number): number {
  const from = Math.max(start, asOf);
  const ends = running.map((span) => {
    const { cycle } = prices.billings[spans.price[span] as number] as Billing;
    if (cycle.unit === 'term') return cycle.end + 1;
    return from + (cycle.unit === 'month' ? cycle.count * longestMonthDays : cycle.count + 2) * msPerDay;
  });
  return ends.reduce((latest, end) => Math.max(latest, end));
}

/** The growth of the MRR as a share of what it was; null where it was nothing. */
export function mrrChangeOf({ mrr, mrrBefore: old }: SubscriptionFacts): number | null {
  return old.n === 0n ? null : toNumber(divide(subtract(mrr, old), old));
}
