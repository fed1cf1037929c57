import { readFileSync } from 'node:fs';
import {
  ledger,
  ledgerFromColumns,
  type MrrMovements,
  months,
  mrrMovements,
  type Subscription,
  type SubscriptionColumns,
} from 'tenure';
import { checkClose } from './check.ts';
import { type Database, openDatabase, type Row } from './engines/duckdb.ts';
import { terms } from './naive-decimal.ts';
import { type Contender, race } from './race.ts';
import { firstMonth, lastMonth, subscriptionRows } from './rows.ts';
import { netMovements } from './sql/movements.ts';
import { csvColumns, subscriptionCsv, unitsOfRow, unitsPerEuro } from './subscription-tables.ts';

const allMonths = months(firstMonth, lastMonth);

/** All there is to do once: rows to statements, and a file to statements. */
export async function filesRace(size: number): Promise<void> {
  const { path, ours } = await fromRows(subscriptionRows(size));
  // From here on the rows are no longer there: who reads a file has none, and each collection of garbage walks over them.
  await fromDatabase(size, path, ours);
}

async function fromRows(rows: readonly Subscription[]): Promise<{ path: string; ours: MrrMovements[] }> {
  const path = subscriptionCsv(rows);
  const ours = mrrMovements(ledger(rows), allMonths);
  for (const [month, statement] of fromFile(path).entries()) check(ours[month] as MrrMovements, statement);
  await race(rows.length, [
    { name: 'tenure: objects to statements', run: () => mrrMovements(ledger(rows), allMonths) },
    { name: 'tenure: CSV file to statements', run: () => fromFile(path) },
    ...(await database(path, ours)),
  ]);
  return { path, ours };
}

/** Lines split where the commas are, as the file has no quotes: a reader of any CSV takes longer, DuckDB's own does not. */
function fromFile(path: string): MrrMovements[] {
  const lines = readFileSync(path, 'latin1').split('\n');
  const columns = {
    customerId: [] as string[],
    start: [] as string[],
    end: [] as (string | null)[],
    amount: [] as number[],
    interval: [] as ('month' | 'year')[],
    currency: [] as string[],
    quantity: [] as number[],
  };
  for (let i = 1; i < lines.length - 1; i += 1) {
    const [customerId = '', , start = '', end = '', amount, interval, currency = '', , quantity] = (
      lines[i] as string
    ).split(',');
    columns.customerId.push(customerId);
    columns.start.push(start);
    columns.end.push(end === '' ? null : end);
    columns.amount.push(Number(amount));
    columns.interval.push(interval as 'month' | 'year');
    columns.currency.push(currency);
    columns.quantity.push(Number(quantity));
  }
  return mrrMovements(ledgerFromColumns(columns), allMonths);
}

async function database(path: string, ours: readonly MrrMovements[]): Promise<Contender[]> {
  const tables = await openDatabase();
  if (tables === null) return [];
  await tables.run(`
    CREATE TABLE months AS SELECT month::TINYINT AS month FROM range(60) spine(month)`);
  const run = () => loadAndQuery(tables, `read_csv('${path}', header = true, columns = ${csvColumns})`);
  for (const [month, row] of (await run()).entries()) {
    const statement = ours[month] as MrrMovements;
    for (const [i, term] of terms.entries()) {
      checkClose(`${term} of ${statement.period.label}`, statement[term], (row[i] ?? Number.NaN) / unitsPerEuro, 0);
    }
  }
  return [{ name: 'DuckDB: CSV file, table, query', run }];
}

/** Files that DuckDB reads: into columns that become a ledger and statements, beside its own query from the same file. */
async function fromDatabase(count: number, path: string, ours: readonly MrrMovements[]): Promise<void> {
  const tables = await openDatabase();
  if (tables === null) return;
  const parquet = path.replace(/csv$/, 'parquet');
  const csv = `read_csv('${path}', header = true, columns = ${csvColumns})`;
  await tables.run('CREATE TABLE months AS SELECT month::TINYINT AS month FROM range(60) spine(month)');
  await tables.run(`COPY (FROM ${csv}) TO '${parquet}'`);
  for (const [file, source] of [
    ['CSV', csv],
    ['Parquet', `'${parquet}'`],
  ] as const) {
    const run = () => throughColumns(tables, source);
    for (const [month, statement] of (await run()).entries()) check(ours[month] as MrrMovements, statement);
    await race(count, [
      { name: `tenure: ${file} by DuckDB into columns, to statements`, run },
      { name: `DuckDB: ${file} file, table, query`, run: () => loadAndQuery(tables, source) },
    ]);
  }
}

async function throughColumns(tables: Database, source: string): Promise<MrrMovements[]> {
  const fields = {
    customerId: 'text customer_id',
    start: 'starts',
    end: 'ends',
    amount: 'amount',
    quantity: 'quantity',
    // Codes by comparison, as in DuckDB's own query: an ENUM takes longer. What is neither is null, and would be refused.
    interval: "CASE interval WHEN 'month' THEN 0 WHEN 'year' THEN 1 END",
  };
  const { interval, ...columns } = await tables.columns(fields, source);
  const { values: codes, valid } = interval as { readonly values: Int32Array; readonly valid: Uint8Array };
  const coded = { ...columns, interval: { codes, values: ['month', 'year'], valid } };
  return mrrMovements(ledgerFromColumns(coded as unknown as SubscriptionColumns), allMonths);
}

/** The columns that the query needs and no more; texts for customers, since numbering them costs more than it saves for one query. */
async function loadAndQuery(tables: Database, source: string): Promise<Row[]> {
  await tables.run(`
    CREATE OR REPLACE TABLE phases AS
    SELECT customer_id AS customer, starts, ends, ${unitsOfRow} AS units
    FROM ${source}
    WHERE amount > 0 AND quantity > 0 AND (ends IS NULL OR ends > starts)`);
  return tables.rows(netMovements);
}

function check(ours: MrrMovements, theirs: MrrMovements): void {
  for (const term of terms) checkClose(`${term} of ${ours.period.label}`, ours[term], theirs[term], 0);
}
