// npm run mutation -- [room or file ...]: Stryker over one room after another, and a table of what came of it.
import { spawnSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rooms } from './rooms.ts';

interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
}
type Row = Readonly<Record<string, number>>;

const pathTo = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const stryker = pathTo('node_modules/@stryker-mutator/core/bin/stryker.js');
const written = 'reports/mutation/mutation.json';

function mutate(room: string, files: string): Row | undefined {
  const began = Date.now();
  rmSync(written, { force: true });
  const { status } = spawnSync(process.execPath, [stryker, 'run', pathTo('stryker.config.json'), '--mutate', files], {
    stdio: 'inherit',
    env: { ...process.env, MUTATION_ROOM: room },
  });
  // 1 is a score below the threshold, or a run that came to none.
  if (status !== 0) process.exitCode = 1;
  const report = readReport();
  if (report === undefined) return undefined;
  renameSync(written, `reports/mutation/${room}.json`);
  const statuses = Object.values(report.files).flatMap(({ mutants }) => mutants.map((mutant) => mutant.status));
  const count = (wanted: string) => statuses.filter((found) => found === wanted).length;
  const [killed, timedOut] = [count('Killed'), count('Timeout')];
  const [survived, uncovered] = [count('Survived'), count('NoCoverage')];
  return {
    score: Math.round((1000 * (killed + timedOut)) / (killed + timedOut + survived + uncovered)) / 10,
    killed,
    'timed out': timedOut,
    survived,
    'no coverage': uncovered,
    minutes: Math.round((Date.now() - began) / 6000) / 10,
  };
}

function readReport(): Report | undefined {
  try {
    return JSON.parse(readFileSync(written, 'utf8'));
  } catch {
    return undefined;
  }
}

/** 'ratio', or a file of it such as 'src/ratio/ratio.ts', with ':13-18' for some of its lines. */
function roomOf(asked: string): string {
  const room = /^src\/(\w+)\//.exec(asked)?.[1] ?? asked;
  if (rooms[room] !== undefined) return room;
  console.error(`no room ${room}; there are ${Object.keys(rooms).join(', ')}`);
  process.exit(1);
}

const asked = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(rooms);
const filesOf = new Map<string, string[]>();
for (const name of asked) {
  const room = roomOf(name);
  filesOf.set(room, [...(filesOf.get(room) ?? []), name === room ? `src/${room}/**/*.ts` : name]);
}
const table: Record<string, Row | undefined> = {};
for (const [room, files] of filesOf) table[room] = mutate(room, files.join(','));
console.table(table);
