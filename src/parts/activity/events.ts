import type { Zone } from '../../calendar/open.ts';
import { isRecord } from '../../read/index.ts';
import type { SegmentKey } from '../../table/index.ts';
import { eventLog } from '../../usage/index.ts';
import { contentsOf, type SegmentOption, type SignUp, type UsageEvent, type UsageEvents } from '../../usage/open.ts';
import { countedNumbers, expanded } from '../frame/counted.ts';
import type { Reading, ShardFacts } from '../frame/in-parts.ts';
import type { PartKey } from '../frame/part.ts';
import type { Tally } from '../frame/tally.ts';
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
export interface SignUpsAndEvents<Row extends SignUp = SignUp> {
  /** The sign-ups of the shard's customers. */
  readonly signUps: readonly Row[];
  /** The usage events of the shard's customers. */
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

/** By what results are split, and its name: of two callbacks nobody can tell whether they are one. */
export interface NamedSegments<Row extends UsageEvent, Key extends SegmentKey> extends SegmentOption<Row, Key> {
  /** Required with a callback in `by`: what the segments are called. */
  readonly name?: string | undefined;
}

/** Counts equal values, one for each customer. */
export function bookNumbers(tally: Tally, table: string, at: PartKey, values: ArrayLike<number>): void {
  for (const [value, customers] of countedNumbers(values)) tally.add(table, [...at, value], { customers });
}

export function numbersIn(tally: Tally, table: string, at: PartKey): number[] {
  return expanded(tally.rows(table, at), 'customers', at.length);
}
