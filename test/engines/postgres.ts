import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { findPrograms, startServer } from '../sql/own-server.ts';
import { Absent, type Engine, type Ground, root } from './engine.ts';

/** PostgreSQL: a server of its own, which starts the script. */
export async function postgres({ rows, scripts }: Ground): Promise<Engine> {
  const programs = findPrograms();
  if (programs === undefined) throw new Absent('neither initdb on the PATH nor in /usr/lib/postgresql/*/bin');
  const server = await startServer(programs);
  const asked = async (sql: string) => {
    const client = new pg.Client(server.url);
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query({ text: sql, rowMode: 'array' })).rows as unknown[][];
    } finally {
      // The server counts the CPU of a session when it has ended.
      await client.end();
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  };
  const sections = readFileSync(new URL('docs/examples/distributed/postgres.sql', root), 'utf8').split(
    /^-- \d\. [^\n]*\n/m,
  );
  const [, copy = '', count = ''] = sections;
  // Where the user of the server can read and write.
  const [script, output, input] = ['part.js', 'parts.jsonl', 'rows.jsonl'].map((name) => join(server.folder, name));
  copyFileSync(join(scripts, 'part.js'), script as string);
  copyFileSync(rows, input as string);
  await asked(`CREATE TABLE lines (line jsonb);
    COPY lines FROM '${input}' WITH (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02');
    CREATE TABLE subscriptions AS
      SELECT r.* FROM lines, jsonb_to_record(line) AS r (customer_id text, subscription_id text, start_date date, end_date date,
        amount numeric(18, 2), interval text, plan text, currency text, quantity integer);
    ANALYZE subscriptions`);
  return {
    version: String((await asked('SELECT version()'))[0]?.[0]).split(' on ')[0] as string,
    ways: [
      {
        name: '`COPY ... TO PROGRAM`',
        shards: [1, 16, 256],
        pid: server.pid,
        async run(shards, file) {
          const statement = copy
            .replace('& 255', `& ${shards - 1}`)
            .replace('node /opt/tenure/part.js', `${process.execPath} ${script}`)
            .replace('/tmp/parts.jsonl', output as string);
          await asked(statement);
          writeFileSync(file, readFileSync(output as string));
        },
      },
    ],
    async count() {
      const [[all, customers] = []] = await asked(count);
      return [Number(all), Number(customers)];
    },
    close: () => server.stop(),
  };
}
