/**
 * `npm run engines:sql`: the tests of test/sql against a real PostgreSQL server of its own, on a free port and in a folder that is removed
 * afterwards, instead of the one in WebAssembly. A server that runs already is taken by DATABASE_URL instead; the table `book` is made in it.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPrograms, startServer, versionAt } from './own-server.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const missing = `No PostgreSQL server was found: neither initdb on the PATH nor in /usr/lib/postgresql/*/bin.
Install one (Debian: apt-get install postgresql; macOS: brew install postgresql), or name one that runs by DATABASE_URL.`;

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
  const server = await startServer(programs);
  try {
    console.log(server.version);
    return await testAgainst(server.url);
  } finally {
    await server.stop();
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
} else if (programs === undefined) console.log(missing);
else process.exitCode = await withServer(programs);
