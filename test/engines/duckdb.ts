import { spawnSync } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Absent, type Engine, type Ground, root } from './engine.ts';

/** DuckDB in a process of its own, as docs/examples/distributed/duckdb.ts is. */
export async function duckdb({ folder, rows, scripts }: Ground): Promise<Engine> {
  const { DuckDBInstance } = await import('@duckdb/node-api').catch(() => {
    throw new Absent('@duckdb/node-api is not installed for this platform');
  });
  const book = `${folder}.duckdb`;
  const instance = await DuckDBInstance.create(book);
  const connection = await instance.connect();
  await connection.run(`
    CREATE TABLE subscriptions AS
    SELECT customer_id, subscription_id, start_date::DATE AS start_date, end_date::DATE AS end_date, amount::DECIMAL(18, 2) AS amount,
      "interval", plan, currency, quantity::INTEGER AS quantity
    FROM read_json('${rows}', format = 'newline_delimited')`);
  const [[version] = []] = await (await connection.run('SELECT version()')).getRows();
  connection.closeSync();
  instance.closeSync();
  let counted = '';
  return {
    version: `DuckDB ${version} (@duckdb/node-api)`,
    ways: [
      {
        name: 'JavaScript function',
        shards: [16, 256],
        async run(shards, file) {
          const { status, stderr } = spawnSync(process.execPath, [join(scripts, 'duckdb.js'), book, String(shards)], {
            stdio: ['ignore', openSync(file, 'w'), 'pipe'],
            encoding: 'utf8',
            // The bundle leaves the driver where it is installed.
            env: { ...process.env, NODE_PATH: fileURLToPath(new URL('node_modules', root)) },
          });
          if (status !== 0) throw new Error(stderr);
          counted = stderr;
        },
      },
    ],
    async count() {
      const [, all, customers] = /--rows (\d+) --customers (\d+)/.exec(counted) ?? [];
      return [Number(all), Number(customers)];
    },
    async close() {},
  };
}
