/** Consecutive stretches of time, `[bounds[i], bounds[i + 1])`, found in a few steps: no search and no Date an event. */
export interface Slots {
  readonly count: number;
  /** The slot that an instant lies in, or -1. */
  slotOf(epoch: number): number;
}

const mostCells = 65_536;
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
  const width = Math.max(narrowestCell, Math.ceil((end - first) / mostCells));
  const slots = new Uint32Array(Math.ceil((end - first) / width));
  for (let cell = 0, slot = 0; cell < slots.length; cell += 1) {
    while ((bounds[slot + 1] as number) <= first + cell * width) slot += 1;
    slots[cell] = slot;
  }
  return {
    count,
    slotOf(epoch) {
      if (!(epoch >= first && epoch < end)) return -1;
      let slot = slots[Math.floor((epoch - first) / width)] as number;
      while ((bounds[slot + 1] as number) <= epoch) slot += 1;
      return slot;
    },
  };
}
