import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Absent, type Engine, type Ground, root } from './engine.ts';

const columns = `customer_id String, subscription_id String, start_date Date32, end_date Nullable(Date32), amount Decimal(18, 2),
  interval LowCardinality(String), plan LowCardinality(String), currency LowCardinality(String), quantity Nullable(UInt32)`;
const documented = (name: string) => readFileSync(new URL(`docs/examples/distributed/${name}`, root), 'utf8');

/** The statements of docs/examples/distributed/clickhouse.sql, with as many branches as are asked for. */
function statements(): { process: (shards: number) => string; pool: (shards: number) => string; count: string } {
  const [, process = '', pool = '', count = ''] = documented('clickhouse.sql')
    .split(/^-- \d\. /m)
    .map((section) => section.replace(/^[^\n]*\n(--[^\n]*\n)*/, ''));
  const [ofProcess = '', ofPool = ''] = [process, pool].map((section) => section.split('UNION ALL')[0]);
  const branches = (texts: readonly string[]) => texts.join('UNION ALL\n');
  return {
    count,
    process: (shards) => {
      const each = Array.from({ length: shards }, (_, shard) => ofProcess.replace('% 4 = 0', `% ${shards} = ${shard}`));
      return branches(each);
    },
    pool: (shards) => {
      const half = Math.ceil(shards / 2);
      const ranges =
        shards === 1
          ? [[0, 0]]
          : [
              [0, half - 1],
              [half, shards - 1],
            ];
      return branches(
        ranges.map(([first, last]) =>
          ofPool.replaceAll('% 256', `% ${shards}`).replace('BETWEEN 0 AND 127', `BETWEEN ${first} AND ${last}`),
        ),
      );
    },
  };
}

/** ClickHouse within the process, with the scripts as its executables. */
export async function clickhouse({ folder, rows, scripts }: Ground): Promise<Engine> {
  const { Session } = await import('chdb').catch(() => {
    throw new Absent('chdb is not installed');
  });
  mkdirSync(folder, { recursive: true });
  const functions = join(folder, 'functions.xml');
  writeFileSync(functions, documented('clickhouse-functions.xml'));
  const config = join(folder, 'config.xml');
  writeFileSync(
    config,
    `<clickhouse><user_scripts_path>${scripts}/</user_scripts_path>
    <user_defined_executable_functions_config>${functions}</user_defined_executable_functions_config></clickhouse>`,
  );
  const session = new Session(join(folder, 'data'), { connectionArgs: [`--config-file=${config}`] });
  session.query(`CREATE TABLE subscriptions (${columns}) ENGINE MergeTree ORDER BY customer_id`);
  session.query(`INSERT INTO subscriptions SELECT * FROM file('${rows}', JSONEachRow, '${columns}')`);
  const { process, pool, count } = statements();
  const into = (file: string, statement: string) => {
    session.query(`INSERT INTO FUNCTION file('${file}', LineAsString, 'part String') ${statement}`);
  };
  return {
    version: `ClickHouse ${session.query('SELECT version()', 'TSVRaw').trim()} (chdb)`,
    ways: [
      { name: '`executable`', shards: [4], run: async (shards, file) => into(file, process(shards)) },
      { name: '`executable_pool`', shards: [1, 16, 256], run: async (shards, file) => into(file, pool(shards)) },
    ],
    async count() {
      const [all = 0, customers = 0] = session.query(count.replace(';', ''), 'TSVRaw').trim().split('\t').map(Number);
      return [all, customers];
    },
    async close() {
      session.close();
    },
  };
}
