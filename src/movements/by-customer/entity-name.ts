import type { CompiledLedger } from '../../ledger/query.ts';

/** What a row about an entity calls it by. */
export interface EntityName {
  readonly customerId: string;
  /** Where subscriptions are counted, and the row names one. */
  readonly subscriptionId?: string;
}

export function nameOf({ entities }: CompiledLedger, entity: number): EntityName {
  const customerId = entities.customerIds[entity] as string;
  const subscriptionId = entities.subscriptionIds[entity];
  return subscriptionId === undefined ? { customerId } : { customerId, subscriptionId };
}

/** By customer and then by subscription, in no locale. */
export function byName(a: EntityName, b: EntityName): number {
  return order(a.customerId, b.customerId) || order(a.subscriptionId ?? '', b.subscriptionId ?? '');
}

export function order<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
