// Before the bench: installs the engines into bench/node_modules, where they are not there yet. Without them the bench runs all the same.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const bench = fileURLToPath(new URL('..', import.meta.url));
if (!existsSync(`${bench}node_modules/.package-lock.json`)) {
  // One engine's binary for Linux is named outright, for its own wish of a newer Node leaves it out; elsewhere it would stop npm.
  const force = process.platform === 'linux' && process.arch === 'x64' ? [] : ['--force'];
  console.log('installing the engines of the bench (npm ci in bench/) ...');
  const options = ['--no-audit', '--no-fund', '--loglevel=error'];
  // By the shell where npm is a script of it.
  const { status } = spawnSync('npm', ['ci', ...options, ...force], {
    cwd: bench,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) console.log('npm ci in bench/ failed: the bench goes on without the engines.');
}
