import { countingSort } from '../ledger/columns.ts';
import type { CompiledLedger } from '../ledger/compile.ts';
import { openEnd } from '../ledger/read-rows.ts';

/** A time over which nothing of a subscription changes and something of it is paid. An open end is Infinity. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  /** The paid spans that make it up. */
  readonly running: readonly number[];
}

/** The subscriptions of a ledger that were ever paid, by number: all spans of one customer that share a subscriptionId. */
export interface Contracts {
  readonly count: number;
  /** The entity of a subscription: its customer, or itself. */
  entityOf(contract: number): number;
  /** When it was paid, in order of time. */
  stretchesOf(contract: number): readonly Stretch[];
  /** All subscriptions of one entity. */
  ofEntity(entity: number): Uint32Array;
  /** All subscriptions of one customer, whatever the entities are. */
  ofCustomer(entity: number): readonly number[];
  /** The subscription of a row; undefined where nothing of it was ever paid. */
  ofRow(row: number, entity: number): number | undefined;
}

export function contractsOf(ledger: CompiledLedger): Contracts {
  const { spans, rates, subscriptionIds, entities } = ledger;
  const codes = new Map<string | number, number>();
  const entityOf: number[] = [];
  const contractOf = new Uint32Array(spans.length);
  // A row without a subscriptionId is a subscription of its own.
  const keyOf = (row: number, entity: number) => {
    const id = subscriptionIds[row];
    return id === undefined ? row : `${entity} ${id}`;
  };
  let paid = new Uint32Array(spans.length);
  let length = 0;
  for (let span = 0; span < spans.length; span += 1) {
    if (rates.values[spans.rate[span] as number]?.n === 0n) continue;
    const entity = spans.entity[span] as number;
    const key = keyOf(spans.row[span] as number, entity);
    let code = codes.get(key);
    if (code === undefined) {
      code = entityOf.push(entity) - 1;
      codes.set(key, code);
    }
    contractOf[span] = code;
    paid[length++] = span;
  }
  paid = paid.subarray(0, length);
  const bySpan = countingSort(paid, entityOf.length, (span) => contractOf[span] as number);
  const all = Uint32Array.from(entityOf, (_, contract) => contract);
  const byEntity = countingSort(all, entities.customerIds.length, (contract) => entityOf[contract] as number);
  const ofEntity = (entity: number) => byEntity.order.subarray(byEntity.offsets[entity], byEntity.offsets[entity + 1]);
  let entitiesOf: Map<string, number[]> | undefined;
  return {
    count: entityOf.length,
    entityOf: (contract) => entityOf[contract] as number,
    stretchesOf: (contract) =>
      stretches(ledger, bySpan.order.subarray(bySpan.offsets[contract], bySpan.offsets[contract + 1])),
    ofEntity,
    ofCustomer(entity) {
      entitiesOf ??= entitiesByCustomer(entities.customerIds);
      return (entitiesOf.get(entities.customerIds[entity] as string) ?? []).flatMap((own) => [...ofEntity(own)]);
    },
    ofRow: (row, entity) => codes.get(keyOf(row, entity)),
  };
}

function entitiesByCustomer(customerIds: readonly string[]): Map<string, number[]> {
  const entities = new Map<string, number[]>();
  for (const [entity, customerId] of customerIds.entries()) {
    const others = entities.get(customerId);
    if (others === undefined) entities.set(customerId, [entity]);
    else others.push(entity);
  }
  return entities;
}

function stretches({ spans, instants }: CompiledLedger, own: Uint32Array): Stretch[] {
  const startOf = (span: number) => instants[spans.start[span] as number] as number;
  const endOf = (span: number) =>
    spans.end[span] === openEnd ? Number.POSITIVE_INFINITY : (instants[spans.end[span] as number] as number);
  const [only = 0] = own;
  if (own.length === 1) return [{ start: startOf(only), end: endOf(only), running: [only] }];
  const starts = [...own].sort((a, b) => startOf(a) - startOf(b));
  const bounds = [...new Set(starts.flatMap((span) => [startOf(span), endOf(span)]))].sort((a, b) => a - b);
  const result: Stretch[] = [];
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

/** Whether anything of a subscription is paid at some instant from one to another, both included. */
export function isPaidWithin(paid: readonly Stretch[], from: number, to: number): boolean {
  return paid.some(({ start, end }) => start <= to && end > from);
}
