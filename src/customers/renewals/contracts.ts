import { type CompiledLedger, openEnd, rowOf } from '../../ledger/query.ts';
import { firstIndex, groupBy, groupByKey, lowerBound } from '../../table/index.ts';

/** A span over which some row of a subscription is paid. An open end is Infinity. */
export interface PaidTime {
  readonly start: number;
  readonly end: number;
}

/** A paid span over which nothing in the subscription changes. */
export interface RunningTime extends PaidTime {
  /** The paid spans of rows that make it up. */
  readonly running: readonly number[];
}

/** The subscriptions of a ledger that were ever paid, by number. A subscription is all spans of one customer with one subscriptionId. */
export interface Contracts {
  /** Those of entity e are numbered from `offsets[e]` up to `offsets[e + 1]`. */
  readonly offsets: Uint32Array;
  /** Its paid spans, in order of time. */
  runningTimesOf(contract: number): readonly RunningTime[];
  /** The same, ignoring changes in between: spans that do not touch. */
  paidTimesOf(contract: number): readonly PaidTime[];
  /** The paid spans that it is made of. */
  spansOf(contract: number): Uint32Array;
  /** All subscriptions of one entity. */
  ofEntity(entity: number): number[];
  /** All subscriptions of one customer, whatever the entity of the ledger. */
  ofCustomer(entity: number): number[];
  /** The subscription of a row; undefined if it was never paid. */
  ofRow(row: number, entity: number): number | undefined;
}

export function contractsOf(ledger: CompiledLedger): Contracts {
  const { spans, prices, entities } = ledger;
  const keys = contractKeys(ledger.subscriptionIds());
  const offsets = new Uint32Array(entities.count + 1);
  const paid = new Uint32Array(spans.price.length);
  const contractOf = new Uint32Array(spans.price.length);
  let length = 0;
  for (let entity = 0; entity < entities.count; entity += 1) {
    const end = spans.offsets[entity + 1] as number;
    for (let span = spans.offsets[entity] as number; span < end; span += 1) {
      if (prices.values[spans.price[span] as number]?.n === 0n) continue;
      paid[length] = span;
      contractOf[length] = keys.add(rowOf(spans, span), offsets[entity] as number);
      length += 1;
    }
    offsets[entity + 1] = keys.count();
  }
  const byContract = groupBy(contractOf.subarray(0, length), keys.count());
  const spansByContract = byContract.order.map((place) => paid[place] as number);
  const spansOf = (contract: number) =>
    spansByContract.subarray(byContract.offsets[contract], byContract.offsets[contract + 1]);
  const ofEntity = (entity: number) => {
    const first = offsets[entity] as number;
    return Array.from({ length: (offsets[entity + 1] as number) - first }, (_, index) => first + index);
  };
  let entitiesOf: Map<string, number[]> | undefined;
  return {
    offsets,
    runningTimesOf: (contract) => runningTimes(ledger, spansOf(contract)),
    paidTimesOf: (contract) => paidTimes(ledger, spansOf(contract)),
    spansOf,
    ofEntity,
    ofCustomer(entity) {
      entitiesOf ??= entitiesByCustomer(entities.customerIds());
      return (entitiesOf.get(entities.customerIds()[entity] as string) ?? []).flatMap(ofEntity);
    },
    ofRow: (row, entity) => keys.find(row, offsets[entity] as number, offsets[entity + 1] as number),
  };
}

/** So many subscriptions of an entity are looked through one by one. */
const fewContracts = 8;

/** Tells the subscriptions of each entity apart. A row without a subscriptionId is a subscription of its own. */
function contractKeys(subscriptionIds: readonly (string | undefined)[]) {
  const keys: (string | number)[] = [];
  // The numbers of one entity's subscriptions, from `from` up to `to`: it is asked about at once.
  const known = new Map<string | number, number>();
  let [from, to] = [-1, -1];

  function find(row: number, first: number, next: number): number | undefined {
    const key = subscriptionIds[row] ?? row;
    if (next - first > fewContracts) {
      if (from !== first) {
        known.clear();
        [from, to] = [first, first];
      }
      for (; to < next; to += 1) known.set(keys[to] as string | number, to);
      return known.get(key);
    }
    for (let contract = first; contract < next; contract += 1) if (keys[contract] === key) return contract;
    return undefined;
  }

  return {
    count: () => keys.length,
    find,
    /** The number of a row's subscription, where those of its entity are numbered from `first` on. */
    add: (row: number, first: number) => find(row, first, keys.length) ?? keys.push(subscriptionIds[row] ?? row) - 1,
  };
}

function entitiesByCustomer(customerIds: readonly string[]): Map<string, number[]> {
  return groupByKey(customerIds.keys(), (entity) => customerIds[entity] as string);
}

/** The start and end of a paid span. */
export function timesOfSpans({ spans, instants }: CompiledLedger) {
  return {
    startOf: (span: number) => instants[spans.start[span] as number] as number,
    endOf: (span: number) =>
      spans.end[span] === openEnd ? Number.POSITIVE_INFINITY : (instants[spans.end[span] as number] as number),
  };
}

function paidTimes(ledger: CompiledLedger, own: Uint32Array): PaidTime[] {
  const { startOf, endOf } = timesOfSpans(ledger);
  const times: { start: number; end: number }[] = [];
  for (const span of [...own].sort((a, b) => startOf(a) - startOf(b))) {
    const last = times.at(-1);
    if (last === undefined || startOf(span) > last.end) times.push({ start: startOf(span), end: endOf(span) });
    else last.end = Math.max(last.end, endOf(span));
  }
  return times;
}

function runningTimes(ledger: CompiledLedger, own: Uint32Array): RunningTime[] {
  const { startOf, endOf } = timesOfSpans(ledger);
  const [only = 0] = own;
  if (own.length === 1) return [{ start: startOf(only), end: endOf(only), running: [only] }];
  if (own.every((span, place) => place === 0 || startOf(span) >= endOf(own[place - 1] as number)))
    return Array.from(own, (span) => ({ start: startOf(span), end: endOf(span), running: [span] }));
  const starts = [...own].sort((a, b) => startOf(a) - startOf(b));
  const bounds = [...new Set(starts.flatMap((span) => [startOf(span), endOf(span)]))].sort((a, b) => a - b);
  const result: RunningTime[] = [];
  let running: number[] = [];
  let next = 0;
  for (const [i, start] of bounds.entries()) {
    running = running.filter((span) => endOf(span) > start);
    for (; next < starts.length && startOf(starts[next] as number) === start; next += 1) {
      running.push(starts[next] as number);
    }
    if (running.length > 0) result.push({ start, end: bounds[i + 1] as number, running: [...running] });
  }
  return result;
}

function indexFrom(times: readonly PaidTime[], at: number): number {
  return firstIndex(times.length, (index) => (times[index] as PaidTime).end > at);
}

/** The first of these ordered spans that ends after an instant. */
export function timeFrom<Time extends PaidTime>(times: readonly Time[], at: number): Time | undefined {
  return times[indexFrom(times, at)];
}

/** Those of these ordered spans that have a part between two instants. */
export function timesBetween<Time extends PaidTime>(times: readonly Time[], from: number, until: number): Time[] {
  const begun = firstIndex(times.length, (index) => (times[index] as Time).start >= until);
  return times.slice(indexFrom(times, from), begun);
}

/** How many of these spans, in any order, hold an instant. */
export function countPaid(times: readonly PaidTime[]): (at: number) => number {
  const starts = Float64Array.from(times, ({ start }) => start).sort();
  const ends = Float64Array.from(times, ({ end }) => end).sort();
  const passed = (bounds: Float64Array, at: number) => lowerBound(bounds, at + 1, 0, bounds.length);
  return (at) => passed(starts, at) - passed(ends, at);
}

/** The first instant at or after one in any of these spans; Infinity without any. */
export function paidFrom(times: readonly PaidTime[], at: number): number {
  const next = timeFrom(times, at);
  return next === undefined ? Number.POSITIVE_INFINITY : Math.max(next.start, at);
}
