import { performance } from 'node:perf_hooks';
import { type Database, openDatabase } from './engines/duckdb.ts';
import { writeCsv } from './write-csv.ts';

/** The events in DuckDB as one would keep them to be counted fast: integers for customers, the day beside the time. */
export async function usageTable(
  times: ArrayLike<unknown>,
  customerOf: (row: number) => unknown,
): Promise<(Database & { loadMs: number }) | null> {
  const database = await openDatabase();
  if (database === null) return null;
  const textOf = (at: unknown) => (typeof at === 'number' ? new Date(at).toISOString() : at);
  const line = (row: number) => `${customerOf(row)},${textOf(times[row])}`;
  const rows = new Uint32Array(times.length).map((_, row) => row);
  const path = writeCsv(`events-${times.length}.csv`, 'customer_id,seen', rows, line);
  const columns = "{'customer_id': 'VARCHAR', 'seen': 'TIMESTAMP'}";
  const began = performance.now();
  await database.run(`CREATE TEMP TABLE given AS FROM read_csv('${path}', header = true, columns = ${columns})`);
  await database.run(`
    CREATE TABLE events AS
    WITH customers AS (
      SELECT customer_id, (row_number() OVER () - 1)::INTEGER AS customer
      FROM (SELECT DISTINCT customer_id FROM given)
    )
    SELECT customer, seen, seen::DATE AS day FROM given JOIN customers USING (customer_id) ORDER BY seen`);
  await database.run('DROP TABLE given');
  return { ...database, loadMs: performance.now() - began };
}
