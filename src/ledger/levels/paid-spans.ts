import { groupBy, offsetsInPlace } from '../../table/index.ts';

/**
 * The paid spans of all rows, one entity beside the next: those of entity e stand from `offsets[e]` to `offsets[e + 1]`, in the order of
 * the rows. Instants are places among those of the ledger.
 */
export interface PaidSpans {
  readonly offsets: Uint32Array;
  /** Null where span i is that of row i. */
  readonly row: Uint32Array | null;
  /** When the row itself starts, which a trial or a pause can put before the span; the same array as `start` where none does. */
  readonly rowStart: Uint32Array;
  readonly start: Uint32Array;
  /** `openEnd` where it is still running. */
  readonly end: Uint32Array;
  readonly price: Uint32Array;
  /** 1 where it was not the customer's wish that it ended; empty where it always was. */
  readonly isInvoluntary: Uint8Array;
}

export const openEnd = 0xffff_ffff;

/** Spans in the order of the rows, with provisional codes for instants. */
export interface ReadSpans {
  readonly length: number;
  readonly entity: Uint32Array;
  /** Null where span i is that of row i. */
  readonly row: Uint32Array | null;
  /** Null where all spans begin with their rows. */
  readonly rowStart: Uint32Array | null;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  readonly price: Uint32Array;
  /** Null where nothing is marked. */
  readonly marks: Uint8Array | null;
}

export interface SpanStore {
  /** How many there are. */
  count(): number;
  /** Makes room for so many more. */
  reserve(count: number): void;
  /** Takes the first spans at once, their columns as they are. */
  take(spans: ReadSpans): void;
  push(entity: number, row: number, rowStart: number, start: number, end: number, price: number, marks: number): void;
  finish(): ReadSpans;
}

/** Takes spans as rows bring them. */
export function spanStore(): SpanStore {
  let length = 0;
  let room = 0;
  let [entities, starts, ends, prices] = [0, 0, 0, 0].map(() => new Uint32Array(0)) as Four;
  // Made when they say anything.
  let rows: Uint32Array | null = null;
  let rowStarts: Uint32Array | null = null;
  let marked: Uint8Array | null = null;

  function grow(wanted: number): void {
    room = wanted;
    [entities, starts, ends, prices] = [entities, starts, ends, prices].map((column) => grown(column, room)) as Four;
    rows &&= grown(rows, room);
    rowStarts &&= grown(rowStarts, room);
    marked &&= grown(marked, room);
  }

  function push(
    entity: number,
    row: number,
    rowStart: number,
    start: number,
    end: number,
    price: number,
    marks: number,
  ): void {
    if (length === room) grow(Math.max(16, length * 2));
    if (row !== length) rows ??= firstOnes(room, length);
    if (rowStart !== start) rowStarts ??= starts.slice();
    if (marks !== 0) marked ??= new Uint8Array(room);
    entities[length] = entity;
    starts[length] = start;
    ends[length] = end;
    prices[length] = price;
    if (rows !== null) rows[length] = row;
    if (rowStarts !== null) rowStarts[length] = rowStart;
    if (marked !== null) marked[length] = marks;
    length += 1;
  }

  return {
    count: () => length,
    reserve(count) {
      if (length + count > room) grow(Math.max(length + count, room * 2));
    },
    push,
    take(spans) {
      [entities, starts, ends, prices] = [spans.entity, spans.start, spans.end, spans.price];
      [rows, rowStarts, marked] = [spans.row, spans.rowStart, spans.marks];
      length = spans.length;
      // What the columns have left over is not ours to write into.
      room = length;
    },
    finish: () => ({
      length,
      entity: entities,
      row: rows,
      rowStart: rowStarts,
      start: starts,
      end: ends,
      price: prices,
      marks: marked,
    }),
  };
}

type Four = [Uint32Array, Uint32Array, Uint32Array, Uint32Array];

function grown<Column extends Uint32Array | Uint8Array>(old: Column, length: number): Column {
  const wider = new (old.constructor as new (length: number) => Column)(length);
  wider.set(old);
  return wider;
}

/** 0, 1, 2, ... as far as `count`. */
export function firstOnes(length: number, count: number): Uint32Array {
  const column = new Uint32Array(length);
  for (let i = 0; i < count; i += 1) column[i] = i;
  return column;
}

/** The row of a span. */
export function rowOf({ row }: Pick<PaidSpans, 'row'>, span: number): number {
  return row === null ? span : (row[span] as number);
}

/** The spans entity by entity, with the places of their instants for provisional codes. */
export function placeSpans(read: ReadSpans, places: Uint32Array, entities: number): PaidSpans {
  const { length } = read;
  const entity = read.entity.subarray(0, length);
  const inPlace = offsetsInPlace(entity, entities);
  const { offsets, order } = inPlace === null ? groupBy(entity, entities) : { offsets: inPlace, order: null };
  // Codes that were given in order of time are the places.
  const placeOf = places.every((place, code) => place === code) ? null : places;
  const start = placed(read.start, length, order, placeOf);
  return {
    offsets,
    row: read.row === null ? order : moved(read.row, length, order),
    rowStart: read.rowStart === null ? start : placed(read.rowStart, length, order, placeOf),
    start,
    end: placed(read.end, length, order, placeOf),
    price: moved(read.price, length, order),
    isInvoluntary: read.marks === null ? new Uint8Array(0) : moved(read.marks, length, order),
  };
}

/** A column in the order of the spans. One after the other: what is read at random is then never more than one of them, which a cache holds. */
function moved<Column extends Uint32Array | Uint8Array>(
  column: Column,
  length: number,
  order: Uint32Array | null,
): Column {
  if (order === null) return cut(column, length);
  const own = new (column.constructor as new (length: number) => Column)(length);
  for (let span = 0; span < length; span += 1) own[span] = column[order[span] as number] as number;
  return own;
}

/** Codes of instants in the order of the spans, as the places of these; `openEnd` has none, and stays what it is. */
function placed(
  codes: Uint32Array,
  length: number,
  order: Uint32Array | null,
  places: Uint32Array | null,
): Uint32Array {
  if (places === null) return moved(codes, length, order);
  // The place of all that is behind the last one: a branch for what is missing would often be guessed wrong.
  const placeOf = new Uint32Array(places.length + 1).fill(openEnd);
  placeOf.set(places);
  const own = new Uint32Array(length);
  for (let span = 0; span < length; span += 1) {
    const code = codes[order === null ? span : (order[span] as number)] as number;
    own[span] = placeOf[Math.min(code, places.length)] as number;
  }
  return own;
}

/** The beginning of a column; a copy where much would be kept for nothing. */
export function cut<Column extends Uint32Array | Uint8Array | Float64Array>(column: Column, length: number): Column {
  if (length === column.length) return column;
  return (length * 4 > column.length * 3 ? column.subarray(0, length) : column.slice(0, length)) as Column;
}
