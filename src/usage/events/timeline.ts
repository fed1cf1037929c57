import { type TimeCells, timeCells, timeOrder } from '../../activity/open.ts';
import { reject } from '../../errors.ts';
import { type Groups, groupBy } from '../../table/index.ts';
import type { UsageEntity, UsageEvent } from './usage-event.ts';

/** Events as columns, one value a row. All metrics work on these, wherever they were read from. */
export interface EventColumns {
  readonly length: number;
  /** Customers by code. */
  readonly customerIds: readonly string[];
  readonly customer: Uint32Array;
  /** Epoch milliseconds. */
  readonly at: Float64Array;
  /** Users and features by code. `noCode` where a row names none; no rows at all where none does, or nobody asked. */
  readonly userIds: readonly string[];
  readonly user: Uint32Array;
  readonly features: readonly string[];
  readonly feature: Uint32Array;
  /** NaN where not known; no rows at all where none is, or nobody asked. */
  readonly seconds: Float64Array;
  /** How many events a row stands for; no rows at all where each is one. */
  readonly counts: Float64Array;
  /** Whether the rows were given in order of time, as files mostly have them; and if they were not, the place of each among those given. */
  readonly isInOrder: boolean;
  readonly places?: Uint32Array;
  /** The first row without a user, by its place among those given; -1 where each has one. */
  readonly firstWithoutUser: number;
}

/** Customers or users, by row and together. */
export interface Entities {
  readonly count: number;
  readonly codes: Uint32Array;
  /** The rows of each, in order of time. */
  groups(): Groups;
}

/** Events in order of time. What is derived of them is made when a question needs it, and kept for the next one. */
export interface Timeline {
  /** With bounds, in order only so far that what is before each of them stands before all else: other questions then move rows once more. */
  columns(bounds?: Iterable<number>): EventColumns;
  /** The event of a row: the caller's own, or made again of a log. */
  eventAt(row: number): UsageEvent;
  entities(of: UsageEntity, bounds?: Iterable<number>): Entities;
}

/** The event of a row, by its place among those given. */
export type EventOf = (place: number, row: number, columns: EventColumns) => UsageEvent;

export function timelineOf(given: EventColumns, eventOf: EventOf): Timeline {
  // Those in no order are not kept beside those in order.
  let held = given;
  let sort: CellSort | undefined;
  const columns = (bounds?: Iterable<number>) => {
    if (held.isInOrder) return held;
    if (sort === undefined) [held, sort] = inCells(held);
    sort(bounds);
    return held;
  };
  const eventAt = (row: number) => {
    const own = columns();
    return eventOf(own.places?.[row] ?? row, row, own);
  };
  const customers = once(() => entitiesOf(held.customer, held.customerIds.length));
  const users = once(() => {
    const { firstWithoutUser } = columns();
    if (firstWithoutUser >= 0) rejectWithoutUser(firstWithoutUser);
    return usersOf(held, customers());
  });
  const entities = (of: UsageEntity, bounds?: Iterable<number>) => {
    columns(bounds);
    return of === 'users' ? users() : customers();
  };
  return { columns, eventAt, entities };
}

export function rejectWithoutUser(row: number): never {
  reject('INVALID_TYPE', `events[${row}].userId`, 'be present if users are counted', undefined);
}

/** How many events the rows from one to before another stand for. */
export function countEvents({ counts }: EventColumns, from: number, to: number): number {
  if (counts.length === 0) return to - from;
  let sum = 0;
  for (let row = from; row < to; row += 1) sum += counts[row] as number;
  return sum;
}

/** Puts in order the cells that bounds fall into, or all. */
type CellSort = (bounds: Iterable<number> | undefined) => void;

const mostCells = 2048;
const rowsPerCell = 512;

/** Rows by cells of time, each of which is put in order when a question needs it: most ask about few bounds. */
function inCells(given: EventColumns): [EventColumns, CellSort] {
  const byCell = timeCells(given.at, Math.min(mostCells, Math.ceil(given.length / rowsPerCell)));
  const { order, offsets, cellOf } = byCell;
  const held = {
    ...given,
    customer: byTime(given.customer, byCell),
    at: byTime(given.at, byCell),
    user: byTime(given.user, byCell),
    feature: byTime(given.feature, byCell),
    seconds: byTime(given.seconds, byCell),
    counts: byTime(given.counts, byCell),
    places: order,
  };
  const unsorted = new Set(offsets.keys());
  const sort: CellSort = (bounds) => {
    for (const cell of bounds === undefined ? unsorted : Array.from(bounds, cellOf)) {
      if (!unsorted.delete(cell)) continue;
      const range = [offsets[cell], offsets[cell + 1]] as const;
      const rows = timeOrder(held.at.subarray(...range));
      for (const column of Object.values(held)) {
        if (isColumn(column)) column.set(inOrderOf(column.subarray(...range), rows), range[0]);
      }
    }
  };
  return [held, sort];
}

function isColumn(value: unknown): value is Float64Array | Uint32Array {
  return ArrayBuffer.isView(value) && value.byteLength > 0;
}

/** The values cell by cell: read in turn and written to few places, which takes a third of the time of the contrary. */
function byTime<Column extends Float64Array | Uint32Array>(column: Column, { cells, offsets }: TimeCells): Column {
  const next = offsets.slice();
  const moved = column.slice() as Column;
  for (let row = 0; row < moved.length; row += 1) {
    const cell = cells[row] as number;
    const place = next[cell] as number;
    next[cell] = place + 1;
    moved[place] = column[row] as number;
  }
  return moved;
}

/** The values of some rows, or of all in another order. */
export function inOrderOf<Column extends Float64Array | Uint32Array>(column: Column, rows: Uint32Array): Column {
  const moved = column.slice(0, rows.length) as Column;
  for (let place = 0; place < moved.length; place += 1) moved[place] = column[rows[place] as number] as number;
  return moved;
}

function entitiesOf(codes: Uint32Array, count: number): Entities {
  return { codes, count, groups: once(() => groupBy(codes, count)) };
}

/** Users by customer and userId: the same userId at two customers is two users. */
function usersOf({ user, userIds, length }: EventColumns, customers: Entities): Entities {
  const { order, offsets } = customers.groups();
  // By name the number of users so far, the last one with it included: more than there were before a customer if it has the name too.
  const lasts = new Uint32Array(userIds.length);
  const codes = new Uint32Array(length);
  let count = 0;
  for (let customer = 0; customer < customers.count; customer += 1) {
    const before = count;
    for (let place = offsets[customer] as number; place < (offsets[customer + 1] as number); place += 1) {
      const row = order[place] as number;
      const name = user[row] as number;
      if ((lasts[name] as number) <= before) {
        count += 1;
        lasts[name] = count;
      }
      codes[row] = (lasts[name] as number) - 1;
    }
  }
  return entitiesOf(codes, count);
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The events of each group of rows as a timeline of its own, in which nothing is longer than they are. */
export function splitTimeline({ columns, eventAt }: Timeline, codes: Uint32Array, groups: number): Timeline[] {
  const whole = columns();
  const { order, offsets } = groupBy(codes, groups);
  const [customers, users, features] = [whole.customerIds, whole.userIds, whole.features].map(namesInUse) as Triple;
  return Array.from({ length: groups }, (_, group) => {
    const rows = order.subarray(offsets[group], offsets[group + 1]);
    const [customer, customerIds] = customers(inOrderOf(whole.customer, rows));
    const [user, userIds] = users(inOrderOf(whole.user, rows));
    const [feature, own] = features(inOrderOf(whole.feature, rows));
    const numbers = {
      at: inOrderOf(whole.at, rows),
      seconds: inOrderOf(whole.seconds, rows),
      counts: inOrderOf(whole.counts, rows),
    };
    const held = {
      ...whole,
      ...numbers,
      length: rows.length,
      isInOrder: true,
      customer,
      customerIds,
      user,
      userIds,
      feature,
      features: own,
    };
    return timelineOf(held, (_place, row) => eventAt(rows[row] as number));
  });
}

type InUse = (codes: Uint32Array) => [codes: Uint32Array, names: string[]];
type Triple = [InUse, InUse, InUse];

/** Codes of the names that some of all codes have, in order of first sight. */
function namesInUse(names: readonly string[]): InUse {
  const [stamps, places] = [new Uint32Array(names.length), new Uint32Array(names.length)];
  let stamp = 0;
  return (codes) => {
    stamp += 1;
    const own: string[] = [];
    const coded = codes.map((code) => {
      const name = names[code];
      if (name === undefined) return code;
      if (stamps[code] !== stamp) {
        stamps[code] = stamp;
        places[code] = own.push(name) - 1;
      }
      return places[code] as number;
    });
    return [coded, own];
  };
}
