import type { CompiledLedger } from '../../ledger/query.ts';

/** The name of an entity in a row. */
export interface EntityName {
  readonly customerId: string;
  /** Set if subscriptions are counted and the row names one. */
  readonly subscriptionId?: string;
}

export function nameOf({ entities }: CompiledLedger, entity: number): EntityName {
  const customerId = entities.customerIds()[entity] as string;
  const subscriptionId = entities.subscriptionIds[entity];
  return subscriptionId === undefined ? { customerId } : { customerId, subscriptionId };
}

/** By customer, then by subscription, in no locale. */
export function byName(a: EntityName, b: EntityName): number {
  return order(a.customerId, b.customerId) || order(a.subscriptionId ?? '', b.subscriptionId ?? '');
}

const orders = /* @__PURE__ */ new WeakMap<CompiledLedger, Uint32Array>();

/** The entities by name, sorted once per ledger. */
export function entitiesByName(ledger: CompiledLedger): Uint32Array {
  let entities = orders.get(ledger);
  if (entities === undefined) {
    const compare = (a: number, b: number) => byName(nameOf(ledger, a), nameOf(ledger, b));
    entities = Uint32Array.from({ length: ledger.entities.count }, (_, entity) => entity);
    // Most data comes in order; sorting is stable.
    if (entities.subarray(1).some((entity) => compare(entity - 1, entity) > 0)) entities.sort(compare);
    orders.set(ledger, entities);
  }
  return entities;
}

export function order<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
