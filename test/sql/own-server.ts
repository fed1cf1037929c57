import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';

/** A PostgreSQL server that was started here, with a folder that its user may write into and that goes with it. */
export interface OwnServer {
  readonly url: string;
  readonly pid: number;
  readonly folder: string;
  readonly version: string;
  stop(): Promise<void>;
}

/** Where the programs of a server are; Debian keeps them off the PATH. */
export function findPrograms(): string | undefined {
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

/** Of a server that runs already, or that is about to. */
export async function versionAt(url: string, server?: ChildProcess): Promise<string> {
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

/** A server on a free port. */
export async function startServer(programs: string): Promise<OwnServer> {
  const folder = mkdtempSync(join(tmpdir(), 'tenure-postgres-'));
  const data = join(folder, 'data');
  let server: ChildProcess | undefined;
  const stop = async () => {
    if (server !== undefined && server.exitCode === null) {
      const stopped = new Promise((resolve) => server?.on('close', resolve));
      run(asUser(join(programs, 'pg_ctl'), 'stop', '-D', data, '-m', 'fast', '-s'));
      await stopped;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    if (isRoot) run(['chown', 'postgres', folder]);
    run(asUser(join(programs, 'initdb'), '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'));
    const port = await freePort();
    const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'fsync=off'];
    const options = settings.flatMap((setting) => ['-c', setting]);
    const [command = '', ...args] = asUser(join(programs, 'postgres'), '-D', data, '-p', String(port), ...options);
    server = spawn(command, args, { cwd: folder, stdio: ['ignore', 'ignore', 'ignore'] });
    const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
    const version = await versionAt(url, server);
    const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return { url, pid, folder, version, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
