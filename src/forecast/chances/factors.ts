import type { Changes } from '../known/history.ts';

const tableSize = 256;

/**
 * By how much changes multiply what is paid, as a table of equally likely values: each weighs what was paid before, so that their mean is that of
 * the amounts. Empty where there was no change.
 */
export function factorTable({ factors, levels }: Changes): Float64Array {
  if (factors.length === 0) return new Float64Array(0);
  const order = factors.map((_, index) => index);
  order.sort(
    (a, b) => (factors[a] as number) - (factors[b] as number) || (levels[a] as number) - (levels[b] as number),
  );
  const whole = order.reduce((sum, index) => sum + (levels[index] as number), 0);
  const table = new Float64Array(tableSize);
  const width = whole / tableSize;
  let place = 0;
  let free = width;
  for (const index of order) {
    const factor = factors[index] as number;
    let left = levels[index] as number;
    while (left > 0 && place < tableSize) {
      const part = Math.min(left, free);
      table[place] = (table[place] as number) + (part / width) * factor;
      left -= part;
      free -= part;
      if (free <= width * 1e-12) {
        place += 1;
        free = width;
      }
    }
  }
  return table;
}
