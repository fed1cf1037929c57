import { groupPlaces } from '../../table/index.ts';

/**
 * The paid spans of all rows, one entity beside the next: those of entity e stand from `offsets[e]` to `offsets[e + 1]`, in the order of
 * the rows. Instants are places among those of the ledger.
 */
export interface PaidSpans {
  readonly offsets: Uint32Array;
  readonly row: Uint32Array;
  /** When the row itself starts, which a trial or a pause can put before the span; the same array as `start` where none does. */
  readonly rowStart: Uint32Array;
  readonly start: Uint32Array;
  /** `openEnd` where it is still running. */
  readonly end: Uint32Array;
  readonly price: Uint32Array;
  /** 1 where it was not the customer's wish that it ended. */
  readonly isInvoluntary: Uint8Array;
}

export const openEnd = 0xffff_ffff;

/** Spans in the order of the rows, with provisional codes for instants. */
export interface ReadSpans {
  readonly length: number;
  readonly entity: Uint32Array;
  readonly row: Uint32Array;
  /** The same array as `start` where all spans begin with their rows. */
  readonly rowStart: Uint32Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  readonly price: Uint32Array;
  readonly marks: Uint8Array;
}

export interface SpanStore {
  /** How many there are. */
  count(): number;
  /** Takes so many spans at once. Where they are all there are, their columns are taken as they are. */
  pushAll(spans: ReadSpans): void;
  push(entity: number, row: number, rowStart: number, start: number, end: number, price: number, marks: number): void;
  finish(): ReadSpans;
}

/** Takes spans as rows bring them. `capacity` is how many there will be, more or less. */
export function spanStore(capacity: number): SpanStore {
  let length = 0;
  let room = 0;
  let [entities, rows, starts, ends, prices] = [0, 0, 0, 0, 0].map(() => new Uint32Array(0)) as Five;
  let marked: Uint8Array = new Uint8Array(0);
  // Made when a span begins after its row.
  let rowStarts: Uint32Array | null = null;

  function grow(wanted: number): void {
    room = wanted;
    [entities, rows, starts, ends, prices] = [entities, rows, starts, ends, prices].map((column) =>
      grown(column, room),
    ) as Five;
    marked = grown(marked, room);
    if (rowStarts !== null) rowStarts = grown(rowStarts, room);
  }

  return {
    count: () => length,
    pushAll(spans) {
      const own = spans.rowStart === spans.start ? null : spans.rowStart;
      if (length === 0) {
        [entities, rows, starts, ends, prices] = [spans.entity, spans.row, spans.start, spans.end, spans.price];
        [marked, rowStarts] = [spans.marks, own];
        length = spans.length;
        // What the columns have left over is not ours to write into.
        room = length;
        return;
      }
      if (length + spans.length > room) grow(Math.max(length + spans.length, room * 2));
      if (own !== null) rowStarts ??= starts.slice();
      const columns = [entities, rows, starts, ends, prices];
      const given = [spans.entity, spans.row, spans.start, spans.end, spans.price];
      for (const [i, column] of columns.entries()) append(column, given[i] as Uint32Array, length, spans.length);
      append(marked, spans.marks, length, spans.length);
      if (rowStarts !== null) append(rowStarts, spans.rowStart, length, spans.length);
      length += spans.length;
    },
    push(entity, row, rowStart, start, end, price, marks) {
      if (length === room) grow(Math.max(16, capacity, length * 2));
      if (rowStart !== start) rowStarts ??= starts.slice();
      entities[length] = entity;
      rows[length] = row;
      if (rowStarts !== null) rowStarts[length] = rowStart;
      starts[length] = start;
      ends[length] = end;
      prices[length] = price;
      marked[length] = marks;
      length += 1;
    },
    finish: () => ({
      length,
      entity: entities,
      row: rows,
      rowStart: rowStarts ?? starts,
      start: starts,
      end: ends,
      price: prices,
      marks: marked,
    }),
  };
}

type Five = [Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array];

function append<Column extends Uint32Array | Uint8Array>(to: Column, from: Column, at: number, count: number): void {
  to.set(from.subarray(0, count), at);
}

export function grown<Column extends Uint32Array | Uint8Array>(old: Column, length: number): Column {
  const wider = new (old.constructor as new (length: number) => Column)(length);
  wider.set(old);
  return wider;
}

/** The spans entity by entity, with the places of their instants for provisional codes. */
export function placeSpans(read: ReadSpans, places: Uint32Array, entities: number): PaidSpans {
  const { length } = read;
  const { offsets, places: to } = groupPlaces(read.entity.subarray(0, length), entities);
  const start = placed(read.start, length, places, to);
  return {
    offsets,
    row: moved(read.row, length, to),
    rowStart: read.rowStart === read.start ? start : placed(read.rowStart, length, places, to),
    start,
    end: placed(read.end, length, places, to),
    price: moved(read.price, length, to),
    isInvoluntary: moved(read.marks, length, to),
  };
}

// One column after the other: what is written at random is then never more than one of them, which a cache holds.

function placed(codes: Uint32Array, length: number, places: Uint32Array, to: Uint32Array | null): Uint32Array {
  const column = new Uint32Array(length);
  for (let span = 0; span < length; span += 1) {
    const code = codes[span] as number;
    column[to === null ? span : (to[span] as number)] = code === openEnd ? openEnd : (places[code] as number);
  }
  return column;
}

function moved<Column extends Uint32Array | Uint8Array>(
  column: Column,
  length: number,
  to: Uint32Array | null,
): Column {
  if (to === null) return cut(column, length);
  const own = new (column.constructor as new (length: number) => Column)(length);
  for (let span = 0; span < length; span += 1) own[to[span] as number] = column[span] as number;
  return own;
}

/** The beginning of a column; a copy where much would be kept for nothing. */
export function cut<Column extends Uint32Array | Uint8Array | Float64Array>(column: Column, length: number): Column {
  if (length === column.length) return column;
  return (length * 4 > column.length * 3 ? column.subarray(0, length) : column.slice(0, length)) as Column;
}
