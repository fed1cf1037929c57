const elsewhere = 120;
const narrowest = 60;

/** How wide a table may be: as the terminal is, or a fixed width where the output goes to a file. */
export function terminalWidth(): number {
  return process.stdout.isTTY ? Math.max(narrowest, process.stdout.columns) : elsewhere;
}
