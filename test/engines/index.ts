/**
 * `npm run engines`: the parts of docs/distributed.md on ClickHouse, DuckDB and PostgreSQL, by the very files that the page names, compared to
 * the bit with one ledger. An engine that is not there is named, and left out. `-- --rows 1e6 --shards 16,256 --only duckdb --write`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Subscription } from 'tenure';
import { subscriptionRows } from '../../bench/rows.ts';
import { bundleScripts } from '../examples/bundle-distributed.ts';
import { cpuOf } from './cpu.ts';
import { wholeOf } from './question.ts';
import type { Made } from './run.ts';
import { type Line, writeTable } from './table.ts';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1e5' },
    shards: { type: 'string', default: '1,4,16,256' },
    only: { type: 'string', default: 'clickhouse,duckdb,postgres' },
    write: { type: 'boolean', default: false },
  },
});
const count = Number(values.rows);
const home = mkdtempSync(join(tmpdir(), 'tenure-engines-'));
const scripts = join(home, 'scripts');
const lines: Line[] = [];
const absent: string[] = [];

function show(line: Line): void {
  lines.push(line);
  const { engine, way, shards, cpu, merging, bytes, equal } = line;
  const seconds = cpu === null ? '?' : cpu.toFixed(1);
  console.log(
    `${engine}, ${way}, ${shards} shards: ${seconds} s of CPU, merging ${merging.toFixed(1)} s, parts of ${bytes} bytes, ${equal ? 'equal to the bit' : 'DIFFERENT'}`,
  );
}

/** What one process with one ledger takes, from the same JSON lines. */
function whole(file: string): string {
  const before = process.cpuUsage();
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Subscription);
  const result = JSON.stringify(wholeOf(rows));
  const { user, system } = process.cpuUsage(before);
  const engine = `Node ${process.versions.node}, no engine`;
  show({ engine, way: 'one ledger', shards: 1, cpu: (user + system) / 1e6, merging: 0, bytes: 0, equal: true });
  return result;
}

async function prove(name: string, rows: string, expected: string): Promise<void> {
  const program = [here('run.ts'), name, join(home, name), rows, scripts, values.shards];
  const own = spawn(process.execPath, ['--import', 'tsx', ...program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => own.on('close', resolve));
  for await (const text of createInterface(own.stdout)) {
    const made = JSON.parse(text) as Made | { readonly absent: string };
    if ('absent' in made) {
      absent.push(`${name}: ${made.absent}`);
      console.log(`${name} is left out: ${made.absent}`);
    } else show(merged(made, expected));
  }
  const status = await ended;
  if (status !== 0) throw new Error(`${name} ended with ${status}`);
}

function merged({ version, way, shards, cpu, file, rows, customers }: Made, expected: string): Line {
  const merge = [join(scripts, 'merge.js'), '--rows', String(rows), '--customers', String(customers), '--result'];
  const before = cpuOf(process.pid);
  const { status, stdout, stderr } = spawnSync(process.execPath, merge, {
    input: readFileSync(file),
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  const merging = before === null ? 0 : (cpuOf(process.pid) ?? 0) - before;
  if (status !== 0) console.error(stderr);
  const bytes = Math.round(statSync(file).size / shards);
  rmSync(file);
  return { engine: version, way, shards, cpu, merging, bytes, equal: stdout.trim() === expected };
}

try {
  mkdirSync(scripts);
  await bundleScripts(scripts, ['part', 'merge', 'duckdb'], here('question.ts'));
  spawnSync('chmod', ['-R', 'a+rX', home]);
  spawnSync('chmod', ['a+x', join(scripts, 'part.js')]);
  const [rows, own] = [join(home, 'columns.jsonl'), join(home, 'rows.jsonl')];
  const all = subscriptionRows(count);
  writeFileSync(own, all.map((row) => JSON.stringify(row)).join('\n'));
  writeFileSync(rows, all.map((row) => JSON.stringify(columnsOf(row))).join('\n'));
  all.length = 0;
  const expected = whole(own);
  for (const name of values.only.split(',')) await prove(name, rows, expected);
  if (lines.some(({ equal }) => !equal)) process.exitCode = 1;
  if (values.write) writeTable(count, lines, absent);
} finally {
  rmSync(home, { recursive: true, force: true });
}

/** As databases name and fill them. */
function columnsOf(row: Subscription): object {
  const { customerId, subscriptionId, start, end, amount, interval, plan, currency, quantity = null } = row;
  return {
    customer_id: customerId,
    subscription_id: subscriptionId,
    start_date: start,
    end_date: end,
    amount,
    interval,
    plan,
    currency,
    quantity,
  };
}
