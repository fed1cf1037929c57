import { type CompiledLedger, openEnd } from '../../ledger/query.ts';
import { firstIndex, groupBy, groupByKey } from '../../table/index.ts';

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
  readonly count: number;
  /** The entity of a subscription: its customer, or itself. */
  entityOf(contract: number): number;
  /** Its paid spans, in order of time. */
  runningTimesOf(contract: number): readonly RunningTime[];
  /** The same, ignoring changes in between: spans that do not touch. */
  paidTimesOf(contract: number): readonly PaidTime[];
  /** The paid spans that it is made of. */
  spansOf(contract: number): Uint32Array;
  /** All subscriptions of one entity. */
  ofEntity(entity: number): Uint32Array;
  /** All subscriptions of one customer, whatever the entity of the ledger. */
  ofCustomer(entity: number): readonly number[];
  /** The subscription of a row; undefined if it was never paid. */
  ofRow(row: number, entity: number): number | undefined;
}

export function contractsOf(ledger: CompiledLedger): Contracts {
  const { spans, prices, subscriptionIds, entities } = ledger;
  const codes = contractCodes(subscriptionIds);
  const { entityOf } = codes;
  const paid = new Uint32Array(spans.price.length);
  const contractOf = new Uint32Array(spans.price.length);
  let length = 0;
  for (let entity = 0; entity < entities.customerIds.length; entity += 1) {
    const end = spans.offsets[entity + 1] as number;
    for (let span = spans.offsets[entity] as number; span < end; span += 1) {
      if (prices.values[spans.price[span] as number]?.n === 0n) continue;
      paid[length] = span;
      contractOf[length] = codes.add(spans.row[span] as number, entity);
      length += 1;
    }
  }
  const byContract = groupBy(contractOf.subarray(0, length), entityOf.length);
  const spansByContract = byContract.order.map((place) => paid[place] as number);
  const spansOf = (contract: number) =>
    spansByContract.subarray(byContract.offsets[contract], byContract.offsets[contract + 1]);
  const byEntity = groupBy(Uint32Array.from(entityOf), entities.customerIds.length);
  const ofEntity = (entity: number) => byEntity.order.subarray(byEntity.offsets[entity], byEntity.offsets[entity + 1]);
  let entitiesOf: Map<string, number[]> | undefined;
  return {
    count: entityOf.length,
    entityOf: (contract) => entityOf[contract] as number,
    runningTimesOf: (contract) => runningTimes(ledger, spansOf(contract)),
    paidTimesOf: (contract) => paidTimes(ledger, spansOf(contract)),
    spansOf,
    ofEntity,
    ofCustomer(entity) {
      entitiesOf ??= entitiesByCustomer(entities.customerIds);
      return (entitiesOf.get(entities.customerIds[entity] as string) ?? []).flatMap((own) => [...ofEntity(own)]);
    },
    ofRow: codes.get,
  };
}

/** A row without a subscriptionId is a subscription of its own. */
function contractCodes(subscriptionIds: readonly (string | undefined)[]) {
  const entityOf: number[] = [];
  const byRow = new Map<number, number>();
  // Most ids belong to one customer. Ids shared by several get a longer key, which takes longer to make.
  const byId = new Map<string, number>();
  const bySharedId = new Map<string, number>();

  function get(row: number, entity: number): number | undefined {
    const id = subscriptionIds[row];
    if (id === undefined) return byRow.get(row);
    const code = byId.get(id);
    return code === undefined || entityOf[code] === entity ? code : bySharedId.get(`${entity} ${id}`);
  }

  return {
    entityOf,
    get,
    add(row: number, entity: number): number {
      const known = get(row, entity);
      if (known !== undefined) return known;
      const code = entityOf.push(entity) - 1;
      const id = subscriptionIds[row];
      if (id === undefined) byRow.set(row, code);
      else if (byId.has(id)) bySharedId.set(`${entity} ${id}`, code);
      else byId.set(id, code);
      return code;
    },
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

/** The first of these ordered spans that ends after an instant. */
export function timeFrom<Time extends PaidTime>(times: readonly Time[], at: number): Time | undefined {
  return times[firstIndex(times.length, (index) => (times[index] as Time).end > at)];
}

/** The first instant at or after one in any of these spans; Infinity without any. */
export function paidFrom(times: readonly PaidTime[], at: number): number {
  const next = timeFrom(times, at);
  return next === undefined ? Number.POSITIVE_INFINITY : Math.max(next.start, at);
}
