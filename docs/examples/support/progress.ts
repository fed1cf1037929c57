import type { Output } from './io.ts';

export interface Progress {
  /** `share`: how much of the file's bytes has been read, 0..1. */
  report(rows: number, share: number): void;
  end(): void;
}

const silence: Progress = { report: () => {}, end: () => {} };
const msBetweenReports = 300;

/** Progress on stderr: one line that is overwritten on a terminal, a line each time elsewhere. */
export function progressOn(stream: Output, forced: boolean): Progress {
  if (!stream.isTTY && !forced) return silence;
  const write = stream.isTTY
    ? (text: string) => stream.write(`\r${text}\x1b[K`)
    : (text: string) => stream.write(`${text}\n`);
  let last = performance.now();
  let rowsRead = 0;
  return {
    report(rows, share) {
      rowsRead = rows;
      const now = performance.now();
      if (now - last < msBetweenReports) return;
      last = now;
      write(`${rows} rows read, ${Math.round(share * 100)} % of the file`);
    },
    end() {
      if (forced) write(`${rowsRead} rows read`);
      if (stream.isTTY) stream.write(forced ? '\n' : '\r\x1b[K');
    },
  };
}
