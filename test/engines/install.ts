// Before the proof on engines: installs ClickHouse into test/engines/node_modules, where it is not there yet. Without it the proof goes on.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const home = fileURLToPath(new URL('.', import.meta.url));
if (!existsSync(`${home}node_modules/.package-lock.json`)) {
  console.log('installing ClickHouse (npm ci in test/engines/, 550 MB) ...');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: home,
    stdio: 'inherit',
    // By the shell where npm is a script of it.
    shell: process.platform === 'win32',
  });
  if (status !== 0) console.log('npm ci in test/engines/ failed: the proof goes on without ClickHouse.');
}
