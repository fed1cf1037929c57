import type { EventColumns } from './event-columns.ts';

/** Rows brought together by entity: those of entity e are `rows[offsets[e]]` to `rows[offsets[e + 1] - 1]`, in the order given. */
export interface Groups {
  readonly offsets: Uint32Array;
  readonly rows: Uint32Array;
}

/** The slot of a row that is not asked about. */
export const outside = 0xffff_ffff;

/** A slot for each event, or `outside`. */
export function placeEvents(columns: EventColumns, slotOf: (epoch: number) => number): Uint32Array {
  const { length, at } = columns;
  const slots = new Uint32Array(length);
  // -1 wraps to `outside`.
  for (let row = 0; row < length; row += 1) slots[row] = slotOf(at[row] as number);
  return slots;
}

/** Counting sort: rows that are outside are left behind. */
export function groupByEntity({ length, entities, entity }: EventColumns, slots: Uint32Array): Groups {
  const offsets = new Uint32Array(entities + 1);
  for (let row = 0; row < length; row += 1) {
    if (slots[row] !== outside)
      offsets[(entity[row] as number) + 1] = (offsets[(entity[row] as number) + 1] as number) + 1;
  }
  for (let code = 0; code < entities; code += 1) {
    offsets[code + 1] = (offsets[code + 1] as number) + (offsets[code] as number);
  }
  const next = offsets.slice();
  const rows = new Uint32Array(offsets[entities] as number);
  for (let row = 0; row < length; row += 1) {
    if (slots[row] === outside) continue;
    const code = entity[row] as number;
    const place = next[code] as number;
    next[code] = place + 1;
    rows[place] = row;
  }
  return { offsets, rows };
}
