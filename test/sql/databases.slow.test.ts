import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import Database from 'better-sqlite3';
import { build } from 'esbuild';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageExamples } from '../docs/find-examples.ts';
import { runExample } from '../docs/run-example.ts';
import { boundaries, createBook, unitsPerMrr } from './book.ts';
import { type PostgresServer, postgresServer } from './postgres-server.ts';
import type { RoundTrip } from './round-trip.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'tenure-sql-'));
const files = { sqlite: join(home, 'book.sqlite'), duckdb: join(home, 'book.duckdb'), program: join(home, 'trip.cjs') };
let server: PostgresServer;

beforeAll(async () => {
  const started = postgresServer();
  await Promise.all([bundleProgram(), fillDuckdb()]);
  const sqlite = new Database(files.sqlite);
  for (const statement of createBook.sqlite) sqlite.exec(statement);
  sqlite.close();
  server = await started;
  const client = new pg.Client(server.url);
  await client.connect();
  for (const statement of createBook.postgres) await client.query(statement);
  await client.end();
}, 120_000);

afterAll(async () => {
  await server.stop();
  rmSync(home, { recursive: true });
});

async function fillDuckdb(): Promise<void> {
  const instance = await DuckDBInstance.create(files.duckdb);
  const connection = await instance.connect();
  for (const statement of createBook.duckdb) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
}

/** With tenure in it; the drivers stay where they are installed. */
async function bundleProgram(): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL('./round-trip.ts', import.meta.url))],
    outfile: files.program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['pg', 'better-sqlite3', '@duckdb/node-api'],
    alias: { tenure: join(root, 'src/index.ts') },
  });
}

async function tripsIn(timeZone: string): Promise<ReadonlyMap<string, RoundTrip>> {
  const env = { ...process.env, TZ: timeZone, NODE_PATH: join(root, 'node_modules') };
  const program = [files.program, server.url, files.sqlite, files.duckdb];
  const { stdout } = await promisify(execFile)(process.execPath, program, { env, maxBuffer: 2 ** 26 });
  return new Map((JSON.parse(stdout) as RoundTrip[]).map((trip) => [trip.name, trip]));
}

/** The months in which tenure and SQL differ by anything at all. */
function differing({ tenure, sql }: RoundTrip): string[] {
  expect([tenure.length, sql.length]).toEqual([24, 24]);
  return boundaries.filter((_, month) => {
    const [numerator = '0', denominator = '1'] = (tenure[month] as string).split('/');
    return BigInt(numerator) * unitsPerMrr !== BigInt(sql[month] as string) * BigInt(denominator);
  });
}

describe.each(['UTC', 'Europe/Berlin', 'America/Los_Angeles'])('with the process in %s', (timeZone) => {
  test('the MRR of rows from each database is the one of its SQL, to the last digit, at 24 month ends', async () => {
    const trips = await tripsIn(timeZone);
    const { 'trap: DATE': trap, ...good } = Object.fromEntries(trips);
    expect(Object.keys(good).length).toBeGreaterThanOrEqual(10);
    for (const trip of Object.values(good)) {
      expect(differing(trip), trip.name).toEqual([]);
      expect(new Set(trip.sql).size).toBe(24);
    }
    // East of UTC local midnights are instants of the day before, so that rows which begin or end a month fall into the one before.
    expect(differing(trap as RoundTrip)).toHaveLength(timeZone === 'Europe/Berlin' ? 19 : 0);
  });
});

describe('docs/data/sql.md', () => {
  test.each(pageExamples('docs/data/sql.md').map((example) => [example.name, example] as const))(
    '%s',
    async (_, { code, files: own }) => {
      const before = process.env.DATABASE_URL;
      process.env.DATABASE_URL = server.url;
      try {
        await runExample(code, own);
      } finally {
        if (before === undefined) delete process.env.DATABASE_URL;
        else process.env.DATABASE_URL = before;
      }
    },
  );
});
