/**
 * `npm run engines`: the tests of test/sql against a real PostgreSQL server of its own, on a free port and in a folder that is removed afterwards,
 * instead of the one in WebAssembly. A server that runs already is taken by DATABASE_URL instead; the table `book` is made in it.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const root = fileURLToPath(new URL('../../', import.meta.url));
const missing = `No PostgreSQL server was found: neither initdb on the PATH nor in /usr/lib/postgresql/*/bin.
Install one (Debian: apt-get install postgresql; macOS: brew install postgresql), or name one that runs by DATABASE_URL.`;

/** Where the programs of a server are; Debian keeps them off the PATH. */
function findPrograms(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...versions.map((name) => join(debian, name, 'bin'))];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** PostgreSQL does not run as root, so root runs it as the user that its package made. */
const isRoot = process.getuid?.() === 0;
const asUser = (...command: string[]) => (isRoot ? ['runuser', '-u', 'postgres', '--', ...command] : command);

function run([command = '', ...args]: readonly string[]): void {
  const { status, error, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} failed: ${error ?? ''}${stdout ?? ''}${stderr ?? ''}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function versionAt(url: string, server?: ChildProcess): Promise<string> {
  for (let tries = 150; ; tries -= 1) {
    const client = new pg.Client(url);
    // A server that stops while it is connected to says so by an event.
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ version: string }>('SELECT version()');
      await client.end();
      return rows[0]?.version ?? '';
    } catch (error) {
      if (tries === 0 || server === undefined || server.exitCode !== null) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

function testAgainst(url: string): Promise<number> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', 'test/sql'];
  const tests = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url },
    stdio: 'inherit',
  });
  return new Promise((resolve) => tests.on('close', (status) => resolve(status ?? 1)));
}

async function withServer(programs: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tenure-postgres-'));
  const data = join(folder, 'data');
  let server: ChildProcess | undefined;
  try {
    if (isRoot) run(['chown', 'postgres', folder]);
    run(asUser(join(programs, 'initdb'), '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'));
    const port = await freePort();
    const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'fsync=off'];
    const options = settings.flatMap((setting) => ['-c', setting]);
    const [command = '', ...args] = asUser(join(programs, 'postgres'), '-D', data, '-p', String(port), ...options);
    server = spawn(command, args, { cwd: folder, stdio: ['ignore', 'ignore', 'ignore'] });
    const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
    console.log(await versionAt(url, server));
    return await testAgainst(url);
  } finally {
    if (server !== undefined && server.exitCode === null) {
      const stopped = new Promise((resolve) => server?.on('close', resolve));
      run(asUser(join(programs, 'pg_ctl'), 'stop', '-D', data, '-m', 'fast', '-s'));
      await stopped;
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

// The tests and the server hear of it as well, and end; what is left is to clean up.
process.on('SIGINT', () => undefined);

const given = process.env.DATABASE_URL;
const programs = findPrograms();
if (given !== undefined) {
  const version = await versionAt(given).catch((error) => `DATABASE_URL: no server answers (${error.code ?? error}).`);
  console.log(version);
  process.exitCode = version.startsWith('PostgreSQL') ? await testAgainst(given) : 1;
} else if (programs === undefined) {
  console.error(missing);
  process.exitCode = 1;
} else process.exitCode = await withServer(programs);
