// npm run mutation -- [room or file ...]: the faults of one room after another, and a table of what came of them.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type Mutant, mutate, type Part, type Status } from './mutate.ts';
import { rooms } from './rooms.ts';

process.env.TZ = 'America/New_York';
process.env.PROPERTY_RUNS ??= '0.1';

/** The aim, in percent. */
const least = 90;

function partsOf(asked: string): { readonly room: string; readonly parts: readonly Part[] } {
  const [, file = '', room = asked, first, last] = /^(src\/(\w+)\/.*?\.ts)(?::(\d+)-(\d+))?$/.exec(asked) ?? [];
  if (rooms[room] === undefined) {
    console.error(`no room ${room}; there are ${Object.keys(rooms).join(', ')}`);
    process.exit(1);
  }
  if (file !== '')
    return { room, parts: [{ file, lines: first === undefined ? undefined : [Number(first), Number(last)] }] };
  const files = readdirSync(`src/${room}`, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  return {
    room,
    parts: files.sort().map((name) => ({ file: `src/${room}/${name.replaceAll('\\', '/')}`, lines: undefined })),
  };
}

function rowOf(mutants: readonly Mutant[], minutes: number) {
  const count = (wanted: Status) => mutants.filter(({ status }) => status === wanted).length;
  const [killed, timedOut] = [count('Killed'), count('Timeout')];
  return {
    score: Math.round((1000 * (killed + timedOut)) / Math.max(mutants.length, 1)) / 10,
    killed,
    'timed out': timedOut,
    survived: count('Survived'),
    'no coverage': count('NoCoverage'),
    minutes: Math.round(10 * minutes) / 10,
  };
}

/** What is to be looked at: all but what a test failed for. */
function show({ status, fileName, mutatorName, location: { start, end }, replacement }: Mutant): void {
  const lines = readFileSync(fileName, 'utf8')
    .split('\n')
    .slice(start.line, end.line + 1);
  const original = [lines[0]?.slice(start.column, lines.length === 1 ? end.column : undefined), ...lines.slice(1)];
  const short = (text: string) => text.replace(/\s+/g, ' ').slice(0, 100);
  console.log(`${status} ${mutatorName} ${fileName}:${start.line + 1}:${start.column + 1}`);
  console.log(`  ${short(original.join(' '))}\n  ${short(replacement)}`);
}

const partsByRoom = new Map<string, Part[]>();
for (const name of process.argv.length > 2 ? process.argv.slice(2) : Object.keys(rooms)) {
  const { room, parts } = partsOf(name);
  partsByRoom.set(room, [...(partsByRoom.get(room) ?? []), ...parts]);
}
const table: Record<string, ReturnType<typeof rowOf>> = {};
for (const [room, parts] of partsByRoom) {
  const began = Date.now();
  const mutants = await mutate(room, parts, (done, of) => {
    if (done % 100 === 0) console.log(`${room}: ${done} of ${of}`);
  });
  for (const mutant of mutants) if (mutant.status !== 'Killed') show(mutant);
  mkdirSync('reports/mutation', { recursive: true });
  writeFileSync(`reports/mutation/${room}.json`, JSON.stringify(mutants, null, 1));
  table[room] = rowOf(mutants, (Date.now() - began) / 60_000);
}
console.table(table);
if (Object.values(table).some(({ score }) => score < least)) process.exitCode = 1;
