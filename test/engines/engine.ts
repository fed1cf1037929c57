/** What the proof needs to know of an engine. */
export interface Engine {
  readonly version: string;
  /** Into how many shards its ways cut the rows. */
  readonly ways: readonly Way[];
  /** Rows and customers, by its SQL. */
  count(): Promise<readonly [rows: number, customers: number]>;
  close(): Promise<void>;
}

interface Way {
  readonly name: string;
  readonly shards: readonly number[];
  /** Whose CPU, with all below it, is that of the run: that of this process where nothing is said. */
  readonly pid?: number;
  /** Makes parts of that many shards and writes them into a file, a line each. */
  run(shards: number, file: string): Promise<void>;
}

/** Where an engine finds what it needs. */
export interface Ground {
  /** A folder of its own. */
  readonly folder: string;
  /** The rows as JSON lines, with the columns of a database. */
  readonly rows: string;
  /** The folder with part.js, merge.js and duckdb.js. */
  readonly scripts: string;
}

/** Of an engine that is not there. */
export class Absent extends Error {}

export const root = new URL('../../', import.meta.url);
