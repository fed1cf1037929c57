/**
 * A process of its own, in the time zone of its environment: reads the book from each database as its driver gives it, and prints the MRRs of
 * tenure beside those of SQL. The arguments are a URL of PostgreSQL, and the files of SQLite and DuckDB.
 */
import { DuckDBInstance } from '@duckdb/node-api';
import Database from 'better-sqlite3';
import pg from 'pg';
import { ledger, months, mrr, type Subscription } from 'tenure';
import { mrrQuery } from './book.ts';

/** MRRs at month ends: fractions of tenure's, whole units of SQL's. */
export interface RoundTrip {
  readonly name: string;
  readonly tenure: readonly string[];
  readonly sql: readonly string[];
}

type Row = Subscription & { readonly percent: string | null };

function mrrsOf(rows: readonly Row[], timeZone = 'UTC'): string[] {
  const discounted = rows.map(({ percent, ...row }) => ({ ...row, discount: percent === null ? null : { percent } }));
  const book = ledger(discounted, { timeZone, money: 'fraction' } as const);
  return mrr(book, months('2024-01', '2025-12', { timeZone }));
}

/** The book under tenure's names; dates and instants in one form or another. */
const columns = (date: (column: string) => string, ended: string) => `
  SELECT id AS "subscriptionId", customer AS "customerId", CAST(amount AS VARCHAR) AS amount, quantity, billing AS "interval",
    CAST(discount_percent AS VARCHAR) AS percent, ${date('started_on')} AS start, ${date('trial_ends_on')} AS "trialEnd",
    ${ended} AS "end"
  FROM book`;
const asTheyAre = (column: string) => column;
const asText = (column: string) => `CAST(${column} AS VARCHAR)`;

async function fromPostgres(url: string): Promise<RoundTrip[]> {
  const { types } = pg;
  const parsers = new Map<number, (text: string) => unknown>([
    [types.builtins.DATE, (text) => text],
    [types.builtins.TIMESTAMP, (text) => new Date(`${text.replace(' ', 'T')}Z`)],
  ]);
  const getTypeParser = ((oid: number, format: 'text') =>
    parsers.get(oid) ?? types.getTypeParser(oid, format)) as typeof types.getTypeParser;
  const [plain, parsed] = [new pg.Client(url), new pg.Client({ connectionString: url, types: { getTypeParser } })];
  await Promise.all([plain.connect(), parsed.connect()]);
  const rowsOf = async (client: pg.Client, text: string) => (await client.query<Row>(text)).rows;
  const sqlOf = async (timeZone: string) =>
    (await plain.query<{ units: string }>(mrrQuery.postgres(timeZone))).rows.map(({ units }) => units);
  const utc = await sqlOf('UTC');
  const berlin = await sqlOf('Europe/Berlin');
  const trips: RoundTrip[] = [];
  const add = (name: string, tenure: string[], sql: string[]) => trips.push({ name, tenure, sql });
  const byParser = await rowsOf(parsed, columns(asTheyAre, 'ended_at'));
  add('PostgreSQL, a parser for DATE', mrrsOf(byParser), utc);
  add('PostgreSQL, a parser for TIMESTAMP', mrrsOf(await rowsOf(parsed, columns(asTheyAre, 'ended_utc'))), utc);
  const byText = await rowsOf(plain, columns(asText, 'ended_at'));
  add('PostgreSQL, dates as text', mrrsOf(byText), utc);
  add('PostgreSQL, instants as text', mrrsOf(await rowsOf(plain, columns(asText, asText('ended_at')))), utc);
  add('PostgreSQL, months of Berlin', mrrsOf(byText, 'Europe/Berlin'), berlin);
  // What the driver does with dates if it is not told otherwise.
  const byDefault = await rowsOf(plain, columns(asTheyAre, 'ended_at'));
  add('trap: DATE', mrrsOf(byDefault), utc);
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  add("PostgreSQL, local midnights in the process's own zone", mrrsOf(byDefault, own), await sqlOf(own));
  await Promise.all([plain.end(), parsed.end()]);
  return trips;
}

function fromSqlite(file: string): RoundTrip[] {
  const database = new Database(file, { readonly: true });
  database.defaultSafeIntegers();
  const select = (ended: string) =>
    database
      .prepare<[], Row & { quantity: bigint }>(
        `SELECT id AS "subscriptionId", customer AS "customerId", amount_cents || '/100' AS amount, quantity,
           billing AS "interval", discount_percent AS percent, started_on AS start, trial_ends_on AS "trialEnd", ${ended} AS "end"
         FROM book`,
      )
      .all()
      .map((row) => ({ ...row, quantity: Number(row.quantity) }));
  const sql = database.prepare<[], { units: string }>(mrrQuery.sqlite()).all();
  const units = sql.map((row) => row.units);
  const byText = select(`ended_at || 'Z'`);
  const byEpoch = select('ended_epoch * 1000').map((row) => ({
    ...row,
    end: row.end === null ? null : Number(row.end),
  }));
  database.close();
  return [
    { name: 'SQLite, texts', tenure: mrrsOf(byText), sql: units },
    { name: 'SQLite, epochs', tenure: mrrsOf(byEpoch), sql: units },
  ];
}

async function fromDuckdb(file: string): Promise<RoundTrip[]> {
  const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  const all = async (text: string) => (await connection.runAndReadAll(text)).getRowObjectsJS();
  const rows = async (text: string) => (await all(text)) as unknown as Row[];
  const sqlOf = async (timeZone: string) => (await all(mrrQuery.duckdb(timeZone))).map(({ units }) => String(units));
  const inJson = (await connection.runAndReadAll(columns(asTheyAre, 'ended_at'))).getRowObjectsJson();
  const trips = [
    { name: 'DuckDB, rows for JSON', tenure: mrrsOf(inJson as unknown as Row[]), sql: await sqlOf('UTC') },
    { name: 'DuckDB', tenure: mrrsOf(await rows(columns(asTheyAre, 'ended_at'))), sql: await sqlOf('UTC') },
    {
      name: 'DuckDB, without zone',
      tenure: mrrsOf(await rows(columns(asTheyAre, 'ended_utc'))),
      sql: await sqlOf('UTC'),
    },
    {
      name: 'DuckDB, months of Berlin',
      tenure: mrrsOf(await rows(columns(asText, 'ended_at')), 'Europe/Berlin'),
      sql: await sqlOf('Europe/Berlin'),
    },
  ];
  connection.closeSync();
  instance.closeSync();
  return trips;
}

const [postgresUrl = '', sqliteFile = '', duckdbFile = ''] = process.argv.slice(2);

// No `await` at the top of a file that is bundled to CommonJS.
Promise.all([fromPostgres(postgresUrl), fromSqlite(sqliteFile), fromDuckdb(duckdbFile)]).then(
  (trips) => process.stdout.write(JSON.stringify(trips.flat())),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
