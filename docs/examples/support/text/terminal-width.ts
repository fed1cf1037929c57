import type { Output } from '../io.ts';

const elsewhere = 120;
const narrowest = 60;

/** How wide a table may be: as the terminal is, or a fixed width where the output goes to a file. */
export function terminalWidth({ isTTY, columns }: Output): number {
  return isTTY ? Math.max(narrowest, columns ?? elsewhere) : elsewhere;
}
