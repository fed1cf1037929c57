/**
 * `npm run types`: the programs of consumers/ against the packed tarball, under the oldest compiler that is supported, the newest and those
 * between, as Node and as bundlers find types, with every declaration file checked. `npm test` does the same with one compiler.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addPackage, installPackage } from '../package/installed-package.ts';
import { complaintsOf, copyConsumers, resolutions } from './compile-consumers.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));
const { dependencies } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));

function installCompilers(): void {
  const installed = join(here, 'node_modules/.package-lock.json');
  const lock = join(here, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('installing the compilers (npm ci in test/types/) ...');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: here,
    stdio: 'inherit',
    // By the shell where npm is a script of it.
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('npm ci in test/types/ failed');
}

installCompilers();
const home = mkdtempSync(join(tmpdir(), 'tenure-types-'));
try {
  const tarball = installPackage(home);
  addPackage(home, 'zod');
  copyConsumers(home);
  for (const compiler of Object.keys(dependencies)) {
    for (const resolution of resolutions) {
      const complaints = complaintsOf(home, join(here, 'node_modules', compiler, 'bin/tsc'), resolution);
      console.log(`${compiler} ${resolution}: ${complaints === '' ? 'compiles' : `does not compile\n${complaints}`}`);
      if (complaints !== '') process.exitCode = 1;
    }
  }
  // Of every entry; `npm test` asks it of a few.
  const attw = join(root, 'node_modules/.bin/attw');
  const { status, stdout } = spawnSync(attw, [tarball, '--profile', 'node16'], { cwd: root, encoding: 'utf8' });
  console.log(`attw: ${status === 0 ? 'finds nothing' : stdout}`);
  if (status !== 0) process.exitCode = 1;
} finally {
  rmSync(home, { recursive: true });
}
