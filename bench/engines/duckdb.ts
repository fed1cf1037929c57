import { loadEngine } from './load.ts';

/** A database in memory. DuckDB takes as many threads as it sees cores. */
export interface Database {
  run(sql: string): Promise<void>;
  /** The rows of a result, with its BIGINTs and DECIMALs as numbers. */
  rows(sql: string): Promise<Row[]>;
}

export type Row = readonly (number | null)[];

export async function openDatabase(): Promise<Database | null> {
  const duckdb = await loadEngine('DuckDB', () => import('@duckdb/node-api'));
  if (duckdb === null) return null;
  const connection = await (await duckdb.DuckDBInstance.create(':memory:')).connect();
  return {
    async run(sql) {
      await connection.run(sql);
    },
    async rows(sql) {
      const reader = await connection.runAndReadAll(sql);
      return reader.getRowsJS().map((row) => row.map((cell) => (cell === null ? null : Number(cell))));
    },
  };
}
