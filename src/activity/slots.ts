/** Stands for a row that is in no slot; -1 in a Uint32Array. */
export const outside = 0xffff_ffff;

/** Consecutive slots of time, `[bounds[i], bounds[i + 1])`, found in a few steps: no search and no Date per row. */
export interface Slots {
  readonly count: number;
  /** The slot that an instant lies in, or -1, which becomes `outside` in a column of slots. */
  slotOf(epoch: number): number;
}

const mostCells = 65_536;
/** Enough that few cells have a bound inside; more would cost a small call more than its rows. */
const cellsPerSlot = 64;
const narrowestCell = 3_600_000;

/**
 * Cells of equal width lead to the slot at their start; the few bounds inside a cell are stepped over. `bounds` rise strictly; fewer than
 * two make no slot.
 */
export function slotTable(bounds: ArrayLike<number>): Slots {
  const count = Math.max(0, bounds.length - 1);
  if (count === 0) return { count, slotOf: () => -1 };
  const first = bounds[0] as number;
  const end = bounds[count] as number;
  const width = Math.max(narrowestCell, Math.ceil((end - first) / Math.min(mostCells, cellsPerSlot * count)));
  const slots = new Uint32Array(Math.ceil((end - first) / width));
  for (let cell = 0, slot = 0; cell < slots.length; cell += 1) {
    while ((bounds[slot + 1] as number) <= first + cell * width) slot += 1;
    slots[cell] = slot;
  }
  return {
    count,
    slotOf(epoch) {
      if (!(epoch >= first && epoch < end)) return -1;
      const cell = Math.floor((epoch - first) / width);
      let low = slots[cell] as number;
      // Almost always the slot or the one behind it; periods of milliseconds fill a cell, and are then searched.
      let high = cell + 1 < slots.length ? (slots[cell + 1] as number) : count - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((bounds[middle] as number) <= epoch) low = middle;
        else high = middle - 1;
      }
      return low;
    },
  };
}
