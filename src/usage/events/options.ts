import { type RowKey, readSegments, type SegmentBy } from '../../activity/open.ts';
import { type Instant, readInstant, type Zone, zoneOf } from '../../calendar/open.ts';
import { checkText, checkUnique, readFilledList, readOptionalChoice } from '../../read/index.ts';
import type { SegmentKey } from '../../table/index.ts';
import { contentsOf } from './event-log.ts';
import type { Timeline } from './timeline.ts';
import type { UsageEntity, UsageEvent } from './usage-event.ts';

/** How results are split: by a key of each event, or of each customer. */
export interface SegmentOption<Row extends UsageEvent = UsageEvent, Key extends SegmentKey = SegmentKey> {
  /**
   * A key of each event, such as `(event) => event.country`, or a Map from customers to keys: the result is then a list with the result of
   * each key. Default: no split.
   */
  readonly by?: SegmentBy<Row, Key> | undefined;
}

/** The keys of events, which are asked for by row. */
export function segmentsOf({ columns, eventAt }: Timeline, by: unknown): RowKey | undefined {
  // Events are put in order for nobody who asks for no keys.
  if (by === undefined) return undefined;
  const { customer, customerIds } = columns();
  return readSegments(by, eventAt, (row) => customerIds[customer[row] as number]);
}

export function readOf(value: unknown): UsageEntity {
  return readOptionalChoice(value, 'options.of', ['customers', 'users']);
}

/** A list of names, each once. */
export function readNames(value: unknown, path: string): readonly string[] {
  const names = new Set<string>();
  for (const [index, name] of readFilledList(value, path, 'be an array of names').entries()) {
    checkUnique(checkText(name, `${path}[${index}]`), names, `${path}[${index}]`);
  }
  return [...names];
}

/**
 * The zone of metrics that ask about no period (without one of their own that of the log), and when their data was taken: epoch milliseconds;
 * undefined when it is not given.
 */
export function readZoneAndAsOf(
  { timeZone, asOf }: { readonly timeZone?: unknown; readonly asOf?: Instant | undefined },
  events: unknown,
): {
  readonly zone: Zone;
  readonly asOf: number | undefined;
} {
  const log = timeZone === undefined ? contentsOf(events) : undefined;
  const zone = log?.zone ?? zoneOf(timeZone === undefined ? 'UTC' : timeZone, 'options.timeZone');
  return { zone, asOf: asOf === undefined ? undefined : readInstant(asOf, zone, 'options.asOf') };
}
