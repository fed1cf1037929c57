import type { Zone } from '../../calendar/open.ts';
import { isRecord } from '../../read/index.ts';
import { eventLog } from '../../usage/index.ts';
import { contentsOf, type SignUp, type UsageEvents } from '../../usage/open.ts';
import type { Reading, ShardFacts } from '../frame/in-parts.ts';
import { countRows } from './row-question.ts';

/** Events become a log, which several questions share. */
export function readingOfEvents(zone: Zone): Reading {
  return { name: `events in ${zone.timeZone}`, read: (events) => logOf(events, zone) };
}

function logOf(events: unknown, { timeZone }: Zone): unknown {
  return Array.isArray(events) ? eventLog(events, { timeZone }) : events;
}

/** Events or a log of them: rows, and the customers that they name. */
export function countEvents(events: UsageEvents): ShardFacts {
  const log = contentsOf(events);
  if (log === undefined) return countRows(events);
  const { length, customerIds } = log.timeline.columns();
  return { currency: null, rows: length, customers: customerIds.length };
}

/** What activation is measured from. */
export interface SignUpsAndEvents {
  readonly signUps: readonly SignUp[];
  readonly events: UsageEvents;
}

export function readingOfSignUps(zone: Zone): Reading {
  return {
    name: `sign-ups and events in ${zone.timeZone}`,
    read: (source) => (isRecord(source) ? { ...source, events: logOf(source.events, zone) } : source),
  };
}

/** Rows of both lists together. */
export function countSignUps({ signUps, events }: SignUpsAndEvents): ShardFacts {
  const log = contentsOf(events);
  const named = log?.timeline.columns().customerIds ?? Array.from(events as readonly { customerId: unknown }[], idOf);
  const customers = new Set([...named, ...signUps.map(idOf)]);
  return { currency: null, rows: signUps.length + countEvents(events).rows, customers: customers.size };
}

function idOf({ customerId }: { readonly customerId: unknown }): string {
  return String(customerId);
}
