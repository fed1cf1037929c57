import { sameZone, type Zone } from '../../calendar/open.ts';
import { MetricsError, reject } from '../../errors.ts';
import { isRecord } from '../../read/index.ts';
import type { Timeline } from './timeline.ts';
import type { UsageEvent } from './usage-event.ts';

/**
 * Usage events, checked and stored as columns once, for any number of questions. Opaque and immutable. It stays in the program that made
 * it: `JSON.stringify` and `structuredClone` throw.
 */
export interface EventLog<Row extends UsageEvent = UsageEvent> {
  /** In types only: at run time there is no such property. */
  readonly '~types'?: { readonly log: 'events'; readonly row: Row } | undefined;
  /** Throws a `MetricsError`: a log has no JSON. */
  toJSON(): never;
}

/** Usage events, in any order: an array of them, or a log made of them. */
export type UsageEvents<Row extends UsageEvent = UsageEvent> = readonly Row[] | EventLog<Row>;

/** What a log holds, by version: another version of tenure may hold something else. */
export interface LogContents {
  readonly version: 1;
  readonly timeline: Timeline;
  /** In which dates without a time were read. */
  readonly zone: Zone;
  /** Whether a question may be asked in this zone alone: it was asked for, or there are dates without a time. */
  readonly isZoneFixed: boolean;
}

// Registered, so that a log made by the CommonJS build can be read by the ES build.
const contents = Symbol.for('tenure.eventLog');

export function makeLog(held: LogContents): EventLog {
  // A function among the keys is what makes structuredClone throw.
  return Object.freeze(Object.defineProperty({ toJSON }, contents, { value: held }));
}

function toJSON(): never {
  const message = 'events cannot become JSON; send the columns that eventColumns returns, and make a log of them';
  throw new MetricsError('INVALID_TYPE', ['events'], message, undefined);
}

/** What a log holds; undefined where it is none. */
export function contentsOf(events: unknown): LogContents | undefined {
  if (!isRecord(events) || !(contents in events)) return undefined;
  const held = (events as Record<symbol, unknown>)[contents] as LogContents;
  if (held.version !== 1) reject('INVALID_TYPE', 'events', 'be a log made by this version of tenure', events);
  return held;
}

/** Refuses a question in another time zone than that of the log, where that one decided what day an event is of. */
export function checkZone({ zone, isZoneFixed }: LogContents, asked: Zone, path: string): void {
  if (!isZoneFixed || sameZone(zone, asked)) return;
  const rule = `be in the log's time zone, '${zone.timeZone}'`;
  reject('CONFLICTING_TIME_ZONES', path, rule, asked.timeZone);
}
