import { groupBy } from './grouping.ts';

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
  readonly rate: Uint32Array;
  /** 1 where it was not the customer's wish that it ended. */
  readonly isInvoluntary: Uint8Array;
}

export const openEnd = 0xffff_ffff;

/** The same in the order of the rows, with provisional codes for instants, and room for more at the end. */
export interface ReadSpans extends Omit<PaidSpans, 'offsets'> {
  readonly length: number;
  readonly entity: Uint32Array;
}

export function placeSpans(read: ReadSpans, places: Uint32Array, entities: number): PaidSpans {
  const { order, offsets } = groupBy(read.entity.subarray(0, read.length), entities);
  const taken = {
    row: codes(order),
    rowStart: codes(order),
    start: codes(order),
    end: codes(order),
    rate: codes(order),
  };
  const isInvoluntary = new Uint8Array(order.length);
  // All columns of a span at once: what stands at random places is then fetched side by side.
  for (let span = 0; span < order.length; span += 1) {
    const from = order[span] as number;
    const end = read.end[from] as number;
    taken.row[span] = read.row[from] as number;
    taken.rowStart[span] = places[read.rowStart[from] as number] as number;
    taken.start[span] = places[read.start[from] as number] as number;
    taken.end[span] = end === openEnd ? openEnd : (places[end] as number);
    taken.rate[span] = read.rate[from] as number;
    isInvoluntary[span] = read.isInvoluntary[from] as number;
  }
  return { offsets, ...taken, isInvoluntary };
}

function codes({ length }: Uint32Array): Uint32Array {
  return new Uint32Array(length);
}
