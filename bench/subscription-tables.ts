import { performance } from 'node:perf_hooks';
import type { Subscription } from 'tenure';
import { type Database, openDatabase } from './engines/duckdb.ts';
import { writeCsv } from './write-csv.ts';

/** Money in the tables is whole numbers of these: a twelfth of a cent, in which the generator's yearly prices are exact. */
export const unitsPerEuro = 1_200;

export const csvColumns = `{'customer_id': 'VARCHAR', 'subscription_id': 'VARCHAR', 'starts': 'DATE', 'ends': 'DATE',
  'amount': 'DECIMAL(12, 2)', 'interval': 'VARCHAR', 'currency': 'VARCHAR', 'plan': 'VARCHAR', 'quantity': 'INTEGER'}`;
export const unitsOfRow = `((amount * 100)::INTEGER * quantity * CASE interval WHEN 'month' THEN 12 ELSE 1 END)::INTEGER`;

export interface SubscriptionTables extends Database {
  /** What it took to read the file and to make the tables of it. */
  readonly loadMs: number;
}

const opened = new Map<number, SubscriptionTables | null>();

/**
 * The rows in DuckDB, as one would keep them to be queried fast: `phases` with integers for customers and money, sorted by customer,
 * and `months`. Null without DuckDB. The generator makes the same rows of the same count, so that one count is loaded once.
 */
export async function subscriptionTables(rows: readonly Subscription[]): Promise<SubscriptionTables | null> {
  const known = opened.get(rows.length);
  if (known !== undefined) return known;
  const database = await openDatabase();
  const tables = database === null ? null : await load(database, subscriptionCsv(rows));
  opened.set(rows.length, tables);
  return tables;
}

const files = new Map<number, string>();

export function subscriptionCsv(rows: readonly Subscription[]): string {
  const known = files.get(rows.length);
  if (known !== undefined) return known;
  const header = 'customer_id,subscription_id,starts,ends,amount,interval,currency,plan,quantity';
  const path = writeCsv(`subscriptions-${rows.length}.csv`, header, rows, (row) =>
    [
      row.customerId,
      row.subscriptionId,
      row.start,
      row.end ?? '',
      row.amount,
      row.interval,
      row.currency,
      row.plan,
      row.quantity ?? 1,
    ].join(),
  );
  files.set(rows.length, path);
  return path;
}

async function load(database: Database, path: string): Promise<SubscriptionTables> {
  const began = performance.now();
  await database.run(`CREATE TEMP TABLE given AS FROM read_csv('${path}', header = true, columns = ${csvColumns})`);
  await database.run(`
    CREATE TABLE phases AS
    WITH customers AS (
      SELECT customer_id, (row_number() OVER () - 1)::INTEGER AS customer
      FROM (SELECT DISTINCT customer_id FROM given)
    )
    SELECT customer, starts, ends, ${unitsOfRow} AS units
    FROM given JOIN customers USING (customer_id)
    WHERE amount > 0 AND quantity > 0 AND (ends IS NULL OR ends > starts)
    ORDER BY customer, starts`);
  await database.run('DROP TABLE given');
  const loadMs = performance.now() - began;
  await database.run(`
    CREATE TABLE months AS
    SELECT month::TINYINT AS month, (DATE '2021-01-01' + to_months(month::INTEGER))::DATE AS first_day,
      (DATE '2021-01-01' + to_months(month::INTEGER + 1))::DATE AS next_first_day
    FROM range(60) spine(month)`);
  return { ...database, loadMs };
}
