/** One engine in a process of its own: `run.ts NAME FOLDER ROWS SCRIPTS MOST`; each line that it prints is JSON. */
import { join } from 'node:path';
import { clickhouse } from './clickhouse.ts';
import { cpuOf } from './cpu.ts';
import { duckdb } from './duckdb.ts';
import { Absent, type Engine, type Ground } from './engine.ts';
import { postgres } from './postgres.ts';

const engines: Readonly<Record<string, (ground: Ground) => Promise<Engine>>> = { clickhouse, duckdb, postgres };

/** What was made of a number of shards, where the engine is there. */
export interface Made {
  readonly version: string;
  readonly way: string;
  readonly shards: number;
  readonly cpu: number | null;
  readonly file: string;
  readonly rows: number;
  readonly customers: number;
}

const [name = '', folder = '', rows = '', scripts = '', shardCounts = ''] = process.argv.slice(2);
const print = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
try {
  const engine = await (engines[name] as (ground: Ground) => Promise<Engine>)({ folder, rows, scripts });
  try {
    for (const way of engine.ways) {
      for (const shards of way.shards.filter((count) => shardCounts.split(',').includes(String(count)))) {
        const file = join(folder, `../${name}-${engine.ways.indexOf(way)}-${shards}.jsonl`);
        const before = cpuOf(way.pid ?? process.pid);
        await way.run(shards, file);
        const after = cpuOf(way.pid ?? process.pid);
        const cpu = before === null || after === null ? null : after - before;
        const [all, customers] = await engine.count();
        print({ version: engine.version, way: way.name, shards, cpu, file, rows: all, customers } satisfies Made);
      }
    }
  } finally {
    await engine.close();
  }
} catch (error) {
  if (!(error instanceof Absent)) throw error;
  print({ absent: error.message });
}
