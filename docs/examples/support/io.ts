/** A stream that text is written to: of a terminal, or of a test. */
export interface Output {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

/** Where an example prints its results, and where it complains. */
export interface Io {
  readonly out: Output;
  readonly err: Output;
  /** The clock, which only says where dates begin to lie ahead; a test gives one of its own. Default: the machine's. */
  readonly now?: (() => Date) | undefined;
}

export const terminal: Io = { out: process.stdout, err: process.stderr };

/** Prints a line of the results. */
export const printerOf =
  ({ out }: Io) =>
  (line: string): void => {
    out.write(`${line}\n`);
  };

export function nowOf({ now }: Io): Date {
  return now === undefined ? new Date() : now();
}
