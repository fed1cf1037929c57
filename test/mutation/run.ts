// npm run mutation -- [room ...]: Stryker over one room after another, and a table of what came of it.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rooms } from './rooms.ts';

interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
}

const pathTo = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const stryker = pathTo('node_modules/@stryker-mutator/core/bin/stryker.js');

function mutate(room: string): Readonly<Record<string, number>> | undefined {
  const began = Date.now();
  const results = `reports/mutation/${room}.json`;
  const args = ['run', pathTo('stryker.config.json'), '--mutate', `src/${room}/**/*.ts`, '--incrementalFile', results];
  const env = { ...process.env, MUTATION_ROOM: room };
  const { status } = spawnSync(process.execPath, [stryker, ...args], { stdio: 'inherit', env });
  // 1 is a score below the threshold, or a run that came to none.
  if (status !== 0) process.exitCode = 1;
  const report = readReport(results);
  if (report === undefined) return undefined;
  const statuses = Object.values(report.files).flatMap(({ mutants }) => mutants.map((mutant) => mutant.status));
  const count = (wanted: string) => statuses.filter((found) => found === wanted).length;
  const [killed, timedOut, survived, uncovered] = [
    count('Killed'),
    count('Timeout'),
    count('Survived'),
    count('NoCoverage'),
  ];
  return {
    score: Math.round((1000 * (killed + timedOut)) / (killed + timedOut + survived + uncovered)) / 10,
    killed,
    'timed out': timedOut,
    survived,
    'no coverage': uncovered,
    minutes: Math.round((Date.now() - began) / 6000) / 10,
  };
}

function readReport(path: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

const asked = process.argv.slice(2);
const unknown = asked.filter((room) => rooms[room] === undefined);
if (unknown.length > 0) {
  console.error(`no room ${unknown.join(', ')}; there are ${Object.keys(rooms).join(', ')}`);
  process.exit(1);
}
const table: Record<string, Readonly<Record<string, number>> | undefined> = {};
for (const room of asked.length > 0 ? asked : Object.keys(rooms)) table[room] = mutate(room);
console.table(table);
