// Before the mutation tests: installs Stryker into test/mutation/node_modules, where it is not there yet.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const home = fileURLToPath(new URL('.', import.meta.url));
if (!existsSync(`${home}node_modules/.package-lock.json`)) {
  console.log('installing Stryker (npm ci in test/mutation/) ...');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: home,
    stdio: 'inherit',
    // By the shell where npm is a script of it.
    shell: process.platform === 'win32',
  });
  process.exitCode = status ?? 1;
}
