import type { Rules } from './policy.ts';
import { type Entity, isPaid, levelAt, readEntities } from './state.ts';
import type { Row } from './types.ts';

export const paidAt = (entity: Entity, at: number, rules: Rules): boolean => isPaid(levelAt(entity, at, rules));

/** The first instant at which it pays, if it ever does. */
export const firstPaid = (entity: Entity, rules: Rules): number | undefined =>
  entity.instants.find((at) => paidAt(entity, at, rules));

/** The rules by which a subscription's own MRR is read: row by row, no gap filled. */
export const withoutFilling = (rules: Rules): Rules => ({ ...rules, grain: 'subscription', churnGraceDays: 0 });

/** Every subscription on its own, whatever the grain; one without an id is told by the place of its row. */
export const readSubscriptions = (rows: readonly Row[], rules: Rules): Entity[] =>
  readEntities(rows, withoutFilling(rules));

/** The customer of a subscription, or that subscription as an entity. */
export function entityOf(subscription: Entity, entities: readonly Entity[]): Entity {
  const holds = (entity: Entity): boolean =>
    entity.phases.some(({ index }) => subscription.phases.some((phase) => phase.index === index));
  const found = entities.find(holds);
  if (!found) throw new Error('a subscription without an entity');
  return found;
}

export const othersOf = (subscription: Entity, subscriptions: readonly Entity[]): Entity[] =>
  subscriptions.filter((other) => other !== subscription && other.customerId === subscription.customerId);
