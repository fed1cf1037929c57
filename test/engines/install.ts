// Before the proof on engines: installs ClickHouse into test/engines/node_modules, where it is not there yet. Without it the proof goes on.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const home = fileURLToPath(new URL('.', import.meta.url));
if (!existsSync(`${home}node_modules/.package-lock.json`)) {
  console.log('installing ClickHouse (npm install in test/engines/, 550 MB) ...');
  // Not `npm ci`: it fails where a registry lacks the library of another platform, which no machine needs.
  const { status } = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: home,
    stdio: 'inherit',
    // By the shell where npm is a script of it.
    shell: process.platform === 'win32',
  });
  if (status !== 0) console.log('npm install in test/engines/ failed: the proof goes on without ClickHouse.');
}
