import { groupBy } from '../../table/index.ts';

/**
 * The paid spans of all rows, one entity beside the next: those of entity e stand from `offsets[e]` to `offsets[e + 1]`, in the order of
 * the rows. Instants are places among those of the ledger.
 */
export interface PaidSpans {
  readonly offsets: Uint32Array;
  readonly row: Uint32Array;
  /** When the row itself starts, which a trial or a pause can put before the span. */
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
  /** One record after another, in the order of `spanFields`. Spans are fetched at random from here, and a record is one fetch from memory. */
  readonly records: Uint32Array;
}

/** How many numbers a record has: row, rowStart, start, end, price, isInvoluntary. */
export const spanFields = 6;

export interface SpanStore {
  /** How many there are. */
  count(): number;
  /** Takes so many spans at once: the entity of each, and its record. */
  pushAll(count: number, entities: Uint32Array, records: Uint32Array): void;
  push(
    entity: number,
    row: number,
    rowStart: number,
    start: number,
    end: number,
    price: number,
    involuntary: number,
  ): void;
  finish(): ReadSpans;
}

/** Takes spans as rows bring them. `capacity` is how many there will be, more or less. */
export function spanStore(capacity: number): SpanStore {
  let entities: Uint32Array = new Uint32Array(capacity);
  let records: Uint32Array = new Uint32Array(capacity * spanFields);
  let length = 0;
  function grow(capacity: number): void {
    entities = grown(entities, capacity);
    records = grown(records, capacity * spanFields);
  }

  return {
    count: () => length,
    pushAll(count, owners, ownRecords) {
      if (length === 0 && count === owners.length) {
        // All there are, and nothing is left to be written into them: they are taken as they are.
        entities = owners;
        records = ownRecords;
        length = count;
        return;
      }
      if (length + count > entities.length) grow(Math.max(length + count, entities.length * 2));
      entities.set(owners.subarray(0, count), length);
      records.set(ownRecords.subarray(0, count * spanFields), length * spanFields);
      length += count;
    },
    push(entity, row, rowStart, start, end, price, involuntary) {
      if (length === entities.length) grow(Math.max(16, length * 2));
      entities[length] = entity;
      const at = length * spanFields;
      records[at] = row;
      records[at + 1] = rowStart;
      records[at + 2] = start;
      records[at + 3] = end;
      records[at + 4] = price;
      records[at + 5] = involuntary;
      length += 1;
    },
    finish: () => ({ length, entity: entities.subarray(0, length), records }),
  };
}

function grown(old: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const wider = new Uint32Array(length);
  wider.set(old);
  return wider;
}

/** The spans entity by entity, with the places of their instants for provisional codes. */
export function placeSpans({ entity, records }: ReadSpans, places: Uint32Array, entities: number): PaidSpans {
  const { order, offsets } = groupBy(entity, entities);
  const column = () => new Uint32Array(order.length);
  const [row, rowStart, start, end, price] = [column(), column(), column(), column(), column()];
  const isInvoluntary = new Uint8Array(order.length);
  for (let span = 0; span < order.length; span += 1) {
    const at = (order[span] as number) * spanFields;
    const rowStartCode = records[at + 1] as number;
    const startCode = records[at + 2] as number;
    const endCode = records[at + 3] as number;
    row[span] = records[at] as number;
    rowStart[span] = places[rowStartCode] as number;
    start[span] = startCode === rowStartCode ? (rowStart[span] as number) : (places[startCode] as number);
    end[span] = endCode === openEnd ? openEnd : (places[endCode] as number);
    price[span] = records[at + 4] as number;
    isInvoluntary[span] = records[at + 5] as number;
  }
  return { offsets, row, rowStart, start, end, price, isInvoluntary };
}

/** The row of each span that was read. */
export function rowOfSpan({ records }: ReadSpans, span: number): number {
  return records[span * spanFields] as number;
}
