import { countOf, type IdTable, idTable, numberTable } from '../../table/index.ts';
import type { LedgerRules } from '../policy/read-policy.ts';

/** Whose MRR it is that moves: a customer, or one subscription of a customer. */
export interface Entities {
  readonly count: number;
  /** By entity. Most questions ask for no names, and those that came as bytes are not strings before one does. */
  customerIds(): readonly string[];
  /** Empty where customers are the entities. */
  readonly subscriptionIds: readonly (string | undefined)[];
}

export interface EntityTable {
  /** Those so far. */
  entities(): Entities;
  readonly customers: IdTable;
  /** The entity of a row, by the code of its customer. */
  codeOf(customer: number, subscriptionId: string | undefined): number;
}

export function entityTable({ grain }: LedgerRules): EntityTable {
  const customers = idTable();
  if (grain === 'subscription') return subscriptionTable(customers);
  return {
    entities: () => ({ count: countOf(customers), customerIds: customers.texts, subscriptionIds: [] }),
    customers,
    codeOf: (customer) => customer,
  };
}

/** More subscriptions than a ledger can have, and few enough that two codes are one exact number. */
const mostSubscriptions = 67_108_864;

/** A row without a subscriptionId is a subscription of its own. */
function subscriptionTable(customers: IdTable): EntityTable {
  const customerIds: string[] = [];
  const subscriptionIds: (string | undefined)[] = [];
  const names = idTable();
  const pairs = numberTable();
  const entityOf: number[] = [];

  function add(customer: number, subscriptionId: string | undefined): number {
    subscriptionIds.push(subscriptionId);
    return customerIds.push(customers.texts()[customer] as string) - 1;
  }

  return {
    entities: () => ({ count: customerIds.length, customerIds: () => customerIds, subscriptionIds }),
    customers,
    codeOf(customer, subscriptionId) {
      if (subscriptionId === undefined) return add(customer, undefined);
      const pair = pairs.codeOf(customer * mostSubscriptions + names.codeOf(subscriptionId));
      if (pair === entityOf.length) entityOf.push(add(customer, subscriptionId));
      return entityOf[pair] as number;
    },
  };
}
